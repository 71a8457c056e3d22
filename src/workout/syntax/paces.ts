/** Tokens with a colon: paces, and clock times taken for durations. And speeds, which mean a pace. */
import { PACE_UNITS, type PaceUnit } from "./grammar.ts";
import { MISSPELT_PACE_UNITS } from "./misspellings.ts";
import { lastRead, proper, type Setting, type Token, targetOf, unread } from "./token.ts";
import { isSwept, phrasesOf, rangeAt, type Word } from "./words.ts";

const PACE = /^(\d{1,3})[:'](\d{2})"?([a-z]*\/[a-z\d]+)?(?:-(\d{1,3})[:'](\d{2})"?([a-z]*\/[a-z\d]+)?)?$/;
const LONG_TIME = /^(\d{1,2}):(\d{2}):(\d{2})$/;

export function clockAt(words: readonly Word[], first: number, setting: Setting): Token | null {
  const core = words[first]?.core ?? "";
  if (!/[:']/.test(core)) return null;
  const long = LONG_TIME.exec(core);
  if (long !== null) {
    const seconds = Number(long[1]) * 3600 + Number(long[2]) * 60 + Number(long[3]);
    return unread(first + 1, "clock", [{ kind: "duration", seconds }]);
  }
  const written = rangeAt(words, first, (text) => PACE.test(text));
  const match = PACE.exec(written.text);
  if (match === null) return null;
  const [, minutes, seconds, fromUnit, toMinutes, toSeconds, toUnit = fromUnit] = match;
  if (fromUnit !== undefined && fromUnit !== toUnit) return null;
  const isPrimed = written.text.includes("'");
  // Without a unit, primes make a time: 1'30".
  if (isPrimed && toUnit === undefined) return null;

  const unit = paceUnitAt(words, written.next, toUnit);
  const isSaid = words[unit.next]?.core === "pace";
  const from = Number(minutes) * 60 + Number(seconds);
  const to = toMinutes === undefined ? undefined : Number(toMinutes) * 60 + Number(toSeconds);
  const target = targetOf((unit.unit ?? setting.paceUnit).units, from, to);
  if (!isSaid && !unit.isWritten) {
    return unread(unit.next, "clock", [{ kind: "clock", seconds: from, pace: target }]);
  }
  const means = unit.isWritten && unit.unit === undefined ? [] : [{ kind: "pace" as const, target }];
  const next = unit.next + (isSaid ? 1 : 0);
  if (isPrimed || (unit.isWritten && !unit.isRead)) return unread(next, "pace-unit", means);
  if (!isSaid) return unread(next, "pace-without-word", means);
  const token = proper(next, { kind: "pace", target });
  if (written.joiner === "to") return lastRead(token, isSwept(words, first));
  return unit.isWritten ? token : { ...token, trap: "pace-unit-missing" };
}

/** `Pace 5:00/km`: the word before its number is text, and the number alone is dropped. */
export function paceFirstAt(words: readonly Word[], first: number, setting: Setting): Token | null {
  if (words[first]?.core !== "pace") return null;
  const pace = clockAt(words, first + 1, setting);
  if (pace === null) return null;
  const means = pace.means.map((it) => (it.kind === "clock" ? { kind: "pace" as const, target: it.pace } : it));
  return unread(pace.next, "domain-first", means);
}

interface SaidUnit {
  unit: PaceUnit | undefined;
  next: number;
  isWritten: boolean;
  isRead: boolean;
}

/** The unit glued to the pace, or the words behind it that mean one. */
function paceUnitAt(words: readonly Word[], next: number, glued: string | undefined): SaidUnit {
  if (glued !== undefined) {
    const unit = paceUnit(glued);
    return { unit: unit ?? meantUnit(glued), next, isWritten: true, isRead: unit !== undefined };
  }
  const apart = unitApart(words, next);
  if (apart === null) return { unit: undefined, next, isWritten: false, isRead: false };
  return { unit: paceUnit(apart.value), next: apart.next, isWritten: true, isRead: false };
}

/** A unit that stands apart is not read, however it is spelt. */
const unitApart = phrasesOf({
  ...MISSPELT_PACE_UNITS,
  ...Object.fromEntries(PACE_UNITS.map(({ token }) => [token, token])),
});

function paceUnit(token: string): PaceUnit | undefined {
  return PACE_UNITS.find((unit) => unit.token === token);
}

function meantUnit(token: string): PaceUnit | undefined {
  return Object.hasOwn(MISSPELT_PACE_UNITS, token) ? paceUnit(MISSPELT_PACE_UNITS[token] ?? "") : undefined;
}

const SPEED = /^(\d{1,2}(?:\.\d{1,2})?)(?:-(\d{1,2}(?:\.\d{1,2})?))?(km\/h|kmh|kph|mph)?$/;
const SPEED_UNIT = /^(?:km\/h|kmh|kph|mph)$/;

/** `12km/h`, `7.5 mph`: the pace of that speed. */
export function speedAt(words: readonly Word[], first: number, { family, paceUnit: unit }: Setting): Token | null {
  const written = rangeAt(words, first, (text) => SPEED.test(text));
  const match = SPEED.exec(written.text);
  const apart = words[written.next]?.core ?? "";
  const speedUnit = match?.[3] ?? (SPEED_UNIT.test(apart) ? apart : undefined);
  if (match === null || speedUnit === undefined || Number(match[1]) === 0) return null;
  const kmh = speedUnit === "mph" ? 1.609344 : 1;
  const secondsAt = (speed: string) => Math.round((unit.meters * 3.6) / (Number(speed) * kmh));
  const to = match[2] === undefined ? undefined : secondsAt(match[2]);
  const target = targetOf(unit.units, secondsAt(match[1] ?? ""), to);
  const next = written.next + (match[3] === undefined ? 1 : 0);
  return unread(next, "speed", family === "ride" ? [] : [{ kind: "pace", target }]);
}
