/** Writes out a repeat within a repeat, which the language does not support. */
import { indentOf, kindAt, type LintContext, sourceAt } from "../context.ts";
import type { Edit } from "./edit.ts";

/** A correction with more lines is not readable. This project's own limit. */
const MAX_LINES = 50;

/** The lines, `reps` times; null if there are none or too many. */
export function repeatLines(lines: readonly string[], reps: number): string[] | null {
  return lines.length === 0 || reps * lines.length > MAX_LINES
    ? null
    : Array.from({ length: reps }, () => lines).flat();
}

interface NestedRepeat {
  /** The index of the header of the inner repeat. */
  index: number;
  reps: number;
  context: LintContext;
}

/** Replaces an inner repeat and the steps indented below it by these steps, written out. Null if there are none or too many. */
export function nestedRepeatAt({ index, reps, context }: NestedRepeat): Edit | null {
  const indent = indentOf(context, index);
  let last = index;
  while (last - index <= MAX_LINES && kindAt(context, last + 1) === "step" && indentOf(context, last + 1) > indent) {
    last++;
  }
  const steps = Array.from({ length: last - index }, (_, i) => sourceAt(context, index + 1 + i).trim());
  const lines = repeatLines(steps, reps);
  return lines === null ? null : { lines, last };
}
