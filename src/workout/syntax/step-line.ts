/** Parses one step line. */
import type { Step } from "../steps.ts";
import type { ParseContext } from "./context.ts";
import { isDurationOrDistance, type Reading, type TokenForm } from "./token.ts";
import { type Token, tokenize } from "./tokenize.ts";
import { plainCharacters, type Word, wordsOf } from "./words.ts";

export interface StepBody {
  words: readonly Word[];
  tokens: readonly Token[];
  /** The index of the word that ends the cue: the first number with a unit. */
  cueEnd: number;
}

/** `from`: the index in `source` after the dash or bullet. */
export function parseStepBody(
  { source, line, from }: { source: string; line: number; from: number },
  context: ParseContext,
): StepBody {
  const words = wordsOf(plainCharacters(source), from);
  const tokens = tokenize({ line, source, words }, context);
  const end = tokens.find(({ endsCue }) => endsCue);
  return { words, tokens, cueEnd: end === undefined ? words.length : end.first + (end.lead ?? 0) };
}

/** Whether a token is not part of the cue. Keywords, named paces and `4x` stay in it as text. */
export function leavesCue({ endsCue, reads }: Pick<TokenForm, "endsCue" | "reads">): boolean {
  return endsCue || reads.some((it) => it.kind === "intensity" || it.kind === "window" || isLapPress(it));
}

export function isLapPress(reading: Reading): boolean {
  return reading.kind === "flag" && reading.flag === "until_lap_press";
}

/** Whether the server treats a token as text, because it is a keyword or name in the cue. */
export function isText(token: Token, { cueEnd }: StepBody): boolean {
  return token.first < cueEnd && !leavesCue(token);
}

/** The step that the server creates from the line; null if it drops the line because there is no duration or distance. */
export function stepOf(body: StepBody): Step | null {
  const step: Step = {};
  const cue = cueOf(body);
  if (cue !== "" && !beginsWithZone(body)) step.text = cue;
  const windows: Extract<Reading, { kind: "window" }>[] = [];
  for (const token of body.tokens) {
    if (isText(token, body)) continue;
    for (const reading of token.reads) {
      if (reading.kind === "window") windows.push(reading);
      else applyReading(step, reading);
    }
  }
  applyWindows(step, windows);
  return (step.duration ?? 0) > 0 || (step.distance ?? 0) > 0 ? step : null;
}

/** Adds a reading to a step. The last reading of a kind wins. */
export function applyReading(step: Step, reading: Exclude<Reading, { kind: "window" }>): void {
  switch (reading.kind) {
    case "duration":
      step.duration = reading.seconds;
      return;
    case "distance":
      step.distance = reading.meters;
      return;
    case "power":
      step.power = { ...reading.target };
      return;
    case "hr":
      step.hr = { ...reading.target };
      return;
    case "pace":
      step.pace = { ...reading.target };
      return;
    case "cadence":
      step.cadence = { ...reading.target };
      return;
    case "flag":
      step[reading.flag] = true;
      return;
    case "intensity":
      step.intensity = reading.value;
      return;
  }
}

/** Adds averaging windows to the targets of their domains. They may come before the target. */
export function applyWindows(step: Step, windows: readonly Extract<Reading, { kind: "window" }>[]): void {
  for (const { domain, value } of windows) {
    const target = step[domain];
    if (target !== undefined) target.target = value;
  }
}

function cueOf({ words, tokens, cueEnd }: StepBody): string {
  const taken = new Set<number>();
  for (const token of tokens) {
    if (token.first >= cueEnd) break;
    if (leavesCue(token)) for (let i = token.first + (token.lead ?? 0); i < token.next; i++) taken.add(i);
  }
  return words
    .slice(0, cueEnd)
    .filter((_, i) => !taken.has(i))
    .map(({ text }) => text)
    .join(" ");
}

/** A zone before the duration becomes the target and deletes the cue. */
function beginsWithZone({ tokens }: StepBody): boolean {
  for (const { reads } of tokens) {
    if (reads.some(isDurationOrDistance)) return false;
    if (reads.some(isZone)) return true;
  }
  return false;
}

export function isZone({ target }: { kind: string; target?: { units: string } }): boolean {
  return target?.units.endsWith("_zone") ?? false;
}
