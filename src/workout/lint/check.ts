/** Checks steps that were not written as text but drawn up, by a model or a program. */

import { printWorkout, writtenOut } from "../print/print.ts";
import { isRepeat, type Step } from "../steps.ts";
import { parseWorkout } from "../syntax/parse.ts";
import type { Thresholds } from "../thresholds.ts";
import type { Problem } from "./problems.ts";
import type { TrapId } from "./traps.ts";

/** `unsayable`: part of a step that the text has no words for. */
export interface StepProblem extends Omit<Problem, "trap"> {
  trap: TrapId | "unsayable";
}

/**
 * The problems of the text that `printWorkout` makes of the steps, and whatever of the steps is not in that text:
 * lines and columns are those of the text. Never throws.
 */
export function checkSteps(steps: readonly Step[], sport: string, athlete: Partial<Thresholds> = {}): StepProblem[] {
  try {
    const { steps: read, problems } = parseWorkout(printWorkout(steps, sport), sport, athlete);
    return [...problems, ...losses(flat(steps), flat(read))];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [unsayable(error.message, 1)];
  }
}

function unsayable(message: string, line: number): StepProblem {
  return { line, column: 1, severity: "error", trap: "unsayable", evidence: "live", message };
}

/** Every step once, and every repeat before its steps. */
function flat(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => (isRepeat(step) ? [step, ...writtenOut(step.steps)] : [step]));
}

function losses(wanted: readonly Step[], read: readonly Step[]): StepProblem[] {
  if (wanted.length !== read.length) {
    return [unsayable(`Of ${wanted.length} steps the text says ${read.length}.`, 1)];
  }
  return wanted.flatMap((step, i) => {
    const found = read[i] ?? {};
    const lost = (isRepeat(step) ? REPEAT_FIELDS : STEP_FIELDS).filter((field) => !isSame(step[field], found[field]));
    const line = found.line ?? 1;
    return lost.map((field) =>
      unsayable(
        `The text cannot say ${field} ${JSON.stringify(step[field])} of this step: ${JSON.stringify(found[field] ?? null)} is read.`,
        line,
      ),
    );
  });
}

const REPEAT_FIELDS = ["reps"] as const satisfies (keyof Step)[];

const STEP_FIELDS = [
  "text",
  "duration",
  "distance",
  "ramp",
  "freeride",
  "maxeffort",
  "warmup",
  "cooldown",
  "intensity",
  "until_lap_press",
  "hidepower",
  "power",
  "hr",
  "pace",
  "cadence",
] as const satisfies (keyof Step)[];

/** An absent field, a false flag and an empty text are the same. */
function isSame(wanted: Step[keyof Step], read: Step[keyof Step]): boolean {
  if (typeof wanted === "object" && typeof read === "object") {
    return JSON.stringify(Object.entries(wanted).sort()) === JSON.stringify(Object.entries(read).sort());
  }
  return (wanted || null) === (read || null);
}
