import type { StartEnd } from "./effort.ts";

/** A part of a workout: seconds at a power in watts, or repetitions of parts. */
export type PowerPart = SinglePart | RepeatedPart;
type SinglePart = { seconds: number; watts: StartEnd };
type RepeatedPart = { reps: number; parts: readonly PowerPart[] };

/** Seconds that the rolling mean covers. */
const WINDOW = 30;

/**
 * Normalized power in watts: the fourth root of the mean fourth power of the 30-second rolling mean (Coggan). 0 without
 * any seconds.
 *
 * The rolling mean of a part depends on the part before it for 30 seconds only, and the repetitions of a block are equal
 * once 30 seconds have passed. The rest is calculated at once, so that 10,000 repetitions cost no more than a few.
 *
 * @see https://www.trainingpeaks.com/learn/articles/normalized-power-intensity-factor-training-stress/
 * @example
 * normalizedPower([{ seconds: 1200, watts: [200, 200] }]) // 200
 */
export function normalizedPower(parts: readonly PowerPart[]): number {
  const rolling: Rolling = { recent: [], sum: 0, seconds: 0, fourths: 0 };
  addParts(rolling, parts);
  return rolling.seconds === 0 ? 0 : (rolling.fourths / rolling.seconds) ** 0.25;
}

interface Rolling {
  /** The watts of the last 30 seconds, oldest first. */
  recent: number[];
  sum: number;
  seconds: number;
  fourths: number;
}

function addParts(rolling: Rolling, parts: readonly PowerPart[]): void {
  for (const part of parts) {
    if ("reps" in part) addRepetitions(rolling, part);
    else addSinglePart(rolling, part);
  }
}

function addRepetitions(rolling: Rolling, { reps, parts }: RepeatedPart): void {
  let before = { seconds: rolling.seconds, fourths: rolling.fourths };
  for (let rep = 1, settling = WINDOW; rep <= reps; rep++) {
    before = { seconds: rolling.seconds, fourths: rolling.fourths };
    addParts(rolling, parts);
    const lasted = rolling.seconds - before.seconds;
    if (lasted === 0) return;
    if (settling <= 0) {
      // The 30 seconds before this repetition are the same as before all following ones.
      rolling.seconds += lasted * (reps - rep);
      rolling.fourths += (rolling.fourths - before.fourths) * (reps - rep);
      return;
    }
    settling -= lasted;
  }
}

function addSinglePart(rolling: Rolling, { seconds: exactSeconds, watts: [from, to] }: SinglePart): void {
  const seconds = Math.round(exactSeconds);
  const wattsAt = (second: number) => from + ((to - from) * (second + 0.5)) / seconds;
  for (let second = 0; second < Math.min(seconds, WINDOW); second++) {
    rolling.recent.push(wattsAt(second));
    rolling.sum += wattsAt(second);
    if (rolling.recent.length > WINDOW) rolling.sum -= rolling.recent.shift() ?? 0;
    rolling.fourths += (rolling.sum / rolling.recent.length) ** 4;
  }
  rolling.seconds += seconds;
  if (seconds <= WINDOW) return;
  // From here on the rolling mean is the ramp itself, delayed by half a window.
  const first = wattsAt(WINDOW - WINDOW / 2 - 0.5);
  const last = wattsAt(seconds - WINDOW / 2 - 0.5);
  rolling.fourths += (seconds - WINDOW) * meanFourthPower(first, last);
  rolling.recent = Array.from({ length: WINDOW }, (_, i) => wattsAt(seconds - WINDOW + i));
  rolling.sum = rolling.recent.reduce((sum, watts) => sum + watts, 0);
}

/** The mean fourth power of a straight line from a to b: the integral of x⁴ over its length. */
function meanFourthPower(a: number, b: number): number {
  return (a ** 4 + a ** 3 * b + a ** 2 * b ** 2 + a * b ** 3 + b ** 4) / 5;
}
