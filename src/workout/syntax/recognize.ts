/** Recognises the token that begins at a word of a step. */

import type { TrapId } from "../lint/traps.ts";
import { INTENSITIES, type KEYWORDS, WINDOWS } from "./grammar.ts";
import { REPEAT_WORDS } from "./misspellings.ts";
import { clockAt, paceFirstAt, speedAt } from "./paces.ts";
import { quantityAt } from "./quantities.ts";
import { domainFirstAt, namedPaceAt, zoneAt } from "./targets.ts";
import { timeAt } from "./times.ts";
import { type Flag, proper, type Reading, type Setting, type Token, unread } from "./token.ts";
import { phrasesOf, type Word, wordsOf } from "./words.ts";

export function tokenAt(words: readonly Word[], first: number, setting: Setting): Token | null {
  const word = words[first];
  if (word === undefined || word.core === "") return null;
  const token = /^\d/.test(word.core)
    ? (namedPaceAt(words, first, setting) ??
      clockAt(words, first, setting) ??
      speedAt(words, first, setting) ??
      timeAt(word, first, setting) ??
      repsAt(words, first, setting) ??
      quantityAt(words, first, setting) ??
      lengthsAt(words, first, setting))
    : (keywordAt(words, first, setting) ??
      optionAt(words, first) ??
      zoneAt(words, first, setting) ??
      repsAt(words, first, setting) ??
      domainFirstAt(words, first) ??
      paceFirstAt(words, first, setting) ??
      namedPaceAt(words, first, setting));
  if (token === null || !word.signed || !token.endsCue || token.trap !== undefined) return token;
  return { ...token, trap: "glued-sign" };
}

interface Keyword {
  flag: Flag;
  trap?: TrapId;
}

const KEYWORD_FLAGS: Record<(typeof KEYWORDS)[number]["token"], Keyword> = {
  ramp: { flag: "ramp" },
  freeride: { flag: "freeride" },
  maxeffort: { flag: "maxeffort" },
  hidepower: { flag: "hidepower" },
  "press lap": { flag: "until_lap_press" },
};

/** What is taught, or just written, for a keyword. */
const OTHER_KEYWORDS: Record<string, Keyword> = {
  "lap press": { flag: "until_lap_press", trap: "lap-press" },
  "lap button": { flag: "until_lap_press", trap: "lap-press" },
  "free ride": { flag: "freeride", trap: "claimed-keyword" },
  free: { flag: "freeride", trap: "claimed-keyword" },
  "max effort": { flag: "maxeffort", trap: "keyword-spelling" },
  "all out": { flag: "maxeffort", trap: "keyword-spelling" },
  "all-out": { flag: "maxeffort", trap: "keyword-spelling" },
};

const keyword = phrasesOf<Keyword>({ ...KEYWORD_FLAGS, ...OTHER_KEYWORDS });

function keywordAt(words: readonly Word[], first: number, { family }: Setting): Token | null {
  const found = keyword(words, first);
  // A stroke to a swimmer.
  if (found === null || (found.phrase === "free" && family !== "ride")) return null;
  const { flag, trap } = found.value;
  const reading: Reading = { kind: "flag", flag };
  if (trap === undefined) return proper(found.next, reading, false);
  if (trap === "keyword-spelling") return unread(found.next, trap, [reading], false);
  return { ...proper(found.next, reading, false), trap };
}

/** `intensity=rest`, `power=3s`, `hr=lap`. With a colon or spaces they are meant so, and read as text. */
function optionAt(words: readonly Word[], first: number): Token | null {
  if (!/^(?:intensity|power|hr)(?:[=:]|$)/.test(words[first]?.core ?? "")) return null;
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

const repeatWord = phrasesOf(Object.fromEntries(REPEAT_WORDS.map((word) => [word, true])));

/** `200 easy`, `4x50`: swimmers leave the unit out. Only before anything else is a number a distance. */
function lengthsAt(words: readonly Word[], first: number, { family }: Setting): Token | null {
  const meters = Number(/^\d{2,4}$/.exec(words[first]?.core ?? "")?.[0] ?? 0);
  const isFirst = words.slice(0, first).every(({ core }) => /^(\d{1,2}|\d{1,2}x|x|×)?$/.test(core));
  if (family !== "swim" || !isFirst || meters === 0 || meters % 25 !== 0) return null;
  return unread(first + 1, "unknown-unit", [{ kind: "distance", meters }]);
}

/** `4x`, `x4`, `4 x`, `4 times` and `4x400mtr` inside a step: no repeat to the server. */
function repsAt(words: readonly Word[], first: number, setting: Setting): Token | null {
  const core = words[first]?.core ?? "";
  const behind = /^[x×]$/.test(core) ? /^\d{1,3}$/.exec(words[first + 1]?.core ?? "")?.[0] : undefined;
  if (behind !== undefined) return unread(first + 2, "inline-repeat", [{ kind: "reps", reps: Number(behind) }], false);
  const [, count, glued = ""] = /^(\d{1,4})(?:[x×](.*))?$/.exec(core) ?? /^[x×](\d{1,4})$/.exec(core) ?? [];
  const word = repeatWord(words, first + 1);
  if (count === undefined || (/^\d+$/.test(core) && word === null)) return null;
  const reps: Reading = { kind: "reps", reps: Number(count) };
  if (glued !== "") {
    const rest = [...wordsOf(glued), ...words.slice(first + 1, first + 3)];
    const inner = tokenAt(rest, 0, setting) ?? lengthsAt(rest, 0, setting);
    return inner === null ? null : unread(first + inner.next, "inline-repeat", [reps, ...inner.means]);
  }
  return unread(/^\d+$/.test(core) ? (word?.next ?? first + 1) : first + 1, "inline-repeat", [reps], false);
}
