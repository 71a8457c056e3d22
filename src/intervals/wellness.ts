import * as z from "zod";
import { type JournaledWrite, updateOne } from "./journaled-write.ts";
import { path, type Send } from "./request.ts";
import { flag, number, optionalField, text } from "./schema.ts";

/** One local day. Units and scales as in docs/intervals-api.md §4.4; keys that are not named here are the athlete's own fields. */
export const Wellness = z.looseObject({
  id: z.string(),
  ctl: number,
  atl: number,
  rampRate: number,
  ctlLoad: number,
  atlLoad: number,
  sportInfo: optionalField(z.array(z.object({ type: text, eftp: number, wPrime: number, pMax: number }))),
  updated: text,
  weight: number,
  restingHR: number,
  hrv: number,
  hrvSDNN: number,
  menstrualPhase: text,
  menstrualPhasePredicted: text,
  kcalConsumed: number,
  carbohydrates: number,
  protein: number,
  fatTotal: number,
  sleepSecs: number,
  sleepScore: number,
  sleepQuality: number,
  avgSleepingHR: number,
  soreness: number,
  fatigue: number,
  stress: number,
  mood: number,
  motivation: number,
  injury: number,
  spO2: number,
  systolic: number,
  diastolic: number,
  hydration: number,
  hydrationVolume: number,
  readiness: number,
  baevskySI: number,
  bloodGlucose: number,
  lactate: number,
  bodyFat: number,
  abdomen: number,
  vo2max: number,
  comments: text,
  steps: number,
  respiration: number,
  locked: flag,
  /** The value was carried forward from an earlier day: nobody measured it. */
  tempWeight: flag,
  tempRestingHR: flag,
});
export type Wellness = z.output<typeof Wellness>;

/** Fields to change; a number is cleared with -1 (docs/intervals-api.md, Q59). */
export type WellnessPatch = Record<string, string | number | boolean>;

export const wellnessOperations = (send: Send, journaledWrite: JournaledWrite, subject: string) => ({
  /** `GET /athlete/{id}/wellness`: days in the range that have a record, oldest first; both dates inclusive. */
  listWellness: (range: { oldest: string; newest: string }, fields?: readonly string[]) =>
    send({
      path: path`athlete/${subject}/wellness.json`,
      query: { ...range, fields },
      answer: z.array(Wellness),
    }),

  /** `GET /athlete/{id}/wellness/{date}`: answers for days without a record too. */
  getWellness: (date: string) => send({ path: path`athlete/${subject}/wellness/${date}`, answer: Wellness }),

  /** `PUT /athlete/{id}/wellness/{date}`: changes the fields that are given, leaves the others. */
  updateWellness: (date: string, fields: WellnessPatch) =>
    updateOne(journaledWrite, "wellness", {
      path: path`athlete/${subject}/wellness/${date}`,
      body: { id: date, ...fields },
      answer: Wellness,
    }),
});
