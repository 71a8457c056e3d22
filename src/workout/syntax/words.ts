/** A word of a line. */
export interface Word {
  text: string;
  /** The index in the line where it begins. */
  at: number;
  /** Lower case, without leading brackets and signs and without trailing punctuation and tags. */
  core: string;
  /** A sign such as `@` or `(` comes before the core, or a tag such as `<br>` after it. */
  hasSign: boolean;
}

/** The word at `first`. */
export interface WordPosition {
  words: readonly Word[];
  first: number;
}

/** Longer words are text. */
const LONGEST_TOKEN = 40;

const DASHES = /[\u2010-\u2015\u2212]/g;
const SPACES = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/g;
const WIDE = /[\uff05\uff10-\uff19]/g;
const UNUSUAL = new RegExp(`${SPACES.source}|${WIDE.source}`);

/** Replaces dashes by hyphens, and Unicode spaces and full-width digits by ASCII. The length does not change, so columns stay valid. */
export function plainCharacters(line: string): string {
  const narrow = (wide: string) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
  return line.replace(DASHES, "-").replace(SPACES, " ").replace(WIDE, narrow);
}

/** The index of the first space, digit or `%` that is not ASCII; -1 if there is none. */
export function unusualCharacterIn(line: string): number {
  return line.search(UNUSUAL);
}

/** Further words of a line are ignored. */
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
  if (text.length > LONGEST_TOKEN) return { text, at, core: "", hasSign: false };
  const bare = text.replace(/^[("'[{@~<>≤≥≈=*_`]+/, "");
  const core = bare.replace(/(?:<\/?\w{1,6} ?\/?>)+$/, "");
  return {
    text,
    at,
    core: core.replace(/[,;:.!?)\]}*_`]+$/, "").toLowerCase(),
    hasSign: core.length < text.length,
  };
}

/** Finds the longest phrase of a table that begins at a word. */
export type Phrases<T> = (words: readonly Word[], first: number) => { value: T; phrase: string; next: number } | null;

/** Indexed by the first word, so that most lookups end there. */
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
