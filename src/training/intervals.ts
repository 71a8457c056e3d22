import * as z from "zod";
import type { Activity, Interval } from "../intervals/activities.ts";
import { charactersOf, UntrustedText } from "../intervals/untrusted-text.ts";
import { cadenceOf } from "./activities.ts";
import { formatSpeed, isOnFoot } from "./pace.ts";
import { quote } from "./quote.ts";
import type { Column } from "./table.ts";
import { distanceIn, elevationIn, elevationUnit, formatDuration, round, type Units } from "./units.ts";

const optional = z.number().optional();

/** One interval or lap. `start_seconds` counts from the start of the activity; intensity in % of threshold. */
export const IntervalRow = z.object({
  number: z.number(),
  kind: z.enum(["work", "recovery"]),
  label: UntrustedText.optional(),
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
  /** On foot only: the equivalent speed on flat ground. */
  grade_adjusted_speed_mps: optional,
  elevation_gain_meters: optional,
  training_load: optional,
  decoupling_percent: optional,
});
export type IntervalRow = z.output<typeof IntervalRow>;

/** Similar intervals, averaged: `count` × `duration_seconds`. */
export const IntervalGroup = IntervalRow.omit({ number: true, kind: true, start_seconds: true }).extend({
  count: z.number(),
});
export type IntervalGroup = z.output<typeof IntervalGroup>;

/** Field names and units: docs/intervals-api.md §4.2. `index` is zero-based. */
export function toIntervalRow(interval: Interval, index: number, sport: string): IntervalRow {
  return {
    number: index + 1,
    kind: interval.type === "RECOVERY" ? "recovery" : "work",
    start_seconds: interval.start_time,
    ...measures(interval, sport),
  };
}

/** A group as Intervals.icu formed it; its values are averages (docs/intervals-api.md §4.2). */
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
    grade_adjusted_speed_mps: isOnFoot(sport) ? interval.gap : undefined,
    elevation_gain_meters: interval.total_elevation_gain,
    training_load: interval.training_load,
    decoupling_percent: interval.decoupling,
  };
}

/** Where intervals come from: `laps` of the device, `analysis` by Intervals.icu, or `edited` by hand. */
export const IntervalSource = z.enum(["laps", "analysis", "edited"]);
export type IntervalSource = z.output<typeof IntervalSource>;

/** The label of intervals that are laps of the device. */
const LAP_LABEL = /^lap \d+$/i;

/**
 * Separates the laps of the device from other intervals. All intervals are laps if all have a lap label, or if they were
 * not edited and there are exactly as many as the device recorded.
 */
export function separateLaps(
  rows: readonly IntervalRow[],
  { icu_lap_count: lapCount = 0, icu_intervals_edited: isEdited = false }: Activity,
): { source: IntervalSource; intervals: IntervalRow[]; laps: IntervalRow[] } {
  const laps = rows.filter(({ label }) => label !== undefined && LAP_LABEL.test(charactersOf(label)));
  const areLaps = laps.length === rows.length || (lapCount > 1 && lapCount === rows.length && !isEdited);
  if (rows.length > 0 && areLaps) return { source: "laps", intervals: [...rows], laps: [] };
  const intervals = rows.filter((row) => !laps.includes(row));
  return { source: isEdited ? "edited" : "analysis", intervals, laps };
}

export interface IntervalBounds {
  /** s */
  minSecs: number;
  maxSecs: number;
  /** % of FTP or threshold */
  minIntensity: number;
  maxIntensity: number;
}

/** Whether a work interval is within the bounds (inclusive). Recovery intervals never are. */
export function isWithin(row: IntervalRow, bounds: IntervalBounds): boolean {
  const { kind, duration_seconds: secs, intensity_percent: intensity } = row;
  if (kind !== "work" || secs === undefined || intensity === undefined) return false;
  const isBetween = (value: number, least: number, most: number) => value >= least && value <= most;
  return (
    isBetween(secs, bounds.minSecs, bounds.maxSecs) && isBetween(intensity, bounds.minIntensity, bounds.maxIntensity)
  );
}

/** Distances and elevation in the athlete's units, speed as pace where the sport uses it. */
export function intervalColumns(sport: string, units: Units): Column<IntervalRow>[] {
  const time = (seconds: number | undefined) => (seconds === undefined ? undefined : formatDuration(seconds));
  const speed = (mps: number | undefined) => mps && formatSpeed(sport, mps, units);
  const whole = (value: number | undefined) => (value === undefined ? undefined : Math.round(value));
  return [
    { header: "#", cell: (row) => row.number },
    { header: "kind", cell: (row) => row.kind },
    { header: "label", cell: (row) => row.label && quote(row.label, 40) },
    { header: "start", cell: (row) => time(row.start_seconds) },
    { header: "time", cell: (row) => time(row.duration_seconds) },
    {
      header: `distance ${units.distance}`,
      cell: (row) => row.distance_meters && round(distanceIn(units, row.distance_meters), 2),
    },
    { header: "avg W", cell: (row) => row.average_watts },
    { header: "NP W", cell: (row) => row.normalized_watts },
    { header: "max W", cell: (row) => row.max_watts },
    { header: "speed/pace", cell: (row) => speed(row.average_speed_mps) },
    { header: "GAP", cell: (row) => speed(row.grade_adjusted_speed_mps) },
    { header: "avg bpm", cell: (row) => row.average_heartrate_bpm },
    { header: "max bpm", cell: (row) => row.max_heartrate_bpm },
    { header: "cadence", cell: (row) => whole(row.average_cadence) },
    {
      header: `climb ${elevationUnit(units)}`,
      cell: (row) => row.elevation_gain_meters && whole(elevationIn(units, row.elevation_gain_meters)),
    },
    { header: "zone", cell: (row) => row.zone },
    { header: "intensity %", cell: (row) => row.intensity_percent },
    { header: "load", cell: (row) => row.training_load && round(row.training_load, 1) },
    { header: "decoupling %", cell: (row) => row.decoupling_percent && round(row.decoupling_percent, 1) },
  ];
}
