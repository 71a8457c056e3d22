import { hashOf } from "../random.ts";

/** Who an athlete is, and from what the athlete's records are generated. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly timezone: string;
  readonly units: "metric" | "imperial";
  readonly seed: number;
  readonly sports: readonly string[];
  /** Length of the generated history. */
  readonly days: number;
  /** Offset of the athlete's numeric ids, so that no two athletes share one. */
  readonly firstId: number;
  /** Set for the owner of the API key. */
  readonly apiKey?: string;
}

export interface Owner extends Pick<Profile, "name" | "timezone" | "units" | "seed"> {
  /** Derived from the API key by default. */
  readonly id?: string | undefined;
}

export const DEMO_OWNER: Owner = { name: "Demo Athlete", timezone: "Pacific/Auckland", units: "metric", seed: 1 };

export interface Profiles {
  readonly owner: Profile;
  /** The athletes that the owner coaches. */
  readonly coached: readonly Profile[];
}

export function profilesOf(apiKey: string, { id, name, timezone, units, seed }: Owner): Profiles {
  const number = hashOf("athlete", apiKey) % 900_000;
  const owner = {
    id: id ?? `i${100_000 + number}`,
    name,
    timezone,
    units,
    seed,
    sports: ["ride", "run", "swim", "strength"],
    days: 730,
    firstId: 40_000_000,
    apiKey,
  };
  const pupil = {
    id: `i${2_000_000 + number}`,
    name: "Demo Pupil",
    timezone,
    units,
    seed: seed + 1,
    sports: ["run"],
    days: 120,
    firstId: 50_000_000,
  };
  return { owner, coached: [pupil] };
}
