/** A word of a line: what stands between spaces, and the index at which it begins. */
export interface Word {
  text: string;
  at: number;
  /** Lower case, without the brackets and signs before it and the punctuation and tags after it. */
  core: string;
  /** A sign such as `@` or `(` stands directly before the core, or a tag such as `<br>` behind it. */
  signed: boolean;
}

/** The longest word that can be a token; anything longer is text and is not looked at. */
const LONGEST_TOKEN = 40;

const DASHES = /[\u2010-\u2015\u2212]/g;
const SPACES = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/g;
const WIDE = /[\uff05\uff10-\uff19]/g;
const ODD = new RegExp(`${SPACES.source}|${WIDE.source}`);

/** Dashes are hyphens to the server; other spaces and digits are meant as plain ones. Same length, so that columns stay true. */
export function plainCharacters(line: string): string {
  const narrow = (wide: string) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
  return line.replace(DASHES, "-").replace(SPACES, " ").replace(WIDE, narrow);
}

/** Index of the first character that is no plain space or digit but meant as one; -1 without. */
export function oddCharacterIn(line: string): number {
  return line.search(ODD);
}

/** No step has more words; what stands behind them is not looked at. */
const MOST_WORDS = 1000;

export function wordsOf(text: string, from = 0): Word[] {
  const words: Word[] = [];
  const nonSpace = /\S+/g;
  nonSpace.lastIndex = from;
  while (words.length < MOST_WORDS) {
    const match = nonSpace.exec(text);
    if (match === null) break;
    words.push(toWord(match[0], match.index));
  }
  return words;
}

function toWord(text: string, at: number): Word {
  if (text.length > LONGEST_TOKEN) return { text, at, core: "", signed: false };
  const bare = text.replace(/^[("'[{@~<>≤≥≈=*_`]+/, "");
  const core = bare.replace(/(?:<\/?\w{1,6} ?\/?>)+$/, "");
  return {
    text,
    at,
    core: core.replace(/[,;:.!?)\]}*_`]+$/, "").toLowerCase(),
    signed: core.length < text.length,
  };
}

/** Finds the longest of some phrases that stands at a word. */
export type Phrases<T> = (words: readonly Word[], first: number) => { value: T; phrase: string; next: number } | null;

/** Looked up by their first word, so that most words cost nothing. */
export function phrasesOf<T>(table: Readonly<Record<string, T>>): Phrases<T> {
  const byFirst = new Map<string, { phrase: string; tail: string[]; value: T }[]>();
  const longestFirst = Object.entries(table).sort(([a], [b]) => b.split(" ").length - a.split(" ").length);
  for (const [phrase, value] of longestFirst) {
    const [head = "", ...tail] = phrase.split(" ");
    byFirst.set(head, [...(byFirst.get(head) ?? []), { phrase, tail, value }]);
  }
  return (words, first) => {
    const candidates = byFirst.get(words[first]?.core ?? "") ?? [];
    const found = candidates.find(({ tail }) => tail.every((word, i) => words[first + 1 + i]?.core === word));
    return found === undefined
      ? null
      : { value: found.value, phrase: found.phrase, next: first + 1 + found.tail.length };
  };
}

/** A number, or a range although spaces stand in it: `315w - 330w`, `50% to 75%`. */
export interface Written {
  text: string;
  next: number;
  /** What joins the range where that is not a plain hyphen in one word; the server does not read "to" and arrows. */
  joiner: "" | "-" | "to";
}

/** The range that begins at a word, if it has the shape wanted (`10m - 60%` is none), else the word alone. */
export function rangeAt(words: readonly Word[], first: number, isRange: (text: string) => boolean): Written {
  const start = words[first]?.core ?? "";
  const arrow = start.replace(ARROW, "-");
  const range: Written | null =
    arrow === start ? joinedAt(words, first, start) : { text: arrow, next: first + 1, joiner: "to" };
  return range !== null && isRange(range.text) ? range : { text: start, next: first + 1, joiner: "" };
}

function joinedAt(words: readonly Word[], first: number, start: string): Written | null {
  const second = words[first + 1];
  const third = words[first + 2]?.core ?? "";
  if (second === undefined || start.slice(0, -1).includes("-")) return null;
  if (isNumeric(third) && second.text === "-") return { text: `${start}-${third}`, next: first + 3, joiner: "-" };
  const isTo = TO.has(second.core) || (second.core === "and" && words[first - 1]?.core === "between");
  if (isNumeric(third) && isTo) return { text: `${start}-${third}`, next: first + 3, joiner: "to" };
  if (/^-\w/.test(second.core) || (start.endsWith("-") && isNumeric(second.core))) {
    return { text: start + second.core, next: first + 2, joiner: "-" };
  }
  return null;
}

const ARROW = /-?[>→]|\.\.+|…/;
const TO = new Set(["to", "->", "→", "bis", "à", "a"]);
const FROM = new Set(["from", "von", "de", "da", "desde"]);

/** Of a range joined by a word: whether "from" stands before it. */
export function isSwept(words: readonly Word[], first: number): boolean {
  return FROM.has(words[first - 1]?.core ?? "");
}

function isNumeric(core: string): boolean {
  return /^(?:\d|c?z\d)/.test(core);
}
