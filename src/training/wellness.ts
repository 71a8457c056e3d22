import * as z from "zod";
import type { Wellness } from "../intervals/wellness.ts";
import { toFitness } from "./fitness.ts";

export interface Measure {
  /** Our name, also the parameter of the update tool. */
  name: string;
  /** The API's key. */
  key: string;
  /** Header of a column, with the unit. */
  header: string;
  digits?: number;
  /** A feeling on the scale of 1 to 4, on which 1 is best: what the dialog of Intervals.icu calls the four, if known. */
  feeling?: readonly string[];
}

const INTENSITY = ["low", "average", "high", "extreme"];

/**
 * Everything measured or felt on a day, in the order of importance. Feelings run from 1 (best) to 4 (worst), as the
 * author of Intervals.icu states and its dialog shows; `mood: 1` is a great mood.
 */
export const MEASURES = [
  { name: "sleep_secs", key: "sleepSecs", header: "sleep" },
  { name: "sleep_score", key: "sleepScore", header: "sleep score 0-100" },
  {
    name: "sleep_quality",
    key: "sleepQuality",
    header: "sleep quality",
    feeling: ["great", "good", "average", "poor"],
  },
  { name: "resting_hr", key: "restingHR", header: "resting bpm" },
  { name: "avg_sleeping_hr", key: "avgSleepingHR", header: "sleeping bpm" },
  { name: "hrv", key: "hrv", header: "HRV rMSSD ms" },
  { name: "hrv_sdnn", key: "hrvSDNN", header: "HRV SDNN ms" },
  { name: "readiness", key: "readiness", header: "readiness" },
  { name: "fatigue", key: "fatigue", header: "fatigue felt", feeling: INTENSITY },
  { name: "soreness", key: "soreness", header: "soreness", feeling: INTENSITY },
  { name: "stress", key: "stress", header: "stress", feeling: INTENSITY },
  { name: "mood", key: "mood", header: "mood", feeling: ["great", "good", "OK", "grumpy"] },
  { name: "motivation", key: "motivation", header: "motivation", feeling: ["extreme", "high", "average", "low"] },
  { name: "injury", key: "injury", header: "injury", feeling: ["none", "niggle", "poor", "injured"] },
  { name: "hydration", key: "hydration", header: "hydration", feeling: [] },
  { name: "weight", key: "weight", header: "weight kg", digits: 1 },
  { name: "body_fat", key: "bodyFat", header: "body fat %", digits: 1 },
  { name: "abdomen", key: "abdomen", header: "abdomen cm", digits: 1 },
  { name: "vo2max", key: "vo2max", header: "VO2max", digits: 1 },
  { name: "spo2", key: "spO2", header: "SpO2 %" },
  { name: "respiration", key: "respiration", header: "breaths/min", digits: 1 },
  { name: "systolic", key: "systolic", header: "systolic mmHg" },
  { name: "diastolic", key: "diastolic", header: "diastolic mmHg" },
  { name: "blood_glucose", key: "bloodGlucose", header: "glucose mmol/L", digits: 1 },
  { name: "lactate", key: "lactate", header: "lactate mmol/L", digits: 1 },
  { name: "baevsky_si", key: "baevskySI", header: "Baevsky SI" },
  { name: "steps", key: "steps", header: "steps" },
  { name: "calories_consumed", key: "kcalConsumed", header: "eaten kcal" },
  { name: "carbohydrates", key: "carbohydrates", header: "carbs g" },
  { name: "protein", key: "protein", header: "protein g" },
  { name: "fat_total", key: "fatTotal", header: "fat g" },
  { name: "hydration_liters", key: "hydrationVolume", header: "drunk l", digits: 1 },
] as const satisfies readonly Measure[];

type MeasureName = (typeof MEASURES)[number]["name"];

export const measures: readonly Measure[] = MEASURES;
/** Part of a record, but neither a measure nor an athlete's own field. */
const OTHER_KEYS = [
  "id",
  "ctl",
  "atl",
  "rampRate",
  "ctlLoad",
  "atlLoad",
  "sportInfo",
  "updated",
  "menstrualPhase",
  "menstrualPhasePredicted",
  "comments",
  "locked",
  "tempWeight",
  "tempRestingHR",
];
const KNOWN_KEYS = new Set([...OTHER_KEYS, ...measures.map(({ key }) => key)]);

const measureShape = Object.fromEntries(MEASURES.map(({ name }) => [name, z.number().optional()])) as Record<
  MeasureName,
  z.ZodOptional<z.ZodNumber>
>; // fromEntries forgets the keys

/** One local day: fitness in load points, measures in the units of MEASURES, feelings 1–4 with 1 best. */
export const WellnessDay = z.object({
  date: z.string(),
  fitness: z.number().optional(),
  fatigue_load: z.number().optional(),
  form: z.number().optional(),
  ramp_rate: z.number().optional(),
  load: z.number().optional(),
  ...measureShape,
  menstrual_phase: z.string().optional(),
  comments: z.string().optional(),
  locked: z.boolean().optional(),
  /** Carried forward from an earlier day: nobody measured them on this one. */
  not_measured: z.array(z.string()).optional(),
  /** Estimated FTP (W), W′ (J) and maximal power (W) per sport. */
  estimates: z
    .array(
      z.object({
        sport: z.string(),
        eftp_watts: z.number().optional(),
        w_prime_joules: z.number().optional(),
        p_max_watts: z.number().optional(),
      }),
    )
    .optional(),
  /** The athlete's own fields, by their name, or by their code where no name is known. */
  custom: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type WellnessDay = z.output<typeof WellnessDay>;

/** `names`: of the athlete's own fields, by code. */
export function toWellnessDay(day: Wellness, names: ReadonlyMap<string, string> = new Map()): WellnessDay {
  const fitness = toFitness(day);
  const carriedForward = [...(day.tempWeight ? ["weight"] : []), ...(day.tempRestingHR ? ["resting_hr"] : [])];
  const estimates = day.sportInfo?.flatMap(({ type, eftp, wPrime, pMax }) =>
    type && (eftp ?? wPrime ?? pMax) !== undefined
      ? [{ sport: type, eftp_watts: eftp, w_prime_joules: wPrime, p_max_watts: pMax }]
      : [],
  );
  const custom = customEntries(day).map(([code, value]) => [names.get(code) ?? code, value] as const);
  return {
    date: day.id,
    fitness: fitness?.fitness,
    fatigue_load: fitness?.fatigue,
    form: fitness?.form,
    ramp_rate: fitness?.ramp_rate,
    load: fitness?.load,
    ...Object.fromEntries(measures.map(({ name, key }) => [name, numberIn(day, key)])),
    menstrual_phase: day.menstrualPhase,
    comments: day.comments || undefined,
    locked: day.locked || undefined,
    not_measured: carriedForward.length > 0 ? carriedForward : undefined,
    estimates: estimates?.length ? estimates : undefined,
    custom: custom.length > 0 ? Object.fromEntries(custom) : undefined,
  };
}

/** Whether anything was entered or measured, apart from what follows from training. */
export function isRecorded(day: WellnessDay): boolean {
  const entered = [day.custom, day.comments, day.menstrual_phase, ...measures.map(({ name }) => numberIn(day, name))];
  return entered.some((value) => value !== undefined);
}

/** Whether a day carries fields that only this athlete has. */
export const hasCustomFields = (day: Wellness): boolean => customEntries(day).length > 0;

function customEntries(day: Wellness) {
  return Object.entries(day).filter(
    (entry): entry is [string, string | number | boolean] =>
      !KNOWN_KEYS.has(entry[0]) && ["string", "number", "boolean"].includes(typeof entry[1]),
  );
}

export function numberIn(record: Record<string, unknown>, key: string): number | undefined {
  const value = record[key];
  return typeof value === "number" ? value : undefined;
}
