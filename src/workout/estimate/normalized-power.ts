/** Normalized power of a planned sequence, without walking through its seconds one by one. */
import type { Range } from "./effort.ts";

/** A part of a workout: seconds at watts that may ramp, or a number of repetitions of parts. */
export type PowerPart = { seconds: number; watts: Range } | { reps: number; parts: readonly PowerPart[] };

/** The rolling mean covers this many seconds. */
const WINDOW = 30;

/**
 * Fourth root of the mean fourth power of the 30-second rolling mean.
 * Coggan: https://www.trainingpeaks.com/learn/articles/normalized-power-intensity-factor-training-stress/
 *
 * Only the first 30 seconds of a part differ from its own watts, and only as many repetitions of a block as fit into
 * 30 seconds differ from the next one: the rest is multiplied, so that 10,000 repetitions cost no more than a few.
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
    if ("reps" in part) addRepetitions(rolling, part.reps, part.parts);
    else addRange(rolling, Math.round(part.seconds), part.watts);
  }
}

function addRepetitions(rolling: Rolling, reps: number, parts: readonly PowerPart[]): void {
  let before = { seconds: rolling.seconds, fourths: rolling.fourths };
  for (let rep = 1, settling = WINDOW; rep <= reps; rep++) {
    before = { seconds: rolling.seconds, fourths: rolling.fourths };
    addParts(rolling, parts);
    const lasted = rolling.seconds - before.seconds;
    if (lasted === 0) return;
    if (settling <= 0) {
      // This repetition began with the same 30 seconds behind it as all that follow.
      rolling.seconds += lasted * (reps - rep);
      rolling.fourths += (rolling.fourths - before.fourths) * (reps - rep);
      return;
    }
    settling -= lasted;
  }
}

function addRange(rolling: Rolling, seconds: number, [from, to]: Range): void {
  const wattsAt = (second: number) => from + ((to - from) * (second + 0.5)) / seconds;
  for (let second = 0; second < Math.min(seconds, WINDOW); second++) {
    rolling.recent.push(wattsAt(second));
    rolling.sum += wattsAt(second);
    if (rolling.recent.length > WINDOW) rolling.sum -= rolling.recent.shift() ?? 0;
    rolling.fourths += (rolling.sum / rolling.recent.length) ** 4;
  }
  rolling.seconds += seconds;
  if (seconds <= WINDOW) return;
  // From here on the rolling mean is the ramp itself, half a window late.
  const first = wattsAt(WINDOW - WINDOW / 2 - 0.5);
  const last = wattsAt(seconds - WINDOW / 2 - 0.5);
  rolling.fourths += (seconds - WINDOW) * meanFourthPower(first, last);
  rolling.recent = Array.from({ length: WINDOW }, (_, i) => wattsAt(seconds - WINDOW + i));
  rolling.sum = rolling.recent.reduce((sum, watts) => sum + watts, 0);
}

/** Of a straight line from a to b: the integral of x⁴ over its length. */
function meanFourthPower(a: number, b: number): number {
  return (a ** 4 + a ** 3 * b + a ** 2 * b ** 2 + a * b ** 3 + b ** 4) / 5;
}
