/** Times in one word: `1h30m`, `45s`, `1m30`, `1'30"`. */
import { UNIT_ALIASES } from "./aliases.ts";
import { TIME_UNITS } from "./grammar.ts";
import type { DurationForm } from "./token.ts";
import type { Word } from "./words.ts";

const NUMBER = String.raw`\d{1,7}(?:[.,]\d{1,4})?`;
const TIME = new RegExp(`^(?:(${NUMBER})h)?(?:(${NUMBER})m)?(?:(${NUMBER})s)?$`);
const SHORT_TIME = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(\d{1,2})$/;
const PRIMED_TIME = /^(?:(\d{1,4})['’′])?(?:(\d{1,4})(?:["”″]|'')|(?<=['’′])(\d{2}))?$/;

/** Seconds of a time written with `h`, `m` and `s`, or null. */
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
  const time = word.core;
  const match = TIME.exec(time);
  if (match === null) return shortTimeAt(word, first) ?? primedTimeAt(word, first) ?? namedTimeAt(word, first);
  const seconds = secondsIn(match);
  if (time.includes(",")) return duration(word, first, { seconds, spelling: "comma" });
  const isMinutes = match[1] === undefined && match[3] === undefined && !time.includes(".");
  return duration(word, first, { seconds, spelling: "units", minutes: isMinutes ? seconds / 60 : null });
}

type Written = Pick<DurationForm, "seconds" | "spelling"> & Partial<Pick<DurationForm, "minutes">>;

function duration(word: Word, first: number, { seconds, spelling, minutes = null }: Written): DurationForm {
  const isRead = spelling !== "comma" && spelling !== "unit";
  return {
    kind: "duration",
    next: first + 1,
    text: word.core,
    seconds,
    minutes,
    spelling,
    reads: isRead ? [{ kind: "duration", seconds }] : [],
    endsCue: true,
  };
}

/** A number without a unit is seconds after minutes (`1m30`) and minutes after hours (`1h30`, which is not proven). */
function shortTimeAt(word: Word, first: number): DurationForm | null {
  const match = SHORT_TIME.exec(word.core);
  if (match === null || (match[1] === undefined && match[2] === undefined)) return null;
  const [hours, minutes, last] = [Number(match[1] ?? 0), Number(match[2] ?? 0), Number(match[3])];
  const seconds = hours * 3600 + minutes * 60 + last * (match[2] === undefined ? 60 : 1);
  return duration(word, first, { seconds, spelling: "short" });
}

/** Straight primes are read; typographic ones are not known to be. Closing punctuation is not part of the core. */
function primedTimeAt(word: Word, first: number): DurationForm | null {
  const written = word.text.replace(/[,;.)]+$/, "");
  const match = PRIMED_TIME.exec(written);
  if (match === null || written === "") return null;
  const [, minutes = 0, seconds = 0, open] = match;
  const isTypographic = open === undefined && /[’′”″]|''/.test(written);
  return duration(word, first, {
    seconds: Number(minutes) * 60 + Number(open ?? seconds),
    spelling: open !== undefined ? "open" : isTypographic ? "unit" : "primes",
  });
}

const namesOf = (unit: string) => [unit, ...Object.keys(UNIT_ALIASES).filter((word) => UNIT_ALIASES[word] === unit)];
const LONG_NAMES = new RegExp(
  `^(\\d{1,3})(?::(\\d{2})h|(?:${namesOf("h").join("|")})(?:(\\d{1,3})(?:${namesOf("m").join("|")}|')?)?)$|` +
    `^(\\d{1,4})(?:${namesOf("m").join("|")})(?:(\\d{1,2})(?:${namesOf("s").join("|")})?)?$`,
);

/** `1hr30min`, `1:30h`, `1min30sec`. A time with one unit is a quantity. */
function namedTimeAt(word: Word, first: number): DurationForm | null {
  const [, hours, minutesOfClock, minutesOfHour, minutes, seconds] = LONG_NAMES.exec(word.core) ?? [];
  const smaller = minutesOfClock ?? minutesOfHour ?? seconds;
  if (smaller === undefined) return null;
  const total =
    hours === undefined ? Number(minutes) * 60 + Number(smaller) : Number(hours) * 3600 + Number(smaller) * 60;
  return duration(word, first, { seconds: total, spelling: "unit" });
}
