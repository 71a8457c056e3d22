import * as z from "zod";
import { path, type Send } from "./request.ts";
import { number, numbers, text, texts, unset } from "./schema.ts";

/** What an athlete set for a group of sports: thresholds and zones. */
export const SportSettings = z.object({
  id: z.number(),
  types: texts,
  /** W */
  ftp: number,
  indoor_ftp: number,
  /** J */
  w_prime: number,
  /** W */
  p_max: number,
  /** Upper bounds, % of FTP, the last one open (999). */
  power_zones: numbers,
  power_zone_names: texts,
  sweet_spot_min: number,
  sweet_spot_max: number,
  /** bpm */
  lthr: number,
  max_hr: number,
  /** Upper bounds, bpm. */
  hr_zones: numbers,
  hr_zone_names: texts,
  /** m/s for every sport; 0 means unset. `pace_units` is how it is shown (facts §3, quirk 11). */
  threshold_pace: number,
  pace_units: text,
  /** Upper bounds, % of threshold speed, the last one open (999). */
  pace_zones: numbers,
  pace_zone_names: texts,
  load_order: text,
  mmp_model: unset(z.object({ criticalPower: number, wPrime: number, pMax: number, ftp: number })),
});
export type SportSettings = z.output<typeof SportSettings>;

export const sportSettingsOperations = (send: Send, subject: string) => ({
  /** `GET /athlete/{id}/sport-settings`: one record per group of sports. */
  listSportSettings: () => send({ path: path`athlete/${subject}/sport-settings`, answer: z.array(SportSettings) }),
});
