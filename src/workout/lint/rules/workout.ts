/** A workout as a whole. */
import type { Step } from "../../steps.ts";
import type { Rule } from "../rule.ts";

const LONGEST_SECONDS = 12 * 3600;
const LONGEST_METERS = 300_000;

export const WORKOUT_RULES = [
  {
    id: "no-steps",
    severity: "warning",
    evidence: "live",
    source: "§5.2",
    effect: "There is no step",
    help: "A text without a single step is stored as a note: no steps, no duration, no load.",
    example: { sport: "Run", bad: "Run 40 minutes easy." },
    check: {
      workout: ({ steps }) => steps.length === 0,
    },
  },
  {
    id: "no-load",
    severity: "warning",
    evidence: "live",
    source: "§5.4",
    effect: "There is no target",
    help: "A workout in which no step has a target gets no load.",
    example: { sport: "Ride", bad: "- 10m" },
    check: {
      workout: ({ steps }) => steps.length > 0 && !steps.some(hasLoad),
    },
  },
  {
    id: "too-long",
    severity: "warning",
    evidence: "inferred",
    source: "§5.6",
    effect: "The whole is very long",
    help: "More than 12 hours or 300 km is rarely meant.",
    example: { sport: "Ride", bad: "- 13h 60%" },
    check: {
      workout: ({ duration, distance }) => duration > LONGEST_SECONDS || distance > LONGEST_METERS,
    },
  },
] as const satisfies readonly Rule[];

function hasLoad({ power, hr, pace, freeride, maxeffort, steps }: Step): boolean {
  const hasTarget = (power ?? hr ?? pace) !== undefined || freeride === true || maxeffort === true;
  return hasTarget || (steps?.some(hasLoad) ?? false);
}
