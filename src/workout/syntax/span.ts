import type { Word } from "./words.ts";

/** A range within a line. Lines and columns are counted from 1, columns and lengths in UTF-16 code units. */
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

/** From the word at `first` to the word before `next`; the end of the line if those words do not exist. */
export function spanOfWords(
  { line, source, words }: WordsOfLine,
  { first, next }: { first: number; next: number },
): Span {
  const start = Math.min(words[first]?.at ?? source.length, source.length);
  const last = words[next - 1];
  const end = last === undefined ? source.length : last.at + last.text.length;
  return { line, column: start + 1, length: Math.max(0, end - start) };
}

/** A line without surrounding spaces. */
export function spanOfLine(source: string, line: number): Span {
  const text = source.trim();
  const start = text.length === source.length ? 0 : source.length - source.trimStart().length;
  return { line, column: start + 1, length: text.length };
}

export function textOf(source: string, { column, length }: Span): string {
  return source.slice(column - 1, column - 1 + length);
}
