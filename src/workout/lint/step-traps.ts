/** Where the server's reading of a step line is not what its writer means. */

import type { Step } from "../steps.ts";
import { isRiskyInCue } from "../syntax/cue.ts";
import { type Body, continuedSeconds, isExtent, isTarget, isText, isZone, type Located } from "../syntax/step-line.ts";
import type { Reading, Setting } from "../syntax/token.ts";
import type { Finding } from "./problems.ts";
import { TRAPS, type TrapId } from "./traps.ts";

/** Words from `first` to before `next`, and the trap they are in. */
interface Place {
  trap: TrapId;
  first: number;
  next: number;
  does?: string;
}

/** `step`: what the server makes of the line, null where it drops it. */
export function trapsIn(line: string, body: Body, step: Step | null, setting: Setting): Finding[] {
  const places = [
    ...tokenTraps(body, step),
    ...extentTraps(body, step),
    ...targetTraps(body),
    ...cueTraps(body, setting),
    ...unreadNumbers(body),
    ...stepTraps(body, step),
  ];
  // What is only worth knowing is not, beside an error.
  const isBroken = places.some(({ trap }) => TRAPS[trap].severity === "error");
  return places
    .filter(({ trap }) => !isBroken || TRAPS[trap].severity !== "info")
    .sort((a, b) => a.first - b.first)
    .map(({ first, next, ...finding }) => {
      const start = body.words[first]?.at ?? line.length;
      const last = body.words[next - 1];
      const end = last === undefined ? line.length : last.at + last.text.length;
      return { ...finding, at: Math.min(start, line.length), found: line.slice(start, end) };
    });
}

function tokenTraps(body: Body, step: Step | null): Place[] {
  const places: Place[] = [];
  for (const token of body.tokens) {
    const { trap, first, next, reads, does } = token;
    if (trap === undefined || isNameOnly(token, body)) continue;
    const losesStep = step === null && !reads.some(isExtent) && meansExtent(token);
    const says = losesStep ? LOST[TRAPS[trap].evidence === "live" ? "surely" : "likely"] : does;
    places.push({ trap, first, next, ...(says !== undefined && { does: says }) });
  }
  return places;
}

const NAMES = new Set<TrapId | undefined>(["named-pace", "keyword-spelling", "claimed-keyword"]);

/** A pace by name, or "max effort": in the cue or beside a target nothing is lost with it. */
export function isNameOnly(token: Located, body: Body): boolean {
  if (!NAMES.has(token.trap)) return false;
  return isText(token, body) || body.hasTarget;
}

const LOST = {
  surely: "is not read as a duration or distance: the step is dropped",
  likely: "is not known to be read as a duration or distance: the step may be dropped",
};

function meansExtent({ means }: Located): boolean {
  return means.some((reading) => isExtent(reading) || reading.kind === "clock");
}

/** Words that make a rest of the time before them. */
export const REST_WORD = /^(rest|recovery|recover|off|pause|ri)$/;

function extentTraps({ words, tokens }: Body, step: Step | null): Place[] {
  const places: Place[] = [];
  let previous: Located | undefined;
  for (const token of tokens) {
    const extent = token.reads.find(isExtent);
    if (extent === undefined) continue;
    if (previous !== undefined) {
      const isSame = previous.reads.some(({ kind }) => kind === extent.kind);
      const isRest = REST_WORD.test(words[token.next]?.core ?? "");
      const isSplit = continuedSeconds(previous, token) !== null;
      const trap = isSplit ? "split-time" : isSame ? "two-steps" : isRest ? "rest-suffix" : "time-and-distance";
      places.push({ trap, first: isSplit ? previous.first : token.first, next: token.next });
    }
    previous = token;
  }
  if (step !== null || tokens.some((token) => !token.reads.some(isExtent) && meansExtent(token))) return places;
  const hasLap = tokens.some(({ reads }) => reads.some(isLapPress));
  const isNote = tokens.every(({ reads }) => reads.length === 0);
  const trap =
    previous !== undefined ? "zero-extent" : hasLap ? "lap-without-extent" : isNote ? "text-bullet" : "no-extent";
  return [...places, { trap, first: 0, next: words.length }];
}

function isLapPress(reading: Reading): boolean {
  return reading.kind === "flag" && reading.flag === "until_lap_press";
}

function targetTraps({ tokens }: Body): Place[] {
  const places: Place[] = [];
  const extents = tokens.filter(meansExtent);
  const firstExtent = extents[0]?.first ?? 0;
  const last = new Map<Reading["kind"], Located>();
  for (const token of tokens) for (const { kind } of token.reads) last.set(kind, token);
  for (const token of tokens) {
    const target = token.reads.find((reading) => isTarget(reading) || reading.kind === "cadence");
    if (target === undefined) continue;
    const place = { first: token.first, next: token.next };
    if (token.first < firstExtent && isTarget(target)) places.push({ trap: "target-first", ...place });
    const winner = last.get(target.kind);
    // Zwift texts put the zone before the percentage as a name; and with two durations the line is two steps.
    const isName = isZone(target) && !winner?.reads.some(isZone);
    if (winner !== token && extents.length < 2 && !isName) places.push({ trap: "last-wins", ...place });
  }
  return places;
}

function cueTraps(body: Body, { family }: Setting): Place[] {
  const { words, tokens, cueEnd } = body;
  const places: Place[] = [];
  const hasRange = tokens.some(({ reads }) => reads.some((it) => "target" in it && it.target.end !== undefined));
  const read = new Set<string>();
  for (const token of tokens) {
    if (isText(token, body)) continue;
    for (const reading of token.reads) if (reading.kind === "flag") read.add(reading.flag);
  }
  const covered = new Set<number>();
  for (const token of tokens) {
    if (token.first >= cueEnd) break;
    for (let i = token.first; i < token.next; i++) covered.add(i);
    if (!isText(token, body) || token.trap !== undefined) continue;
    for (const reading of token.reads) {
      if (reading.kind !== "flag" || read.has(reading.flag) || (reading.flag === "ramp" && !hasRange)) continue;
      places.push({
        trap: reading.flag === "ramp" ? "ramp-first" : "keyword-first",
        first: token.first,
        next: token.next,
      });
    }
  }
  for (let i = 0; i < cueEnd; i++) {
    const text = words[i]?.text ?? "";
    if (isRiskyInCue(text, family) && !covered.has(i)) places.push({ trap: "digits-in-cue", first: i, next: i + 1 });
  }
  return places;
}

/** Words behind the cue that look like a quantity and are none. Text may have numbers, where the target is told. */
function unreadNumbers({ words, tokens, cueEnd, hasTarget }: Body): Place[] {
  const places: Place[] = [];
  let t = 0;
  for (let i = 0; i < words.length; i++) {
    while (tokens[t] !== undefined && (tokens[t]?.next ?? 0) <= i) t++;
    const isCovered = (tokens[t]?.first ?? words.length) <= i;
    const looksRead = hasTarget ? /^\d[\d.,:-]*[^\d.,:-]/ : /^\d/;
    if (i > cueEnd && !isCovered && looksRead.test(words[i]?.core ?? "")) {
      places.push({ trap: "unread-number", first: i, next: i + 1 });
    }
  }
  return places;
}

function stepTraps({ words, tokens }: Body, step: Step | null): Place[] {
  if (step === null) return [];
  const traps: TrapId[] = [];
  const { power, hr, pace } = step;
  const targets = [power, hr, pace].filter((target) => target !== undefined);
  if (step.ramp && targets.length > 0 && targets.every(({ end }) => end === undefined)) traps.push("ramp-of-one");
  if (hasBadTimes(step)) traps.push("timed-cue");
  const windows = tokens.flatMap(({ reads }) => reads.filter((it) => it.kind === "window"));
  if (windows.some(({ domain }) => step[domain] === undefined)) traps.push("option-alone");
  const isRest = /^(rest|pause)\b/i.test(step.text ?? "");
  if (targets.length > 1) traps.push("mixed-targets");
  else if (targets.length === 0 && step.intensity === undefined && isRest) traps.push("rest-without-flag");
  else if (targets.length === 0 && step.intensity !== "rest" && !step.freeride && !step.maxeffort)
    traps.push("no-target");
  return traps.map((trap) => ({ trap, first: 0, next: words.length }));
}

/** `First 60^30 Second 120^30 Third`: every cue but the first has its offset before it, ascending, within the step. */
function hasBadTimes({ text, duration }: Step): boolean {
  let latest = 0;
  for (const word of text?.split(" ") ?? []) {
    if (!word.includes("^")) continue;
    const offset = Number(/^(\d{1,6})\^\d{0,6}$/.exec(word)?.[1] ?? Number.NaN);
    if (!(offset > latest) || (duration !== undefined && offset >= duration)) return true;
    latest = offset;
  }
  return false;
}
