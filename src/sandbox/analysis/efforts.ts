import type { Fields } from "../fields.ts";
import { round } from "../samples.ts";

export interface EffortSearch {
  readonly samples: ArrayLike<number>;
  /** Meters since the start. Required for efforts over a distance. */
  readonly distance: ArrayLike<number> | null;
  readonly duration: number | undefined;
  readonly meters: number | undefined;
  readonly count: number;
  readonly from: number;
  readonly to: number;
  /** Samples that must not be part of an effort. */
  readonly excluded: readonly { readonly start: number; readonly end: number }[];
}

interface Window {
  readonly start: number;
  readonly end: number;
  readonly average: number;
}

/** The best windows of a duration or distance that do not overlap, best first. */
export function bestEfforts(search: EffortSearch): Fields[] {
  const windows = windowsOf(search).sort((a, b) => b.average - a.average || a.start - b.start);
  const chosen: Window[] = [];
  for (const window of windows) {
    if (chosen.length === search.count) break;
    const isFree = [...chosen, ...search.excluded].every(
      ({ start, end }) => window.end <= start || end <= window.start,
    );
    if (isFree) chosen.push(window);
  }
  const metersAt = (index: number) => (index === 0 ? 0 : (search.distance?.[index - 1] ?? 0));
  return chosen.map(({ start, end, average }) => ({
    start_index: start,
    end_index: end,
    average: round(average, 3),
    duration: end - start,
    distance: search.distance ? round(metersAt(end) - metersAt(start), 1) : null,
  }));
}

function windowsOf({ samples, distance, duration, meters, from, to }: EffortSearch): Window[] {
  const sums = new Float64Array(samples.length + 1);
  for (let i = 0; i < samples.length; i++) sums[i + 1] = (sums[i] ?? 0) + (samples[i] ?? 0);
  const windows: Window[] = [];
  let end = from;
  for (let start = from; start < to; start++) {
    if (duration !== undefined) end = start + duration;
    else if (distance && meters !== undefined) {
      const goal = (start === 0 ? 0 : (distance[start - 1] ?? 0)) + meters;
      while (end <= to && (end === 0 ? 0 : (distance[end - 1] ?? 0)) < goal) end++;
    }
    if (end > to) break;
    windows.push({ start, end, average: ((sums[end] ?? 0) - (sums[start] ?? 0)) / (end - start) });
  }
  return windows;
}

export interface Bucket {
  readonly min: number;
  readonly max: number;
  readonly secs: number;
}

/** Seconds per bucket of `size`, from the first bucket with a sample to the last. */
export function histogramOf(samples: ArrayLike<number>, size: number): Bucket[] {
  const secs = new Map<number, number>();
  for (let i = 0; i < samples.length; i++) {
    const bucket = Math.floor((samples[i] ?? 0) / size + 1e-9);
    secs.set(bucket, (secs.get(bucket) ?? 0) + 1);
  }
  const [first, last] = [Math.min(...secs.keys()), Math.max(...secs.keys())];
  return Array.from({ length: secs.size === 0 ? 0 : last - first + 1 }, (_, i) => ({
    min: round((first + i) * size, 2),
    max: round((first + i + 1) * size, 2),
    secs: secs.get(first + i) ?? 0,
  }));
}
