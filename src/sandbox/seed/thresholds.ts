import { daysBetween, type LocalDate } from "../local-date.ts";
import type { Thresholds } from "../recording/session.ts";
import { round } from "../samples.ts";
import type { Season } from "./training-plan.ts";

/** Settings change with a test, every eight weeks. */
const TEST_DAYS = 56;

/** The fitness of a day as a fraction of the anchor's: two years of slow progress with a wave per season. */
export const shapeOn = (season: Season, date: LocalDate): number => shapeAgo(daysBetween(date, season.anchor));

function shapeAgo(days: number): number {
  const ago = Math.min(730, Math.max(0, days));
  return 1 - 0.1 * (ago / 730) - 0.025 * (1 - Math.cos((ago / 182) * 2 * Math.PI)) * 0.5;
}

export function thresholdsOn(season: Season, date: LocalDate): Thresholds {
  const ago = Math.max(0, daysBetween(date, season.anchor));
  const shape = shapeAgo(Math.ceil(ago / TEST_DAYS) * TEST_DAYS);
  return {
    ftp: Math.round(228 * shape),
    wPrime: Math.round((16_400 * shape) / 100) * 100,
    pMax: Math.round(740 * shape),
    lthr: 168,
    maxHr: 186,
    restingHr: 47,
    runPace: round(3.8461538 * (0.3 + 0.7 * shape), 7),
    swimPace: round(1.1111112 * (0.4 + 0.6 * shape), 7),
    weight: round(61.4 + (1 - shape) * 30, 1),
  };
}
