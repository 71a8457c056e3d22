import * as z from "zod";
import type { Bucket, HistogramKind } from "../intervals/activity-analysis.ts";
import { formatPace, paceUnitOf } from "./pace.ts";
import type { Units } from "./units.ts";
import { METERS_PER_MILE, round } from "./units.ts";

/** Time spent between two values; W, bpm or m/s. */
export const HistogramRange = z.object({
  from: z.number(),
  to: z.number(),
  seconds: z.number(),
  /** Of the whole. */
  percent: z.number(),
});
export type HistogramRange = z.output<typeof HistogramRange>;

export const HistogramUnit = z.enum(["W", "bpm", "m/s"]);
export type HistogramUnit = z.output<typeof HistogramUnit>;

export const histogramUnitOf = (kind: HistogramKind): HistogramUnit =>
  kind === "power" ? "W" : kind === "hr" ? "bpm" : "m/s";

/** Ascending. Empty ranges between others stay: a gap says something too. */
export function toHistogram(buckets: readonly Bucket[]): { ranges: HistogramRange[]; total_seconds: number } {
  const sorted = buckets.toSorted((a, b) => a.min - b.min);
  const first = sorted.findIndex(({ secs }) => secs > 0);
  const last = sorted.findLastIndex(({ secs }) => secs > 0);
  const filled = first === -1 ? [] : sorted.slice(first, last + 1);
  const total = filled.reduce((sum, { secs }) => sum + secs, 0);
  return {
    ranges: filled.map(({ min, max, secs }) => ({
      from: min,
      to: max,
      seconds: secs,
      percent: round((100 * secs) / total, 1),
    })),
    total_seconds: total,
  };
}

/** The range of the value that was exceeded half of the time. */
export function medianRange(ranges: readonly HistogramRange[]): HistogramRange | undefined {
  let left = ranges.reduce((sum, { seconds }) => sum + seconds, 0) / 2;
  return ranges.find(({ seconds }) => {
    left -= seconds;
    return left <= 0 && seconds > 0;
  });
}

/** `175-200`, `5:00-5:12/km`: a pace has the slower bound first, like everything that ascends in speed. */
export function formatRange({ from, to }: HistogramRange, unit: HistogramUnit, sport: string, units: Units): string {
  if (unit !== "m/s") return `${round(from)}-${round(to)}`;
  const paceUnit = paceUnitOf(sport, units);
  const pace = (speed: number) => (paceUnit === undefined ? undefined : formatPace(paceUnit, speed));
  const [slow, fast] = [pace(from), pace(to)];
  if (fast !== undefined) return slow === undefined ? `slower than ${fast}` : `${slow.replace(/\/.*/, "")}-${fast}`;
  const perHour = 3600 / (units.distance === "mi" ? METERS_PER_MILE : 1000);
  return `${round(from * perHour, 1)}-${round(to * perHour, 1)} ${units.distance === "mi" ? "mph" : "km/h"}`;
}
