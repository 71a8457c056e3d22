import { daysBetween, type LocalDate } from "../local-date.ts";
import type { Season } from "./training-plan.ts";

/** What an athlete's body could do on a day, as the settings of that day said. */
export interface Thresholds {
  readonly ftp: number;
  readonly wPrime: number;
  readonly pMax: number;
  readonly lthr: number;
  readonly maxHr: number;
  readonly restingHr: number;
  /** m/s */
  readonly runPace: number;
  /** m/s */
  readonly swimPace: number;
  readonly weight: number;
}

/** Settings change with a test, every eight weeks. */
const TEST_DAYS = 56;

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

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
