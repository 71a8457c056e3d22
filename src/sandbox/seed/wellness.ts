import type { Fields } from "../fields.ts";
import { addDays, type LocalDate, weekdayOf } from "../local-date.ts";
import { fractionOf } from "../random.ts";
import { relativeFitnessOn, thresholdsOn } from "./thresholds.ts";
import { isRecoveryWeek, type TrainingPlan, timeOffOn } from "./training-plan.ts";

const WEIGHED_DAYS = [0, 3, 5];

const wasWeighed = (plan: TrainingPlan, date: LocalDate): boolean =>
  WEIGHED_DAYS.includes(weekdayOf(date)) && fractionOf(plan.seed, "scales", date) < 0.9;

const weightOn = (plan: TrainingPlan, date: LocalDate): number =>
  Math.round((thresholdsOn(plan, date).weight + fractionOf(plan.seed, "weight", date) * 0.8 - 0.4) * 10) / 10;

/** False for mornings on which the athlete recorded nothing. */
export const hasWellnessRecord = (plan: TrainingPlan, date: LocalDate): boolean =>
  fractionOf(plan.seed, "recorded", date) < 0.94;

/** What the athlete's watch and scales measured, and how the athlete felt. */
export function generatedWellness(plan: TrainingPlan, date: LocalDate): Fields {
  const roll = (what: string) => fractionOf(plan.seed, what, date);
  const sick = timeOffOn(plan, date)?.category === "SICK";
  const strain = (sick ? 1 : isRecoveryWeek(plan, date) ? 0.2 : 0.5) + roll("strain") * 0.4 - 0.2;
  const slept = Math.round(27_600 - strain * 2400 + (roll("sleep") - 0.5) * 5400);
  const rated = sick || roll("rated") < 0.7;
  const scale = (what: string) => (rated ? 1 + Math.min(3, Math.floor(strain * 2 + roll(what) * 1.6)) : null);
  const pulseWorn = roll("pulse") < 0.93;
  return {
    weight: wasWeighed(plan, date) ? weightOn(plan, date) : lastWeight(plan, date),
    tempWeight: !wasWeighed(plan, date),
    restingHR: Math.round(46 + strain * 6 + roll("resting") * 2),
    tempRestingHR: !pulseWorn,
    hrv: pulseWorn ? Math.round((78 - strain * 22 + (roll("hrv") - 0.5) * 10) * 10) / 10 : null,
    sleepSecs: pulseWorn ? slept : null,
    sleepScore: pulseWorn ? Math.min(100, Math.round(slept / 330)) : null,
    sleepQuality: pulseWorn ? Math.min(4, Math.max(1, Math.round(5 - slept / 7600))) : null,
    avgSleepingHR: pulseWorn ? Math.round(49 + strain * 7) : null,
    soreness: scale("soreness"),
    fatigue: scale("fatigue"),
    stress: scale("stress"),
    mood: scale("mood"),
    motivation: scale("motivation"),
    steps: sick ? 0 : Math.round(6000 + roll("steps") * 9000),
    vo2max: Math.round(52 * relativeFitnessOn(plan, date) * 2) / 2,
    kcalConsumed: roll("food") < 0.15 ? Math.round(2100 + roll("eaten") * 900) : null,
    comments: sick ? "Sore throat, slept badly" : roll("comment") < 0.06 ? "Legs like lead — früh ins Bett 😴" : null,
    locked: roll("locked") < 0.03 ? true : null,
    // A custom field, for which zero is a value.
    AlcoholUnits: roll("asked") < 0.6 ? Math.max(0, Math.floor(roll("drinks") * 5) - 2) : null,
  };
}

function lastWeight(plan: TrainingPlan, date: LocalDate): number {
  let day = date;
  do day = addDays(day, -1);
  while (!wasWeighed(plan, day));
  return weightOn(plan, day);
}
