import * as z from "zod";
import type { PowerCurve, PowerCurves } from "../intervals/curves.ts";

/** Best average power over a duration, and where it was done. */
export const PowerPeak = z.object({
  seconds: z.number(),
  watts: z.number(),
  watts_per_kg: z.number().optional(),
  activity_id: z.string().optional(),
  activity_name: z.string().optional(),
  date: z.string().optional(),
});
export type PowerPeak = z.output<typeof PowerPeak>;

/** Durations (s) that riders compare. */
export const PEAK_SECONDS = [1, 5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200];
/** A curve that lacks a duration may stand in with one this close. Ours. */
const NEAREST_WITHIN = 0.1;

export function toPowerPeaks(curve: PowerCurve, activities: PowerCurves["activities"]): PowerPeak[] {
  return PEAK_SECONDS.flatMap((wanted) => {
    const index = nearestIndex(curve.secs, wanted);
    const watts = index === undefined ? undefined : curve.values[index];
    if (index === undefined || watts === undefined || watts === null || watts <= 0) return [];
    const activityId = curve.activity_id[index] ?? undefined;
    const activity = activityId === undefined ? undefined : activities?.[activityId];
    return [
      {
        seconds: curve.secs[index] ?? wanted,
        watts,
        watts_per_kg: curve.watts_per_kg?.[index],
        activity_id: activityId,
        activity_name: activity?.name,
        date: activity?.start_date_local?.slice(0, 10),
      },
    ];
  });
}

/** Nearest by ratio: 55 s may stand for a minute, 55 s never for 30 s. */
function nearestIndex(ascending: readonly number[], wanted: number): number | undefined {
  let [best, bestOff] = [-1, Number.POSITIVE_INFINITY];
  for (const [index, value] of ascending.entries()) {
    const off = Math.abs(value - wanted) / wanted;
    if (off < bestOff) [best, bestOff] = [index, off];
  }
  return bestOff <= NEAREST_WITHIN ? best : undefined;
}

/**
 * The 95 % rule: FTP ≈ 0.95 × best 20-minute power. Only a cross-check beside the model.
 * Source: H. Allen and A. Coggan, "Training and Racing with a Power Meter", 2nd ed., 2010.
 */
export function ftpFromTwentyMinutes(peaks: readonly PowerPeak[]): number | undefined {
  const twenty = peaks.find(({ seconds }) => Math.abs(seconds - 1200) <= 1200 * NEAREST_WITHIN);
  return twenty === undefined ? undefined : twenty.watts * 0.95;
}
