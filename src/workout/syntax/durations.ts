/** Durations in one word: `1h30m`, `45s`, `1m30`, `1'30"`. */
import { UNIT_ALIASES } from "./aliases.ts";
import { TIME_UNITS } from "./grammar.ts";
import type { DurationForm } from "./token.ts";
import type { Word } from "./words.ts";

const NUMBER = String.raw`\d{1,7}(?:[.,]\d{1,4})?`;
const TIME = new RegExp(`^(?:(${NUMBER})h)?(?:(${NUMBER})m)?(?:(${NUMBER})s)?$`);
const SHORT_TIME = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(\d{1,2})$/;
const PRIMED_TIME = /^(?:(\d{1,4})['’′])?(?:(\d{1,4})(?:["”″]|'')|(?<=['’′])(\d{2}))?$/;

/** The seconds of a duration with the units `h`, `m` and `s`; null if the text is something else. */
export function secondsOf(time: string): number | null {
  const match = time === "" ? null : TIME.exec(time);
  return match && secondsIn(match);
}

function secondsIn(match: RegExpExecArray): number {
  let seconds = 0;
  TIME_UNITS.forEach((unit, i) => {
    seconds += Number((match[i + 1] ?? "0").replace(",", ".")) * unit.seconds;
  });
  return Math.round(seconds);
}

export function durationAt(word: Word, first: number): DurationForm | null {
  const written = unitTime(word) ?? shortTime(word) ?? primedTime(word) ?? namedTime(word);
  if (written === null) return null;
  const { seconds, spelling, minutes = null } = written;
  const isParsed = spelling !== "comma" && spelling !== "unit";
  return {
    kind: "duration",
    next: first + 1,
    text: word.core,
    seconds,
    minutes,
    spelling,
    reads: isParsed ? [{ kind: "duration", seconds }] : [],
    endsCue: true,
  };
}

type WrittenTime = Pick<DurationForm, "seconds" | "spelling"> & Partial<Pick<DurationForm, "minutes">>;

function unitTime({ core }: Word): WrittenTime | null {
  const match = TIME.exec(core);
  if (match === null) return null;
  const seconds = secondsIn(match);
  if (core.includes(",")) return { seconds, spelling: "comma" };
  const isMinutes = match[1] === undefined && match[3] === undefined && !core.includes(".");
  return { seconds, spelling: "units", minutes: isMinutes ? seconds / 60 : null };
}

/** A number without a unit is seconds after minutes (`1m30`), and minutes after hours (`1h30`, which is not confirmed). */
function shortTime(word: Word): WrittenTime | null {
  const match = SHORT_TIME.exec(word.core);
  if (match === null || (match[1] === undefined && match[2] === undefined)) return null;
  const [hours, minutes, last] = [Number(match[1] ?? 0), Number(match[2] ?? 0), Number(match[3])];
  const seconds = hours * 3600 + minutes * 60 + last * (match[2] === undefined ? 60 : 1);
  return { seconds, spelling: "short" };
}

/**
 * Straight primes are confirmed, typographic ones are not. Reads the text, because the core has no closing punctuation.
 */
function primedTime(word: Word): WrittenTime | null {
  const written = word.text.replace(/[,;.)]+$/, "");
  const match = PRIMED_TIME.exec(written);
  if (match === null || written === "") return null;
  const [, minutes = 0, seconds = 0, open] = match;
  const isTypographic = open === undefined && /[’′”″]|''/.test(written);
  return {
    seconds: Number(minutes) * 60 + Number(open ?? seconds),
    spelling: open !== undefined ? "open" : isTypographic ? "unit" : "primes",
  };
}

const namesOf = (unit: string) => [unit, ...Object.keys(UNIT_ALIASES).filter((word) => UNIT_ALIASES[word] === unit)];
const LONG_NAMES = new RegExp(
  `^(\\d{1,3})(?::(\\d{2})h|(?:${namesOf("h").join("|")})(?:(\\d{1,3})(?:${namesOf("m").join("|")}|')?)?)$|` +
    `^(\\d{1,4})(?:${namesOf("m").join("|")})(?:(\\d{1,2})(?:${namesOf("s").join("|")})?)?$`,
);

/** `1hr30min`, `1:30h`, `1min30sec`. A number with one such unit is a quantity. */
function namedTime(word: Word): WrittenTime | null {
  const [, hours, minutesOfClock, minutesOfHour, minutes, seconds] = LONG_NAMES.exec(word.core) ?? [];
  const smaller = minutesOfClock ?? minutesOfHour ?? seconds;
  if (smaller === undefined) return null;
  const total =
    hours === undefined ? Number(minutes) * 60 + Number(smaller) : Number(hours) * 3600 + Number(smaller) * 60;
  return { seconds: total, spelling: "unit" };
}
