/** Where something is in a workout text. Counted from 1, in UTF-16 code units. */
import type { Word } from "./words.ts";

export interface Span {
  line: number;
  column: number;
  length: number;
}

export interface WordsOfLine {
  line: number;
  source: string;
  words: readonly Word[];
}

/** From the word at `first` to the one before `next`; at the end of the line where there is no such word. */
export function spanOfWords(
  { line, source, words }: WordsOfLine,
  { first, next }: { first: number; next: number },
): Span {
  const start = Math.min(words[first]?.at ?? source.length, source.length);
  const last = words[next - 1];
  const end = last === undefined ? source.length : last.at + last.text.length;
  return { line, column: start + 1, length: Math.max(0, end - start) };
}

/** A line without the spaces around it. */
export function spanOfLine(source: string, line: number): Span {
  const text = source.trim();
  const start = text.length === source.length ? 0 : source.length - source.trimStart().length;
  return { line, column: start + 1, length: text.length };
}

export function textOf(source: string, { column, length }: Span): string {
  return source.slice(column - 1, column - 1 + length);
}
