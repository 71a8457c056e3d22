import type { Evidence } from "../syntax/grammar.ts";
import { type Severity, TRAPS, type TrapId } from "./traps.ts";

/** What Intervals.icu will do otherwise than the writer means, and the line that says it right. */
export interface Problem {
  /** Counted from 1; columns are UTF-16 units. */
  line: number;
  column: number;
  severity: Severity;
  trap: TrapId;
  /** How well it is known that the server behaves so. */
  evidence: Evidence;
  message: string;
  /** The text to put in place of the line, or of the lines up to `endLine`; it may have several lines itself. */
  correction?: string;
  endLine?: number;
}

/** A trap found, before the correction of its line is known. */
export interface Finding {
  trap: TrapId;
  /** Index in the line. */
  at: number;
  found: string;
  /** Said instead of the trap's own words. */
  does?: string;
}

/** What is only worth knowing is not corrected. */
export function isCorrectable({ trap }: Finding): boolean {
  return TRAPS[trap].severity !== "info";
}

const LONGEST_QUOTE = 40;

export function toProblem({ trap, at, found, does }: Finding, line: number): Problem {
  const { severity, evidence, rule, does: usual } = TRAPS[trap];
  const quote = found.length > LONGEST_QUOTE ? `${found.slice(0, LONGEST_QUOTE)}…` : found;
  const subject = quote === "" ? "" : `"${quote}" `;
  return { line, column: at + 1, severity, trap, evidence, message: `${subject}${does ?? usual}. ${rule}` };
}
