import * as z from "zod";
import { DemoAthlete, type SandboxSettings } from "../../src/sandbox/demo-athlete.ts";
import { DEMO_OWNER } from "../../src/sandbox/seed/profile.ts";
import { applyVariants, Variants } from "./variants.ts";

export const AthleteOptions = z.object({
  ...Variants.shape,
  /** `i…`, or only digits as for accounts that were created with Strava. */
  id: z.string().optional(),
  name: z.string().default(DEMO_OWNER.name),
  timezone: z.string().default(DEMO_OWNER.timezone),
  units: z.enum(["metric", "imperial"]).default(DEMO_OWNER.units),
  seed: z.int().default(DEMO_OWNER.seed),
  /** An ISO instant at which the athlete's clock stops. */
  now: z.iso.datetime({ offset: true }).optional(),
  /** The access tokens that the athlete has granted. */
  tokens: z.array(z.object({ token: z.string(), scope: z.string(), clientId: z.int() })).default([]),
});
export type AthleteOptions = z.infer<typeof AthleteOptions>;

/** The server of one API key: a demo athlete, wherever it runs. */
export interface AthleteServer {
  fetch(request: Request): Promise<Response>;
  configure(options: z.input<typeof AthleteOptions>): void | Promise<void>;
}

interface Configuration {
  readonly options: AthleteOptions;
  readonly settings: SandboxSettings;
}

/** The demo athlete with a configuration. The Workers of the tests export it instead of the deployed class. */
export class ConfigurableDemoAthlete extends DemoAthlete {
  #configuration: Configuration | undefined;

  /** A later call only changes the options that it names. */
  configure(changes: z.input<typeof AthleteOptions>): void {
    AthleteOptions.parse(changes);
    this.ctx.storage.kv.put("options", { ...this.ctx.storage.kv.get<object>("options"), ...changes });
    this.#configuration = undefined;
  }

  protected override get settings(): SandboxSettings {
    return this.#configured().settings;
  }

  override async fetch(request: Request): Promise<Response> {
    const { options } = this.#configured();
    return applyVariants(options, request, (adapted) => super.fetch(adapted));
  }

  override forget(): Promise<void> {
    this.#configuration = undefined;
    return super.forget();
  }

  #configured(): Configuration {
    if (!this.#configuration) {
      const options = AthleteOptions.parse(this.ctx.storage.kv.get("options") ?? {});
      const { id, name, timezone, units, seed, tokens } = options;
      const now = options.now === undefined ? () => Date.now() : () => Date.parse(options.now ?? "");
      const findGrant: SandboxSettings["findGrant"] = (token) => tokens.find((grant) => grant.token === token);
      this.#configuration = { options, settings: { owner: { id, name, timezone, units, seed }, now, findGrant } };
    }
    return this.#configuration;
  }
}
