import * as z from "zod";
import { charactersOf, UntrustedText, untrustedText } from "../intervals/untrusted-text.ts";
import type { Wellness } from "../intervals/wellness.ts";
import { toFitness } from "./fitness.ts";

/** A number that a wellness record can have. */
export interface Measure {
  /** The name in answers, and the parameter of icu_update_wellness. */
  name: string;
  /** The key in the API. */
  key: string;
  /** Column header, with the unit. */
  header: string;
  digits?: number;
  /** Set for ratings from 1 (best) to 4 (worst): the words for 1 to 4 in the dialog of Intervals.icu, if known. */
  feeling?: readonly string[];
}

const INTENSITY = ["low", "average", "high", "extreme"];

/**
 * All measures, most important first. Units: docs/intervals-api.md §4.4. Ratings run from 1 (best) to 4 (worst), so
 * `mood: 1` is a great mood (docs/intervals-api.md, Q58).
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
  { name: "fatigue", key: "fatigue", header: "perceived fatigue", feeling: INTENSITY },
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
  { name: "calories_consumed", key: "kcalConsumed", header: "intake kcal" },
  { name: "carbohydrates", key: "carbohydrates", header: "carbs g" },
  { name: "protein", key: "protein", header: "protein g" },
  { name: "fat_total", key: "fatTotal", header: "fat g" },
  { name: "hydration_liters", key: "hydrationVolume", header: "fluids l", digits: 1 },
] as const satisfies readonly Measure[];

type MeasureName = (typeof MEASURES)[number]["name"];

/** `MEASURES` with the optional properties of `Measure`. */
export const measures: readonly Measure[] = MEASURES;
/** Keys of a record that are neither measures nor custom fields. */
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
>; // The type of `Object.fromEntries` has no literal keys.

/** One local day: fitness in points, measures in the units of `MEASURES`, ratings 1–4 with 1 best. */
export const WellnessDay = z.object({
  date: z.string(),
  fitness: z.number().optional(),
  fatigue_load: z.number().optional(),
  form: z.number().optional(),
  ramp_rate: z.number().optional(),
  load: z.number().optional(),
  ...measureShape,
  menstrual_phase: z.string().optional(),
  comments: UntrustedText.optional(),
  locked: z.boolean().optional(),
  /** Measures that were carried forward from an earlier day. */
  not_measured: z.array(z.string()).optional(),
  /** Estimated FTP (W), W′ (J) and maximum power (W) per sport. */
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
  /** Custom fields by name, or by code if the name is not known. */
  custom: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type WellnessDay = z.output<typeof WellnessDay>;

/** `names` are the names of custom fields by code. Form is fitness − fatigue. */
export function toWellnessDay(day: Wellness, names: ReadonlyMap<string, UntrustedText> = new Map()): WellnessDay {
  const fitness = toFitness(day);
  const carriedForward = [...(day.tempWeight ? ["weight"] : []), ...(day.tempRestingHR ? ["resting_hr"] : [])];
  const estimates = day.sportInfo?.flatMap(({ type, eftp, wPrime, pMax }) =>
    type && (eftp ?? wPrime ?? pMax) !== undefined
      ? [{ sport: type, eftp_watts: eftp, w_prime_joules: wPrime, p_max_watts: pMax }]
      : [],
  );
  const custom = customEntries(day).map(
    ([code, value]) => [charactersOf(names.get(code) ?? untrustedText(code)), value] as const,
  );
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

/** Whether the day has anything besides fitness, which exists for every day. */
export function isRecorded(day: WellnessDay): boolean {
  const entered = [day.custom, day.comments, day.menstrual_phase, ...measures.map(({ name }) => numberIn(day, name))];
  return entered.some((value) => value !== undefined);
}

/** Custom fields are unknown top-level keys (docs/intervals-api.md, Q61). */
export const hasCustomFields = (day: Wellness): boolean => customEntries(day).length > 0;

function customEntries(day: Wellness) {
  return Object.entries(day).filter(
    (entry): entry is [string, string | number | boolean] =>
      !KNOWN_KEYS.has(entry[0]) && ["string", "number", "boolean"].includes(typeof entry[1]),
  );
}

/** Undefined if the key is missing or not a number. */
export function numberIn(record: Record<string, unknown>, key: string): number | undefined {
  const value = record[key];
  return typeof value === "number" ? value : undefined;
}
