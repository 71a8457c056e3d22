/** Recognises the token that begins at a word of a step. */
import { INTENSITIES, KEYWORDS, WINDOWS } from "./grammar.ts";
import { clockAt, speedAt } from "./paces.ts";
import { quantityAt } from "./quantities.ts";
import { domainFirstAt, namedPaceAt, zoneAt } from "./targets.ts";
import { timeAt } from "./times.ts";
import { type Flag, proper, type Reading, type Setting, type Token, unread } from "./token.ts";
import { phraseAt, type Word, wordsOf } from "./words.ts";

export function tokenAt(words: readonly Word[], first: number, setting: Setting): Token | null {
  const word = words[first];
  if (word === undefined || word.core === "") return null;
  const token = /^\d/.test(word.core)
    ? (namedPaceAt(words, first) ??
      clockAt(words, first, setting) ??
      speedAt(words, first, setting) ??
      timeAt(word, first, setting) ??
      repsAt(word, first, setting) ??
      quantityAt(words, first, setting))
    : (keywordAt(words, first, setting) ??
      optionAt(words, first) ??
      zoneAt(words, first, setting) ??
      domainFirstAt(words, first) ??
      namedPaceAt(words, first));
  if (token === null || !word.signed || !token.endsCue || token.trap !== undefined) return token;
  return { ...token, reads: [], trap: "glued-sign" };
}

const FLAGS: Record<(typeof KEYWORDS)[number]["token"], Flag> = {
  ramp: "ramp",
  freeride: "freeride",
  maxeffort: "maxeffort",
  hidepower: "hidepower",
  "press lap": "until_lap_press",
};

/** What people write for a keyword. `free` is a stroke to a swimmer, and is left alone outside of rides. */
const MISSPELT_KEYWORDS: Record<string, Flag> = {
  "lap press": "until_lap_press",
  "lap button": "until_lap_press",
  "free ride": "freeride",
  "max effort": "maxeffort",
  free: "freeride",
};

function keywordAt(words: readonly Word[], first: number, { family }: Setting): Token | null {
  const one = phraseAt(words, first, 1);
  const two = phraseAt(words, first, 2);
  const keyword = KEYWORDS.find(({ token }) => token === one || token === two)?.token;
  if (keyword !== undefined) {
    return proper(first + keyword.split(" ").length, { kind: "flag", flag: FLAGS[keyword] }, false);
  }
  const phrase = Object.hasOwn(MISSPELT_KEYWORDS, two) ? two : one;
  const flag = Object.hasOwn(MISSPELT_KEYWORDS, phrase) ? MISSPELT_KEYWORDS[phrase] : undefined;
  if (flag === undefined || (phrase === "free" && family !== "ride")) return null;
  const trap = flag === "until_lap_press" ? "lap-press" : "keyword-spelling";
  return unread(first + phrase.split(" ").length, trap, [{ kind: "flag", flag }], false);
}

/** `intensity=rest`, `power=3s`, `hr=lap`. With a colon or spaces they are meant so, and read as text. */
function optionAt(words: readonly Word[], first: number): Token | null {
  const phrase = words
    .slice(first, first + 3)
    .map((word) => word.text.slice(0, 20).toLowerCase())
    .join(" ");
  const match = /^(intensity|power|hr)( ?[=:] ?)([a-z0-9]+)/.exec(phrase);
  if (match === null) return null;
  const [written, name = "", sign, value = ""] = match;
  const next = first + written.split(" ").length;
  const reading = name === "power" || name === "hr" ? windowReading(name, value) : intensityReading(value);
  if (reading === null) return sign === "=" || name === "intensity" ? unread(next, "option-value", [], false) : null;
  if (sign !== "=") return unread(next, "option-spelling", [reading], false);
  const isClaimed = INTENSITIES.some(({ token, evidence }) => token === value && evidence === "claimed");
  return { ...proper(next, reading, false), ...(isClaimed && { trap: "option-unproven" as const }) };
}

function windowReading(domain: "power" | "hr", value: string): Reading | null {
  return WINDOWS[domain].includes(value) ? { kind: "window", domain, value } : null;
}

function intensityReading(value: string): Reading | null {
  const intensity = INTENSITIES.find(({ token }) => token === value);
  return intensity === undefined ? null : { kind: "intensity", value: intensity.token };
}

/** `4x` and `4x400mtr` inside a step: no repeat to the server. */
function repsAt(word: Word, first: number, setting: Setting): Token | null {
  const match = /^(\d{1,4})[x×](.*)$/.exec(word.core);
  if (match === null) return null;
  const reps: Reading = { kind: "reps", reps: Number(match[1]) };
  const rest = wordsOf(match[2] ?? "");
  if (rest.length === 0) return unread(first + 1, "inline-repeat", [reps], false);
  const inner = tokenAt(rest, 0, setting);
  return inner === null ? null : unread(first + 1, "inline-repeat", [reps, ...inner.means]);
}
