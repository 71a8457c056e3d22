import { printHeader } from "../../print/print.ts";
import { indentOf, kindAt, type LintContext, nextNonBlank, sourceAt } from "../context.ts";
import { openRepeat, type RepeatNode } from "../nodes.ts";
import type { Edit } from "./edit.ts";
import { nestedRepeatAt } from "./nesting.ts";

/** The header of a repeat with the blank lines that it needs, and without those that separate it from its steps. */
export function rewriteRepeat(node: RepeatNode): Edit {
  const { line, index, context } = node;
  const before = kindAt(context, index - 1);
  const blankBefore = (before === "step" && innerRepeat(node) === null) || before === "note" || before === "section";
  return { blankBefore, ...(isEmptyRepeat(node) ? withStepsBelow(node) : { lines: [line.text] }) };
}

/** Whether there is no step directly below a repeat. */
export function isEmptyRepeat({ index, context }: RepeatNode): boolean {
  const after = kindAt(context, index + 1);
  return after !== "step" && after !== "repeat";
}

/** The correction of a repeat within another one; null if it is not nested. */
export function innerRepeat({ line, index, context }: RepeatNode): Edit | null {
  const outer = openRepeat(line);
  if (outer === null || indentOf(context, index) < (outer.column ?? 1)) return null;
  const nested = nestedRepeatAt({ index, reps: line.reps, context });
  const isLast = kindAt(context, (nested?.last ?? index) + 1) !== "step";
  return kindAt(context, index - 1) === "repeat" && isLast ? null : nested;
}

/** Replaces two repeats without a step between them by their product. The edit is that of the outer one, a line above. */
export function productOfRepeats({ line, index }: RepeatNode): Edit {
  const outer = openRepeat(line)?.reps ?? 1;
  return { lines: [printHeader({ text: line.text, reps: outer * line.reps })], last: index };
}

/** Removes blank lines between a repeat and its steps, or moves the note between them above the repeat. */
function withStepsBelow({ line, index, context }: RepeatNode): Edit {
  const header = line.text;
  const next = nextNonBlank(context, index);
  if (kindAt(context, next) === "step") {
    const [steps, last] = context.hasOnlySpacedSteps ? stepsFrom(context, next) : [[], next];
    return steps.length > 1 ? { lines: [header, ...steps], last } : { lines: [header], last: next - 1 };
  }
  const labelled = withLabelsAsCues({ line, index, context });
  if (labelled !== null) return labelled;
  const hasNoteBetween = kindAt(context, index + 1) === "note" && kindAt(context, index + 2) === "step";
  if (!hasNoteBetween) return { lines: null };
  return { lines: [sourceAt(context, index + 1).trim(), "", header], last: index + 1 };
}

/** The steps from `first` that only blank lines separate, and the index of the last one. */
function stepsFrom(context: LintContext, first: number): [steps: string[], last: number] {
  const steps: string[] = [];
  let last = first;
  for (let i = first; kindAt(context, i) === "step"; i = nextNonBlank(context, i)) {
    steps.push(sourceAt(context, i).trim());
    last = i;
  }
  return [steps, last];
}

const LABEL = /^\s*(\p{L}[\p{L} ]{0,30}):\s*$/u;

/** The correction of a repeat whose steps are each below a line such as `Hard:`, which becomes the cue; null for others. */
function withLabelsAsCues({ line, index, context }: Pick<RepeatNode, "line" | "index" | "context">): Edit | null {
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
