/** Training load from each kind of target. */
import { middle, type Range } from "./effort.ts";

/** An hour at threshold is 100; load grows with the square of the intensity (3,960 s at 80.904% give 72). */
export function loadOf(seconds: number, intensity: number): number {
  return (seconds / 3600) * intensity ** 2 * 100;
}

/**
 * In water drag makes it the cube of the speed.
 * https://www.trainingpeaks.com/learn/articles/calculating-swimming-tss-score/
 */
export function swimLoadOf(seconds: number, intensity: number): number {
  return (seconds / 3600) * intensity ** 3 * 100;
}

/** Beats per minute. */
export interface HeartRates {
  resting: number;
  threshold: number;
  max: number;
}

/**
 * Banister's TRIMP, scaled so that an hour at threshold is 100. The maintainer says that planned workouts are counted
 * so from their heart rate ("HRSS, normalised TRIMP": https://forum.intervals.icu/t/workout-builder/1163).
 * The weight 1.92 is Banister's for men; with 1.67, that for women, easy steps count for a little more.
 */
export function heartRateLoadOf(seconds: number, range: Range, rates: HeartRates): number {
  // Simpson's rule: exact for a steady heart rate, close enough for a ramp.
  const trimp =
    (trimpPerSecond(range[0], rates) + 4 * trimpPerSecond(middle(range), rates) + trimpPerSecond(range[1], rates)) / 6;
  return ((seconds * trimp) / (3600 * trimpPerSecond(rates.threshold, rates))) * 100;
}

function trimpPerSecond(bpm: number, { resting, max }: HeartRates): number {
  const reserve = Math.max(0, (bpm - resting) / (max - resting));
  return (reserve * 0.64 * Math.exp(1.92 * reserve)) / 60;
}
