import * as z from "zod";
import type { SportSettings } from "../intervals/sport-settings.ts";
import { UntrustedText } from "../intervals/untrusted-text.ts";
import { formatPace } from "./pace.ts";
import { quote } from "./quote.ts";

/** A zone from the athlete's settings. `to` is the upper bound in W, bpm or as a pace; an open last zone has none. */
export const Zone = z.object({
  zone: z.string(),
  name: UntrustedText.optional(),
  to: z.union([z.number(), z.string()]).optional(),
});
export type Zone = z.output<typeof Zone>;

/** Bounds in W, converted from % of FTP (docs/intervals-api.md, Q13). Undefined without FTP or zones. */
export function powerZones({ ftp, power_zones, power_zone_names }: SportSettings): Zone[] | undefined {
  if (!ftp || !power_zones?.length) return undefined;
  return zonesOf(
    power_zones.map((percent) => (isOpen(percent) ? undefined : Math.floor((percent * ftp) / 100))),
    power_zone_names,
  );
}

/** Bounds in bpm. The last one is the maximum heart rate. */
export function heartRateZones({ hr_zones, hr_zone_names }: SportSettings): Zone[] | undefined {
  return hr_zones?.length ? zonesOf(hr_zones, hr_zone_names) : undefined;
}

/** Bounds as paces, converted from % of threshold speed (docs/intervals-api.md, Q13). Higher zones are faster. */
export function paceZones({ threshold_pace, pace_zones, pace_zone_names, pace_units }: SportSettings) {
  if (!threshold_pace || !pace_zones?.length || !pace_units) return undefined;
  const tops = pace_zones.map((percent) =>
    isOpen(percent) ? undefined : formatPace(pace_units, (threshold_pace * percent) / 100),
  );
  return zonesOf(tops, pace_zone_names);
}

/** `Z1 to 131, Z2 to 178, …, Z7 above`; with `named`: `Z1 «Recovery» to 131, …` */
export function formatZones(zones: readonly Zone[] | undefined, named = false): string | undefined {
  return zones
    ?.map(({ zone, name, to }) =>
      [zone, named && name && quote(name, 40), to === undefined ? "above" : `to ${to}`].filter(Boolean).join(" "),
    )
    .join(", ");
}

/** The API sends 999 for the last zone, which has no upper bound. */
const isOpen = (percent: number) => percent >= 999;

function zonesOf(tops: readonly (string | number | undefined)[], names: readonly UntrustedText[] | undefined): Zone[] {
  return tops.map((to, index) => ({ zone: `Z${index + 1}`, name: names?.[index], to }));
}
