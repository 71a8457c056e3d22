import { printHeader } from "../../print/print.ts";
import { kindAt, nextNonBlank, sourceAt } from "../context.ts";
import { directlyFollowsRepeat, type LineNode, type NoteNode, type SectionNode } from "../nodes.ts";
import type { Edit } from "./edit.ts";
import { rewriteRepeat } from "./rewrite-repeat.ts";
import { rewriteStep } from "./rewrite-step.ts";

/** The correction of a whole line. All findings in a line share it. */
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

/** Moves the steps of a section directly below it, and inserts a blank line after a repeat. */
function rewriteSection(node: SectionNode): Edit {
  return {
    lines: [node.line.source.trim()],
    blankBefore: directlyFollowsRepeat(node),
    ...(isSeparatedFromSteps(node) && { last: nextNonBlank(node.context, node.index) - 1 }),
  };
}

/** Whether there are only blank lines between a section and the next step. */
export function isSeparatedFromSteps({ index, context }: SectionNode): boolean {
  const next = nextNonBlank(context, index);
  return next > index + 1 && kindAt(context, next) === "step";
}

/** A closing bracket, or the end of a code block. */
const CLOSING_PUNCTUATION = /^\s*[)\]}`]{1,5}\s*$/;

function rewriteNote(node: NoteNode): Edit {
  const { line, index, context, intent } = node;
  if (intent === null) {
    return {
      lines: CLOSING_PUNCTUATION.test(line.source) ? [] : [line.source],
      blankBefore: directlyFollowsRepeat(node),
    };
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
    blankBefore: directlyFollowsRepeat(node) || (isRepeat && kindAt(context, index - 1) !== "blank"),
    blankAfter: isRepeat && (lines?.length ?? 0) > 1 && kindAt(context, index + 1) !== "blank",
  };
}
