/** A step that is put together from what its writer means. */
import { printStep } from "../../print/print.ts";
import type { Step } from "../../steps.ts";
import { applyReading, applyWindows } from "../../syntax/step-line.ts";
import { isTarget, type Reading } from "../../syntax/token.ts";
import type { LintContext } from "../context.ts";
import { isRestWord } from "./intended-body.ts";
import type { ClockMeaning, Meaning } from "./meaning.ts";
import { isStopword, withoutBrackets } from "./stopwords.ts";

export interface Draft {
  step: Step;
  clock?: ClockMeaning;
  windows: Extract<Reading, { kind: "window" }>[];
  cue: string[];
  /** Words behind the duration that are no tokens. */
  remark: string[];
}

export function newDraft(step: Step = {}, cue: string[] = []): Draft {
  return { step, windows: [], cue, remark: [] };
}

export function hasExtent({ step }: Draft): boolean {
  return step.duration !== undefined || step.distance !== undefined;
}

export function hasTarget({ step }: Draft): boolean {
  return step.power !== undefined || step.hr !== undefined || step.pace !== undefined;
}

/** `word`: the first one of the token. */
export function addMeaning(draft: Draft, meaning: Exclude<Meaning, { kind: "reps" }>, word: string): void {
  if (meaning.kind === "clock") draft.clock = meaning;
  else if (meaning.kind === "window") draft.windows.push(meaning);
  else applyReading(draft.step, meaning);
  // In the cue the word stays there: "Ramp to failure".
  if (meaning.kind === "flag" && meaning.flag === "ramp" && !hasExtent(draft)) draft.cue.push(word);
}

/** A second duration is a second step, and so is any extent behind a target; or, where targets come first, a second target. */
export function beginsAnotherStep(draft: Draft, meaning: Meaning): boolean {
  const { kind } = meaning;
  if (kind === "duration" || kind === "distance") {
    return draft.step[kind] !== undefined || (hasExtent(draft) && hasTarget(draft));
  }
  if (!isTarget(meaning)) return false;
  const { kind: domain } = meaning;
  return hasExtent(draft) && draft.step[domain] !== undefined && Object.keys(draft.step)[0] === domain;
}

/** `press lap` ends the step, yet the step needs a duration. */
const NOMINAL_LAP_SECONDS = 60;

/** The line of a step; null where it has no duration or distance to print. */
export function printDraft({ step, clock, windows, cue, remark }: Draft, context: LintContext): string | null {
  if (clock !== undefined && step.duration === undefined && step.distance === undefined) step.duration = clock.seconds;
  else if (clock !== undefined && isTimeOf(step.distance, context)) return null;
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

/** `50mtr @ 1:05`: not a pace, but the time for that distance or when to start again. */
function isTimeOf(meters: number | undefined, { family, paceUnit }: LintContext): boolean {
  if (meters === undefined) return false;
  return family === "swim" ? Math.abs(meters - paceUnit.meters) > 1 : meters < paceUnit.meters;
}
