import * as z from "zod";
import type { Bucket, HistogramKind } from "../intervals/activity-analysis.ts";
import { formatPace, paceUnitOf } from "./pace.ts";
import type { Units } from "./units.ts";
import { METERS_PER_MILE, round } from "./units.ts";

/** Time spent between two values in W, bpm or m/s. */
export const HistogramRange = z.object({
  from: z.number(),
  to: z.number(),
  seconds: z.number(),
  /** Share of the total time. */
  percent: z.number(),
});
export type HistogramRange = z.output<typeof HistogramRange>;

export const HistogramUnit = z.enum(["W", "bpm", "m/s"]);
export type HistogramUnit = z.output<typeof HistogramUnit>;

/** The unit of a histogram's bounds. Paces are speeds in m/s. */
export const histogramUnitOf = (kind: HistogramKind): HistogramUnit =>
  kind === "power" ? "W" : kind === "hr" ? "bpm" : "m/s";

/** Ascending ranges from the first to the last with any time. Empty ranges in between are kept, because gaps matter. */
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

/** The range that contains the median by time. Undefined if there is no time at all. */
export function medianRange(ranges: readonly HistogramRange[]): HistogramRange | undefined {
  let remaining = ranges.reduce((sum, { seconds }) => sum + seconds, 0) / 2;
  return ranges.find(({ seconds }) => {
    remaining -= seconds;
    return remaining <= 0 && seconds > 0;
  });
}

interface RangeFormat {
  unit: HistogramUnit;
  /** Decides between pace and speed. */
  sport: string;
  units: Units;
}

/** `175-200`, `5:12-5:00/km`, `30-32 km/h`. Ranges ascend in speed, so the slower pace comes first. */
export function formatRange({ from, to }: HistogramRange, { unit, sport, units }: RangeFormat): string {
  if (unit !== "m/s") return `${round(from)}-${round(to)}`;
  const paceUnit = paceUnitOf(sport, units);
  const pace = (speed: number) => (paceUnit === undefined ? undefined : formatPace(paceUnit, speed));
  const [slow, fast] = [pace(from), pace(to)];
  if (fast !== undefined) return slow === undefined ? `slower than ${fast}` : `${slow.replace(/\/.*/, "")}-${fast}`;
  const perHour = 3600 / (units.distance === "mi" ? METERS_PER_MILE : 1000);
  return `${round(from * perHour, 1)}-${round(to * perHour, 1)} ${units.distance === "mi" ? "mph" : "km/h"}`;
}
