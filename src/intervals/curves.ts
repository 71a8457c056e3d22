import * as z from "zod";
import type { ApiContext } from "./journaled-write.ts";
import { path } from "./request-spec.ts";
import { date, id, listOf, number, numbers, optionalField, requiredWord, text, word } from "./schema.ts";

const PowerModel = z.object({ type: word, criticalPower: number, wPrime: number, pMax: number, ftp: number });

/** Best average power per duration: parallel `secs`, `values` (W) and `activity_id` (docs/intervals-api.md, Q50). */
export const PowerCurve = z.object({
  start_date_local: date,
  end_date_local: date,
  secs: z.array(z.number()).catch([]),
  values: z.array(z.number().nullable()).catch([]),
  watts_per_kg: numbers,
  activity_id: z.array(requiredWord.nullable().catch(null)).catch([]),
  weight: number,
  powerModels: optionalField(listOf(PowerModel)),
  vo2max_5m: number,
});
export type PowerCurve = z.output<typeof PowerCurve>;

/** Best average heart rate per duration: parallel `secs` and `values` (bpm). */
export const HrCurve = z.object({
  secs: z.array(z.number()).catch([]),
  values: z.array(z.number().nullable()).catch([]),
  activity_id: z.array(requiredWord.nullable().catch(null)).catch([]),
});
export type HrCurve = z.output<typeof HrCurve>;

const PaceModel = z.object({ type: word, criticalSpeed: number, dPrime: number, r2: number });

/** Best time per distance: parallel `distance` (m) and `values` (s), no `secs` (docs/intervals-api.md, Q50). */
export const PaceCurve = z.object({
  distance: z.array(z.number()).catch([]),
  values: z.array(z.number().nullable()).catch([]),
  activity_id: z.array(requiredWord.nullable().catch(null)).catch([]),
  /** m/s and m */
  paceModels: optionalField(listOf(PaceModel)),
});
export type PaceCurve = z.output<typeof PaceCurve>;

const ActivityOfCurve = z.object({ id: optionalField(id), name: text, start_date_local: date, type: word });
/** The activities in which the best values were reached, by id. */
const activities = optionalField(z.record(z.string(), ActivityOfCurve));
export type CurveActivities = z.output<typeof activities>;

export const PowerCurves = z.object({ list: listOf(PowerCurve).catch([]), activities });
export type PowerCurves = z.output<typeof PowerCurves>;

const HrCurves = z.object({ list: listOf(HrCurve).catch([]), activities });
const PaceCurves = z.object({ list: listOf(PaceCurve).catch([]), activities });

export interface CurveQuery {
  /** Sport. */
  type: string;
  /** Periods: `42d`, `1y`, `s0`, `all`, `r.2026-01-01.2026-01-31` (docs/intervals-api.md, Q52). */
  curves: readonly string[];
}

export const curveOperations = ({ subject, get }: ApiContext) => ({
  /** `GET /athlete/{id}/power-curves`: one curve per period, W. */
  listPowerCurves: ({ type, curves }: CurveQuery) =>
    get({ path: path`athlete/${subject}/power-curves.json`, query: { type, curves }, response: PowerCurves }),

  /** `GET /athlete/{id}/hr-curves`: one curve per period, bpm. */
  listHrCurves: ({ type, curves }: CurveQuery) =>
    get({ path: path`athlete/${subject}/hr-curves.json`, query: { type, curves }, response: HrCurves }),

  /**
   * `GET /athlete/{id}/pace-curves`: one curve per period, s per distance. `gap` (grade adjusted) is meant for runs.
   */
  listPaceCurves: ({ type, curves, gap }: CurveQuery & { gap: boolean }) =>
    get({
      path: path`athlete/${subject}/pace-curves.json`,
      query: { type, curves, ...(gap && { gap }) },
      response: PaceCurves,
    }),
});
