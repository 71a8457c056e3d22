/** A step that has no duration or distance, or more than one. */
import { isLapPress } from "../../syntax/step-line.ts";
import { isExtent } from "../../syntax/token.ts";
import type { Token } from "../../syntax/tokenize.ts";
import { rewriteLine } from "../edits/rewrite-line.ts";
import { continuedSeconds, type IntendedToken, isRestWord, meansExtent } from "../intent/intended-body.ts";
import type { StepNode } from "../nodes.ts";
import { atWords, type Diagnostic, type Rule } from "../rule.ts";

export const EXTENT_RULES = [
  {
    id: "two-steps",
    severity: "error",
    evidence: "live",
    source: "§5.2",
    effect: "takes the place of the duration before it: one step, not two",
    help: "One line is one step: of two durations the last one counts.",
    example: { sport: "Ride", bad: "- 4m 105%, 3m 55%", good: "- 4m 105%\n- 3m 55%" },
    check: {
      step: (step) => secondExtents(step, "same"),
    },
    fix: rewriteLine,
  },
  {
    id: "rest-suffix",
    severity: "warning",
    evidence: "live",
    source: "§5.5",
    effect: "adds its time to the step and makes no rest step",
    help: "`200mtr 95% Pace 30s rest` adds the time but makes no rest step; write the rest as its own step.",
    example: { sport: "Swim", bad: "- 200mtr 95% Pace 30s rest", good: "- 200mtr 95% Pace\n- Rest 30s intensity=rest" },
    check: {
      step: (step) => secondExtents(step, "rest"),
    },
    fix: rewriteLine,
  },
  {
    id: "time-and-distance",
    severity: "warning",
    evidence: "inferred",
    source: "§5.2",
    effect: "stands beside another extent: the time is added",
    help: "A step has a duration or a distance; with both, the time is added to that of the distance.",
    example: { sport: "Run", bad: "- 1km 5m 70% Pace" },
    check: {
      step: (step) => secondExtents(step, "other"),
    },
    fix: rewriteLine,
  },
  {
    id: "split-time",
    severity: "error",
    evidence: "live",
    source: "§5.3",
    effect: "is read as its last part only",
    help: "A time is one word: `1h30m`, not `1h 30m`.",
    example: { sport: "Ride", bad: "- 1h 30m 65%", good: "- 1h30m 65%" },
    check: {
      step: (step) => secondExtents(step, "split"),
    },
    fix: rewriteLine,
  },
  {
    id: "zero-extent",
    severity: "error",
    evidence: "live",
    source: "§5.2",
    effect: "is dropped: it lasts nothing",
    help: "Every step needs a duration or distance above zero.",
    example: { sport: "Ride", bad: "- 0s 60%" },
    check: {
      step: (step) => isDropped(step, "zero") && [atWords(step)],
    },
    fix: rewriteLine,
  },
  {
    id: "lap-without-extent",
    severity: "error",
    evidence: "live",
    source: "§5.2",
    effect: "is dropped: it has no duration",
    help: "`press lap` needs a nominal duration or distance beside it.",
    example: { sport: "Run", bad: "- Press lap Z2 HR", good: "- 1m Z2 HR press lap" },
    check: {
      step: (step) => isDropped(step, "lap") && [atWords(step)],
    },
    fix: rewriteLine,
  },
  {
    id: "text-bullet",
    severity: "warning",
    evidence: "live",
    source: "§5.2",
    effect: "is no step: it has no duration or distance",
    help: "A dash makes a step; a note has none.",
    example: { sport: "Ride", bad: "- Stay relaxed\n- 20m 75%" },
    check: {
      step: (step) => isDropped(step, "text") && [atWords(step)],
    },
    fix: rewriteLine,
  },
  {
    id: "no-extent",
    severity: "error",
    evidence: "live",
    source: "§5.2",
    effect: "is dropped: it has no duration or distance",
    help: "Every step needs a duration or distance.",
    example: { sport: "Ride", bad: "- Easy spin 60%" },
    check: {
      step: (step) => isDropped(step, "target") && [atWords(step)],
    },
    fix: rewriteLine,
  },
] as const satisfies readonly Rule[];

type Relation = "split" | "same" | "rest" | "other";

/** Durations and distances that follow another one in their step, by what they are to it. */
function secondExtents(step: StepNode, relation: Relation): readonly Diagnostic[] {
  if (!hasSecondExtent(step)) return [];
  const extents = step.meant().tokens.filter(({ reads }) => reads.some(isExtent));
  return extents.slice(1).flatMap((token, i) => {
    const previous = extents[i];
    if (previous === undefined || relationOf(token, previous, step) !== relation) return [];
    return [atWords(step, { first: relation === "split" ? previous.first : token.first, next: token.next })];
  });
}

function hasSecondExtent({ line }: StepNode): boolean {
  let extents = 0;
  for (const { reads } of line.body.tokens) if (reads[0] !== undefined && isExtent(reads[0])) extents++;
  return extents > 1;
}

function relationOf(token: IntendedToken, previous: IntendedToken, { line }: StepNode): Relation {
  if (continuedSeconds(previous, token) !== null) return "split";
  const kind = token.reads.find(isExtent)?.kind;
  if (previous.reads.some((reading) => reading.kind === kind)) return "same";
  return isRestWord(line.body.words[token.next]?.core) ? "rest" : "other";
}

type Reason = "zero" | "lap" | "text" | "target";

/** Whether the server drops the step for this reason, and no token was meant for its duration or distance. */
function isDropped({ line, meant }: StepNode, reason: Reason): boolean {
  if (line.step !== null || reasonOf(line.body.tokens) !== reason) return false;
  return !meant().tokens.some((token) => !token.reads.some(isExtent) && meansExtent(token));
}

function reasonOf(tokens: readonly Token[]): Reason {
  if (tokens.some(({ reads }) => reads.some(isExtent))) return "zero";
  if (tokens.some(({ reads }) => reads.some(isLapPress))) return "lap";
  return tokens.every(({ reads }) => reads.length === 0) ? "text" : "target";
}
