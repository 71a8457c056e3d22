/** Durations in seconds for power and heart rate curves. */
export const CURVE_SECS = [
  1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 360, 420, 480, 540, 600, 720, 900, 1080, 1200,
  1500, 1800, 2100, 2400, 2700, 3000, 3600, 4500, 5400, 6300, 7200, 9000, 10_800, 14_400,
] as const;

/** Meters. */
export const RUN_DISTANCES = [
  100, 200, 400, 500, 800, 1000, 1500, 1609.344, 2000, 3000, 3218.688, 5000, 8046.72, 10_000, 15_000, 16_093.44, 20_000,
  21_097.5, 30_000, 42_195,
] as const;

/** Meters. */
export const SWIM_DISTANCES = [50, 100, 200, 400, 500, 750, 800, 1000, 1500, 1900, 2000, 3000, 3800] as const;

/**
 * The best of one recording at each duration or distance, as parallel arrays. Points beyond the recording are left
 * out.
 */
export interface Bests {
  readonly at: readonly number[];
  readonly values: readonly number[];
  readonly start: readonly number[];
  /** Exclusive. */
  readonly end: readonly number[];
}

/** The highest mean over each duration. */
export function bestMeans(samples: ArrayLike<number>, durations: readonly number[] = CURVE_SECS): Bests {
  const sums = new Float64Array(samples.length + 1);
  for (let i = 0; i < samples.length; i++) sums[i + 1] = (sums[i] ?? 0) + (samples[i] ?? 0);
  const at = durations.filter((secs) => secs <= samples.length);
  const start = at.map((secs) => {
    let best = -1;
    let bestStart = 0;
    for (let i = secs; i < sums.length; i++) {
      // Both indices are within the prefix sums.
      const sum = (sums[i] as number) - (sums[i - secs] as number);
      if (sum > best) {
        best = sum;
        bestStart = i - secs;
      }
    }
    return bestStart;
  });
  const end = at.map((secs, i) => (start[i] ?? 0) + secs);
  const values = at.map((secs, i) => Math.round(((sums[end[i] ?? 0] ?? 0) - (sums[start[i] ?? 0] ?? 0)) / secs));
  return { at, start, end, values };
}

/** The fewest whole seconds for each distance. `distance` has the meters since the start at every second. */
export function bestTimes(distance: ArrayLike<number>, distances: readonly number[]): Bests {
  const covered = (index: number) => (index === 0 ? 0 : (distance[index - 1] ?? 0));
  const bests = distances
    .filter((meters) => meters <= covered(distance.length) + 0.5)
    .map((meters) => {
      let best = { secs: Number.POSITIVE_INFINITY, start: 0, end: 0 };
      let start = 0;
      for (let end = 1; end <= distance.length; end++) {
        while (start + 1 < end && covered(end) - covered(start + 1) >= meters - 0.5) start++;
        if (covered(end) - covered(start) >= meters - 0.5 && end - start < best.secs) {
          best = { secs: end - start, start, end };
        }
      }
      return { meters, ...best };
    });
  return {
    at: bests.map(({ meters }) => meters),
    values: bests.map(({ secs }) => secs),
    start: bests.map(({ start }) => start),
    end: bests.map(({ end }) => end),
  };
}
