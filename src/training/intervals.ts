import * as z from "zod";
import type { Interval } from "../intervals/activities.ts";
import { cadenceOf } from "./activities.ts";

const optional = z.number().optional();

/** One stretch of an activity. Times in s from its start; intensity in % of FTP or threshold. */
export const IntervalRow = z.object({
  number: z.number(),
  kind: z.enum(["work", "recovery"]),
  label: z.string().optional(),
  start_seconds: optional,
  duration_seconds: optional,
  distance_meters: optional,
  average_watts: optional,
  normalized_watts: optional,
  max_watts: optional,
  intensity_percent: optional,
  zone: optional,
  average_heartrate_bpm: optional,
  max_heartrate_bpm: optional,
  average_cadence: optional,
  average_speed_mps: optional,
  elevation_gain_meters: optional,
  training_load: optional,
  decoupling_percent: optional,
});
export type IntervalRow = z.output<typeof IntervalRow>;

/** Alike intervals taken together: `count` × `duration_seconds`. */
export const IntervalGroup = IntervalRow.omit({ number: true, kind: true, start_seconds: true }).extend({
  count: z.number(),
});
export type IntervalGroup = z.output<typeof IntervalGroup>;

export function toIntervalRow(interval: Interval, index: number, sport: string): IntervalRow {
  return {
    number: index + 1,
    kind: interval.type === "RECOVERY" ? "recovery" : "work",
    start_seconds: interval.start_time,
    ...measures(interval, sport),
  };
}

export function toIntervalGroup(group: Interval, sport: string): IntervalGroup {
  return { count: group.count ?? 1, ...measures(group, sport) };
}

function measures(interval: Interval, sport: string) {
  return {
    label: interval.label,
    duration_seconds: interval.moving_time ?? interval.elapsed_time,
    distance_meters: interval.distance,
    average_watts: interval.average_watts,
    normalized_watts: interval.weighted_average_watts,
    max_watts: interval.max_watts,
    intensity_percent: interval.intensity,
    zone: interval.zone,
    average_heartrate_bpm: interval.average_heartrate,
    max_heartrate_bpm: interval.max_heartrate,
    average_cadence: cadenceOf(sport, interval.average_cadence),
    average_speed_mps: interval.average_speed,
    elevation_gain_meters: interval.total_elevation_gain,
    training_load: interval.training_load,
    decoupling_percent: interval.decoupling,
  };
}
