import type { SportSettings } from "../intervals/sport-settings.ts";
import { formatPace } from "./pace.ts";

/** `Z1 to 131, Z2 to 178, …, Z7 above`: what the athlete set, in the unit they think in. */
export function powerZonesText({ ftp, power_zones }: SportSettings): string | undefined {
  if (!ftp || !power_zones?.length) return undefined;
  return boundsText(power_zones.map((percent) => (percent >= 999 ? undefined : Math.floor((percent * ftp) / 100))));
}

/** The last bound of heart rate zones is the maximum itself. */
export function heartRateZonesText({ hr_zones }: SportSettings): string | undefined {
  return hr_zones?.length ? boundsText(hr_zones) : undefined;
}

/** Pace zones are shares of threshold speed: a higher zone is a faster pace. */
export function paceZonesText(settings: SportSettings): string | undefined {
  const { threshold_pace, pace_zones, pace_units } = settings;
  if (!threshold_pace || !pace_zones?.length || !pace_units) return undefined;
  const tops = pace_zones.map((percent) =>
    percent >= 999 ? undefined : formatPace(pace_units, (threshold_pace * percent) / 100),
  );
  return boundsText(tops);
}

function boundsText(tops: readonly (string | number | undefined)[]): string {
  return tops.map((top, index) => `Z${index + 1} ${top === undefined ? "above" : `to ${top}`}`).join(", ");
}
