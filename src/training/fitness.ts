import type { Wellness } from "../intervals/wellness.ts";

/** Fitness (CTL), fatigue (ATL) and form of one day, in load points. */
export interface Fitness {
  date: string;
  fitness: number;
  fatigue: number;
  form: number;
  ramp_rate?: number;
  load?: number;
}

/**
 * Form = fitness − fatigue. The API sends only the two; the wellness record has no such field
 * (and the day's values include workouts that are planned for it and not done yet).
 */
export function toFitness(day: Wellness): Fitness | undefined {
  if (day.ctl === undefined || day.atl === undefined) return undefined;
  return {
    date: day.id,
    fitness: day.ctl,
    fatigue: day.atl,
    form: day.ctl - day.atl,
    ...(day.rampRate !== undefined && { ramp_rate: day.rampRate }),
    ...(day.ctlLoad !== undefined && { load: day.ctlLoad }),
  };
}

/** The bands of the form chart at Intervals.icu: above `over`, in load points. */
const FORM_BANDS = [
  { over: 20, band: "transition", says: "so fresh that fitness is being lost" },
  { over: 5, band: "fresh", says: "rested, ready to race" },
  { over: -10, band: "grey zone", says: "neither rested nor building" },
  { over: -30, band: "optimal", says: "tired enough to build fitness" },
  { over: Number.NEGATIVE_INFINITY, band: "high risk", says: "so tired that illness and injury become likely" },
] as const;

/** Weekly change of fitness. Ours, after the common advice to stay below 5–8 points a week. */
const RAMP_BANDS = [
  { over: 8, band: "steep", says: "more than most bodies absorb" },
  { over: 5, band: "brisk", says: "sustainable for some weeks" },
  { over: 0, band: "building", says: "fitness grows" },
  { over: -5, band: "easing", says: "fitness shrinks slowly" },
  { over: Number.NEGATIVE_INFINITY, band: "dropping", says: "fitness shrinks fast" },
] as const;

export interface Band {
  band: string;
  says: string;
}

export const formBand = (form: number): Band => bandOf(FORM_BANDS, form);
export const rampBand = (rampRate: number): Band => bandOf(RAMP_BANDS, rampRate);

function bandOf(bands: readonly (Band & { over: number })[], value: number): Band {
  const { band, says } = bands.find(({ over }) => value > over) ?? { band: "unknown", says: "" };
  return { band, says };
}
