/** Rules for repeats. */
import { textOf } from "../../syntax/span.ts";
import { kindAt } from "../context.ts";
import type { Edit } from "../edits/edit.ts";
import { rewriteLine } from "../edits/rewrite-line.ts";
import { innerRepeat, isEmptyRepeat, productOfRepeats } from "../edits/rewrite-repeat.ts";
import { directlyFollowsRepeat, type NoteNode, type RepeatNode } from "../nodes.ts";
import { atLine, type Diagnostic, type Rule } from "../rule.ts";

export const REPEAT_RULES = [
  {
    id: "inline-repeat",
    severity: "error",
    evidence: "live",
    source: "§5.1",
    effect: "is read as text, and the step runs once",
    help: "A repeat is a separate line that ends in `4x`. Within a step it is text, and the step runs once.",
    example: { sport: "Run", bad: "- 4x 400mtr 105% Pace", good: "4x\n- 400mtr 105% Pace" },
    check: {
      repetition: () => true,
    },
    fix: rewriteLine,
  },
  {
    id: "bullet-repeat",
    severity: "error",
    evidence: "live",
    source: "§5.1",
    effect: "is dropped, and nothing is repeated",
    help: "Write a repeat line without a dash. With a dash it is a step without a duration.",
    example: { sport: "Ride", bad: "- 3x\n- 4m 105%\n- 3m 55%", good: "3x\n- 4m 105%\n- 3m 55%" },
    check: {
      bullet: () => true,
    },
    fix: rewriteLine,
  },
  {
    id: "repeat-nested",
    severity: "error",
    evidence: "guide",
    source: "§5.1",
    effect: "is directly above another repeat: only one of them counts",
    help: "Repeats cannot be nested. Multiply them or write out the inner one.",
    example: { sport: "Ride", bad: "3x\n4x\n- 30s 120%\n- 30s 50%", good: "12x\n- 30s 120%\n- 30s 50%" },
    check: {
      repeat: nestedRepeats,
    },
    fix: fixNested,
  },
  {
    id: "repeat-without-blank-line",
    severity: "error",
    evidence: "live",
    source: "§5.1",
    effect: "has no blank line before it: its steps run once",
    help: "Leave a blank line before a repeat. Without it the steps run once.",
    example: { sport: "Ride", bad: "- 10m 60%\n4x\n- 4m 105%\n- 3m 55%", good: "- 10m 60%\n\n4x\n- 4m 105%\n- 3m 55%" },
    check: {
      repeat: directlyFollowsStep,
    },
    fix: rewriteLine,
  },
  {
    id: "repeat-after-text",
    severity: "warning",
    evidence: "inferred",
    source: "§5.1",
    effect: "follows text without a blank line: its steps may run once",
    help: "Leave a blank line between a note or section and a repeat.",
    example: { sport: "Ride", bad: "Main set\n4x\n- 4m 105%\n- 3m 55%", good: "Main set\n\n4x\n- 4m 105%\n- 3m 55%" },
    check: {
      repeat: ({ context, index }) => ["note", "section"].includes(kindAt(context, index - 1)),
    },
    fix: rewriteLine,
  },
  {
    id: "repeat-empty",
    severity: "error",
    evidence: "live",
    source: "§5.1",
    effect: "has no step directly below it: nothing is repeated",
    help: "Write the steps of a repeat directly below it, without a blank line. Otherwise they run once.",
    example: { sport: "Ride", bad: "4x\n\n- 4m 105%\n- 3m 55%", good: "4x\n- 4m 105%\n- 3m 55%" },
    check: {
      repeat: isEmptyRepeat,
    },
    fix: rewriteLine,
  },
  {
    id: "repeat-unclosed",
    severity: "warning",
    evidence: "live",
    source: "§5.1",
    effect: "follows a repeat without a blank line: the repeat may run once or include it",
    help: "Leave a blank line after a repeat. Without it the repeat may merge with what follows.",
    example: {
      sport: "Ride",
      bad: "4x\n- 4m 105%\n- 3m 55%\nCooldown\n- 10m 50%",
      good: "4x\n- 4m 105%\n- 3m 55%\n\nCooldown\n- 10m 50%",
    },
    check: {
      section: directlyFollowsRepeat,
      note: directlyFollowsRepeat,
    },
    fix: rewriteLine,
  },
  {
    id: "repeat-spelling",
    severity: "error",
    evidence: "live",
    source: "§5.1",
    effect: "is a note: the steps below run once",
    help: "A repeat line ends in digits and `x`: `5x`, `Main Set 5x`. `5 times`, `x5`, `5×`, `5x:` and `**5x**` are not recognized.",
    example: { sport: "Ride", bad: "Repeat 5 times:\n- 1m 120%\n- 1m 50%", good: "5x\n- 1m 120%\n- 1m 50%" },
    check: {
      note: (note) => {
        if (note.intent?.as === "repeat-below") return [atFirstStep(note, note.intent.first)];
        return note.intent?.as === "repeat";
      },
    },
    fix: rewriteLine,
  },
] as const satisfies readonly Rule[];

function directlyFollowsStep(repeat: RepeatNode): boolean {
  return kindAt(repeat.context, repeat.index - 1) === "step" && innerRepeat(repeat) === null;
}

/** A repeat inside another one is reported at its own line, a repeat directly below another one at the line of that one. */
function nestedRepeats(repeat: RepeatNode): Diagnostic[] {
  if (innerRepeat(repeat) !== null) return [atLine(repeat, "is inside another repeat: only one of them counts")];
  const outer = repeat.context.lines[repeat.index - 1];
  return outer?.kind === "repeat" ? [{ span: outer.span, text: textOf(outer.source, outer.span) }] : [];
}

function fixNested(repeat: RepeatNode): Edit {
  return innerRepeat(repeat) ?? productOfRepeats(repeat);
}

/** `Repeat 5 times` is reported at the first of the steps above it. */
function atFirstStep(note: NoteNode, first: number): Diagnostic {
  const found = atLine(note, "is below its steps: they run once");
  return { ...found, span: { ...found.span, line: first + 1 } };
}
