import type { Evidence } from "../syntax/grammar.ts";
import { type Edit, textOfEdit } from "./edits/edit.ts";
import type { Diagnostic, Severity } from "./rule.ts";
import type { KnownRule, RuleId } from "./rules.ts";

/** A place where Intervals.icu parses something other than the author intends. */
export interface Problem {
  /** Counted from 1. */
  line: number;
  /** Counted from 1, in UTF-16 code units. */
  column: number;
  severity: Severity;
  rule: RuleId;
  evidence: Evidence;
  message: string;
  /** The text that replaces the line, or the lines up to and including `endLine`. It may have several lines. */
  correction?: string;
  endLine?: number;
}

const MAX_QUOTE_LENGTH = 40;

/** `correction`: the edit of the line at which the problem is reported, and the text of that line. */
export function toProblem(
  { severity, id, evidence, effect, help }: KnownRule,
  { diagnostic, correction }: { diagnostic: Diagnostic; correction: { edit: Edit; source: string } | null },
): Problem {
  const { span, text } = diagnostic;
  const quote = text.length > MAX_QUOTE_LENGTH ? `${text.slice(0, MAX_QUOTE_LENGTH)}…` : text;
  const subject = quote === "" ? "" : `"${quote}" `;
  const corrected = correction === null ? null : textOfEdit(correction.edit, correction.source);
  const last = correction?.edit.last;
  return {
    line: span.line,
    column: span.column,
    severity,
    rule: id,
    evidence,
    message: `${subject}${diagnostic.effect ?? effect}. ${help}`,
    ...(corrected !== null && { correction: corrected }),
    ...(corrected !== null && last !== undefined && { endLine: last + 1 }),
  };
}
