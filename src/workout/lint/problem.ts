/** What a rule finds, as it is told to the writer. */
import type { Evidence } from "../syntax/grammar.ts";
import { type Edit, textOfEdit } from "./edits/edit.ts";
import type { Diagnostic, Severity } from "./rule.ts";
import type { KnownRule, RuleId } from "./rules.ts";

/** What Intervals.icu does otherwise than the writer means, and the text that says it right. */
export interface Problem {
  /** Counted from 1; columns in UTF-16 code units. */
  line: number;
  column: number;
  severity: Severity;
  rule: RuleId;
  evidence: Evidence;
  message: string;
  /** The text to put in place of the line, or of the lines up to `endLine`. It may have several lines itself. */
  correction?: string;
  endLine?: number;
}

const LONGEST_QUOTE = 40;

/** `edit`: of the line at which the problem is reported, which reads `source`. */
export function toProblem(
  { severity, id, evidence, effect, help }: KnownRule,
  diagnostic: Diagnostic,
  correction: { edit: Edit; source: string } | null,
): Problem {
  const { span, text } = diagnostic;
  const quote = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
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
