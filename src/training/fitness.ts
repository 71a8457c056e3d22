import type { Wellness } from "../intervals/wellness.ts";

/** Fitness (CTL), fatigue (ATL), form and load of one local day in points; ramp rate in points per week. */
export interface Fitness {
  date: string;
  fitness: number;
  fatigue: number;
  form: number;
  ramp_rate?: number;
  load?: number;
}

/**
 * Undefined if the day has no fitness. Form is fitness − fatigue of the same day; a wellness record does not have it.
 * The values of today and later include planned workouts (docs/intervals-api.md §4.8, Q56).
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

/**
 * The band of a form (points) in the form chart of Intervals.icu (docs/intervals-api.md §4.8), and what it means in
 * this project's words.
 */
export function formBand(form: number): { band: string; meaning: string } {
  if (form > 20) return { band: "transition", meaning: "very fresh, but losing fitness" };
  if (form > 5) return { band: "fresh", meaning: "rested and ready to race" };
  if (form > -10) return { band: "grey zone", meaning: "neither rested nor building fitness" };
  if (form > -30) return { band: "optimal", meaning: "tired enough to build fitness" };
  return { band: "high risk", meaning: "so tired that the risk of illness and injury is high" };
}

/** A word for a ramp rate (points per week). This project's own, after the common advice to stay below 5 to 8. */
export function rampBand(rampRate: number): string {
  if (rampRate > 8) return "steep";
  if (rampRate > 5) return "brisk";
  if (rampRate > 0) return "building";
  return rampRate > -5 ? "easing" : "dropping";
}
