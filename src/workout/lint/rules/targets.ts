/** Rules for percentages, zones and other targets. */
import { isZone } from "../../syntax/step-line.ts";
import { isDurationOrDistance, isTarget, type PercentForm, type Reading, type ZoneForm } from "../../syntax/token.ts";
import type { Token } from "../../syntax/tokenize.ts";
import { rewriteLine } from "../edits/rewrite-line.ts";
import { isIntendedAsDurationOrDistance } from "../intent/intended-body.ts";
import type { StepNode } from "../nodes.ts";
import { atWords, type Rule } from "../rule.ts";

export const TARGET_RULES = [
  {
    id: "bare-target",
    severity: "error",
    evidence: "live",
    source: "§5.4",
    effect: "is read as power: 0 W and no load",
    help: "`75%` and `Z2` without a word mean power in every sport. Add `Pace`, `HR` or `LTHR`.",
    example: { sport: "Run", bad: "- 20m 75%", good: "- 20m 75% Pace" },
    check: {
      percent: (token, step) => isBare(token, step),
      zone: (token, step) => isBare(token, step),
      quantity: ({ unit }, { context }) => unit === "w" && context.family === "swim",
    },
    fix: rewriteLine,
  },
  {
    id: "domain-word",
    severity: "error",
    evidence: "inferred",
    source: "§5.4",
    effect: "is read as a percentage or zone of power",
    help: "Write exactly `HR` (% of maximum), `LTHR` or `Pace` directly after the number. With any other word the target is power.",
    example: { sport: "Run", bad: "- 20m 75% of max HR", good: "- 20m 75% HR" },
    check: {
      percent: ({ flaw }) => flaw === "word",
      zone: ({ flaw }) => flaw === "word",
    },
    fix: rewriteLine,
  },
  {
    id: "domain-first",
    severity: "error",
    evidence: "inferred",
    source: "§5.4",
    effect: "is not read as that target: the word comes before the number",
    help: "Write the number first: `Z2 HR`, `4:30/km Pace`.",
    example: { sport: "Run", bad: "- 45m HR Z2", good: "- 45m Z2 HR" },
    check: {
      "word-first": () => true,
    },
    fix: rewriteLine,
  },
  {
    id: "unknown-reference",
    severity: "error",
    evidence: "live",
    source: "§5.4",
    effect: "is not a target",
    help: "There are no percentages of MAP or of heart rate reserve. `% MMP` is a percentage of the best effort over a duration.",
    example: { sport: "Ride", bad: "- 3m 110% MAP" },
    check: {
      percent: ({ flaw }) => flaw === "unknown",
    },
    fix: rewriteLine,
  },
  {
    id: "bpm",
    severity: "warning",
    evidence: "claimed",
    source: "§5.4",
    effect: "is not confirmed to work, and has been exported as a percentage",
    help: "Write heart rates as `% LTHR` or `% HR`.",
    example: { sport: "Run", bad: "- 20m 145bpm" },
    check: {
      quantity: ({ canonical }) => canonical === "bpm",
    },
    fix: rewriteLine,
  },
  {
    id: "spm",
    severity: "warning",
    evidence: "claimed",
    source: "§5.4",
    effect: "has a unit that is not confirmed to work",
    help: "Write cadence in `rpm`, in every sport.",
    example: { sport: "Run", bad: "- 10m 75% Pace 180spm", good: "- 10m 75% Pace 180rpm" },
    check: {
      quantity: ({ unit }) => unit === "spm",
    },
    fix: rewriteLine,
  },
  {
    id: "sweet-spot",
    severity: "warning",
    evidence: "claimed",
    source: "§5.4",
    effect: "is not confirmed to work",
    help: "Write sweet spot as percentages.",
    example: { sport: "Ride", bad: "- 20m SS", good: "- 20m 84-97%" },
    check: {
      "sweet-spot": () => true,
    },
    fix: rewriteLine,
  },
  {
    id: "zone-spelling",
    severity: "error",
    evidence: "inferred",
    source: "§5.4",
    effect: "is text, not a target",
    help: "Write zones as `Z2` and ranges of zones as `Z2-Z3`. `Zone 2` is text.",
    example: { sport: "Ride", bad: "- 45m Zone 2", good: "- 45m Z2" },
    check: {
      zone: ({ flaw }) => flaw === "spelling",
    },
    fix: rewriteLine,
  },
  {
    id: "missing-space",
    severity: "error",
    evidence: "inferred",
    source: "§5.4",
    effect: "is not confirmed to work: there is no space before the word",
    help: "Put a space between the number and the word: `90% LTHR`.",
    example: { sport: "Run", bad: "- 20m 90%LTHR", good: "- 20m 90% LTHR" },
    check: {
      percent: ({ flaw }) => flaw === "attached",
    },
    fix: rewriteLine,
  },
  {
    id: "range-word",
    severity: "error",
    evidence: "live",
    source: "§5.4",
    effect: "is read as its last value only",
    help: "Write a range with a hyphen. In `50% to 75%` only the last value counts.",
    example: { sport: "Ride", bad: "- 10m ramp 50% to 75%", good: "- 10m ramp 50-75%" },
    check: {
      quantity: ({ flaw }) => flaw === "joiner",
      percent: ({ flaw }) => flaw === "joiner",
      zone: ({ flaw }) => flaw === "joiner",
      pace: ({ flaw }) => flaw === "joiner",
    },
    fix: rewriteLine,
  },
  {
    id: "sign-before-number",
    severity: "warning",
    evidence: "inferred",
    source: "§5.4",
    effect: "has a sign before the number",
    help: "Put nothing directly before a number: not `@60%`, not `(60%)`.",
    example: { sport: "Ride", bad: "- 10m @60%", good: "- 10m 60%" },
    check: {
      anyToken: ({ first, endsCue }, { line }) => endsCue && line.body.words[first]?.hasSign === true,
    },
    fix: rewriteLine,
  },
  {
    id: "target-first",
    severity: "warning",
    evidence: "live",
    source: "§5.2",
    effect: "comes before the duration; the cue may be lost",
    help: "Write the duration first, then the target. A zone before the duration also deletes the cue.",
    example: { sport: "Ride", bad: "- Easy Z2 spin 45m", good: "- Easy spin 45m Z2" },
    check: {
      step: (step) => earlyTargets(step).map((token) => atWords(step, token)),
    },
    fix: rewriteLine,
  },
  {
    id: "last-wins",
    severity: "error",
    evidence: "live",
    source: "§5.2",
    effect: "is overwritten by a later value in the same step",
    help: "If a step has two values of a kind, the last one counts.",
    example: { sport: "Ride", bad: "- 10m 60% 65%", good: "- 10m 65%" },
    check: {
      step: (step) => overwrittenTargets(step).map((token) => atWords(step, token)),
    },
    fix: rewriteLine,
  },
] as const satisfies readonly Rule[];

/** In a run or swim, a percentage or zone without a word is not intended as power. */
function isBare({ reference, flaw }: PercentForm | ZoneForm, { context }: StepNode): boolean {
  return reference === null && flaw === null && !context.expectsPower;
}

/** The targets before the duration or distance. */
function earlyTargets({ line, intendedBody }: StepNode): readonly Token[] {
  const { tokens } = line.body;
  if (tokens[0] === undefined || tokens[0].reads.some(isDurationOrDistance)) return [];
  const firstDuration = intendedBody().tokens.find(isIntendedAsDurationOrDistance)?.first ?? 0;
  return tokens.filter(({ first, reads }) => first < firstDuration && reads.some(isTarget));
}

/**
 * The targets that a later one replaces. Not reported if the line has two durations, because then each step has its own
 * target; nor for a zone before a percentage, which may be its label.
 */
function overwrittenTargets({ line, intendedBody }: StepNode): readonly Token[] {
  const targets = line.body.tokens.filter(({ reads }) => reads[0] !== undefined && "target" in reads[0]);
  if (targets.length < 2 || intendedBody().tokens.filter(isIntendedAsDurationOrDistance).length > 1) return [];
  const last = new Map<Reading["kind"], Token>();
  for (const token of targets) for (const { kind } of token.reads) last.set(kind, token);
  return targets.filter((token) => {
    const [target] = token.reads;
    const winner = target && last.get(target.kind);
    if (target === undefined || winner === token) return false;
    return !isZone(target) || winner?.reads.some(isZone) === true;
  });
}
