import { DurableObject } from "cloudflare:workers";
import type { FindGrant } from "./authentication.ts";
import { DEMO_RETENTION_DAYS } from "./retention.ts";
import { DEMO_OWNER, type Owner, type Profile, profilesOf } from "./seed/profile.ts";
import { handleRequest } from "./server.ts";
import { type AthleteState, createState } from "./state/athlete-state.ts";
import { createRecordStore, type RecordStore } from "./state/record-store.ts";
import { simulateElapsed } from "./state/simulate-elapsed.ts";

const DAY_MS = 86_400_000;

/** Where the object stores the instant of the first request. It belongs to all athletes of the object. */
const ANCHOR_KEY = { athlete: "", kind: "own", id: "anchored at" };

export interface SandboxSettings {
  readonly owner: Owner;
  /** Milliseconds since 1970. */
  now(): number;
  readonly findGrant: FindGrant;
}

/** The demo athlete has no OAuth server, so no access token is valid. */
const DEMO_SETTINGS: SandboxSettings = { owner: DEMO_OWNER, now: () => Date.now(), findGrant: () => undefined };

interface Athletes {
  readonly settings: SandboxSettings;
  readonly owner: AthleteState;
  readonly coached: readonly AthleteState[];
}

/**
 * The demo athlete: answers `/api/v1/…` as Intervals.icu does. The name of the object is the athlete's API key, so
 * that every visitor has their own athlete.
 */
export class DemoAthlete extends DurableObject {
  readonly #apiKey: string;
  #store: RecordStore | undefined;
  #athletes: Athletes | undefined;
  #keptUntil = 0;

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    this.#apiKey = state.id.name ?? "";
  }

  /** The tests of this project override this, and only this, to test with other athletes. */
  protected get settings(): SandboxSettings {
    return DEMO_SETTINGS;
  }

  override async fetch(request: Request): Promise<Response> {
    const { settings, owner, coached } = this.#openAthletes();
    for (const state of [owner, ...coached]) simulateElapsed(state);
    await this.#postponeDeletion();
    return handleRequest(request, { apiKey: this.#apiKey, findGrant: settings.findGrant, owner, coached });
  }

  override alarm(): Promise<void> {
    return this.forget();
  }

  /** Deletes everything that was written. */
  async forget(): Promise<void> {
    this.#athletes = undefined;
    this.#store = undefined;
    this.#keptUntil = 0;
    await this.ctx.storage.deleteAll();
  }

  #openAthletes(): Athletes {
    const { settings } = this;
    if (this.#athletes?.settings === settings && isCurrent(this.#athletes)) return this.#athletes;
    this.#store ??= createRecordStore(this.ctx.storage.sql);
    const store = this.#store;
    const anchoredAt = anchorOf(store, settings.now());
    const open = (profile: Profile) => createState({ profile, store, now: settings.now, anchoredAt });
    const { owner, coached } = profilesOf(this.#apiKey, settings.owner);
    this.#athletes = { settings, owner: open(owner), coached: coached.map(open) };
    return this.#athletes;
  }

  async #postponeDeletion(): Promise<void> {
    const now = Date.now();
    if (this.#keptUntil > now + (DEMO_RETENTION_DAYS - 1) * DAY_MS) return;
    this.#keptUntil = now + DEMO_RETENTION_DAYS * DAY_MS;
    await this.ctx.storage.setAlarm(this.#keptUntil);
  }
}

/** A state is only valid on the local day on which it was created, because the calendar is generated up to a date. */
const isCurrent = ({ owner, coached }: Athletes): boolean =>
  [owner, ...coached].every((state) => state.localNow().startsWith(state.today));

/** The instant of the first request, which is `now` if there was none before. */
function anchorOf(store: RecordStore, now: number): number {
  const stored = store.read(ANCHOR_KEY.athlete).get(ANCHOR_KEY.kind)?.get(ANCHOR_KEY.id);
  if (stored !== undefined) return Number(stored);
  store.write(ANCHOR_KEY, now);
  return now;
}
