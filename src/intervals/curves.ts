import * as z from "zod";
import { path, type Send } from "./request.ts";
import { number, numbers, optionalField, text } from "./schema.ts";

const PowerModel = z.object({ type: text, criticalPower: number, wPrime: number, pMax: number, ftp: number });

/** Best average power per duration. `secs`, `values` (W) and `activity_id` are parallel. */
export const PowerCurve = z.object({
  id: z.string(),
  label: text,
  start_date_local: text,
  end_date_local: text,
  secs: z.array(z.number()).catch([]),
  values: z.array(z.number().nullable()).catch([]),
  watts_per_kg: numbers,
  activity_id: z.array(z.string().nullable()).catch([]),
  weight: number,
  powerModels: optionalField(z.array(PowerModel)),
  vo2max_5m: number,
});
export type PowerCurve = z.output<typeof PowerCurve>;

/** Best average heart rate per duration: `secs` and `values` (bpm). */
export const HrCurve = z.object({
  secs: z.array(z.number()).catch([]),
  values: z.array(z.number().nullable()).catch([]),
  activity_id: z.array(z.string().nullable()).catch([]),
});
export type HrCurve = z.output<typeof HrCurve>;

const PaceModel = z.object({ type: text, criticalSpeed: number, dPrime: number, r2: number });

/** Best time per distance: `distance` (m) and `values` (s). There are no `secs` (docs/intervals-api.md, Q50). */
export const PaceCurve = z.object({
  distance: z.array(z.number()).catch([]),
  values: z.array(z.number().nullable()).catch([]),
  activity_id: z.array(z.string().nullable()).catch([]),
  /** m/s and m */
  paceModels: optionalField(z.array(PaceModel)),
});
export type PaceCurve = z.output<typeof PaceCurve>;

const ActivityOfCurve = z.object({ id: optionalField(z.string()), name: text, start_date_local: text, type: text });
/** The activities that a curve's bests are from, by id. */
const activities = optionalField(z.record(z.string(), ActivityOfCurve));
export type CurveActivities = z.output<typeof activities>;

export const PowerCurves = z.object({ list: z.array(PowerCurve).catch([]), activities });
export type PowerCurves = z.output<typeof PowerCurves>;

const HrCurves = z.object({ list: z.array(HrCurve).catch([]), activities });
const PaceCurves = z.object({ list: z.array(PaceCurve).catch([]), activities });

export const curveOperations = (send: Send, subject: string) => ({
  /** `GET /athlete/{id}/power-curves`: one curve per spec (`42d`, `1y`, `s0`, `all`, `r.2026-01-01.2026-01-31`). */
  listPowerCurves: (type: string, curves: readonly string[]) =>
    send({ path: path`athlete/${subject}/power-curves.json`, query: { type, curves }, answer: PowerCurves }),

  /** `GET /athlete/{id}/hr-curves`: the same specs. */
  listHrCurves: (type: string, curves: readonly string[]) =>
    send({ path: path`athlete/${subject}/hr-curves.json`, query: { type, curves }, answer: HrCurves }),

  /** `GET /athlete/{id}/pace-curves`: the same specs; `gap` (grade adjusted) means something for runs only. */
  listPaceCurves: (type: string, curves: readonly string[], gap: boolean) =>
    send({
      path: path`athlete/${subject}/pace-curves.json`,
      query: { type, curves, ...(gap && { gap }) },
      answer: PaceCurves,
    }),
});
