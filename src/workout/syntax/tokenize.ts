import { REPEAT_WORDS } from "./aliases.ts";
import type { Cursor, ParseContext } from "./context.ts";
import { durationAt } from "./durations.ts";
import { keywordAt, nameAt, optionAt } from "./keywords.ts";
import { paceAt, paceWordFirstAt, speedAt } from "./paces.ts";
import { quantityAt } from "./quantities.ts";
import { type Span, spanOfWords, type WordsOfLine } from "./span.ts";
import type { LengthForm, RepetitionForm, TokenForm } from "./token.ts";
import { phrasesOf, wordsOf } from "./words.ts";
import { wordFirstAt, zoneAt } from "./zones.ts";

/** A token of a line. `first`: the index of its first word. */
export type Token = TokenForm & { first: number; span: Span };

/** All tokens of a step, in order. */
export function tokenize(line: WordsOfLine, context: ParseContext): Token[] {
  const { words } = line;
  const tokens: Token[] = [];
  for (let first = 0; first < words.length; ) {
    const form = tokenAt({ words, first, context });
    if (form !== null) tokens.push(Object.assign(form, { first, span: spanOfWords(line, { first, next: form.next }) }));
    first = form?.next ?? first + 1;
  }
  return tokens;
}

/** The token that begins at a word; null if the word is text. */
export function tokenAt(cursor: Cursor): TokenForm | null {
  const word = cursor.words[cursor.first];
  if (word === undefined || word.core === "") return null;
  return /^\d/.test(word.core)
    ? (nameAt(cursor) ??
        paceAt(cursor) ??
        speedAt(cursor) ??
        durationAt(word, cursor.first) ??
        repetitionAt(cursor) ??
        quantityAt(cursor) ??
        lengthAt(cursor))
    : (keywordAt(cursor) ??
        optionAt(cursor) ??
        zoneAt(cursor) ??
        repetitionAt(cursor) ??
        wordFirstAt(cursor) ??
        paceWordFirstAt(cursor) ??
        nameAt(cursor));
}

const repeatWord = phrasesOf(Object.fromEntries(REPEAT_WORDS.map((word) => [word, true])));

/** `200 easy`, `4x50`: swimmers omit the unit. Such a number is a distance only at the beginning of a step. */
function lengthAt({ words, first, context: { family } }: Cursor): LengthForm | null {
  const meters = Number(/^\d{2,4}$/.exec(words[first]?.core ?? "")?.[0] ?? 0);
  const isFirst = words.slice(0, first).every(({ core }) => /^(\d{1,2}|\d{1,2}x|x|×)?$/.test(core));
  if (family !== "swim" || !isFirst || meters === 0 || meters % 25 !== 0) return null;
  return { kind: "length", next: first + 1, meters, reads: [], endsCue: true };
}

/** `4x`, `x4`, `4 x`, `4 times` and `4x400mtr` inside a step. */
function repetitionAt({ words, first, context }: Cursor): RepetitionForm | null {
  const core = words[first]?.core ?? "";
  const form = { kind: "repetition" as const, of: null, reads: [], endsCue: false };
  const behind = /^[x×]$/.test(core) ? /^\d{1,3}$/.exec(words[first + 1]?.core ?? "")?.[0] : undefined;
  if (behind !== undefined) return { ...form, next: first + 2, reps: Number(behind) };
  const [, count, attached = ""] = /^(\d{1,4})(?:[x×](.*))?$/.exec(core) ?? /^[x×](\d{1,4})$/.exec(core) ?? [];
  const word = repeatWord(words, first + 1);
  const isNumber = /^\d+$/.test(core);
  if (count === undefined || (isNumber && word === null)) return null;
  const reps = Number(count);
  if (attached === "") return { ...form, next: isNumber ? (word?.next ?? first + 1) : first + 1, reps };
  const rest = [...wordsOf(attached), ...words.slice(first + 1, first + 3)];
  const of = tokenAt({ words: rest, first: 0, context }) ?? lengthAt({ words: rest, first: 0, context });
  return of === null ? null : { ...form, next: first + of.next, reps, of, endsCue: true };
}
