/* A workout before it is stored: how Intervals.icu will parse it, and what to tell the author about it. */

import { convertTargets } from "../workout/estimate/convert.ts";
import { type Estimate, estimateWorkout } from "../workout/estimate/estimate.ts";
import { fixWorkout } from "../workout/fix/fix.ts";
import { lintWorkout } from "../workout/lint/lint.ts";
import { lintSteps, type StepProblem } from "../workout/lint/lint-steps.ts";
import type { Problem } from "../workout/lint/problem.ts";
import { plainCue } from "../workout/print/plain-cue.ts";
import { printWorkout } from "../workout/print/print.ts";
import { countSteps, isRepeat, type Step } from "../workout/steps.ts";
import { parseWorkout } from "../workout/syntax/parse.ts";
import type { Thresholds } from "../workout/thresholds.ts";
import { quote } from "./quote.ts";
import { formatDuration } from "./units.ts";

export interface WorkoutDraft {
  /** The text to store. */
  text: string;
  /** The steps that Intervals.icu will parse from the text. */
  steps: readonly Step[];
  problems: StepProblem[];
  /** The text after all unambiguous corrections. Unset if there are none. */
  correctedText?: string;
  /** Problems that the corrected text still has. */
  remaining: StepProblem[];
  estimate: Estimate;
  /** Sentences about what was written differently than given. */
  notes: string[];
}

/** A draft of a workout text. The sport is that of the thresholds. */
export function draftFromText(text: string, thresholds: Thresholds): WorkoutDraft {
  const { workout, problems } = lintWorkout(text, thresholds);
  // A correction takes further parses.
  const isFixable = problems.some(({ correction }) => correction !== undefined);
  const fixed = isFixable ? fixWorkout(text, { athlete: thresholds }) : undefined;
  return {
    text,
    steps: workout.steps,
    problems,
    ...(fixed && fixed.text !== text && { correctedText: fixed.text }),
    remaining: fixed?.remaining ?? problems,
    estimate: estimateWorkout(workout.steps, thresholds),
    notes: [],
  };
}

/** A draft of structured steps, printed below `preface`, a text without steps. The sport is that of the thresholds. */
export function draftFromSteps(given: readonly Step[], thresholds: Thresholds, preface = ""): WorkoutDraft {
  const cues: string[] = [];
  const { steps: wanted, notes } = convertTargets(
    given.map((step) => withPlainCue(step, cues)),
    thresholds,
  );
  const text = [preface.trim(), printWorkout(wanted, thresholds.sport)].filter(Boolean).join("\n\n");
  const above = preface.trim() === "" ? 0 : preface.trim().split("\n").length + 1;
  const problems = lintSteps(wanted, thresholds).map((problem) => ({ ...problem, line: problem.line + above }));
  const { steps } = parseWorkout(text, thresholds);
  return {
    text,
    steps,
    problems,
    remaining: problems,
    estimate: estimateWorkout(steps, thresholds),
    notes: [...cues, ...notes],
  };
}

/** Problems of text that devices do not understand but that can be written in an equivalent form. */
const CONVERTED: ReadonlySet<StepProblem["rule"]> = new Set<Problem["rule"]>(["bpm", "unusual-character"]);

/**
 * Converts heart rates in bpm to percent, if LTHR or the maximum is known, and typographic characters to plain ones.
 */
export function convertUnsupported(draft: WorkoutDraft, thresholds: Thresholds): WorkoutDraft {
  if (!draft.problems.some(({ rule }) => CONVERTED.has(rule))) return draft;
  const { text, fixed } = fixWorkout(draft.text, { athlete: thresholds, only: ({ rule }) => CONVERTED.has(rule) });
  if (fixed.length === 0) return draft;
  const before = draft.text.split("\n");
  const notes = fixed.map(
    ({ line, correction = "" }) => `${quote(before[line - 1] ?? "")} was changed to ${quote(correction)}.`,
  );
  return { ...draftFromText(text, thresholds), notes: [...new Set(notes)] };
}

/** Removes the words of a cue that would be parsed as a target or an option. */
function withPlainCue(step: Step, notes: string[]): Step {
  if (isRepeat(step)) return { ...step, steps: step.steps.map((inner) => withPlainCue(inner, notes)) };
  if (step.text === undefined) return step;
  const text = plainCue(step.text);
  if (text !== step.text.trim()) {
    notes.push(
      `The cue ${quote(step.text)} was changed to ${quote(text)}: the removed words would be parsed as a target or option.`,
    );
  }
  return { ...step, text };
}

/** What Intervals.icu calculated for a stored workout. Load in points. */
export interface StoredWorkout {
  steps: number | undefined;
  seconds: number | undefined;
  load: number | undefined;
}

/** Differences that rounding explains, in seconds and points. This project's own. */
const TOLERANCE = { seconds: 2, load: 1 };

/**
 * Describes how a stored workout differs from its draft, followed by the assumptions of the estimate. Empty if it does
 * not.
 */
export function differencesOf({ steps, estimate }: WorkoutDraft, stored: StoredWorkout): string[] {
  const [drafted, storedSteps] = [countSteps(steps), stored.steps ?? 0];
  const [seconds, load] = [stored.seconds ?? 0, stored.load ?? 0];
  const differences = [
    storedSteps !== drafted && `${storedSteps} steps in Intervals.icu, ${drafted} in the text`,
    Math.abs(seconds - estimate.duration) > TOLERANCE.seconds &&
      `duration ${formatDuration(seconds)} in Intervals.icu, ${formatDuration(estimate.duration)} in the text`,
    // Without an estimate there is nothing to compare: Intervals.icu keeps the load that was given.
    estimate.load !== null &&
      Math.abs(load - estimate.load) > TOLERANCE.load &&
      `load ${stored.load ?? "none"} in Intervals.icu, ${estimate.load} estimated from the text`,
  ].filter((difference) => difference !== false);
  return differences.length > 0 ? [...differences, ...estimate.assumptions] : [];
}
