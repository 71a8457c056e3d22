import type { Stream } from "../intervals/activities.ts";

/**
 * A recorded series: one value per sample, `undefined` where the sensor had no value. Units: docs/intervals-api.md
 * §4.3.
 */
export type Series = readonly (number | undefined)[];

/** Over the samples that have a value, in the unit of the series. */
export interface Statistics {
  samples: number;
  min: number;
  max: number;
  mean: number;
  median: number;
  /** Sample indices of the minimum and maximum. */
  min_at: number;
  max_at: number;
}

/** The numbers of a stream; booleans (`moving`) become 0 and 1. Undefined for streams of lists (`hrv`) or text. */
export function toSeries(values: readonly unknown[] | undefined): Series | undefined {
  if (!values) return undefined;
  const series = values.map((value) => {
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (typeof value === "boolean") return value ? 1 : 0;
    return undefined;
  });
  return series.some((value) => value !== undefined) ? series : undefined;
}

/** All numeric series by name. `latlng` becomes `lat` and `lng` (docs/intervals-api.md, Q42). */
export function toSeriesByName(streams: readonly Stream[]): Map<string, Series> {
  const named = streams.flatMap((stream): [string, Series | undefined][] => {
    if (stream.allNull) return [];
    if (stream.type !== "latlng") return [[stream.type, toSeries(stream.data)]];
    return [
      ["lat", toSeries(stream.data)],
      ["lng", toSeries(stream.data2)],
    ];
  });
  return new Map(named.filter((entry): entry is [string, Series] => entry[1] !== undefined));
}

/** Over the samples `from` (inclusive) to `to` (exclusive). Undefined if none of them has a value. */
export function statisticsOf(series: Series, from = 0, to = series.length): Statistics | undefined {
  let [samples, sum, minAt, maxAt] = [0, 0, -1, -1];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const present: number[] = [];
  for (let index = from; index < to; index++) {
    const value = series[index];
    if (value === undefined) continue;
    samples++;
    sum += value;
    present.push(value);
    if (value < min) [min, minAt] = [value, index];
    if (value > max) [max, maxAt] = [value, index];
  }
  if (samples === 0) return undefined;
  const middle = present.sort((a, b) => a - b)[Math.floor((samples - 1) / 2)] ?? 0;
  return { samples, min, max, mean: sum / samples, median: middle, min_at: minAt, max_at: maxAt };
}

/**
 * Downsamples several series at once: returns at most `points` indices from `from` (inclusive) to `to` (exclusive).
 * They are real samples and include the first, the last and each series' minimum and maximum, as far as `points`
 * allows. The others are chosen by "largest triangle three buckets", with the areas summed over the series, each
 * scaled to its own range.
 *
 * Linear in the number of samples. Source: S. Steinarsson, "Downsampling Time Series for Visual Representation",
 * University of Iceland, 2013 (https://skemman.is/handle/1946/15343), extended here to several series on one axis.
 */
export function chooseSamples(
  series: readonly Series[],
  { points, from, to }: { points: number; from: number; to: number },
): number[] {
  const length = to - from;
  if (length <= points) return Array.from({ length }, (_, index) => from + index);
  const scales = series.map((values) => {
    const statistics = statisticsOf(values, from, to);
    return { values, statistics, scale: statistics ? 1 / (statistics.max - statistics.min || 1) : 0 };
  });
  const extremes = scales.flatMap(({ statistics }) => (statistics ? [statistics.min_at, statistics.max_at] : []));
  const chosen = new Set([from, to - 1, ...extremes].slice(0, Math.max(2, points)));
  const buckets = points - chosen.size;
  let last = from;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = from + 1 + Math.floor((bucket * (length - 2)) / buckets);
    const end = from + 1 + Math.floor(((bucket + 1) * (length - 2)) / buckets);
    const nextEnd = Math.min(to, end + (end - start));
    const ahead = scales.map(({ values }) => mean(values, end, Math.max(end + 1, nextEnd)));
    let [best, bestArea] = [start, -1];
    for (let index = start; index < end; index++) {
      const area = scales.reduce((sum, { values, scale }, s) => {
        const [a, b, c] = [values[last], values[index], ahead[s]];
        if (a === undefined || b === undefined || c === undefined) return sum;
        return sum + Math.abs((last - end) * (b - a) - (last - index) * (c - a)) * scale;
      }, 0);
      if (area > bestArea) [best, bestArea] = [index, area];
    }
    chosen.add(best);
    last = best;
  }
  return [...chosen].sort((a, b) => a - b);
}

function mean(values: Series, from: number, to: number): number | undefined {
  let [sum, count] = [0, 0];
  for (let index = from; index < Math.min(to, values.length); index++) {
    const value = values[index];
    if (value === undefined) continue;
    sum += value;
    count++;
  }
  return count === 0 ? undefined : sum / count;
}

/**
 * The samples at which `axis` (ascending time or distance) is between the bounds, as indices `[from, to)`. Both bounds
 * are inclusive; an undefined bound is open.
 */
export function windowOf(axis: Series, lower: number | undefined, upper: number | undefined): [number, number] {
  const from = lower === undefined ? 0 : axis.findIndex((value) => value !== undefined && value >= lower);
  const after = upper === undefined ? -1 : axis.findIndex((value) => value !== undefined && value > upper);
  return [from === -1 ? axis.length : from, after === -1 ? axis.length : after];
}
