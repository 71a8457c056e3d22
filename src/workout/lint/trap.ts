/** One mistake that Intervals.icu stores without complaint, and does otherwise than the writer meant. */
import type { Evidence } from "../syntax/grammar.ts";

/** error: something written is lost or changed. warning: doubtful or unproven. info: right, but worth knowing. */
export type Severity = "error" | "warning" | "info";

export interface Trap {
  severity: Severity;
  evidence: Evidence;
  /** What the server does, said after the words found. */
  does: string;
  /** The rule, as the guide states it. */
  rule: string;
  sport: string;
  wrong: string;
  /** What correcting makes of `wrong`; absent where only the writer knows. */
  right?: string;
}
