import type { Units } from "../training/units.ts";

/** What nearly every answer needs to know about its athlete. */
export interface Profile {
  name: string;
  timeZone: string;
  units: Units;
}

/** The latest that a change of time zone or units at Intervals.icu takes effect. Ours. */
const TTL_MILLISECONDS = 10 * 60_000;

/** In memory only, because names and time zones must not be stored. */
export class ProfileCache {
  readonly #entries = new Map<string, { profile: Profile; expiresAt: number }>();

  set(athleteId: string, profile: Profile): void {
    this.#entries.set(athleteId, { profile, expiresAt: Date.now() + TTL_MILLISECONDS });
  }

  get(athleteId: string): Profile | undefined {
    const entry = this.#entries.get(athleteId);
    return entry && entry.expiresAt > Date.now() ? entry.profile : undefined;
  }

  clear(): void {
    this.#entries.clear();
  }
}
