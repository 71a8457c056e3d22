/** A workout text while it is read: its lines, what is open, and the problems found so far. */

import type { RepeatBlock, Step } from "../steps.ts";
import type { Line } from "../syntax/lines.ts";
import type { Setting } from "../syntax/token.ts";
import { type Finding, isCorrectable, type Problem, toProblem } from "./problems.ts";
import type { TrapId } from "./traps.ts";

export interface Document {
  readonly source: readonly string[];
  readonly lines: readonly Line[];
  /** Some line is a step. */
  readonly hasSteps: boolean;
  /** No two steps stand together: the empty lines part nothing. */
  readonly isLoose: boolean;
  readonly setting: Setting;
  steps: Step[];
  /** What the steps beneath belong to, until an empty line or a note closes it. */
  open: RepeatBlock | "warmup" | "cooldown" | null;
  /** The indentation of a `- 3x`, whose indented steps were meant to be repeated. */
  nesting: number | null;
  problems: Problem[];
}

/** What should stand in place of a line, and whether an empty line is missing before or behind it. */
export interface Correction {
  /** Null where only the writer knows. */
  lines: readonly string[] | null;
  blankBefore?: boolean;
  blankAfter?: boolean;
  /** Index of the last line replaced, where that is more than one. */
  last?: number;
}

/** A megabyte of mistakes is not listed in full. */
const MOST_PROBLEMS = 500;

export function isFull({ problems }: Document): boolean {
  return problems.length >= MOST_PROBLEMS;
}

/** All findings of a line get the same correction, which holds for the line as a whole. */
export function report(document: Document, i: number, findings: readonly Finding[], correction: Correction): void {
  const { lines, last } = correction;
  const text = `${correction.blankBefore ? "\n" : ""}${lines?.join("\n") ?? ""}${correction.blankAfter ? "\n" : ""}`;
  const isChange = lines !== null && (text !== document.source[i] || last !== undefined);
  for (const finding of findings) {
    if (isFull(document)) return;
    const isCorrected = isChange && isCorrectable(finding);
    document.problems.push({
      ...toProblem(finding, i + 1),
      ...(isCorrected && { correction: text }),
      ...(isCorrected && last !== undefined && { endLine: last + 1 }),
    });
  }
}

export function close(document: Document): void {
  document.open = null;
  document.nesting = null;
}

/** A finding about a line as a whole. */
export function about(document: Document, i: number, trap: TrapId): Finding {
  const line = document.source[i] ?? "";
  return { trap, at: line.length - line.trimStart().length, found: line.trim() };
}

/** Beyond its ends a text is empty. */
export function kindAt({ lines }: Document, i: number): Line["kind"] {
  return lines[i]?.kind ?? "blank";
}

/** Index of the next line that is not empty. */
export function nextFilled(document: Document, i: number): number {
  let next = i + 1;
  while (next < document.lines.length && kindAt(document, next) === "blank") next++;
  return next;
}

export function openRepeat({ open }: Document): RepeatBlock | null {
  return typeof open === "object" ? open : null;
}
