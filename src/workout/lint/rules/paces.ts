/** Rules for paces, speeds and named paces. */
import { rewriteLine } from "../edits/rewrite-line.ts";
import { isNameOnly } from "../intent/intended-body.ts";
import type { Rule } from "../rule.ts";

export const PACE_RULES = [
  {
    id: "pace-without-word",
    severity: "error",
    evidence: "live",
    source: "§5.4",
    effect: "is dropped: the step has no pace target",
    help: "Write the word `Pace` after a pace. Without it the pace is dropped.",
    example: { sport: "Run", bad: "- 1km 4:30/km", good: "- 1km 4:30/km Pace" },
    check: {
      pace: ({ flaw }) => flaw === "no-word",
    },
    fix: rewriteLine,
  },
  {
    id: "pace-unit",
    severity: "error",
    evidence: "live",
    source: "§5.4",
    effect: "is dropped: the step has no pace target",
    help: "The units of a pace are `/km /mi /100m /100y /250m /400m /500m`. With any other unit (`/100mtr`, `/mile`, `min/km`) the pace is dropped.",
    example: { sport: "Swim", bad: "- 100mtr 1:45/100mtr Pace", good: "- 100mtr 1:45/100m Pace" },
    check: {
      pace: ({ flaw }) => flaw === "unit",
    },
    fix: rewriteLine,
  },
  {
    id: "pace-unit-missing",
    severity: "info",
    evidence: "guide",
    source: "§5.4",
    effect: "has no unit",
    help: "A pace without a unit is read in the unit of the athlete's sport settings.",
    example: { sport: "Run", bad: "- 1km 4:30 Pace" },
    check: {
      pace: ({ flaw, hasUnit }) => flaw === null && !hasUnit,
    },
  },
  {
    id: "named-pace",
    severity: "error",
    evidence: "live",
    source: "§5.4",
    effect: "is text, not a target",
    help: "`CSS`, `threshold`, `5K pace`, `marathon pace` and `sweet spot` are text. Write a percentage: threshold and CSS are `100% Pace` (in a ride `100%`), 5K is about 107%, marathon about 94%.",
    example: { sport: "Swim", bad: "- 400mtr CSS pace", good: "- 400mtr 100% Pace" },
    check: {
      name: (token, { intendedBody }) => !isNameOnly(token, intendedBody()),
    },
    fix: rewriteLine,
  },
  {
    id: "speed",
    severity: "error",
    evidence: "inferred",
    source: "§5.4",
    effect: "is text, not a target",
    help: "There are no speed targets. Write the pace.",
    example: { sport: "Run", bad: "- 10m 12km/h", good: "- 10m 5:00/km Pace" },
    check: {
      speed: () => true,
    },
    fix: rewriteLine,
  },
] as const satisfies readonly Rule[];
