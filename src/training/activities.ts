import * as z from "zod";
import { type Activity, isStravaStub } from "../intervals/activities.ts";
import { UntrustedText } from "../intervals/untrusted-text.ts";
import { formatSpeed, isOnFoot, isSwim } from "./pace.ts";
import { quote } from "./quote.ts";
import type { Column } from "./table.ts";
import { distanceIn, elevationIn, elevationUnit, formatDuration, round, type Units } from "./units.ts";

const optional = z.number().optional();

/**
 * One activity of a list. Load in points, intensity in % of threshold, other units in the names. `start` is local time.
 */
export const ActivityRow = z.object({
  id: z.string(),
  start: z.string(),
  type: z.string(),
  name: UntrustedText.optional(),
  race: z.boolean().optional(),
  indoor: z.boolean().optional(),
  distance_meters: optional,
  moving_time_seconds: optional,
  elevation_gain_meters: optional,
  average_speed_mps: optional,
  average_watts: optional,
  normalized_watts: optional,
  average_heartrate_bpm: optional,
  max_heartrate_bpm: optional,
  /** On foot: steps per minute, both legs. Otherwise rpm or strokes per minute. */
  average_cadence: optional,
  training_load: optional,
  intensity_percent: optional,
  /** 1–10 */
  rpe: optional,
  /** 1–5, 1 best */
  feel: optional,
  tags: z.array(UntrustedText).optional(),
});
export type ActivityRow = z.output<typeof ActivityRow>;

/** Field names and units: docs/intervals-api.md §4.1. */
export function toActivityRow(activity: Activity): ActivityRow {
  const type = activity.type ?? "Other";
  return {
    id: activity.id,
    start: (activity.start_date_local ?? "").slice(0, 16).replace("T", " "),
    type,
    name: activity.name,
    race: activity.race || activity.sub_type === "RACE" || undefined,
    indoor: isIndoor(activity) || undefined,
    distance_meters: positive(activity.distance),
    moving_time_seconds: activity.moving_time,
    elevation_gain_meters: activity.total_elevation_gain,
    average_speed_mps: positive(activity.average_speed),
    average_watts: activity.icu_average_watts,
    normalized_watts: activity.icu_weighted_avg_watts,
    average_heartrate_bpm: activity.average_heartrate,
    max_heartrate_bpm: activity.max_heartrate,
    average_cadence: cadenceOf(type, activity.average_cadence),
    training_load: activity.icu_training_load,
    intensity_percent: activity.icu_intensity,
    rpe: activity.icu_rpe,
    feel: activity.feel,
    tags: activity.tags?.length ? activity.tags : undefined,
  };
}

/** The API has no `indoor` field: the trainer flag and virtual sports stand in for it (docs/intervals-api.md, Q31). */
function isIndoor(activity: Activity): boolean {
  return activity.trainer === true || (activity.type ?? "").startsWith("Virtual");
}

/**
 * The API counts one leg on foot, runners count both (docs/intervals-api.md, Q24). Other sports: rpm or strokes/min.
 */
export function cadenceOf(sport: string, recorded: number | undefined): number | undefined {
  if (recorded === undefined) return undefined;
  return isOnFoot(sport) ? recorded * 2 : recorded;
}

/** The API sends 0 when no distance was recorded (strength training, indoor without a sensor). */
const positive = (value: number | undefined) => (value !== undefined && value > 0 ? value : undefined);

/** Separates readable activities from Strava stubs, which have only an id and a date (docs/intervals-api.md §3.1). */
export function splitStravaStubs(activities: readonly Activity[]): { readable: Activity[]; hidden: number } {
  const readable = activities.filter((activity) => !isStravaStub(activity));
  return { readable, hidden: activities.length - readable.length };
}

/** Completes a sentence that begins with the number of hidden activities. */
export const STRAVA_EXPLANATION =
  "came from Strava, which does not allow Intervals.icu to share the data. Only the dates are known, but fitness " +
  "includes their load. To make future activities readable, connect the watch or app to Intervals.icu directly.";

/** Distances and elevation in the athlete's units, speed as pace where the sport uses it. */
export function activityColumns(units: Units): Column<ActivityRow>[] {
  const whole = (value: number | undefined) => (value === undefined ? undefined : Math.round(value));
  return [
    { header: "id", cell: (row) => row.id },
    { header: "start", cell: (row) => row.start },
    { header: "type", cell: (row) => row.type + (row.race ? " (race)" : "") + (row.indoor ? " (indoor)" : "") },
    { header: "name", cell: (row) => (row.name === undefined ? undefined : quote(row.name, 80)) },
    { header: `distance ${units.distance}`, cell: (row) => distanceCell(row, units) },
    {
      header: "time",
      cell: (row) => (row.moving_time_seconds !== undefined ? formatDuration(row.moving_time_seconds) : undefined),
    },
    {
      header: `climb ${elevationUnit(units)}`,
      cell: (row) =>
        row.elevation_gain_meters ? Math.round(elevationIn(units, row.elevation_gain_meters)) : undefined,
    },
    {
      header: "speed/pace",
      cell: (row) => row.average_speed_mps && formatSpeed(row.type, row.average_speed_mps, units),
    },
    { header: "avg W", cell: (row) => whole(row.average_watts) },
    { header: "NP W", cell: (row) => whole(row.normalized_watts) },
    { header: "avg bpm", cell: (row) => whole(row.average_heartrate_bpm) },
    { header: "load", cell: (row) => whole(row.training_load) },
    { header: "intensity %", cell: (row) => whole(row.intensity_percent) },
    { header: "RPE 1-10", cell: (row) => row.rpe },
    { header: "feel 1-5, 1 best", cell: (row) => row.feel },
  ];
}

/** Swims are short, so they get a second decimal: 10 m. */
function distanceCell(row: ActivityRow, units: Units): number | undefined {
  if (row.distance_meters === undefined) return undefined;
  return round(distanceIn(units, row.distance_meters), isSwim(row.type) ? 2 : 1);
}
