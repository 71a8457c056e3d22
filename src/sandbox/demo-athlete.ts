import { DurableObject } from "cloudflare:workers";
import type * as z from "zod";
import { DemoOptions, profilesOf } from "./seed/profile.ts";
import { handleRequest } from "./server.ts";
import { type AthleteState, createState } from "./state/athlete-state.ts";
import { createRecordStore, type RecordStore } from "./state/record-store.ts";
import { simulateElapsed } from "./state/simulate-elapsed.ts";

const DAY_MS = 86_400_000;

/** An athlete that nobody has used for this long is deleted. */
const RETENTION_DAYS = 30;

/** The `athlete` of records that belong to this object rather than to one of its athletes. */
const OWN = "";

/**
 * The demo athlete: answers `/api/v1/…` as Intervals.icu does. The name of the object is the athlete's API key, so
 * that every visitor has an athlete of their own.
 */
export class DemoAthlete extends DurableObject {
  readonly #apiKey: string;
  #opened: RecordStore | undefined;
  #athletes: readonly AthleteState[] = [];
  #keptUntil = 0;

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    this.#apiKey = state.id.name ?? "";
  }

  /** Created on first use, and again after `forget`. */
  get #store(): RecordStore {
    this.#opened ??= createRecordStore(this.ctx.storage.sql);
    return this.#opened;
  }

  /** Makes this athlete differ from the default. Later calls only change the options that they name. */
  configure(options: z.input<typeof DemoOptions>): void {
    DemoOptions.parse(options);
    const key = { athlete: OWN, kind: "own", id: "options" };
    this.#store.write(key, { ...Object(this.#own("options")), ...options });
    this.#athletes = [];
  }

  override async fetch(request: Request): Promise<Response> {
    const [owner, ...coached] = this.#openAthletes();
    if (!owner) throw new Error("The first profile is the owner's");
    for (const state of [owner, ...coached]) simulateElapsed(state);
    await this.#postponeDeletion();
    return handleRequest(request, { apiKey: this.#apiKey, owner, coached });
  }

  override alarm(): Promise<void> {
    return this.forget();
  }

  /** Deletes everything that was written. */
  async forget(): Promise<void> {
    this.#athletes = [];
    this.#opened = undefined;
    this.#keptUntil = 0;
    await this.ctx.storage.deleteAll();
  }

  /** A state is valid for one local day, because what is planned ahead depends on the date. */
  #openAthletes(): readonly AthleteState[] {
    const isCurrent = this.#athletes.every((state) => state.localNow().startsWith(state.today));
    if (isCurrent && this.#athletes.length > 0) return this.#athletes;
    const options = DemoOptions.parse(this.#own("options") ?? {});
    const clock = options.now === undefined ? () => Date.now() : () => Date.parse(options.now ?? "");
    const anchoredAt = Number(this.#own("anchored at") ?? clock());
    if (this.#own("anchored at") === undefined)
      this.#store.write({ athlete: OWN, kind: "own", id: "anchored at" }, anchoredAt);
    this.#athletes = profilesOf(this.#apiKey, options).map((profile) =>
      createState({ profile, options, store: this.#store, clock, anchoredAt }),
    );
    return this.#athletes;
  }

  #own(id: string): unknown {
    return this.#store.read(OWN).get("own")?.get(id);
  }

  async #postponeDeletion(): Promise<void> {
    const now = Date.now();
    if (this.#keptUntil > now + (RETENTION_DAYS - 1) * DAY_MS) return;
    this.#keptUntil = now + RETENTION_DAYS * DAY_MS;
    await this.ctx.storage.setAlarm(this.#keptUntil);
  }
}
