/** Rules for notes and sections. */
import { isSeparatedFromSteps, rewriteLine } from "../edits/rewrite-line.ts";
import type { Rule } from "../rule.ts";

export const NOTE_RULES = [
  {
    id: "no-dash",
    severity: "error",
    evidence: "live",
    source: "§5.1",
    effect: "is a note, not a step",
    help: "Begin a step with `-`. Every other line is a note.",
    example: { sport: "Ride", bad: "* 10m 60%", good: "- 10m 60%" },
    check: {
      note: ({ intent }) => intent?.as === "step",
    },
    fix: rewriteLine,
  },
  {
    id: "section-spelling",
    severity: "warning",
    evidence: "live",
    source: "§5.1",
    effect: "is a note: its steps are not marked",
    help: "Only the exact lines `Warmup` and `Cooldown` (also `Warm up`, `Cool-down`) mark their steps. `Warmup:` is a note.",
    example: { sport: "Ride", bad: "Warmup:\n- 10m 60%", good: "Warmup\n- 10m 60%" },
    check: {
      note: ({ intent }) => intent?.as === "section",
    },
    fix: rewriteLine,
  },
  {
    id: "section-empty",
    severity: "warning",
    evidence: "live",
    source: "§5.1",
    effect: "has no step directly below it: no step is marked",
    help: "Write the steps of a section directly below it, without a blank line.",
    example: { sport: "Ride", bad: "Warmup\n\n- 10m 60%", good: "Warmup\n- 10m 60%" },
    check: {
      section: isSeparatedFromSteps,
    },
    fix: rewriteLine,
  },
] as const satisfies readonly Rule[];
