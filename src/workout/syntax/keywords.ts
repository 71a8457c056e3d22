/** Keywords, options, and named paces and powers. */
import { NAMED_PACES, NAMED_POWERS } from "./aliases.ts";
import type { Cursor } from "./context.ts";
import { INTENSITIES, type KEYWORDS, WINDOWS } from "./grammar.ts";
import type { KeywordForm, NameForm, OptionForm, Reading } from "./token.ts";
import { phrasesOf, type WordPosition } from "./words.ts";

type Keyword = Pick<KeywordForm, "flag" | "spelling">;

const KEYWORD_FLAGS: Record<(typeof KEYWORDS)[number]["token"], Keyword> = {
  ramp: { flag: "ramp", spelling: "exact" },
  freeride: { flag: "freeride", spelling: "exact" },
  maxeffort: { flag: "maxeffort", spelling: "exact" },
  hidepower: { flag: "hidepower", spelling: "exact" },
  "press lap": { flag: "until_lap_press", spelling: "exact" },
};

const OTHER_KEYWORDS: Record<string, Keyword> = {
  "lap press": { flag: "until_lap_press", spelling: "claimed" },
  "lap button": { flag: "until_lap_press", spelling: "claimed" },
  "free ride": { flag: "freeride", spelling: "claimed" },
  free: { flag: "freeride", spelling: "claimed" },
  "max effort": { flag: "maxeffort", spelling: "text" },
  "all out": { flag: "maxeffort", spelling: "text" },
  "all-out": { flag: "maxeffort", spelling: "text" },
};

const keyword = phrasesOf<Keyword>({ ...KEYWORD_FLAGS, ...OTHER_KEYWORDS });

export function keywordAt({ words, first, context: { family } }: Cursor): KeywordForm | null {
  const found = keyword(words, first);
  // In swimming "free" means freestyle.
  if (found === null || (found.phrase === "free" && family !== "ride")) return null;
  const { flag, spelling } = found.value;
  const reads: Reading[] = spelling === "text" ? [] : [{ kind: "flag", flag }];
  return { kind: "keyword", next: found.next, flag, spelling, reads, endsCue: false };
}

/** `intensity=rest`, `power=3s`, `hr=lap`. The server treats them as text if they have a colon or spaces. */
export function optionAt({ words, first }: WordPosition): OptionForm | null {
  if (!/^(?:intensity|power|hr)(?:[=:]|$)/.test(words[first]?.core ?? "")) return null;
  const phrase = words
    .slice(first, first + 3)
    .map((word) => word.text.slice(0, 20).toLowerCase())
    .join(" ");
  const match = /^(intensity|power|hr)( ?[=:] ?)([a-z0-9]+)/.exec(phrase);
  if (match === null) return null;
  const [written, name = "", sign, word = ""] = match;
  const value = name === "power" || name === "hr" ? windowReading(name, word) : intensityReading(word);
  const hasSign = sign === "=";
  if (value === null && !hasSign && name !== "intensity") return null;
  return {
    kind: "option",
    next: first + written.split(" ").length,
    value,
    hasSign,
    reads: value !== null && hasSign ? [value] : [],
    endsCue: false,
  };
}

function windowReading(domain: "power" | "hr", value: string): Reading | null {
  return WINDOWS[domain].includes(value) ? { kind: "window", domain, value } : null;
}

function intensityReading(value: string): Reading | null {
  const intensity = INTENSITIES.find(({ token }) => token === value);
  return intensity === undefined ? null : { kind: "intensity", value: intensity.token };
}

const namedPace = phrasesOf(NAMED_PACES);
const namedPower = phrasesOf(NAMED_POWERS);

/** `CSS`, `5K pace`, and in a ride `sweet spot`. */
export function nameAt({ words, first, context: { family } }: Cursor): NameForm | null {
  const power = family === "ride" ? namedPower(words, first) : null;
  const form = { kind: "name" as const, reads: [], endsCue: false };
  if (power !== null) return { ...form, next: power.next, domain: "power", percent: power.value };
  const pace = namedPace(words, first);
  if (pace === null) return null;
  const percent = pace.value === null ? null : { from: pace.value, to: undefined };
  return { ...form, next: pace.next, domain: "pace", percent };
}
