/** Reads one step line as the server does. */

import type { Step } from "../steps.ts";
import { leavesCue } from "./cue.ts";
import { tokenAt } from "./recognize.ts";
import type { Reading, Setting, TargetReading, Token } from "./token.ts";
import { plainCharacters, type Word, wordsOf } from "./words.ts";

/** A token and the index of its first word. */
export interface Located extends Token {
  first: number;
}

/** The words and tokens of a step, and where its cue ends: at the first number with a unit. */
export interface Body {
  words: readonly Word[];
  tokens: readonly Located[];
  cueEnd: number;
  /** Some target is meant, other than by the name of a pace. */
  hasTarget: boolean;
}

/** `from`: the index behind the dash. */
export function bodyOf(line: string, from: number, setting: Setting): Body {
  const words = wordsOf(plainCharacters(line), from);
  const tokens: Located[] = [];
  for (let i = 0; i < words.length; ) {
    const token = tokenAt(words, i, setting);
    if (token !== null) tokens.push({ ...token, first: i });
    i = token?.next ?? i + 1;
  }
  const end = tokens.find(({ endsCue }) => endsCue);
  return {
    words,
    tokens,
    cueEnd: end === undefined ? words.length : end.first + (end.lead ?? 0),
    hasTarget: tokens.some(({ trap, means }) => trap !== "named-pace" && means.some(isTarget)),
  };
}

/** Keywords and names in the cue are text to the server. */
export function isText(token: Located, { cueEnd }: Body): boolean {
  return token.first < cueEnd && !leavesCue(token);
}

/** What the server makes of the line; null where it drops it. */
export function serverStep(body: Body): Step | null {
  const step: Step = {};
  const cue = cueOf(body);
  if (cue !== "" && !hasZoneFirst(body)) step.text = cue;
  const windows: { domain: "power" | "hr"; value: string }[] = [];
  for (const token of body.tokens) {
    if (isText(token, body)) continue;
    for (const reading of token.reads) {
      if (reading.kind === "window") windows.push(reading);
      else applyReading(step, reading);
    }
  }
  for (const { domain, value } of windows) {
    const target = step[domain];
    if (target !== undefined) target.target = value;
  }
  return (step.duration ?? 0) > 0 || (step.distance ?? 0) > 0 ? step : null;
}

/** The last reading of a kind wins. */
export function applyReading(step: Step, reading: Reading): void {
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
    case "window":
    case "reps":
    case "clock":
      return;
  }
}

function cueOf(body: Body): string {
  const taken = new Set<number>();
  for (const token of body.tokens) {
    if (token.first >= body.cueEnd) break;
    if (leavesCue(token)) for (let i = token.first + (token.lead ?? 0); i < token.next; i++) taken.add(i);
  }
  return body.words
    .slice(0, body.cueEnd)
    .filter((_, i) => !taken.has(i))
    .map(({ text }) => text)
    .join(" ");
}

/** A zone before the duration is the target and deletes the cue. */
function hasZoneFirst({ tokens }: Body): boolean {
  for (const { reads } of tokens) {
    if (reads.some(isExtent)) return false;
    if (reads.some(isZone)) return true;
  }
  return false;
}

export function isExtent(reading: Reading): boolean {
  return reading.kind === "duration" || reading.kind === "distance";
}

export function isTarget(reading: Reading): reading is Exclude<TargetReading, { kind: "cadence" }> {
  return reading.kind === "power" || reading.kind === "hr" || reading.kind === "pace";
}

export function isZone(reading: Reading): boolean {
  return isTarget(reading) && reading.target.units.endsWith("_zone");
}

/** The seconds of a token that goes on with the time before it: the `30m` of `1h 30m`. Null where it does not. */
export function continuedSeconds(previous: Located | undefined, token: Located): number | null {
  const before = previous?.means.find((it) => it.kind === "duration");
  const time = token.means.find((it) => it.kind === "duration");
  if (previous?.next !== token.first || before === undefined || time === undefined) return null;
  const isFiner = [3600, 60].some((unit) => before.seconds % unit === 0 && time.seconds < unit);
  return isFiner ? time.seconds : null;
}
