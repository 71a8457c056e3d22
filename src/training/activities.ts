import * as z from "zod";
import { type Activity, isStravaStub } from "../intervals/activities.ts";
import { formatSpeed, isOnFoot, isSwim } from "./pace.ts";
import { quote } from "./quote.ts";
import type { Column } from "./table.ts";
import { distanceIn, elevationIn, elevationUnit, formatDuration, round, type Units } from "./units.ts";

const optional = z.number().optional();

/** One line of a list. Metric, seconds, load in points, intensity in % of threshold. */
export const ActivityRow = z.object({
  id: z.string(),
  start: z.string(),
  type: z.string(),
  name: z.string().optional(),
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
  /** Steps per minute on foot (both legs), else rpm or strokes per minute. */
  average_cadence: optional,
  training_load: optional,
  intensity_percent: optional,
  /** 1–10 */
  rpe: optional,
  /** 1–5, 1 best */
  feel: optional,
  tags: z.array(z.string()).optional(),
});
export type ActivityRow = z.output<typeof ActivityRow>;

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

/** The API has no such field: the trainer flag or a virtual sport says it (docs/intervals-api.md, Q31). */
export function isIndoor(activity: Activity): boolean {
  return activity.trainer === true || (activity.type ?? "").startsWith("Virtual");
}

/** On foot one leg is recorded; runners count both (docs/intervals-api.md, Q24). */
export function cadenceOf(sport: string, recorded: number | undefined): number | undefined {
  if (recorded === undefined) return undefined;
  return isOnFoot(sport) ? recorded * 2 : recorded;
}

/** Distance 0 means that none was recorded (strength, indoor without sensor). */
const positive = (value: number | undefined) => (value !== undefined && value > 0 ? value : undefined);

/** Splits what can be read from what Strava hides. */
export function splitStravaStubs(activities: readonly Activity[]): { readable: Activity[]; hidden: number } {
  const readable = activities.filter((activity) => !isStravaStub(activity));
  return { readable, hidden: activities.length - readable.length };
}

export const STRAVA_EXPLANATION =
  "came from Strava, which does not let Intervals.icu pass its data on: only their dates are known, though fitness " +
  "counts them. Connecting the watch or app to Intervals.icu directly makes future ones readable.";

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

/** Swims are short: two decimals of a kilometre are pool lengths. */
function distanceCell(row: ActivityRow, units: Units): number | undefined {
  if (row.distance_meters === undefined) return undefined;
  return round(distanceIn(units, row.distance_meters), isSwim(row.type) ? 2 : 1);
}
