import { DurableObject } from "cloudflare:workers";
import type * as z from "zod";
import { ROUTES } from "./routes/all.ts";
import { DemoOptions, profilesOf } from "./seed/profile.ts";
import { answer } from "./server.ts";
import { openWorld, type World } from "./state/athlete-state.ts";
import { type Store, sqlStore } from "./state/record-store.ts";
import { catchUp } from "./state/simulate-elapsed.ts";

const DAY_MS = 86_400_000;

/** A world that nobody has looked at for so long is forgotten. */
const KEPT_DAYS = 30;

/** Where the object keeps what belongs to no athlete. */
const OWN = "";

/**
 * The demo athlete: answers `/api/v1/…` as Intervals.icu does. The object's name is the API key of the
 * athlete inside it, so each key has a world of its own, and what is written there stays there.
 */
export class DemoAthlete extends DurableObject {
  readonly #apiKey: string;
  #opened: Store | undefined;
  #worlds: readonly World[] = [];
  #keptUntil = 0;

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    this.#apiKey = state.id.name ?? "";
  }

  /** Opened when it is needed, and again after everything was forgotten. */
  get #store(): Store {
    this.#opened ??= sqlStore(this.ctx.storage.sql);
    return this.#opened;
  }

  /** Makes this world differ from the usual one. Later calls change only what they name. */
  configure(options: z.input<typeof DemoOptions>): void {
    DemoOptions.parse(options);
    this.#store.write(OWN, "own", "options", { ...Object(this.#own("options")), ...options });
    this.#worlds = [];
  }

  override async fetch(request: Request): Promise<Response> {
    const worlds = this.#openWorlds();
    for (const world of worlds) catchUp(world);
    await this.#keep();
    return answer(request, { apiKey: this.#apiKey, routes: ROUTES, worlds });
  }

  override alarm(): Promise<void> {
    return this.forget();
  }

  /** Forgets all that was written here. */
  async forget(): Promise<void> {
    this.#worlds = [];
    this.#opened = undefined;
    this.#keptUntil = 0;
    await this.ctx.storage.deleteAll();
  }

  /** Worlds last for one local day; then what is planned ahead moves on with it. */
  #openWorlds(): readonly World[] {
    const current = this.#worlds.every((world) => world.localNow().startsWith(world.today));
    if (current && this.#worlds.length > 0) return this.#worlds;
    const options = DemoOptions.parse(this.#own("options") ?? {});
    const clock = options.now === undefined ? () => Date.now() : () => Date.parse(options.now ?? "");
    const anchoredAt = Number(this.#own("anchored at") ?? clock());
    if (this.#own("anchored at") === undefined) this.#store.write(OWN, "own", "anchored at", anchoredAt);
    this.#worlds = profilesOf(this.#apiKey, options).map((profile) =>
      openWorld({ profile, options, store: this.#store, clock, anchoredAt }),
    );
    return this.#worlds;
  }

  #own(id: string): unknown {
    return this.#store.read(OWN).get("own")?.get(id);
  }

  async #keep(): Promise<void> {
    const now = Date.now();
    if (this.#keptUntil > now + (KEPT_DAYS - 1) * DAY_MS) return;
    this.#keptUntil = now + KEPT_DAYS * DAY_MS;
    await this.ctx.storage.setAlarm(this.#keptUntil);
  }
}
