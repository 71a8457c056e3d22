/** Ranges of two numbers, also where spaces or words stand between them: `315w - 330w`, `50% to 75%`. */
import type { Word } from "./words.ts";

/** What joins the two numbers, where it is more than a hyphen inside one word. `from-to`: `from 50% to 75%`. */
export type Joiner = "" | "-" | "to" | "from-to";

/** One value or two, in the order in which they are written. */
export interface Range {
  from: number;
  to: number | undefined;
}

export interface RangeText {
  text: string;
  /** Index of the word behind it. */
  next: number;
  joiner: Joiner;
}

/** Numbers and their unit as they are written. */
export interface WrittenNumbers extends Range {
  unit: string;
  /** Index of the word behind the unit. */
  next: number;
  joiner: Joiner;
  /** A space precedes the unit. */
  isSpaced: boolean;
  hasComma: boolean;
  /** The words before the last number of a range joined by a word, where that number alone has a unit. */
  lead: number;
}

/** Why numbers with a unit of the language are not read as they are written. Of those joined by a word, the last one is. */
export type NumberFlaw = "comma" | "joiner" | "space";

export function flawOf({ hasComma, joiner, isSpaced }: WrittenNumbers, mayStandApart: boolean): NumberFlaw | null {
  if (hasComma) return "comma";
  if (isJoinedByWord(joiner)) return "joiner";
  return isSpaced && !mayStandApart ? "space" : null;
}

/** The range that begins at a word, if `isRange` holds for its text (`10m - 60%` is none), or the word alone. */
export function rangeAt(words: readonly Word[], first: number, isRange: (text: string) => boolean): RangeText {
  const start = words[first]?.core ?? "";
  const arrow = start.replace(ARROW, "-");
  const range: RangeText | null =
    arrow === start
      ? joinedAt(words, first, start)
      : { text: arrow, next: first + 1, joiner: wordJoiner(words, first) };
  return range !== null && isRange(range.text) ? range : { text: start, next: first + 1, joiner: "" };
}

export function isJoinedByWord(joiner: Joiner): boolean {
  return joiner === "to" || joiner === "from-to";
}

function joinedAt(words: readonly Word[], first: number, start: string): RangeText | null {
  const second = words[first + 1];
  const third = words[first + 2]?.core ?? "";
  if (second === undefined || start.slice(0, -1).includes("-")) return null;
  if (isNumeric(third) && second.text === "-") return { text: `${start}-${third}`, next: first + 3, joiner: "-" };
  const isTo = TO.has(second.core) || (second.core === "and" && words[first - 1]?.core === "between");
  if (isNumeric(third) && isTo) {
    return { text: `${start}-${third}`, next: first + 3, joiner: wordJoiner(words, first) };
  }
  if (/^-\w/.test(second.core) || (start.endsWith("-") && isNumeric(second.core))) {
    return { text: start + second.core, next: first + 2, joiner: "-" };
  }
  return null;
}

const ARROW = /-?[>→]|\.\.+|…/;
const TO = new Set(["to", "->", "→", "bis", "à", "a"]);
const FROM = new Set(["from", "von", "de", "da", "desde"]);

function wordJoiner(words: readonly Word[], first: number): Joiner {
  return FROM.has(words[first - 1]?.core ?? "") ? "from-to" : "to";
}

function isNumeric(core: string): boolean {
  return /^(?:\d|c?z\d)/.test(core);
}
