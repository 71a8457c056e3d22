import * as z from "zod";
import type { ApiContext } from "./journaled-write.ts";
import { path } from "./request-spec.ts";
import {
  date,
  id,
  listOf,
  number,
  numbers,
  optionalField,
  requiredDate,
  text,
  texts,
  timeZone,
  word,
} from "./schema.ts";

/**
 * An athlete whose data the credential gives access to. The server also sends e-mail addresses; this schema drops them.
 */
export const RosterAthlete = z.object({
  id,
  name: text,
  city: text,
  country: text,
  timezone: timeZone,
  /** `ACTIVE`, `DORMANT` or `ARCHIVED` */
  status: word,
  /** The coach's groups for this athlete. */
  icu_tags: texts,
});
export type RosterAthlete = z.output<typeof RosterAthlete>;

/** Totals: s, m, points of training load, W. */
const totals = {
  count: number,
  moving_time: number,
  distance: number,
  total_elevation_gain: number,
  training_load: number,
  eftp: number,
};

/**
 * A week of an athlete, Monday to Sunday. Fitness and fatigue are those after its last activity (docs/intervals-api.md,
 * Q85).
 */
export const AthleteWeek = z.object({
  /** The Monday. */
  date: requiredDate,
  athlete_id: id,
  athlete_name: text,
  ...totals,
  fitness: number,
  fatigue: number,
  rampRate: number,
  /** kg */
  weight: number,
  /** s per zone, all sports together */
  timeInZones: numbers,
  byCategory: optionalField(listOf(z.object({ category: word, ...totals }))),
  /** The last day on which wellness was recorded. */
  mostRecentWellnessId: date,
});
export type AthleteWeek = z.output<typeof AthleteWeek>;

export const athletesOperations = ({ subject, get }: ApiContext) => ({
  /**
   * `GET /athletes`: the owner of the API key and the athletes that they follow or coach.
   * @throws IntervalsError `forbidden` with a token (docs/intervals-api.md, Q4)
   */
  listAthletes: () => get({ path: "athletes", response: listOf(RosterAthlete) }),

  /**
   * `GET /athlete/{id}/athlete-summary`: a row per athlete and week, for a coach the whole roster in one response.
   * Local dates, both inclusive. With a token only the rows of its owner (docs/intervals-api.md, Q4).
   */
  listAthleteWeeks: (range: { start: string; end: string; tags?: readonly string[] | undefined }) =>
    get({ path: path`athlete/${subject}/athlete-summary.json`, query: range, response: listOf(AthleteWeek) }),
});
