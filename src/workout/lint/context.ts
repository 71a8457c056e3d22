import { type HeartRateReference, heartRateReference } from "../estimate/convert.ts";
import { type ParseContext, parseContextOf } from "../syntax/context.ts";
import { DOMAIN_WORDS, type DomainWord } from "../syntax/grammar.ts";
import type { Line, Workout } from "../syntax/parse.ts";
import type { Thresholds } from "../thresholds.ts";

/** What a rule knows besides the line that it checks. */
export interface LintContext extends ParseContext {
  lines: readonly Line[];
  /** The text has at least one step line. */
  hasSteps: boolean;
  /** No step line directly follows another one, so blank lines do not separate blocks. */
  hasOnlySpacedSteps: boolean;
  /** The reference of a percentage or zone without a word, if power is not expected. */
  bareReference: DomainWord;
  /** The reference for converting beats per minute; null if neither threshold nor maximum is known. */
  heartRate: HeartRateReference | null;
}

export function lintContextOf({ lines }: Workout, athlete: Thresholds): LintContext {
  const context = parseContextOf(athlete);
  const hasOnlyHeartRate = athlete.lthr !== undefined && athlete.thresholdPace === undefined;
  return {
    ...context,
    lines,
    hasSteps: lines.some(({ kind }) => kind === "step"),
    hasOnlySpacedSteps: !lines.some(({ kind }, i) => kind === "step" && lines[i + 1]?.kind === "step"),
    bareReference: domainWord(hasOnlyHeartRate && context.family === "run" ? "LTHR" : "Pace"),
    heartRate: heartRateReference(athlete),
  };
}

function domainWord(token: string): DomainWord {
  return DOMAIN_WORDS.find((word) => word.token === token) ?? DOMAIN_WORDS[0];
}

/** The kind of a line. Lines before the first and after the last one count as blank. */
export function kindAt({ lines }: LintContext, index: number): Line["kind"] {
  return lines[index]?.kind ?? "blank";
}

/** The index of the next line that is not blank. */
export function nextNonBlank(context: LintContext, index: number): number {
  let next = index + 1;
  while (next < context.lines.length && kindAt(context, next) === "blank") next++;
  return next;
}

export function sourceAt({ lines }: LintContext, index: number): string {
  return lines[index]?.source ?? "";
}

/** The number of spaces before the text of a line. */
export function indentOf(context: LintContext, index: number): number {
  const source = sourceAt(context, index);
  return source.length - source.trimStart().length;
}
