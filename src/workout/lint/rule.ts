import type { Step } from "../steps.ts";
import type { Evidence } from "../syntax/grammar.ts";
import type { Workout } from "../syntax/parse.ts";
import { type Span, spanOfWords, textOf } from "../syntax/span.ts";
import type { TokenKind } from "../syntax/token.ts";
import type { Token } from "../syntax/tokenize.ts";
import type { Edit } from "./edits/edit.ts";
import type { LineNode, NoteNode, RepeatNode, SectionNode, StepNode } from "./nodes.ts";

/** error: part of the text is lost or changed. warning: probably a mistake, or not confirmed to work. info: correct, but worth knowing. */
export type Severity = "error" | "warning" | "info";

/** A mistake that Intervals.icu stores without an error but parses in a way that the author does not intend. */
export interface Rule {
  id: string;
  severity: Severity;
  /** How certain it is that the server behaves like this. */
  evidence: Evidence;
  /** The section of docs/intervals-api.md that documents it. */
  source: `§${string}`;
  /** What the server does. A message is the quoted words, the effect and the help. */
  effect: string;
  /** What to write instead. Also printed in the guide. */
  help: string;
  example: Example;
  check: Checks;
  /** The correction of the whole line, including its other problems. Absent if there is nothing to correct. */
  fix?(node: LineNode): Edit;
}

/** `good`: the corrected text of `bad`; absent if only the author can correct it. */
export interface Example {
  sport: string;
  bad: string;
  good?: string;
}

/** What a rule checks. For a token only the first rule that finds something reports it; for anything else, all rules do. */
export type Checks = {
  [Kind in TokenKind]?: (token: Extract<Token, { kind: Kind }>, step: StepNode) => Verdict;
} & {
  /** Runs after the rules for the kind of the token. */
  anyToken?: (token: Token, step: StepNode) => Verdict;
  step?: (step: StepNode) => Report;
  /** The step that the server parses from a line. */
  parsed?: (parsed: Step, step: StepNode) => boolean;
  /** A step line that contains only a repetition such as `3x`. */
  bullet?: (step: StepNode) => Report;
  repeat?: (repeat: RepeatNode) => Report;
  section?: (section: SectionNode) => Report;
  note?: (note: NoteNode) => Report;
  workout?: (workout: Workout) => boolean;
};

/** Whether a token is a problem; with an `effect` that replaces the one of the rule. */
export type Verdict = boolean | { effect: string };

/** Whether the whole line is a problem, or which parts of it are. */
export type Report = boolean | readonly Diagnostic[];

export interface Diagnostic {
  span: Span;
  /** The words that the message quotes. */
  text: string;
  /** Replaces the effect of the rule. */
  effect?: string;
}

/** A diagnostic for a whole line. */
export function atLine({ line }: LineNode, effect?: string): Diagnostic {
  return { span: line.span, text: textOf(line.source, line.span), ...(effect !== undefined && { effect }) };
}

/** A diagnostic for some words of a step, by default all of them. */
export function atWords({ line }: StepNode, range?: { first: number; next: number }): Diagnostic {
  const { words } = line.body;
  const span = spanOfWords(
    { line: line.span.line, source: line.source, words },
    range ?? { first: 0, next: words.length },
  );
  return { span, text: textOf(line.source, span) };
}
