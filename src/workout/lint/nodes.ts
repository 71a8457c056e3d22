import type { RepeatBlock } from "../steps.ts";
import type { NoteLine, RepeatLine, SectionLine, StepLine } from "../syntax/parse.ts";
import { kindAt, type LintContext } from "./context.ts";
import { nestedRepeatAt } from "./edits/nesting.ts";
import { type IntendedBody, intendedBodyOf } from "./intent/intended-body.ts";
import { type IntendedLines, intendedLinesOf } from "./intent/intended-lines.ts";
import { type NoteIntent, noteIntentAt } from "./intent/note-intent.ts";

/** A line of a workout with what its author means, as rules see it. */
export type LineNode = StepNode | RepeatNode | SectionNode | NoteNode;

interface NodeBase {
  index: number;
  context: LintContext;
}

export interface StepNode extends NodeBase {
  kind: "step";
  line: StepLine;
  /** What the author means by the tokens. Calculated on demand. */
  intendedBody: () => IntendedBody;
  /** The lines that the author intended; null if only the author knows. Calculated on demand. */
  intendedLines: () => IntendedLines | null;
  /** The indentation of a bullet `- 3x` above; steps with a larger indentation are intended to be repeated. */
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
  /** Null if the line is intended as a note. */
  intent: NoteIntent | null;
}

/** All lines except blank ones. */
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

/** The intent is calculated on demand, because most lines have no problems. */
function stepNodeOf(line: StepLine, at: Pick<StepNode, "index" | "context" | "bulletIndent">): StepNode {
  const { index, context, bulletIndent } = at;
  let body: IntendedBody | undefined;
  let lines: IntendedLines | null | undefined;
  const intendedBody = () => {
    body ??= intendedBodyOf(line.body, context);
    return body;
  };
  const intendedLines = () => {
    if (lines === undefined) lines = intendedLinesOf(intendedBody(), context);
    return lines;
  };
  return { kind: "step", line, index, context, bulletIndent, intendedBody, intendedLines };
}

/** `- 3x`: a step line that contains only a repetition. */
export function isRepeatBullet({ line, intendedLines }: StepNode): boolean {
  if (!line.body.tokens.some(({ kind }) => kind === "repetition")) return false;
  const lines = intendedLines();
  return lines !== null && lines.header !== null && lines.steps.length === 0;
}

/** Replaces a bullet `- 3x` within a repeat by the indented steps below it, written out; null if it is not in a repeat. */
export function nestedBulletOf({ line, index, context, intendedLines }: StepNode) {
  return openRepeat(line) === null ? null : nestedRepeatAt({ index, reps: intendedLines()?.reps ?? 1, context });
}

/** The repeat that is open at the beginning of a line. */
export function openRepeat({ within }: LineNode["line"]): RepeatBlock | null {
  return typeof within === "object" ? within : null;
}

/** Whether a note or section is directly below the steps of a repeat. */
export function directlyFollowsRepeat({ line, index, context }: LineNode): boolean {
  return openRepeat(line) !== null && kindAt(context, index - 1) === "step";
}

/** Whether a warm-up or cool-down is in a repeat after another step. */
export function isWarmupOrCooldownInRepeat({ line }: StepNode): boolean {
  const block = openRepeat(line);
  return block !== null && block.steps[0] !== line.step && /^(cool|warm)[ -]?(down|up)\b/i.test(line.step?.text ?? "");
}
