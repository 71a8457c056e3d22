import * as z from "zod";
import type { SportSettings } from "../intervals/sport-settings.ts";
import { formatPace } from "./pace.ts";
import { quote } from "./quote.ts";

/** One of the athlete's own zones. `to` is its upper bound in W, bpm or as a pace; the open last one has none. */
export const Zone = z.object({
  zone: z.string(),
  name: z.string().optional(),
  to: z.union([z.number(), z.string()]).optional(),
});
export type Zone = z.output<typeof Zone>;

/** In W: the API keeps shares of FTP. */
export function powerZones({ ftp, power_zones, power_zone_names }: SportSettings): Zone[] | undefined {
  if (!ftp || !power_zones?.length) return undefined;
  return zonesOf(
    power_zones.map((percent) => (isOpen(percent) ? undefined : Math.floor((percent * ftp) / 100))),
    power_zone_names,
  );
}

/** In bpm. The last bound is the maximum itself. */
export function heartRateZones({ hr_zones, hr_zone_names }: SportSettings): Zone[] | undefined {
  return hr_zones?.length ? zonesOf(hr_zones, hr_zone_names) : undefined;
}

/** As paces: the API keeps shares of threshold speed, so a higher zone is a faster pace. */
export function paceZones({ threshold_pace, pace_zones, pace_zone_names, pace_units }: SportSettings) {
  if (!threshold_pace || !pace_zones?.length || !pace_units) return undefined;
  const tops = pace_zones.map((percent) =>
    isOpen(percent) ? undefined : formatPace(pace_units, (threshold_pace * percent) / 100),
  );
  return zonesOf(tops, pace_zone_names);
}

/** `Z1 to 131, Z2 to 178, …, Z7 above`; with names `Z1 «Recovery» to 131, …` */
export function formatZones(zones: readonly Zone[] | undefined, named = false): string | undefined {
  return zones
    ?.map(({ zone, name, to }) =>
      [zone, named && name && quote(name, 40), to === undefined ? "above" : `to ${to}`].filter(Boolean).join(" "),
    )
    .join(", ");
}

/** The API writes 999 for a bound that nobody reaches. */
const isOpen = (percent: number) => percent >= 999;

function zonesOf(tops: readonly (string | number | undefined)[], names: readonly string[] | undefined): Zone[] {
  return tops.map((to, index) => ({ zone: `Z${index + 1}`, name: names?.[index], to }));
}
