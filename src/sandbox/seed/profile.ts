import * as z from "zod";
import { hashOf } from "../random.ts";

/** How a state may differ from the usual one. Tests say so before the first request; visitors never do. */
export const DemoOptions = z.object({
  /** The athlete's id, `i…` or digits alone as accounts have that began at Strava. */
  id: z.string().optional(),
  name: z.string().default("Demo Athlete"),
  timezone: z.string().default("Pacific/Auckland"),
  units: z.enum(["metric", "imperial"]).default("metric"),
  seed: z.int().default(1),
  /** A clock that stands still: an ISO instant. */
  now: z.iso.datetime({ offset: true }).optional(),
  /** Bearer tokens that the owner has granted, with their scopes. */
  tokens: z.array(z.object({ token: z.string(), scope: z.string(), clientId: z.int() })).default([]),
  /** A single Strava activity answers 422 like its sub-resources instead of the stub. */
  stravaRefused: z.boolean().default(false),
  /** Event ranges look at the start date alone instead of at every day an event covers. */
  strictEventRange: z.boolean().default(false),
  /** Files come gzipped, with or without saying so. */
  files: z.enum(["plain", "gzip", "encoded"]).default("gzip"),
});
export type DemoOptions = z.infer<typeof DemoOptions>;

/** Who an athlete of this state is, and how the calendar grows. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly timezone: string;
  readonly units: "metric" | "imperial";
  readonly seed: number;
  readonly sports: readonly string[];
  readonly days: number;
  readonly firstId: number;
  /** Present for the owner of the API key. */
  readonly apiKey?: string;
}

/** The owner of a key, then those they coach. */
export function profilesOf(apiKey: string, { id, name, timezone, units, seed }: DemoOptions): readonly Profile[] {
  const number = hashOf("athlete", apiKey) % 900_000;
  return [
    {
      id: id ?? `i${100_000 + number}`,
      name,
      timezone,
      units,
      seed,
      sports: ["ride", "run", "swim", "strength"],
      days: 730,
      firstId: 40_000_000,
      apiKey,
    },
    {
      id: `i${2_000_000 + number}`,
      name: "Demo Pupil",
      timezone,
      units,
      seed: seed + 1,
      sports: ["run"],
      days: 120,
      firstId: 50_000_000,
    },
  ];
}
