/** What rules know besides the line that they look at. */
import { type HeartRateReference, heartRateReference } from "../estimate/convert.ts";
import { type ParseContext, parseContextOf } from "../syntax/context.ts";
import { DOMAIN_WORDS, type DomainWord } from "../syntax/grammar.ts";
import type { Line, Workout } from "../syntax/parse.ts";
import type { Thresholds } from "../thresholds.ts";

export interface LintContext extends ParseContext {
  lines: readonly Line[];
  /** The text has a step line. */
  hasSteps: boolean;
  /** No step line follows another one directly, so that blank lines separate nothing. */
  isLoose: boolean;
  /** What a bare percentage or zone refers to, where power is not expected. */
  bareReference: DomainWord;
  /** What beats per minute are converted into; null where nothing is known. */
  heartRate: HeartRateReference | null;
}

export function lintContextOf({ lines }: Workout, athlete: Thresholds): LintContext {
  const context = parseContextOf(athlete);
  const hasOnlyHeartRate = athlete.lthr !== undefined && athlete.thresholdPace === undefined;
  return {
    ...context,
    lines,
    hasSteps: lines.some(({ kind }) => kind === "step"),
    isLoose: !lines.some(({ kind }, i) => kind === "step" && lines[i + 1]?.kind === "step"),
    bareReference: domainWord(hasOnlyHeartRate && context.family === "run" ? "LTHR" : "Pace"),
    heartRate: heartRateReference(athlete),
  };
}

function domainWord(token: string): DomainWord {
  return DOMAIN_WORDS.find((word) => word.token === token) ?? DOMAIN_WORDS[0];
}

/** Before its first and after its last line a text is blank. */
export function kindAt({ lines }: LintContext, index: number): Line["kind"] {
  return lines[index]?.kind ?? "blank";
}

/** Index of the next line that is not blank. */
export function nextFilled(context: LintContext, index: number): number {
  let next = index + 1;
  while (next < context.lines.length && kindAt(context, next) === "blank") next++;
  return next;
}

export function sourceAt({ lines }: LintContext, index: number): string {
  return lines[index]?.source ?? "";
}

/** How far a line is indented. */
export function indentOf(context: LintContext, index: number): number {
  const source = sourceAt(context, index);
  return source.length - source.trimStart().length;
}
