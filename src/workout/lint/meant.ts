/** What the writer of a step line means, from the same tokens as what the server makes of it. */

import { printHeader, printStep } from "../print/print.ts";
import type { Step } from "../steps.ts";
import { isRiskyInCue } from "../syntax/cue.ts";
import { applyReading, type Body, continuedSeconds, isExtent, isTarget, type Located } from "../syntax/step-line.ts";
import type { Reading, Setting } from "../syntax/token.ts";
import type { Word } from "../syntax/words.ts";
import { isFiller, withoutBrackets } from "./fillers.ts";
import { roleOf } from "./roles.ts";
import { REST_WORD } from "./step-traps.ts";

/** The lines that one step line should have been: steps, or a repeat of them. */
export interface MeantLine {
  header: string | null;
  reps: number;
  steps: string[];
}

interface Draft {
  step: Step;
  clock?: Extract<Reading, { kind: "clock" }>;
  windows: Extract<Reading, { kind: "window" }>[];
  cue: string[];
  /** Free words behind the targets. */
  remark: string[];
}

interface Meaning {
  header: string | null;
  reps: number;
  /** All steps of the line; the last one is being read. */
  drafts: Draft[];
  draft: Draft;
}

/** Null where only the writer knows: a step without an extent, a repeat in a repeat, a reference that the language does not have. */
export function meantLine(body: Body, setting: Setting): MeantLine | null {
  const draft = newDraft();
  const meaning: Meaning = { header: null, reps: 1, drafts: [draft], draft };
  let previous: Located | undefined;
  let restWord: Word | undefined;
  for (const { token, words, following } of partsOf(body)) {
    const role = token === undefined ? "text" : roleOf(token, body);
    if (role === "unknown") return null;
    if (role === "text" && words[0] !== restWord) addText(meaning.draft, words, setting);
    if (role !== "meant" || token === undefined || isAside(token, body, meaning.draft)) continue;
    if (startsRest(meaning.draft, token, body.words[token.first - 1], following)) {
      if (isRestWord(withoutBrackets(meaning.draft.remark.at(-1) ?? ""))) meaning.draft.remark.pop();
      startStep(meaning, { ...newDraft(), step: { intensity: "rest" }, cue: ["Rest"] });
      restWord = following;
    }
    if (meaning.header !== null && token.means.some(({ kind }) => kind === "reps")) return null;
    const more = continuedSeconds(previous, token);
    if (more !== null) meaning.draft.step.duration = (meaning.draft.step.duration ?? 0) + more;
    else for (const reading of token.means) addReading(meaning, reading, words);
    previous = token;
  }

  const { header, reps, drafts } = meaning;
  const isBareRepeat = header !== null && drafts.length === 1 && !hasExtent(draft) && !hasTarget(draft);
  const lines = isBareRepeat ? [] : drafts.map((it) => finish(it, setting));
  return lines.includes(null) ? null : { header, reps, steps: lines.filter((line) => line !== null) };
}

/** The tokens and the words between them, in their order, and the word behind each. */
function* partsOf({ words, tokens }: Body): Generator<{ token?: Located; words: readonly Word[]; following?: Word }> {
  for (let i = 0, t = 0; i < words.length; ) {
    const token = tokens[t]?.first === i ? tokens[t++] : undefined;
    const next = token?.next ?? i + 1;
    const following = words[next];
    yield { words: words.slice(i, next), ...(token && { token }), ...(following && { following }) };
    i = next;
  }
}

function addText(draft: Draft, words: readonly Word[], { family }: Setting): void {
  const texts = words.map(({ text }) => text);
  if (hasExtent(draft) || draft.clock !== undefined) draft.remark.push(...texts);
  else draft.cue.push(...texts.filter((text) => text !== "|" && !isRiskyInCue(text, family)));
}

function addReading(meaning: Meaning, reading: Reading, words: readonly Word[]): void {
  if (reading.kind === "reps") {
    // Behind the steps it repeats them too, but the cue is theirs.
    const isBefore = meaning.drafts.length === 1 && !hasExtent(meaning.draft);
    const label = isBefore ? meaning.draft.cue.splice(0).join(" ") : "";
    meaning.reps = reading.reps;
    meaning.header = printHeader({ text: label, reps: reading.reps });
    return;
  }
  if (beginsAnother(meaning.draft, reading)) startStep(meaning, newDraft());
  const { draft } = meaning;
  if (reading.kind === "clock") draft.clock = reading;
  else if (reading.kind === "window") draft.windows.push(reading);
  else applyReading(draft.step, reading);
  // In the cue the word stays there: "Ramp to failure".
  if (reading.kind === "flag" && reading.flag === "ramp" && !hasExtent(draft)) draft.cue.push(words[0]?.text ?? "");
}

function startStep(meaning: Meaning, draft: Draft): void {
  meaning.draft = draft;
  meaning.drafts.push(draft);
}

/** `30s rest` or `rest 30s` behind a step is a step of its own. */
function startsRest(draft: Draft, { means }: Located, before: Word | undefined, behind: Word | undefined): boolean {
  const isTime = means.some((it) => isExtent(it) || it.kind === "clock");
  return hasExtent(draft) && isTime && (isRestWord(before?.core) || isRestWord(behind?.core));
}

function isRestWord(word = ""): boolean {
  return REST_WORD.test(word.toLowerCase());
}

/** `95% (240w)`: another target in brackets says the same once more. */
function isAside(token: Located, { words }: Body, draft: Draft): boolean {
  if (!hasExtent(draft) || !hasTarget(draft) || !token.means.some(isTarget)) return false;
  for (let i = token.first; i >= 0; i--) {
    const text = words[i]?.text ?? "";
    if (text.startsWith("(")) return true;
    if (text.endsWith(")") && i < token.first) return false;
    if (token.first - i > LONGEST_ASIDE) return false;
  }
  return false;
}

const LONGEST_ASIDE = 4;

function newDraft(): Draft {
  return { step: {}, windows: [], cue: [], remark: [] };
}

function hasExtent({ step }: Draft): boolean {
  return step.duration !== undefined || step.distance !== undefined;
}

function hasTarget({ step }: Draft): boolean {
  return step.power !== undefined || step.hr !== undefined || step.pace !== undefined;
}

/** A second duration is a second step, and so is any extent behind a target; or, where targets come first, a second target. */
function beginsAnother(draft: Draft, { kind }: Reading): boolean {
  if (kind === "duration" || kind === "distance") {
    return draft.step[kind] !== undefined || (hasExtent(draft) && hasTarget(draft));
  }
  const isTargetKind = kind === "power" || kind === "hr" || kind === "pace";
  return isTargetKind && hasExtent(draft) && draft.step[kind] !== undefined && Object.keys(draft.step)[0] === kind;
}

/** The line of a step; null where it has no extent to print. */
function finish({ step, clock, windows, cue, remark }: Draft, setting: Setting): string | null {
  if (clock !== undefined && step.duration === undefined && step.distance === undefined) step.duration = clock.seconds;
  else if (clock !== undefined && isTimeOf(step.distance, setting)) return null;
  else if (clock !== undefined && setting.family !== "ride") step.pace = clock.pace;
  if (step.until_lap_press && step.distance === undefined) step.duration ??= NOMINAL_LAP_SECONDS;
  if (!((step.duration ?? 0) > 0 || (step.distance ?? 0) > 0)) return null;
  for (const { domain, value } of windows) {
    const target = step[domain];
    if (target !== undefined) target.target = value;
  }
  const isRest = cue.length === 1 && isRestWord(cue[0]);
  if (isRest && step.power === undefined && step.hr === undefined && step.pace === undefined) step.intensity ??= "rest";
  const words = remark.map(withoutBrackets).filter((word) => !isFiller(word));
  if (step.ramp && cue.length === 1 && cue[0]?.toLowerCase() === "ramp") cue.pop();
  const becomesCue = cue.length === 0 && !words.some((word) => /\d/.test(word));
  step.text = (becomesCue ? words : cue).join(" ");
  return [printStep(step, setting.family), ...(becomesCue ? [] : words)].join(" ");
}

/** `50mtr @ 1:05`: no pace, but how long that distance takes or when to start again. */
function isTimeOf(meters: number | undefined, { family, paceUnit }: Setting): boolean {
  if (meters === undefined) return false;
  return family === "swim" ? Math.abs(meters - paceUnit.meters) > 1 : meters < paceUnit.meters;
}

/** `press lap` ends the step, yet the step has to last something. */
const NOMINAL_LAP_SECONDS = 60;
