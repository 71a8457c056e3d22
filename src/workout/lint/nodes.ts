/** The lines of a workout with what their writer means, as rules see them. */
import type { RepeatBlock } from "../steps.ts";
import type { NoteLine, RepeatLine, SectionLine, StepLine } from "../syntax/parse.ts";
import { kindAt, type LintContext } from "./context.ts";
import { nestedRepeatAt } from "./edits/nesting.ts";
import { type IntendedBody, intendedBodyOf } from "./intent/intended-body.ts";
import { type IntendedLines, intendedLinesOf } from "./intent/intended-lines.ts";
import { type NoteIntent, noteIntentAt } from "./intent/note-intent.ts";

export type LineNode = StepNode | RepeatNode | SectionNode | NoteNode;

interface NodeBase {
  index: number;
  context: LintContext;
}

export interface StepNode extends NodeBase {
  kind: "step";
  line: StepLine;
  /** What its tokens mean, and the lines that it should have been, null where only the writer knows. Both on demand. */
  meant: () => IntendedBody;
  intended: () => IntendedLines | null;
  /** The indentation of a bullet `- 3x` above, whose indented steps were meant to be repeated. */
  bulletIndent: number | null;
}

export interface RepeatNode extends NodeBase {
  kind: "repeat";
  line: RepeatLine;
}

export interface SectionNode extends NodeBase {
  kind: "section";
  line: SectionLine;
}

export interface NoteNode extends NodeBase {
  kind: "note";
  line: NoteLine;
  /** Null for a note that is meant as one. */
  intent: NoteIntent | null;
}

/** Every line but the blank ones. */
export function* nodesOf(context: LintContext): Generator<LineNode> {
  let bulletIndent: number | null = null;
  let index = -1;
  for (const line of context.lines) {
    index++;
    switch (line.kind) {
      case "step": {
        const node = stepNodeOf(line, { index, context, bulletIndent });
        yield node;
        if (isRepeatBullet(node) && nestedBulletOf(node) === null) bulletIndent = line.dash;
        break;
      }
      case "section":
        yield { kind: "section", line, index, context };
        break;
      case "repeat":
        yield { kind: "repeat", line, index, context };
        bulletIndent = null;
        break;
      case "note":
        yield { kind: "note", line, index, context, intent: noteIntentAt(index, context) };
        bulletIndent = null;
        break;
      case "blank":
        bulletIndent = null;
        break;
    }
  }
}

/** Most lines are flawless, so that nobody asks what they mean. */
function stepNodeOf(line: StepLine, at: Pick<StepNode, "index" | "context" | "bulletIndent">): StepNode {
  const { index, context, bulletIndent } = at;
  let body: IntendedBody | undefined;
  let lines: IntendedLines | null | undefined;
  const meant = () => {
    body ??= intendedBodyOf(line.body, context);
    return body;
  };
  const intended = () => {
    if (lines === undefined) lines = intendedLinesOf(meant(), context);
    return lines;
  };
  return { kind: "step", line, index, context, bulletIndent, meant, intended };
}

/** `- 3x`: a step line that says only how often to repeat. */
export function isRepeatBullet({ line, intended }: StepNode): boolean {
  if (!line.body.tokens.some(({ kind }) => kind === "repetition")) return false;
  const lines = intended();
  return lines !== null && lines.header !== null && lines.steps.length === 0;
}

/** In place of a bullet `- 3x` inside a repeat: the indented steps beneath it, written out. */
export function nestedBulletOf({ line, index, context, intended }: StepNode) {
  return openRepeat(line) === null ? null : nestedRepeatAt({ index, reps: intended()?.reps ?? 1, context });
}

/** The repeat that is open where a line begins. */
export function openRepeat({ within }: LineNode["line"]): RepeatBlock | null {
  return typeof within === "object" ? within : null;
}

/** A note or section directly beneath the steps of a repeat. */
export function isGluedToRepeat({ line, index, context }: LineNode): boolean {
  return openRepeat(line) !== null && kindAt(context, index - 1) === "step";
}

/** A cool-down or warm-up inside a repeat that has another step already. */
export function isSwallowed({ line }: StepNode): boolean {
  const block = openRepeat(line);
  return block !== null && block.steps[0] !== line.step && /^(cool|warm)[ -]?(down|up)\b/i.test(line.step?.text ?? "");
}
