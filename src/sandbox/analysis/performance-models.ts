import type { Fields } from "../fields.ts";
import { round } from "../samples.ts";

/** A best effort: power over `at` seconds, or the seconds for a distance of `at` meters. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** Critical power and W′ from the bests at 5 and 20 minutes: P(t) = CP + W′/t (Monod and Scherrer 1965). */
export function powerModel(points: readonly Point[]): Fields | null {
  const inputs = [300, 1200].map((secs) => points.findIndex(({ at }) => at === secs));
  const [short, long] = inputs.map((index) => points[index]?.value);
  if (short === undefined || long === undefined) return null;
  const wPrime = (short - long) / (1 / 300 - 1 / 1200);
  const criticalPower = long - wPrime / 1200;
  return {
    type: "FFT_CURVES",
    criticalPower: Math.round(criticalPower),
    wPrime: Math.round(wPrime),
    pMax: points[0]?.value,
    ftp: Math.round(criticalPower + wPrime / 3600),
    inputPointIndexes: inputs,
  };
}

/** Critical speed and D′ from the bests between 2 and 30 minutes: the regression line of distance over time. */
export function paceModel(points: readonly Point[]): Fields | null {
  const used = points.flatMap((point, index) =>
    point.value >= 120 && point.value <= 1800 ? [{ ...point, index }] : [],
  );
  if (used.length < 3) return null;
  const mean = (measure: (point: Point) => number) =>
    used.reduce((sum, point) => sum + measure(point), 0) / used.length;
  const [time, distance] = [mean(({ value }) => value), mean(({ at }) => at)];
  const spread = mean(({ value }) => (value - time) ** 2);
  const slope = mean(({ value, at }) => (value - time) * (at - distance)) / spread;
  return {
    type: "CS",
    criticalSpeed: round(slope, 4),
    dPrime: round(distance - slope * time, 1),
    r2: round((slope ** 2 * spread) / mean(({ at }) => (at - distance) ** 2), 4),
    inputPointIndexes: used.map(({ index }) => index),
  };
}
