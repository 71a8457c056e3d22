/** Repeats. */
import { textOf } from "../../syntax/span.ts";
import { kindAt } from "../context.ts";
import type { Edit } from "../edits/edit.ts";
import { rewriteLine } from "../edits/rewrite-line.ts";
import { innerRepeat, isEmptyRepeat, productOfRepeats } from "../edits/rewrite-repeat.ts";
import { isGluedToRepeat, type NoteNode, type RepeatNode } from "../nodes.ts";
import { atLine, type Diagnostic, type Rule } from "../rule.ts";

export const REPEAT_RULES = [
  {
    id: "inline-repeat",
    severity: "error",
    evidence: "live",
    source: "§5.1",
    effect: "is read as text: the step runs once",
    help: "A repeat is a line of its own, ending in `4x`; inside a step it is text and the step runs once.",
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
    help: "The repeat line has no dash; with one it is a step without a duration.",
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
    effect: "stands directly above another repeat: only one of them counts",
    help: "Repeats do not nest: multiply them, or write the inner one out.",
    example: { sport: "Ride", bad: "3x\n4x\n- 30s 120%\n- 30s 50%", good: "12x\n- 30s 120%\n- 30s 50%" },
    check: {
      repeat: nestedRepeats,
    },
    fix: fixNested,
  },
  {
    id: "repeat-glued",
    severity: "error",
    evidence: "live",
    source: "§5.1",
    effect: "has no empty line before it: its steps run once",
    help: "An empty line stands before a repeat, or its steps run once.",
    example: { sport: "Ride", bad: "- 10m 60%\n4x\n- 4m 105%\n- 3m 55%", good: "- 10m 60%\n\n4x\n- 4m 105%\n- 3m 55%" },
    check: {
      repeat: isGlued,
    },
    fix: rewriteLine,
  },
  {
    id: "repeat-after-text",
    severity: "warning",
    evidence: "inferred",
    source: "§5.1",
    effect: "follows text without an empty line: its steps may run once",
    help: "An empty line also stands between text or a section header and a repeat.",
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
    effect: "has no step directly beneath it: nothing is repeated",
    help: "The steps of a repeat stand directly beneath it, without an empty line between, or they run once.",
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
    effect: "follows a repeat without an empty line: the repeat may run once or swallow it",
    help: "An empty line stands after a repeat, or it merges with what follows.",
    example: {
      sport: "Ride",
      bad: "4x\n- 4m 105%\n- 3m 55%\nCooldown\n- 10m 50%",
      good: "4x\n- 4m 105%\n- 3m 55%\n\nCooldown\n- 10m 50%",
    },
    check: {
      section: isGluedToRepeat,
      note: isGluedToRepeat,
    },
    fix: rewriteLine,
  },
  {
    id: "repeat-spelling",
    severity: "error",
    evidence: "live",
    source: "§5.1",
    effect: "is a note: the steps below run once",
    help: "A repeat line ends in digits and `x`: `5x`, `Main Set 5x`. Not `5 times`, `x5`, `5×`, `5x:`, `**5x**`.",
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

function isGlued(repeat: RepeatNode): boolean {
  return kindAt(repeat.context, repeat.index - 1) === "step" && innerRepeat(repeat) === null;
}

/** A repeat inside another one, found at its own line; or directly beneath another one, found at the line of that one. */
function nestedRepeats(repeat: RepeatNode): Diagnostic[] {
  if (innerRepeat(repeat) !== null) return [atLine(repeat, "stands inside another repeat: only one of them counts")];
  const outer = repeat.context.lines[repeat.index - 1];
  return outer?.kind === "repeat" ? [{ span: outer.span, text: textOf(outer.source, outer.span) }] : [];
}

function fixNested(repeat: RepeatNode): Edit {
  return innerRepeat(repeat) ?? productOfRepeats(repeat);
}

/** `Repeat 5 times` is found where the steps above it begin. */
function atFirstStep(note: NoteNode, first: number): Diagnostic {
  const found = atLine(note, "stands below its steps: they run once");
  return { ...found, span: { ...found.span, line: first + 1 } };
}
