import * as z from "zod";
import { path, type Send } from "./request.ts";
import { number, numbers, text, unset } from "./schema.ts";

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
  powerModels: unset(z.array(PowerModel)),
  vo2max_5m: number,
});
export type PowerCurve = z.output<typeof PowerCurve>;

const ActivityOfCurve = z.object({ id: unset(z.string()), name: text, start_date_local: text, type: text });

export const PowerCurves = z.object({
  list: z.array(PowerCurve).catch([]),
  activities: unset(z.record(z.string(), ActivityOfCurve)),
});
export type PowerCurves = z.output<typeof PowerCurves>;

export const curveOperations = (send: Send, subject: string) => ({
  /** `GET /athlete/{id}/power-curves`: one curve per spec (`42d`, `1y`, `s0`, `all`, `r.2026-01-01.2026-01-31`). */
  listPowerCurves: (type: string, curves: readonly string[]) =>
    send({ path: path`athlete/${subject}/power-curves.json`, query: { type, curves }, answer: PowerCurves }),
});
