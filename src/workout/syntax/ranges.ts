/** Ranges of two numbers, with or without spaces or words between them: `200-240w`, `315w - 330w`, `50% to 75%`. */
import type { WordPosition } from "./words.ts";

/** What joins the two numbers; "" for a hyphen within one word. `from-to`: `from 50% to 75%`. */
export type Joiner = "" | "-" | "to" | "from-to";

/** One value, or two in the order in which they are written. */
export interface Range {
  from: number;
  to: number | undefined;
}

export interface RangeText {
  text: string;
  /** The index of the word after it. */
  next: number;
  joiner: Joiner;
}

/** One or two numbers with their unit. */
export interface WrittenNumbers extends Range {
  unit: string;
  /** The index of the word after the unit. */
  next: number;
  joiner: Joiner;
  /** There is a space before the unit. */
  isSpaced: boolean;
  hasComma: boolean;
  /** The number of words before the last number, if a word joins the numbers and only the last one has a unit. */
  lead: number;
}

/** Why the server does not parse numbers as they are written. If a word joins them (`joiner`), it parses the last one. */
export type NumberFlaw = "comma" | "joiner" | "space";

export function flawOf({ hasComma, joiner, isSpaced }: WrittenNumbers, mayStandApart: boolean): NumberFlaw | null {
  if (hasComma) return "comma";
  if (isJoinedByWord(joiner)) return "joiner";
  return isSpaced && !mayStandApart ? "space" : null;
}

/** The range that begins at a word, if its text satisfies `isRange` (`10m - 60%` does not); otherwise the word itself. */
export function rangeAt(position: WordPosition, isRange: (text: string) => boolean): RangeText {
  const { words, first } = position;
  const start = words[first]?.core ?? "";
  const arrow = start.replace(ARROW, "-");
  const range: RangeText | null =
    arrow === start ? joinedAt(position, start) : { text: arrow, next: first + 1, joiner: wordJoiner(position) };
  return range !== null && isRange(range.text) ? range : { text: start, next: first + 1, joiner: "" };
}

export function isJoinedByWord(joiner: Joiner): boolean {
  return joiner === "to" || joiner === "from-to";
}

function joinedAt(position: WordPosition, start: string): RangeText | null {
  const { words, first } = position;
  const second = words[first + 1];
  const third = words[first + 2]?.core ?? "";
  if (second === undefined || start.slice(0, -1).includes("-")) return null;
  if (isNumeric(third) && second.text === "-") return { text: `${start}-${third}`, next: first + 3, joiner: "-" };
  const isTo = TO.has(second.core) || (second.core === "and" && words[first - 1]?.core === "between");
  if (isNumeric(third) && isTo) {
    return { text: `${start}-${third}`, next: first + 3, joiner: wordJoiner(position) };
  }
  if (/^-\w/.test(second.core) || (start.endsWith("-") && isNumeric(second.core))) {
    return { text: start + second.core, next: first + 2, joiner: "-" };
  }
  return null;
}

const ARROW = /-?[>→]|\.\.+|…/;
const TO = new Set(["to", "->", "→", "bis", "à", "a"]);
const FROM = new Set(["from", "von", "de", "da", "desde"]);

function wordJoiner({ words, first }: WordPosition): Joiner {
  return FROM.has(words[first - 1]?.core ?? "") ? "from-to" : "to";
}

function isNumeric(core: string): boolean {
  return /^(?:\d|c?z\d)/.test(core);
}
