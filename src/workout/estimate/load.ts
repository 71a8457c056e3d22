import type { Thresholds } from "../thresholds.ts";
import { middle, type StartEnd } from "./effort.ts";

/**
 * Training load in points from power or pace: 100 for an hour at threshold, growing with the square of the intensity.
 *
 * @param intensity fraction of the threshold
 * @see https://www.trainingpeaks.com/learn/articles/normalized-power-intensity-factor-training-stress/
 * @example
 * loadOf(3960, 0.80904) // 72.0
 */
export function loadOf(seconds: number, intensity: number): number {
  return (seconds / 3600) * intensity ** 2 * 100;
}

/**
 * Training load of swimming in points. Because of the drag of water it grows with the cube of the speed.
 *
 * @param intensity fraction of the threshold speed
 * @see https://www.trainingpeaks.com/learn/articles/calculating-swimming-tss-score/
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

/** Assumed for athletes who have not set them: 60 bpm at rest, threshold at 90% of the maximum. This project's own. */
export const ASSUMED_RESTING_HR = 60;
const ASSUMED_SHARE_OF_MAX = 0.9;

/** The heart rates that load is calculated from; null without a threshold. */
export function heartRatesOf({ lthr, maxHr, restingHr }: Thresholds): HeartRates | null {
  if (lthr === undefined || lthr <= 0) return null;
  const max = Math.max(maxHr ?? lthr / ASSUMED_SHARE_OF_MAX, lthr + 1);
  return { threshold: lthr, max, resting: Math.min(restingHr ?? ASSUMED_RESTING_HR, lthr / 2) };
}

/**
 * Training load in points from heart rate: Banister's TRIMP, scaled to 100 for an hour at threshold. The maintainer of
 * Intervals.icu says that planned workouts are calculated like this ("HRSS, normalised TRIMP"). The weight 1.92 is
 * Banister's for men; with 1.67, his weight for women, easy steps count slightly more.
 *
 * @param effort `bpm`: beats per minute at the start and end
 * @see https://forum.intervals.icu/t/workout-builder/1163
 */
export function heartRateLoadOf({ seconds, bpm }: { seconds: number; bpm: StartEnd }, rates: HeartRates): number {
  // Simpson's rule is exact for a constant heart rate and close enough for a ramp.
  const trimp =
    (trimpPerSecond(bpm[0], rates) + 4 * trimpPerSecond(middle(bpm), rates) + trimpPerSecond(bpm[1], rates)) / 6;
  return ((seconds * trimp) / (3600 * trimpPerSecond(rates.threshold, rates))) * 100;
}

function trimpPerSecond(bpm: number, { resting, max }: HeartRates): number {
  const reserve = Math.max(0, (bpm - resting) / (max - resting));
  return (reserve * 0.64 * Math.exp(1.92 * reserve)) / 60;
}
