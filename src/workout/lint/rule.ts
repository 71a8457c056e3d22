/** The shape of a lint rule. */
import type { Step } from "../steps.ts";
import type { Evidence } from "../syntax/grammar.ts";
import type { Workout } from "../syntax/parse.ts";
import { type Span, spanOfWords, textOf } from "../syntax/span.ts";
import type { TokenKind } from "../syntax/token.ts";
import type { Token } from "../syntax/tokenize.ts";
import type { Edit } from "./edits/edit.ts";
import type { LineNode, NoteNode, RepeatNode, SectionNode, StepNode } from "./nodes.ts";

/** error: something written is lost or changed. warning: doubtful or unproven. info: right, but worth knowing. */
export type Severity = "error" | "warning" | "info";

/** One mistake that Intervals.icu stores without complaint, and reads in another way than its writer means. */
export interface Rule {
  id: string;
  severity: Severity;
  /** How well it is known that the server behaves so, and the section of docs/intervals-api.md that says it. */
  evidence: Evidence;
  source: `§${string}`;
  /** What the server does; a message says it after the words found. */
  effect: string;
  /** What to write instead; the guide prints it. */
  help: string;
  example: Example;
  check: Checks;
  /** The corrected line, with everything else that is wrong in it. Absent where a finding is only worth knowing. */
  fix?(node: LineNode): Edit;
}

/** `good`: what the fix makes of `bad`; absent where only the writer knows. */
export interface Example {
  sport: string;
  bad: string;
  good?: string;
}

/** What a rule looks at. Of a token the first rule that finds something reports it; of anything else, all rules do. */
export type Checks = {
  [Kind in TokenKind]?: (token: Extract<Token, { kind: Kind }>, step: StepNode) => Verdict;
} & {
  /** After the rules for the kind of token. */
  anyToken?: (token: Token, step: StepNode) => Verdict;
  step?: (step: StepNode) => Report;
  /** The step that the server reads from a line. */
  read?: (read: Step, step: StepNode) => boolean;
  /** A step line that says nothing but `3x`. */
  bullet?: (step: StepNode) => Report;
  repeat?: (repeat: RepeatNode) => Report;
  section?: (section: SectionNode) => Report;
  note?: (note: NoteNode) => Report;
  workout?: (workout: Workout) => boolean;
};

/** Whether a token is a finding; with an `effect` where the case knows more than its rule. */
export type Verdict = boolean | { effect: string };

/** Whether a line is a finding as a whole, or else what of it is. */
export type Report = boolean | readonly Diagnostic[];

export interface Diagnostic {
  span: Span;
  /** The words found, as the message quotes them. */
  text: string;
  /** Instead of that of the rule. */
  effect?: string;
}

/** A finding about a line as a whole. */
export function atLine({ line }: LineNode, effect?: string): Diagnostic {
  return { span: line.span, text: textOf(line.source, line.span), ...(effect !== undefined && { effect }) };
}

/** A finding about some words of a step; about all of them by default. */
export function atWords({ line }: StepNode, range?: { first: number; next: number }): Diagnostic {
  const { words } = line.body;
  const span = spanOfWords(
    { line: line.span.line, source: line.source, words },
    range ?? { first: 0, next: words.length },
  );
  return { span, text: textOf(line.source, span) };
}
