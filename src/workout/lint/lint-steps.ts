/** Checks steps that a program or a model drew up, instead of a text. */
import { expandRepeats, printWorkout } from "../print/print.ts";
import { isRepeat, type Step } from "../steps.ts";
import type { Thresholds } from "../thresholds.ts";
import { lintWorkout } from "./lint.ts";
import type { Problem } from "./problem.ts";
import type { RuleId } from "./rules.ts";

/** `unsayable`: the text has no words for this part of a step. */
export interface StepProblem extends Omit<Problem, "rule"> {
  rule: RuleId | "unsayable";
}

/**
 * The problems of the text that `printWorkout` makes of the steps, and everything of the steps that is not in that text.
 * Lines and columns are those of the text. Never throws.
 */
export function lintSteps(steps: readonly Step[], athlete: Thresholds): StepProblem[] {
  try {
    const { workout, problems } = lintWorkout(printWorkout(steps, athlete.sport), athlete);
    return [...problems, ...losses(flat(steps), flat(workout.steps))];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [unsayable(error.message, 1)];
  }
}

function unsayable(message: string, line: number): StepProblem {
  return { line, column: 1, severity: "error", rule: "unsayable", evidence: "live", message };
}

/** Every step once, and every repeat before its steps. */
function flat(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => (isRepeat(step) ? [step, ...expandRepeats(step.steps)] : [step]));
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
