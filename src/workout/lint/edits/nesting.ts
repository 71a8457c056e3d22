/** Repeats in repeats, which the language does not have: the inner one is written out. */
import { indentOf, kindAt, type LintContext, sourceAt } from "../context.ts";
import type { Edit } from "./edit.ts";

/** Nobody wants to read more lines. */
const MOST_LINES = 50;

/** The lines as often as they are done; null where there are none or too many. */
export function repeatLines(lines: readonly string[], reps: number): string[] | null {
  return lines.length === 0 || reps * lines.length > MOST_LINES
    ? null
    : Array.from({ length: reps }, () => lines).flat();
}

interface NestedRepeat {
  /** Of its header. */
  index: number;
  reps: number;
  context: LintContext;
}

/** In place of an inner header and the steps indented beneath it: these steps, as often as it says. */
export function nestedRepeatAt({ index, reps, context }: NestedRepeat): Edit | null {
  const indent = indentOf(context, index);
  let last = index;
  while (last - index <= MOST_LINES && kindAt(context, last + 1) === "step" && indentOf(context, last + 1) > indent) {
    last++;
  }
  const steps = Array.from({ length: last - index }, (_, i) => sourceAt(context, index + 1 + i).trim());
  const lines = repeatLines(steps, reps);
  return lines === null ? null : { lines, last };
}
