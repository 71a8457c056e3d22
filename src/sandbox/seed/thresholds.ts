import { daysBetween, type LocalDate } from "../local-date.ts";
import type { Thresholds } from "../recording/session.ts";
import { round } from "../samples.ts";
import type { TrainingPlan } from "./training-plan.ts";

/** The athlete tests, and changes the settings, every eight weeks. */
const TEST_DAYS = 56;

/**
 * Fitness on a day as a fraction of the fitness on the anchor: slow progress over two years, with a wave per race
 * cycle.
 */
export const relativeFitnessOn = (plan: TrainingPlan, date: LocalDate): number =>
  relativeFitnessAgo(daysBetween(date, plan.anchor));

function relativeFitnessAgo(days: number): number {
  const ago = Math.min(730, Math.max(0, days));
  return 1 - 0.1 * (ago / 730) - 0.025 * (1 - Math.cos((ago / 182) * 2 * Math.PI)) * 0.5;
}

/** The athlete's settings as they were on a day. */
export function thresholdsOn(plan: TrainingPlan, date: LocalDate): Thresholds {
  const ago = Math.max(0, daysBetween(date, plan.anchor));
  const fitness = relativeFitnessAgo(Math.ceil(ago / TEST_DAYS) * TEST_DAYS);
  return {
    ftp: Math.round(228 * fitness),
    wPrime: Math.round((16_400 * fitness) / 100) * 100,
    pMax: Math.round(740 * fitness),
    lthr: 168,
    maxHr: 186,
    restingHr: 47,
    runPace: round(3.8461538 * (0.3 + 0.7 * fitness), 7),
    swimPace: round(1.1111112 * (0.4 + 0.6 * fitness), 7),
    weight: round(61.4 + (1 - fitness) * 30, 1),
  };
}
