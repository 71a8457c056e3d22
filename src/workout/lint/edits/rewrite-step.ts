import { kindAt } from "../context.ts";
import { isRepeatBullet, isWarmupOrCooldownInRepeat, nestedBulletOf, openRepeat, type StepNode } from "../nodes.ts";
import type { Edit } from "./edit.ts";
import { repeatLines } from "./nesting.ts";

/** A step line as its author intends it. */
export function rewriteStep(node: StepNode): Edit {
  const isBullet = isRepeatBullet(node);
  const nested = isBullet ? nestedBulletOf(node) : null;
  if (nested !== null) return nested;
  if (!isBullet && isDivider(node)) return { lines: [] };
  const edit = intendedEdit(node);
  return {
    ...edit,
    blankBefore: edit.blankBefore === true || isWarmupOrCooldownInRepeat(node),
    blankAfter: edit.blankAfter === true || leavesBullet(node),
  };
}

function intendedEdit({ line, index, context, intendedLines }: StepNode): Edit {
  const intended = intendedLines();
  if (intended === null) return { lines: null };
  const { header, reps, steps } = intended;
  if (header === null) return { lines: steps };
  if (openRepeat(line) !== null) return { lines: repeatLines(steps, reps) };
  return {
    lines: [header, ...steps],
    blankBefore: kindAt(context, index - 1) !== "blank",
    blankAfter: steps.length > 0 && kindAt(context, index + 1) !== "blank",
  };
}

/** `---`: a divider, which the language does not have. */
function isDivider({ line }: StepNode): boolean {
  return /^\s*--[-\s]*$/.test(line.source);
}

/** Whether a step is the last of those indented below a bullet `- 3x`. */
function leavesBullet({ line, index, context, bulletIndent }: StepNode): boolean {
  const next = context.lines[index + 1];
  return bulletIndent !== null && line.dash > bulletIndent && next?.kind === "step" && next.dash <= bulletIndent;
}
