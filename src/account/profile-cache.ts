import type { Units } from "../training/units.ts";

/** What nearly every answer needs about the athlete it is about. */
export interface Profile {
  name: string;
  timeZone: string;
  units: Units;
}

/** A change of time zone or units at Intervals.icu is seen this late at most. Ours. */
const KEEP_MILLISECONDS = 10 * 60_000;

/** In memory only: names and zones are nothing to store. */
export class ProfileCache {
  readonly #known = new Map<string, { profile: Profile; until: number }>();

  set(subject: string, profile: Profile): void {
    this.#known.set(subject, { profile, until: Date.now() + KEEP_MILLISECONDS });
  }

  get(subject: string): Profile | undefined {
    const known = this.#known.get(subject);
    return known && known.until > Date.now() ? known.profile : undefined;
  }

  clear(): void {
    this.#known.clear();
  }
}
