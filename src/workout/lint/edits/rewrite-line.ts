/** The corrected form of a line as a whole: every finding in a line has the same correction. */
import { printHeader } from "../../print/print.ts";
import { kindAt, nextFilled, sourceAt } from "../context.ts";
import { isGluedToRepeat, type LineNode, type NoteNode, type SectionNode } from "../nodes.ts";
import type { Edit } from "./edit.ts";
import { rewriteRepeat } from "./rewrite-repeat.ts";
import { rewriteStep } from "./rewrite-step.ts";

export function rewriteLine(node: LineNode): Edit {
  switch (node.kind) {
    case "step":
      return rewriteStep(node);
    case "repeat":
      return rewriteRepeat(node);
    case "section":
      return rewriteSection(node);
    case "note":
      return rewriteNote(node);
  }
}

/** A section with its steps directly beneath it, and a blank line between it and a repeat. */
function rewriteSection(node: SectionNode): Edit {
  return {
    lines: [node.line.source.trim()],
    blankBefore: isGluedToRepeat(node),
    ...(isApartFromSteps(node) && { last: nextFilled(node.context, node.index) - 1 }),
  };
}

/** A section with only blank lines between it and the next step. */
export function isApartFromSteps({ index, context }: SectionNode): boolean {
  const next = nextFilled(context, index);
  return next > index + 1 && kindAt(context, next) === "step";
}

/** What closes a bracket or a block of code. */
const PACKAGING = /^\s*[)\]}`]{1,5}\s*$/;

function rewriteNote(node: NoteNode): Edit {
  const { line, index, context, intent } = node;
  if (intent === null) {
    return { lines: PACKAGING.test(line.source) ? [] : [line.source], blankBefore: isGluedToRepeat(node) };
  }
  if (intent.as === "repeat-below") {
    const { reps, first } = intent;
    return {
      lines: [
        printHeader({ text: "", reps }),
        ...Array.from({ length: index - first }, (_, i) => sourceAt(context, first + i)),
      ],
      blankBefore: kindAt(context, first - 1) !== "blank",
      blankAfter: kindAt(context, index + 1) !== "blank",
      last: index,
    };
  }
  const { lines, isRepeat } = intent;
  return {
    lines,
    blankBefore: isGluedToRepeat(node) || (isRepeat && kindAt(context, index - 1) !== "blank"),
    blankAfter: isRepeat && (lines?.length ?? 0) > 1 && kindAt(context, index + 1) !== "blank",
  };
}
