/** Rules for a workout as a whole. */
import type { Step } from "../../steps.ts";
import type { Rule } from "../rule.ts";

// This project's own limits.
const LONGEST_SECONDS = 12 * 3600;
const LONGEST_METERS = 300_000;

export const WORKOUT_RULES = [
  {
    id: "no-steps",
    severity: "warning",
    evidence: "live",
    source: "§5.2",
    effect: "The text has no steps",
    help: "A text without steps is stored as a note, without a duration and without a load.",
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
    effect: "The workout has no target",
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
    effect: "The workout is very long",
    help: "More than 12 hours or 300 km are rarely intended.",
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
