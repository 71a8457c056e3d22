import * as z from "zod";
import type { CurveActivities, HrCurve, PaceCurve, PowerCurve } from "../intervals/curves.ts";
import { UntrustedText } from "../intervals/untrusted-text.ts";
import { formatPace } from "./pace.ts";
import { quote } from "./quote.ts";
import type { Column } from "./table.ts";
import { METERS_PER_MILE, round } from "./units.ts";

/** The activity that a best effort comes from. `date` is local. */
const Source = z.object({
  activity_id: z.string().optional(),
  activity_name: UntrustedText.optional(),
  date: z.string().optional(),
});

/** Best average power over a duration. */
export const PowerPeak = Source.extend({
  seconds: z.number(),
  watts: z.number(),
  watts_per_kg: z.number().optional(),
});
export type PowerPeak = z.output<typeof PowerPeak>;

/** Best average heart rate over a duration. */
export const HrPeak = Source.extend({ seconds: z.number(), bpm: z.number() });
export type HrPeak = z.output<typeof HrPeak>;

/** Best time over a distance. */
export const PacePeak = Source.extend({
  distance_meters: z.number(),
  time_seconds: z.number(),
  speed_mps: z.number(),
  /** In the unit of the sport's settings. */
  pace: z.string().optional(),
});
export type PacePeak = z.output<typeof PacePeak>;

/** Durations shown in a table of best efforts, in seconds. The choice is this project's own. */
const PEAK_SECONDS = [1, 5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200];
/** Heart rate responds too slowly for best efforts of 5 to 30 seconds to mean anything. */
const HR_SECONDS = PEAK_SECONDS.filter((seconds) => seconds === 1 || seconds >= 60);
/** Race distances on the track, on the road and in the pool, in metres. */
const PEAK_METERS = [
  50,
  100,
  200,
  400,
  800,
  1000,
  1500,
  METERS_PER_MILE,
  3000,
  5000,
  10_000,
  15_000,
  21_097.5,
  30_000,
  42_195,
];
/** How far a curve's duration may be from the wanted one, as a fraction of it. This project's own choice. */
const DURATION_TOLERANCE = 0.1;
/** Race distances are exact; 1% covers rounding. */
const DISTANCE_TOLERANCE = 0.01;

/**
 * Best average power (W, W/kg) for common durations (s). Durations that the curve does not have are left out.
 * Shape of a curve: docs/intervals-api.md §4.7, Q50.
 */
export function toPowerPeaks(curve: PowerCurve, activities: CurveActivities): PowerPeak[] {
  const points = pickPoints({
    wanted: PEAK_SECONDS,
    axis: curve.secs,
    values: curve.values,
    tolerance: DURATION_TOLERANCE,
  });
  return points.map(({ index, at, value }) => ({
    seconds: at,
    watts: value,
    watts_per_kg: curve.watts_per_kg?.[index],
    ...sourceOf(curve, index, activities),
  }));
}

/** Highest average heart rate (bpm) for common durations (s). Durations that the curve does not have are left out. */
export function toHrPeaks(curve: HrCurve, activities: CurveActivities): HrPeak[] {
  const points = pickPoints({
    wanted: HR_SECONDS,
    axis: curve.secs,
    values: curve.values,
    tolerance: DURATION_TOLERANCE,
  });
  return points.map(({ index, at, value }) => ({
    seconds: at,
    bpm: value,
    ...sourceOf(curve, index, activities),
  }));
}

/**
 * Best times (s) and speeds (m/s) for race distances (m). Unlike other curves, a pace curve has times as values, so
 * smaller is better (docs/intervals-api.md, Q51). `paceUnit` is a value of `pace_units` in the sport settings.
 */
export function toPacePeaks(curve: PaceCurve, activities: CurveActivities, paceUnit: string | undefined): PacePeak[] {
  const points = pickPoints({
    wanted: PEAK_METERS,
    axis: curve.distance,
    values: curve.values,
    tolerance: DISTANCE_TOLERANCE,
  });
  return points.map(({ index, at, value }) => ({
    distance_meters: at,
    time_seconds: value,
    speed_mps: at / value,
    pace: paceUnit && formatPace(paceUnit, at / value),
    ...sourceOf(curve, index, activities),
  }));
}

interface PointSearch {
  wanted: readonly number[];
  /** Ascending durations or distances, parallel to `values`. */
  axis: readonly number[];
  values: readonly (number | null)[];
  /** How far a point may be from the wanted one, as a fraction of it. */
  tolerance: number;
}

/** The points of a curve nearest to the wanted durations or distances. Points without a value are left out. */
function pickPoints({ wanted, axis, values, tolerance }: PointSearch) {
  const indices = new Set(wanted.flatMap((place) => nearestIndex(axis, place, tolerance) ?? []));
  return [...indices].flatMap((index) => {
    const [at, value] = [axis[index], values[index]];
    return at === undefined || value === undefined || value === null || value <= 0 ? [] : [{ index, at, value }];
  });
}

/** With a tolerance of 0.1, 55 s can represent 60 s but not 30 s. */
function nearestIndex(ascending: readonly number[], wanted: number, tolerance: number): number | undefined {
  let [best, bestDifference] = [-1, Number.POSITIVE_INFINITY];
  for (const [index, value] of ascending.entries()) {
    const difference = Math.abs(value - wanted) / wanted;
    if (difference < bestDifference) [best, bestDifference] = [index, difference];
  }
  return bestDifference <= tolerance ? best : undefined;
}

function sourceOf(
  { activity_id }: Pick<HrCurve, "activity_id">,
  index: number,
  activities: CurveActivities,
): z.output<typeof Source> {
  const activityId = activity_id[index] ?? undefined;
  const activity = activityId === undefined ? undefined : activities?.[activityId];
  return { activity_id: activityId, activity_name: activity?.name, date: activity?.start_date_local?.slice(0, 10) };
}

/** The last columns of every table of best efforts. */
export const sourceColumns: Column<z.output<typeof Source>>[] = [
  { header: "date", cell: (peak) => peak.date },
  { header: "activity", cell: (peak) => peak.activity_id },
  { header: "name", cell: (peak) => peak.activity_name && quote(peak.activity_name, 60) },
];

/** `400 m`, `1 mi`, `21.1 km`: the usual name of a race distance, independent of the athlete's units. */
export function formatRaceDistance(meters: number): string {
  if (Math.abs(meters - METERS_PER_MILE) < 10) return "1 mi";
  return meters < 1000 ? `${round(meters)} m` : `${round(meters / 1000, 1)} km`;
}

/**
 * The 95% rule: FTP (W) is about 0.95 × the best 20-minute power. Shown to cross-check the power model.
 * Source: H. Allen and A. Coggan, "Training and Racing with a Power Meter", 2nd ed., 2010.
 */
export function ftpFromTwentyMinutes(peaks: readonly PowerPeak[]): number | undefined {
  const twenty = peaks.find(({ seconds }) => Math.abs(seconds - 1200) <= 1200 * DURATION_TOLERANCE);
  return twenty === undefined ? undefined : twenty.watts * 0.95;
}
