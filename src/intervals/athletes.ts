import * as z from "zod";
import { path, type Send } from "./request.ts";
import { id, number, numbers, optionalField, text, texts } from "./schema.ts";

/** One of those whose data a credential reaches. The server also sends e-mail addresses here; they end here. */
export const RosterAthlete = z.object({
  id,
  name: text,
  city: text,
  country: text,
  timezone: text,
  /** `ACTIVE`, `DORMANT` or `ARCHIVED` */
  status: text,
  /** Groups that the coach put the athlete into. */
  icu_tags: texts,
});
export type RosterAthlete = z.output<typeof RosterAthlete>;

/** Totals in s, m and points. */
const totals = {
  count: number,
  moving_time: number,
  distance: number,
  total_elevation_gain: number,
  training_load: number,
  eftp: number,
};

/** One athlete's week, Monday to Sunday; fitness and fatigue as at its last day that is known. */
export const AthleteWeek = z.object({
  /** The Monday. */
  date: z.string(),
  athlete_id: id,
  athlete_name: text,
  ...totals,
  fitness: number,
  fatigue: number,
  rampRate: number,
  /** kg */
  weight: number,
  /** s per zone, over all sports. */
  timeInZones: numbers,
  byCategory: optionalField(z.array(z.object({ category: text, ...totals }))),
  /** The last day on which wellness was recorded. */
  mostRecentWellnessId: text,
});
export type AthleteWeek = z.output<typeof AthleteWeek>;

export const athletesOperations = (send: Send, subject: string) => ({
  /** `GET /athletes`: the owner of the key and those they follow or coach. Refused to tokens. */
  listAthletes: () => send({ path: "athletes", answer: z.array(RosterAthlete) }),

  /**
   * `GET /athlete/{id}/athlete-summary`: a row per athlete and week, for a coach the whole roster in one answer.
   * Local dates, inclusive. A token gets its own athlete's rows only.
   */
  listAthleteWeeks: (range: { start: string; end: string; tags?: readonly string[] | undefined }) =>
    send({ path: path`athlete/${subject}/athlete-summary.json`, query: range, answer: z.array(AthleteWeek) }),
});
