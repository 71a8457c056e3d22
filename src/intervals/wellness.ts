import * as z from "zod";
import { type ApiContext, updateOne } from "./journaled-write.ts";
import { path } from "./request-spec.ts";
import { type RestoreAdapter, restoreInCollection } from "./restore-adapter.ts";
import { date, flag, listOf, number, optionalField, requiredDate, text, word } from "./schema.ts";

/**
 * A local day. Units and scales as in docs/intervals-api.md §4.4. Unknown keys are the athlete's custom fields
 * (docs/intervals-api.md, Q61).
 */
export const Wellness = z.looseObject({
  id: requiredDate,
  ctl: number,
  atl: number,
  rampRate: number,
  ctlLoad: number,
  atlLoad: number,
  sportInfo: optionalField(listOf(z.object({ type: word, eftp: number, wPrime: number, pMax: number }))),
  updated: date,
  weight: number,
  restingHR: number,
  hrv: number,
  hrvSDNN: number,
  menstrualPhase: word,
  menstrualPhasePredicted: word,
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
  /** The value was carried forward from an earlier day, not measured. */
  tempWeight: flag,
  tempRestingHR: flag,
});
export type Wellness = z.output<typeof Wellness>;

/** Fields to change. A number is cleared with -1 (docs/intervals-api.md, Q59). */
export type WellnessPatch = Record<string, string | number | boolean>;

export const wellnessOperations = ({ subject, get, journaledWrite }: ApiContext) => ({
  /** `GET /athlete/{id}/wellness`: the recorded days in the range, oldest first. Both dates inclusive. */
  listWellness: (range: { oldest: string; newest: string }, fields?: readonly string[]) =>
    get({
      path: path`athlete/${subject}/wellness.json`,
      query: { ...range, fields },
      response: listOf(Wellness),
    }),

  /** `GET /athlete/{id}/wellness/{date}`: also returns days without a record (docs/intervals-api.md, Q55). */
  getWellness: (date: string) => get({ path: path`athlete/${subject}/wellness/${date}`, response: Wellness }),

  /** `PUT /athlete/{id}/wellness/{date}`: changes the given fields. */
  updateWellness: (date: string, fields: WellnessPatch) =>
    updateOne(journaledWrite, {
      kind: "wellness",
      path: path`athlete/${subject}/wellness/${date}`,
      body: { id: date, ...fields },
      response: Wellness,
    }),
});

/** The API cannot delete a day. */
export const wellnessRestore = (context: ApiContext): RestoreAdapter => {
  const { read, restore } = restoreInCollection(context, {
    kind: "wellness",
    collection: path`athlete/${context.subject}/wellness`,
  });
  return { read, restore: (date, fields) => restore(date, { id: date, ...fields }) };
};
