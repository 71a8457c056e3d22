/** Notes and sections. */
import { isApartFromSteps, rewriteLine } from "../edits/rewrite-line.ts";
import type { Rule } from "../rule.ts";

export const NOTE_RULES = [
  {
    id: "no-dash",
    severity: "error",
    evidence: "live",
    source: "§5.1",
    effect: "is a note, not a step",
    help: "A step begins with `-`; every other line is a note.",
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
    help: "Only the exact lines `Warmup` and `Cooldown` (also `Warm up`, `Cool-down`) mark their steps; `Warmup:` is a note.",
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
    effect: "has no step directly beneath it: none is marked",
    help: "The steps of a section stand directly beneath it, without an empty line between.",
    example: { sport: "Ride", bad: "Warmup\n\n- 10m 60%", good: "Warmup\n- 10m 60%" },
    check: {
      section: isApartFromSteps,
    },
    fix: rewriteLine,
  },
] as const satisfies readonly Rule[];
