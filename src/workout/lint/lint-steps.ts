import { expandRepeats, printWorkout } from "../print/print.ts";
import { isRepeat, type Step } from "../steps.ts";
import type { Thresholds } from "../thresholds.ts";
import { lintWorkout } from "./lint.ts";
import type { Problem } from "./problem.ts";
import type { RuleId } from "./rules.ts";

/** `not-expressible`: the text cannot express this part of a step. */
export interface StepProblem extends Omit<Problem, "rule"> {
  rule: RuleId | "not-expressible";
}

/**
 * Checks structured steps instead of a text: reports the problems of the text that `printWorkout` creates, and every part
 * of a step that this text does not express. Lines and columns refer to that text. Never throws.
 *
 * @param steps durations in seconds, distances in metres
 * @example
 * lintSteps([{ duration: 90.5, power: { units: "%ftp", value: 60 } }], { sport: "Ride" })[0]?.message
 * // "The text cannot express duration 90.5 of this step: it parses to 91."
 */
export function lintSteps(steps: readonly Step[], athlete: Thresholds): StepProblem[] {
  try {
    const { workout, problems } = lintWorkout(printWorkout(steps, athlete.sport), athlete);
    return [...problems, ...losses(flat(steps), flat(workout.steps))];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [notExpressible(error.message, 1)];
  }
}

function notExpressible(message: string, line: number): StepProblem {
  return { line, column: 1, severity: "error", rule: "not-expressible", evidence: "live", message };
}

/** Every step once, each repeat before its steps. */
function flat(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => (isRepeat(step) ? [step, ...expandRepeats(step.steps)] : [step]));
}

function losses(wanted: readonly Step[], parsed: readonly Step[]): StepProblem[] {
  if (wanted.length !== parsed.length) {
    return [notExpressible(`The text of these ${wanted.length} steps parses to ${parsed.length}.`, 1)];
  }
  return wanted.flatMap((step, i) => {
    const found = parsed[i] ?? {};
    const lost = (isRepeat(step) ? REPEAT_FIELDS : STEP_FIELDS).filter((field) => !isSame(step[field], found[field]));
    const line = found.line ?? 1;
    return lost.map((field) =>
      notExpressible(
        `The text cannot express ${field} ${JSON.stringify(step[field])} of this step: it parses to ${JSON.stringify(found[field] ?? null)}.`,
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

/** An absent field, a false flag and an empty text are equal. */
function isSame(wanted: Step[keyof Step], parsed: Step[keyof Step]): boolean {
  if (typeof wanted === "object" && typeof parsed === "object") {
    return JSON.stringify(Object.entries(wanted).sort()) === JSON.stringify(Object.entries(parsed).sort());
  }
  return (wanted || null) === (parsed || null);
}
