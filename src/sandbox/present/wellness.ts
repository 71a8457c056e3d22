import { type Fields, withAllKeys } from "../fields.ts";
import { addDays, type LocalDate } from "../local-date.ts";
import { round } from "../samples.ts";
import { thresholdsOn } from "../seed/thresholds.ts";
import { firstDay } from "../seed/training-plan.ts";
import { generatedWellness, hasWellnessRecord } from "../seed/wellness.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { eftpOn } from "./activity.ts";
import { WELLNESS_KEYS } from "./record-keys.ts";

/** The wellness of a day without the load model: as a user has written it, else as generated. */
export function enteredWellness(state: AthleteState, date: LocalDate): Fields | undefined {
  const written = state.wellness.get(date);
  if (written) return written;
  const past = firstDay(state.trainingPlan) <= date && date <= state.today;
  return past && hasWellnessRecord(state.trainingPlan, date)
    ? { ...generatedWellness(state.trainingPlan, date), updated: `${date}T19:40:02.331+00:00` }
    : undefined;
}

/** A day as the API returns it. Days without a wellness record have the values of the load model only. */
export function wellnessRecord(state: AthleteState, date: LocalDate): Fields {
  return withAllKeys(WELLNESS_KEYS, { id: date, ...modelOn(state, date), ...enteredWellness(state, date) });
}

function modelOn(state: AthleteState, date: LocalDate): Fields {
  const fitness = state.fitnessOn(date);
  const weekBefore = state.fitnessOn(addDays(date, -7));
  if (!fitness) return {};
  const hasModel = state.profile.sports.includes("ride") && enteredWellness(state, date) !== undefined;
  return {
    ctl: round(fitness.ctl, 6),
    atl: round(fitness.atl, 6),
    ctlLoad: fitness.load,
    atlLoad: fitness.load,
    rampRate: weekBefore ? round(fitness.ctl - weekBefore.ctl, 6) : null,
    sportInfo: hasModel ? [powerModelOn(state, date)] : null,
  };
}

function powerModelOn(state: AthleteState, date: LocalDate): Fields {
  const { wPrime, pMax } = thresholdsOn(state.trainingPlan, date);
  return { type: "Ride", eftp: eftpOn(state, date), wPrime, pMax };
}
