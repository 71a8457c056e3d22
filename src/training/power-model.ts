import * as z from "zod";
import { round } from "./units.ts";

const optional = z.number().optional();

/** A power model that Intervals.icu fitted to an athlete's best efforts. `type` is its name. */
export const PowerModel = z.object({
  type: z.string().optional(),
  ftp_watts: optional,
  critical_power_watts: optional,
  w_prime_joules: optional,
  p_max_watts: optional,
});
export type PowerModel = z.output<typeof PowerModel>;

interface RawPowerModel {
  type?: string | undefined;
  ftp?: number | undefined;
  criticalPower?: number | undefined;
  wPrime?: number | undefined;
  pMax?: number | undefined;
}

/** Field names and units: docs/intervals-api.md §4.7. */
export function toPowerModel({ type, ftp, criticalPower, wPrime, pMax }: RawPowerModel): PowerModel {
  return { type, ftp_watts: ftp, critical_power_watts: criticalPower, w_prime_joules: wPrime, p_max_watts: pMax };
}

/** `FTP 223 W, CP 219 W, W′ 14.4 kJ, Pmax 765 W` */
export function formatPowerModel(model: PowerModel): string {
  return [
    model.ftp_watts && `FTP ${round(model.ftp_watts)} W`,
    model.critical_power_watts && `CP ${round(model.critical_power_watts)} W`,
    model.w_prime_joules && `W′ ${formatKilojoules(model.w_prime_joules)}`,
    model.p_max_watts && `Pmax ${round(model.p_max_watts)} W`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** J → `14.4 kJ` */
export const formatKilojoules = (joules: number): string => `${round(joules / 1000, 1)} kJ`;
