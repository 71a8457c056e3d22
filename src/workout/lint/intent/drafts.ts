import { printStep } from "../../print/print.ts";
import type { Step } from "../../steps.ts";
import { applyReading, applyWindows } from "../../syntax/step-line.ts";
import { isTarget, type Reading } from "../../syntax/token.ts";
import type { LintContext } from "../context.ts";
import { isRestWord } from "./intended-body.ts";
import type { ClockMeaning, Meaning } from "./meaning.ts";
import { isStopword, withoutBrackets } from "./stopwords.ts";

/** A step that is built from what its author means. */
export interface Draft {
  step: Step;
  clock?: ClockMeaning;
  windows: Extract<Reading, { kind: "window" }>[];
  cue: string[];
  /** Words after the duration that are not tokens. */
  remark: string[];
}

export function newDraft(step: Step = {}, cue: string[] = []): Draft {
  return { step, windows: [], cue, remark: [] };
}

export function hasDurationOrDistance({ step }: Draft): boolean {
  return step.duration !== undefined || step.distance !== undefined;
}

export function hasTarget({ step }: Draft): boolean {
  return step.power !== undefined || step.hr !== undefined || step.pace !== undefined;
}

/** A meaning of a token, and the first word of that token. */
export interface WordMeaning<M extends Meaning = Meaning> {
  meaning: M;
  word: string;
}

export function addMeaning(draft: Draft, { meaning, word }: WordMeaning<Exclude<Meaning, { kind: "reps" }>>): void {
  if (meaning.kind === "clock") draft.clock = meaning;
  else if (meaning.kind === "window") draft.windows.push(meaning);
  else applyReading(draft.step, meaning);
  // A word of the cue stays in it: "Ramp to failure".
  if (meaning.kind === "flag" && meaning.flag === "ramp" && !hasDurationOrDistance(draft)) draft.cue.push(word);
}

/**
 * Whether a meaning begins another step: a second duration or distance of a kind, any duration or distance after a target,
 * or a second target if targets come first.
 */
export function beginsAnotherStep(draft: Draft, meaning: Meaning): boolean {
  const { kind } = meaning;
  if (kind === "duration" || kind === "distance") {
    return draft.step[kind] !== undefined || (hasDurationOrDistance(draft) && hasTarget(draft));
  }
  if (!isTarget(meaning)) return false;
  const { kind: domain } = meaning;
  return hasDurationOrDistance(draft) && draft.step[domain] !== undefined && Object.keys(draft.step)[0] === domain;
}

/** A step that ends on the lap button still needs a duration. This project's own choice. */
const NOMINAL_LAP_SECONDS = 60;

/** The line of a step; null if it has no duration or distance. */
export function printDraft({ step, clock, windows, cue, remark }: Draft, context: LintContext): string | null {
  if (clock !== undefined && step.duration === undefined && step.distance === undefined) step.duration = clock.seconds;
  else if (clock !== undefined && isTimeForDistance(step.distance, context)) return null;
  else if (clock !== undefined && context.family !== "ride") step.pace = clock.pace;
  if (step.until_lap_press && step.distance === undefined) step.duration ??= NOMINAL_LAP_SECONDS;
  if (!((step.duration ?? 0) > 0 || (step.distance ?? 0) > 0)) return null;
  applyWindows(step, windows);
  const isRest = cue.length === 1 && isRestWord(cue[0]);
  if (isRest && step.power === undefined && step.hr === undefined && step.pace === undefined) step.intensity ??= "rest";
  const words = remark.map(withoutBrackets).filter((word) => !isStopword(word));
  if (step.ramp && cue.length === 1 && cue[0]?.toLowerCase() === "ramp") cue.pop();
  const becomesCue = cue.length === 0 && !words.some((word) => /\d/.test(word));
  step.text = (becomesCue ? words : cue).join(" ");
  return [printStep(step, context.family), ...(becomesCue ? [] : words)].join(" ");
}

/** `50mtr @ 1:05`: not a pace, but the time for the distance or the send-off time. */
function isTimeForDistance(meters: number | undefined, { family, paceUnit }: LintContext): boolean {
  if (meters === undefined) return false;
  return family === "swim" ? Math.abs(meters - paceUnit.meters) > 1 : meters < paceUnit.meters;
}
