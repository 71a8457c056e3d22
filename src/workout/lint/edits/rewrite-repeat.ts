/** The line of a repeat with the blank lines that it needs around it, and without those that it must not have. */
import { printHeader } from "../../print/print.ts";
import { indentOf, kindAt, type LintContext, nextFilled, sourceAt } from "../context.ts";
import { openRepeat, type RepeatNode } from "../nodes.ts";
import type { Edit } from "./edit.ts";
import { nestedRepeatAt } from "./nesting.ts";

export function rewriteRepeat(node: RepeatNode): Edit {
  const { line, index, context } = node;
  const before = kindAt(context, index - 1);
  const blankBefore = (before === "step" && innerRepeat(node) === null) || before === "note" || before === "section";
  return { blankBefore, ...(isEmptyRepeat(node) ? closedUp(node) : { lines: [line.text] }) };
}

/** A repeat without a step directly beneath it. */
export function isEmptyRepeat({ index, context }: RepeatNode): boolean {
  const after = kindAt(context, index + 1);
  return after !== "step" && after !== "repeat";
}

/** A repeat among the steps of another one, or above them with steps behind its own: written out. */
export function innerRepeat({ line, index, context }: RepeatNode): Edit | null {
  const outer = openRepeat(line);
  if (outer === null || indentOf(context, index) < (outer.column ?? 1)) return null;
  const nested = nestedRepeatAt({ index, reps: line.reps, context });
  const isLast = kindAt(context, (nested?.last ?? index) + 1) !== "step";
  return kindAt(context, index - 1) === "repeat" && isLast ? null : nested;
}

/** Two repeats without a step between them are meant as their product. The edit is that of the outer one, a line above. */
export function productOfRepeats({ line, index }: RepeatNode): Edit {
  const outer = openRepeat(line)?.reps ?? 1;
  return { lines: [printHeader({ text: line.text, reps: outer * line.reps })], last: index };
}

/** A repeat without the blank lines between it and its steps, or with the note between them above it. */
function closedUp({ line, index, context }: RepeatNode): Edit {
  const header = line.text;
  const next = nextFilled(context, index);
  if (kindAt(context, next) === "step") {
    const [steps, last] = context.isLoose ? stepsFrom(context, next) : [[], next];
    return steps.length > 1 ? { lines: [header, ...steps], last } : { lines: [header], last: next - 1 };
  }
  const labelled = withLabels({ line, index, context });
  if (labelled !== null) return labelled;
  const isBehindNote = kindAt(context, index + 1) === "note" && kindAt(context, index + 2) === "step";
  if (!isBehindNote) return { lines: null };
  return { lines: [sourceAt(context, index + 1).trim(), "", header], last: index + 1 };
}

/** Steps with nothing but blank lines between them, and the index of the last one. */
function stepsFrom(context: LintContext, first: number): [steps: string[], last: number] {
  const steps: string[] = [];
  let last = first;
  for (let i = first; kindAt(context, i) === "step"; i = nextFilled(context, i)) {
    steps.push(sourceAt(context, i).trim());
    last = i;
  }
  return [steps, last];
}

const LABEL = /^\s*(\p{L}[\p{L} ]{0,30}):\s*$/u;

/** A repeat in which every step is below a line such as `Hard:`, which becomes its cue. */
function withLabels({ line, index, context }: Pick<RepeatNode, "line" | "index" | "context">): Edit | null {
  const lines = [line.text];
  let last = index;
  for (;;) {
    const [label] = LABEL.exec(sourceAt(context, last + 1))?.slice(1) ?? [];
    const kinds = [1, 2, 3].map((below) => kindAt(context, last + below));
    if (label === undefined || kinds[0] !== "note" || kinds[1] !== "step" || kinds[2] === "step") break;
    lines.push(
      sourceAt(context, last + 2)
        .trim()
        .replace(/^-\s*/, `- ${label} `),
    );
    last += 2;
  }
  return lines.length > 2 ? { lines, last } : null;
}
