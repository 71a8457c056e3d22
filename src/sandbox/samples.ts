/** The functions of this file cover the samples from `from` up to but not including `to`. */
export function meanOf(samples: ArrayLike<number>, from = 0, to = samples.length): number {
  return to > from ? sumOf(samples, from, to) / (to - from) : 0;
}

export function sumOf(samples: ArrayLike<number>, from = 0, to = samples.length): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += samples[i] ?? 0;
  return sum;
}

export function maxOf(samples: ArrayLike<number>, from = 0, to = samples.length): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) highest = Math.max(highest, samples[i] ?? highest);
  return highest;
}

export function minOf(samples: ArrayLike<number>, from = 0, to = samples.length): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = from; i < to; i++) lowest = Math.min(lowest, samples[i] ?? lowest);
  return lowest;
}

/** Total ascent in meters. */
export function climbOf(altitude: ArrayLike<number>, from = 0, to = altitude.length): number {
  let climbed = 0;
  for (let i = from + 1; i < to; i++) climbed += Math.max(0, (altitude[i] ?? 0) - (altitude[i - 1] ?? 0));
  return climbed;
}

/** Seconds in each zone. `tops` are the inclusive upper bounds; the last zone has none. */
export function zoneSecs(samples: ArrayLike<number>, tops: readonly number[]): number[] {
  const secs = tops.map(() => 0);
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i] ?? 0;
    let zone = 0;
    while (zone < tops.length - 1 && value > (tops[zone] ?? 0)) zone++;
    secs[zone] = (secs[zone] ?? 0) + 1;
  }
  return secs;
}

export const round = (value: number, digits = 0): number => Math.round(value * 10 ** digits) / 10 ** digits;
