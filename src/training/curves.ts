import * as z from "zod";
import type { CurveActivities, HrCurve, PaceCurve, PowerCurve } from "../intervals/curves.ts";
import { formatPace } from "./pace.ts";
import { quote } from "./quote.ts";
import type { Column } from "./table.ts";
import { METERS_PER_MILE, round } from "./units.ts";

/** Where a best was done. */
const Source = z.object({
  activity_id: z.string().optional(),
  activity_name: z.string().optional(),
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

/** Durations (s) that riders compare. */
export const PEAK_SECONDS = [1, 5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200];
/** A heart follows effort too slowly for the shortest of them. */
const HR_SECONDS = PEAK_SECONDS.filter((seconds) => seconds === 1 || seconds >= 60);
/** Distances (m) that are raced, on the track, on the road and in the pool. */
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
/** A curve that lacks a duration may stand in with one this close. Ours. */
const NEAREST_WITHIN = 0.1;
/** Distances are raced to the metre; a hundredth covers their roundings. */
const DISTANCE_WITHIN = 0.01;

export function toPowerPeaks(curve: PowerCurve, activities: CurveActivities): PowerPeak[] {
  return bests(PEAK_SECONDS, curve.secs, curve.values, NEAREST_WITHIN).map(({ index, at, value }) => ({
    seconds: at,
    watts: value,
    watts_per_kg: curve.watts_per_kg?.[index],
    ...sourceOf(curve, index, activities),
  }));
}

export function toHrPeaks(curve: HrCurve, activities: CurveActivities): HrPeak[] {
  return bests(HR_SECONDS, curve.secs, curve.values, NEAREST_WITHIN).map(({ index, at, value }) => ({
    seconds: at,
    bpm: value,
    ...sourceOf(curve, index, activities),
  }));
}

/** `paceUnit` is a word of `pace_units` in sport settings. */
export function toPacePeaks(curve: PaceCurve, activities: CurveActivities, paceUnit: string | undefined): PacePeak[] {
  return bests(PEAK_METERS, curve.distance, curve.values, DISTANCE_WITHIN).map(({ index, at, value }) => ({
    distance_meters: at,
    time_seconds: value,
    speed_mps: at / value,
    pace: paceUnit && formatPace(paceUnit, at / value),
    ...sourceOf(curve, index, activities),
  }));
}

/** The points of a curve at the places that are wanted; places without a value are left out. */
function bests(wanted: readonly number[], axis: readonly number[], values: readonly (number | null)[], within: number) {
  const indices = new Set(wanted.flatMap((place) => nearestIndex(axis, place, within) ?? []));
  return [...indices].flatMap((index) => {
    const [at, value] = [axis[index], values[index]];
    return at === undefined || value === undefined || value === null || value <= 0 ? [] : [{ index, at, value }];
  });
}

/** Nearest by ratio: 55 s may stand for a minute, 55 s never for 30 s. */
function nearestIndex(ascending: readonly number[], wanted: number, within: number): number | undefined {
  let [best, bestOff] = [-1, Number.POSITIVE_INFINITY];
  for (const [index, value] of ascending.entries()) {
    const off = Math.abs(value - wanted) / wanted;
    if (off < bestOff) [best, bestOff] = [index, off];
  }
  return bestOff <= within ? best : undefined;
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

/** The columns that every table of bests ends with. */
export const sourceColumns: Column<z.output<typeof Source>>[] = [
  { header: "date", cell: (peak) => peak.date },
  { header: "activity", cell: (peak) => peak.activity_id },
  { header: "name", cell: (peak) => peak.activity_name && quote(peak.activity_name, 60) },
];

/** `400 m`, `1 mi`, `21.1 km`: as the distance is called, whatever unit the athlete reads. */
export function formatRaceDistance(meters: number): string {
  if (Math.abs(meters - METERS_PER_MILE) < 10) return "1 mi";
  return meters < 1000 ? `${round(meters)} m` : `${round(meters / 1000, 1)} km`;
}

/**
 * The 95 % rule: FTP ≈ 0.95 × best 20-minute power. Only a cross-check beside the model.
 * Source: H. Allen and A. Coggan, "Training and Racing with a Power Meter", 2nd ed., 2010.
 */
export function ftpFromTwentyMinutes(peaks: readonly PowerPeak[]): number | undefined {
  const twenty = peaks.find(({ seconds }) => Math.abs(seconds - 1200) <= 1200 * NEAREST_WITHIN);
  return twenty === undefined ? undefined : twenty.watts * 0.95;
}
