/** A workout before it is stored: what Intervals.icu will read of it, and what to tell its writer. */

import { convertTargets } from "../workout/estimate/convert.ts";
import { type Estimate, estimateWorkout } from "../workout/estimate/estimate.ts";
import { correctWorkout } from "../workout/fix/correct.ts";
import { checkSteps, type StepProblem } from "../workout/lint/check.ts";
import type { Problem } from "../workout/lint/problems.ts";
import { printWorkout } from "../workout/print/print.ts";
import { countSteps, isRepeat, type Step } from "../workout/steps.ts";
import { plainCue } from "../workout/syntax/cue.ts";
import { parseWorkout } from "../workout/syntax/parse.ts";
import type { Thresholds } from "../workout/thresholds.ts";
import { quote } from "./quote.ts";
import { formatDuration } from "./units.ts";

export interface WorkoutDraft {
  /** As it would be stored. */
  text: string;
  /** As Intervals.icu reads that text. */
  steps: Step[];
  problems: StepProblem[];
  /** The text with every problem solved that has one solution; only set when that changes it. */
  correctedText?: string;
  /** Problems that the corrected text still has. */
  remaining: StepProblem[];
  estimate: Estimate;
  /** What was written otherwise than it was given, in sentences. */
  notes: string[];
}

/** A text that somebody wrote. Its sport is that of the thresholds. */
export function draftFromText(text: string, thresholds: Thresholds): WorkoutDraft {
  const { sport } = thresholds;
  const { steps, problems } = parseWorkout(text, sport, thresholds);
  const corrected = correctWorkout(text, sport, thresholds);
  return {
    text,
    steps,
    problems,
    ...(corrected.text !== text && { correctedText: corrected.text }),
    remaining: corrected.parsed.problems,
    estimate: estimateWorkout(steps, thresholds),
    notes: [],
  };
}

/** Steps that were drawn up, printed beneath what is to be said about them; `preface` has no steps of its own. */
export function draftFromSteps(given: readonly Step[], thresholds: Thresholds, preface = ""): WorkoutDraft {
  const { sport } = thresholds;
  const cues: string[] = [];
  const { steps: wanted, notes } = convertTargets(
    given.map((step) => withPlainCue(step, cues)),
    thresholds,
  );
  const text = [preface.trim(), printWorkout(wanted, sport)].filter(Boolean).join("\n\n");
  const above = preface.trim() === "" ? 0 : preface.trim().split("\n").length + 1;
  const problems = checkSteps(wanted, sport, thresholds).map((problem) => ({ ...problem, line: problem.line + above }));
  const { steps } = parseWorkout(text, sport, thresholds);
  return {
    text,
    steps,
    problems,
    remaining: problems,
    estimate: estimateWorkout(steps, thresholds),
    notes: [...cues, ...notes],
  };
}

/** What does not survive the way to a device and has one other form that says the same. */
const CONVERTED = new Set<Problem["trap"]>(["bpm", "odd-character"]);

/** Beats per minute become percent, where a threshold or maximum is known; characters that no keyboard has, plain ones. */
export function convertUnsupported(draft: WorkoutDraft, thresholds: Thresholds): WorkoutDraft {
  const isConverted = ({ trap }: Problem) => CONVERTED.has(trap);
  const { text, corrected } = correctWorkout(draft.text, thresholds.sport, thresholds, isConverted);
  if (corrected.length === 0) return draft;
  const before = draft.text.split("\n");
  const notes = corrected.map(
    ({ line, correction = "" }) => `${quote(before[line - 1] ?? "")} is written as ${quote(correction)}.`,
  );
  return { ...draftFromText(text, thresholds), notes: [...new Set(notes)] };
}

/** Without the words that would be read as a target or an option. */
function withPlainCue(step: Step, notes: string[]): Step {
  if (isRepeat(step)) return { ...step, steps: step.steps.map((inner) => withPlainCue(inner, notes)) };
  if (step.text === undefined) return step;
  const text = plainCue(step.text);
  if (text !== step.text.trim()) {
    notes.push(`The cue ${quote(step.text)} is written as ${quote(text)}: the rest would be read as something else.`);
  }
  return { ...step, text };
}

/** What Intervals.icu says of a workout that it stored. */
export interface StoredWorkout {
  steps: number | undefined;
  seconds: number | undefined;
  load: number | undefined;
}

/** Seconds and points by which two honest calculations differ: rounding. */
const SLACK = { seconds: 2, load: 1 };

/** Where the stored workout is not what its text says, with both values and what ours rest on. */
export function differencesOf({ steps, estimate }: WorkoutDraft, stored: StoredWorkout): string[] {
  const [counted, kept] = [countSteps(steps), stored.steps ?? 0];
  const [seconds, load] = [stored.seconds ?? 0, stored.load ?? 0];
  const differences = [
    kept !== counted && `${kept} steps at Intervals.icu, ${counted} in the text`,
    Math.abs(seconds - estimate.duration) > SLACK.seconds &&
      `${formatDuration(seconds)} at Intervals.icu, ${formatDuration(estimate.duration)} by the text`,
    // A load that was given stays where nothing can be calculated.
    estimate.load !== null &&
      Math.abs(load - estimate.load) > SLACK.load &&
      `load ${stored.load ?? "none"} at Intervals.icu, ${estimate.load} by the text`,
  ].filter((difference) => difference !== false);
  return differences.length > 0 ? [...differences, ...estimate.assumptions] : [];
}
