/** Times: `1h30m`, `45s`, `1m30`, `1'30"`. */
import { TIME_UNITS } from "./grammar.ts";
import { MISSPELT_UNITS } from "./misspellings.ts";
import { proper, type Reading, type Setting, type Token, unread } from "./token.ts";
import type { Word } from "./words.ts";

const NUMBER = String.raw`\d{1,7}(?:[.,]\d{1,4})?`;
const TIME = new RegExp(`^(?:(${NUMBER})h)?(?:(${NUMBER})m)?(?:(${NUMBER})s)?$`);
const SHORT_TIME = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(\d{1,2})$/;
const PRIMED_TIME = /^(?:(\d{1,4})['’′])?(?:(\d{1,4})(?:["”″]|'')|(?<=['’′])(\d{2}))?$/;

/** Seconds of a time written with `h`, `m` and `s`, or null. */
export function secondsOf(time: string): number | null {
  const match = TIME.exec(time);
  if (match === null || time === "") return null;
  let seconds = 0;
  TIME_UNITS.forEach((unit, i) => {
    seconds += Number((match[i + 1] ?? "0").replace(",", ".")) * unit.seconds;
  });
  return Math.round(seconds);
}

export function timeAt(word: Word, first: number, setting: Setting): Token | null {
  const time = word.core;
  const seconds = secondsOf(time);
  if (seconds !== null) {
    const reading: Reading = { kind: "duration", seconds };
    if (time.includes(",")) return unread(first + 1, "decimal-comma", [thousandMeters(time) ?? reading]);
    const token = proper(first + 1, reading);
    return time.includes(".") ? { ...token, trap: "short-time" } : { ...token, ...minutesTrap(time, setting) };
  }
  return shortTimeAt(time, first) ?? primedTimeAt(word, first) ?? misspeltTimeAt(time, first);
}

/** `1,500m` are metres with a comma between the thousands. */
function thousandMeters(time: string): Reading | null {
  const match = /^(\d{1,3}),(\d{3})m$/.exec(time);
  return match === null ? null : { kind: "distance", meters: Number(match[1]) * 1000 + Number(match[2]) };
}

/** After minutes a bare number is seconds (`1m30`), after hours it is minutes (`1h30`, which is not proven). */
function shortTimeAt(time: string, first: number): Token | null {
  const match = SHORT_TIME.exec(time);
  if (match === null || (match[1] === undefined && match[2] === undefined)) return null;
  const [hours, minutes, last] = [Number(match[1] ?? 0), Number(match[2] ?? 0), Number(match[3])];
  const seconds = hours * 3600 + minutes * 60 + last * (match[2] === undefined ? 60 : 1);
  const token = proper(first + 1, { kind: "duration", seconds });
  return match[2] === undefined ? { ...token, trap: "short-time" } : token;
}

/** Straight primes are read, typographic ones are not known to be. They are no punctuation, so the core lacks them. */
function primedTimeAt(word: Word, first: number): Token | null {
  const written = word.text.replace(/[,;.)]+$/, "");
  const match = PRIMED_TIME.exec(written);
  if (match === null || written === "") return null;
  const [, minutes = 0, seconds = 0, bare] = match;
  const reading: Reading = { kind: "duration", seconds: Number(minutes) * 60 + Number(bare ?? seconds) };
  if (bare !== undefined) return { ...proper(first + 1, reading), trap: "short-time" };
  return /[’′”″]|''/.test(written) ? unread(first + 1, "unknown-unit", [reading]) : proper(first + 1, reading);
}

const namesOf = (unit: string) => [
  unit,
  ...Object.keys(MISSPELT_UNITS).filter((word) => MISSPELT_UNITS[word] === unit),
];
const LONG_NAMES = new RegExp(
  `^(\\d{1,3})(?::(\\d{2})h|(?:${namesOf("h").join("|")})(?:(\\d{1,3})(?:${namesOf("m").join("|")}|')?)?)$|` +
    `^(\\d{1,4})(?:${namesOf("m").join("|")})(?:(\\d{1,2})(?:${namesOf("s").join("|")})?)?$`,
);

/** `1hr30min`, `1:30h`, `1min30sec`: of one unit alone a quantity is made. */
function misspeltTimeAt(time: string, first: number): Token | null {
  const [, hours, minutesOfClock, minutesOfHour, minutes, seconds] = LONG_NAMES.exec(time) ?? [];
  const smaller = minutesOfClock ?? minutesOfHour ?? seconds;
  if (smaller === undefined) return null;
  const total =
    hours === undefined ? Number(minutes) * 60 + Number(smaller) : Number(hours) * 3600 + Number(smaller) * 60;
  return unread(first + 1, "unknown-unit", [{ kind: "duration", seconds: total }]);
}

/** `400m` is 400 minutes. Round numbers of a run or swim are metres in the writer's mind, others are long minutes. */
function minutesTrap(time: string, { family }: Setting): Partial<Token> {
  const minutes = Number(/^(\d+)m$/.exec(time)?.[1] ?? 0);
  const does = `is read as ${minutes} minutes`;
  if (looksLikeMeters(minutes, family)) {
    return { means: [{ kind: "distance", meters: minutes }], trap: "metres-as-minutes", does };
  }
  return minutes >= 100 ? { trap: "long-minutes", does } : {};
}

/** Of minutes that are written `m`. */
export function looksLikeMeters(minutes: number, family: Setting["family"]): boolean {
  switch (family) {
    case "swim":
      return minutes >= 25 && minutes % 25 === 0;
    case "run":
    case "row":
      return minutes >= 100 && minutes % 50 === 0;
    case "ride":
    case "other":
      return minutes >= 400 && minutes % 100 === 0;
  }
}
