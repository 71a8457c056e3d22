/** Rules for steps without a duration or distance, or with more than one. */
import { isLapPress } from "../../syntax/step-line.ts";
import { isDurationOrDistance } from "../../syntax/token.ts";
import type { Token } from "../../syntax/tokenize.ts";
import { rewriteLine } from "../edits/rewrite-line.ts";
import {
  continuedSeconds,
  type IntendedToken,
  isIntendedAsDurationOrDistance,
  isRestWord,
} from "../intent/intended-body.ts";
import type { StepNode } from "../nodes.ts";
import { atWords, type Diagnostic, type Rule } from "../rule.ts";

export const STEP_DURATION_RULES = [
  {
    id: "two-steps",
    severity: "error",
    evidence: "live",
    source: "§5.2",
    effect: "replaces the duration or distance before it: the line is one step, not two",
    help: "One line is one step. If it has two durations, the last one counts.",
    example: { sport: "Ride", bad: "- 4m 105%, 3m 55%", good: "- 4m 105%\n- 3m 55%" },
    check: {
      step: (step) => laterDurations(step, "same"),
    },
    fix: rewriteLine,
  },
  {
    id: "rest-suffix",
    severity: "warning",
    evidence: "live",
    source: "§5.5",
    effect: "adds its time to the step but does not create a rest step",
    help: "`200mtr 95% Pace 30s rest` adds the time but creates no rest step. Write the rest as a separate step.",
    example: { sport: "Swim", bad: "- 200mtr 95% Pace 30s rest", good: "- 200mtr 95% Pace\n- Rest 30s intensity=rest" },
    check: {
      step: (step) => laterDurations(step, "rest"),
    },
    fix: rewriteLine,
  },
  {
    id: "time-and-distance",
    severity: "warning",
    evidence: "inferred",
    source: "§5.2",
    effect: "follows another duration or distance: the time is added",
    help: "Give a step a duration or a distance. If it has both, the duration is added to the time of the distance.",
    example: { sport: "Run", bad: "- 1km 5m 70% Pace" },
    check: {
      step: (step) => laterDurations(step, "other"),
    },
    fix: rewriteLine,
  },
  {
    id: "split-time",
    severity: "error",
    evidence: "live",
    source: "§5.3",
    effect: "is read as its last part only",
    help: "Write a duration as one word: `1h30m`, not `1h 30m`.",
    example: { sport: "Ride", bad: "- 1h 30m 65%", good: "- 1h30m 65%" },
    check: {
      step: (step) => laterDurations(step, "split"),
    },
    fix: rewriteLine,
  },
  {
    id: "zero-duration",
    severity: "error",
    evidence: "live",
    source: "§5.2",
    effect: "is dropped: its duration or distance is zero",
    help: "Every step needs a duration or distance greater than zero.",
    example: { sport: "Ride", bad: "- 0s 60%" },
    check: {
      step: (step) => isDropped(step, "zero") && [atWords(step)],
    },
    fix: rewriteLine,
  },
  {
    id: "lap-without-duration",
    severity: "error",
    evidence: "live",
    source: "§5.2",
    effect: "is dropped: it has no duration or distance",
    help: "Write a nominal duration or distance with `press lap`.",
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
    effect: "is not a step: it has no duration or distance",
    help: "Begin only steps with a dash. A note has none.",
    example: { sport: "Ride", bad: "- Stay relaxed\n- 20m 75%" },
    check: {
      step: (step) => isDropped(step, "text") && [atWords(step)],
    },
    fix: rewriteLine,
  },
  {
    id: "no-duration",
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

/** The durations and distances that follow another one in their step and have this relation to it. */
function laterDurations(step: StepNode, relation: Relation): readonly Diagnostic[] {
  if (!hasSeveralDurations(step)) return [];
  const durations = step.intendedBody().tokens.filter(({ reads }) => reads.some(isDurationOrDistance));
  return durations.slice(1).flatMap((token, i) => {
    const previous = durations[i];
    if (previous === undefined || relationOf(token, { previous, step }) !== relation) return [];
    return [atWords(step, { first: relation === "split" ? previous.first : token.first, next: token.next })];
  });
}

function hasSeveralDurations({ line }: StepNode): boolean {
  let durations = 0;
  for (const { reads } of line.body.tokens) if (reads[0] !== undefined && isDurationOrDistance(reads[0])) durations++;
  return durations > 1;
}

interface Predecessor {
  previous: IntendedToken;
  step: StepNode;
}

function relationOf(token: IntendedToken, { previous, step }: Predecessor): Relation {
  if (continuedSeconds(previous, token) !== null) return "split";
  const kind = token.reads.find(isDurationOrDistance)?.kind;
  if (previous.reads.some((reading) => reading.kind === kind)) return "same";
  return isRestWord(step.line.body.words[token.next]?.core) ? "rest" : "other";
}

type Reason = "zero" | "lap" | "text" | "target";

/** Whether the server drops the step for this reason and no token is intended as its duration or distance. */
function isDropped({ line, intendedBody }: StepNode, reason: Reason): boolean {
  if (line.step !== null || reasonOf(line.body.tokens) !== reason) return false;
  return !intendedBody().tokens.some(
    (token) => !token.reads.some(isDurationOrDistance) && isIntendedAsDurationOrDistance(token),
  );
}

function reasonOf(tokens: readonly Token[]): Reason {
  if (tokens.some(({ reads }) => reads.some(isDurationOrDistance))) return "zero";
  if (tokens.some(({ reads }) => reads.some(isLapPress))) return "lap";
  return tokens.every(({ reads }) => reads.length === 0) ? "text" : "target";
}
