/** Paces (`5:00/km Pace`), and clock times and speeds, which the server does not recognize. */
import { PACE_UNIT_ALIASES } from "./aliases.ts";
import type { Cursor } from "./context.ts";
import { PACE_UNITS, type PaceUnit } from "./grammar.ts";
import { isJoinedByWord, rangeAt } from "./ranges.ts";
import { type ClockForm, type PaceForm, readsOf, type SpeedForm, targetOf, type WordFirstForm } from "./token.ts";
import { phrasesOf, type WordPosition } from "./words.ts";

const PACE = /^(\d{1,3})[:'](\d{2})"?([a-z]*\/[a-z\d]+)?(?:-(\d{1,3})[:'](\d{2})"?([a-z]*\/[a-z\d]+)?)?$/;
const LONG_TIME = /^(\d{1,2}):(\d{2}):(\d{2})$/;

export function paceAt(cursor: Cursor): PaceForm | ClockForm | null {
  const { words, first, context } = cursor;
  const core = words[first]?.core ?? "";
  if (!/[:']/.test(core)) return null;
  const long = LONG_TIME.exec(core);
  if (long !== null) {
    const seconds = Number(long[1]) * 3600 + Number(long[2]) * 60 + Number(long[3]);
    return { kind: "clock", next: first + 1, seconds, reads: [], endsCue: true };
  }
  const written = rangeAt(cursor, (text) => PACE.test(text));
  const match = PACE.exec(written.text);
  if (match === null) return null;
  const [, minutes, seconds, fromUnit, toMinutes, toSeconds, toUnit = fromUnit] = match;
  if (fromUnit !== undefined && fromUnit !== toUnit) return null;
  const hasPrimes = written.text.includes("'");
  // Without a unit, primes make a duration: 1'30".
  if (hasPrimes && toUnit === undefined) return null;

  const unit = paceUnitAt({ words, first: written.next }, toUnit);
  const hasWord = words[unit.next]?.core === "pace";
  const from = Number(minutes) * 60 + Number(seconds);
  const to = toMinutes === undefined ? undefined : Number(toMinutes) * 60 + Number(toSeconds);
  const { units } = unit.unit ?? context.paceUnit;
  const target = unit.isWritten && unit.unit === undefined ? null : targetOf(units, { from, to });
  const hasWrongUnit = hasPrimes || (unit.isWritten && !unit.isRecognized);
  const isBare = !hasWord && !unit.isWritten;
  const joined = isJoinedByWord(written.joiner) ? "joiner" : null;
  const flaw = isBare ? "bare" : hasWrongUnit ? "unit" : hasWord ? joined : "no-word";
  return {
    kind: "pace",
    next: unit.next + (hasWord ? 1 : 0),
    from,
    to,
    target,
    joiner: written.joiner,
    hasUnit: unit.isWritten,
    flaw,
    reads: target === null ? [] : readsOf({ kind: "pace", target }, flaw),
    endsCue: true,
  };
}

/** `Pace 5:00/km`: the word before the number is text, and the number without a word is dropped. */
export function paceWordFirstAt({ words, first, context }: Cursor): WordFirstForm | null {
  if (words[first]?.core !== "pace") return null;
  const pace = paceAt({ words, first: first + 1, context });
  return pace && { kind: "word-first", next: pace.next, value: readingOf(pace), reads: [], endsCue: true };
}

function readingOf(form: PaceForm | ClockForm): WordFirstForm["value"] {
  if (form.kind === "clock") return { kind: "duration", seconds: form.seconds };
  return form.target && { kind: "pace", target: form.target };
}

interface WrittenUnit {
  unit: PaceUnit | undefined;
  next: number;
  isWritten: boolean;
  isRecognized: boolean;
}

/** The unit directly after a pace (`attached`), or in the words from `first`. */
function paceUnitAt({ words, first: next }: WordPosition, attached: string | undefined): WrittenUnit {
  if (attached !== undefined) {
    const unit = paceUnit(attached);
    return { unit: unit ?? aliasedUnit(attached), next, isWritten: true, isRecognized: unit !== undefined };
  }
  const apart = unitApart(words, next);
  if (apart === null) return { unit: undefined, next, isWritten: false, isRecognized: false };
  return { unit: paceUnit(apart.value), next: apart.next, isWritten: true, isRecognized: false };
}

/** The server does not recognize a unit after a space, whatever its spelling. */
const unitApart = phrasesOf({
  ...PACE_UNIT_ALIASES,
  ...Object.fromEntries(PACE_UNITS.map(({ token }) => [token, token])),
});

function paceUnit(token: string): PaceUnit | undefined {
  return PACE_UNITS.find((unit) => unit.token === token);
}

function aliasedUnit(token: string): PaceUnit | undefined {
  return Object.hasOwn(PACE_UNIT_ALIASES, token) ? paceUnit(PACE_UNIT_ALIASES[token] ?? "") : undefined;
}

const SPEED = /^(\d{1,2}(?:\.\d{1,2})?)(?:-(\d{1,2}(?:\.\d{1,2})?))?(km\/h|kmh|kph|mph)?$/;
const SPEED_UNIT = /^(?:km\/h|kmh|kph|mph)$/;

/** `12km/h`, `7.5 mph`. */
export function speedAt(cursor: Cursor): SpeedForm | null {
  const { words, context } = cursor;
  const unit = context.paceUnit;
  const written = rangeAt(cursor, (text) => SPEED.test(text));
  const match = SPEED.exec(written.text);
  const apart = words[written.next]?.core ?? "";
  const speedUnit = match?.[3] ?? (SPEED_UNIT.test(apart) ? apart : undefined);
  if (match === null || speedUnit === undefined || Number(match[1]) === 0) return null;
  const kmh = speedUnit === "mph" ? 1.609344 : 1;
  const secondsAt = (speed: string) => Math.round((unit.meters * 3.6) / (Number(speed) * kmh));
  const range = { from: secondsAt(match[1] ?? ""), to: match[2] === undefined ? undefined : secondsAt(match[2]) };
  return {
    kind: "speed",
    next: written.next + (match[3] === undefined ? 1 : 0),
    target: targetOf(unit.units, range),
    reads: [],
    endsCue: true,
  };
}
