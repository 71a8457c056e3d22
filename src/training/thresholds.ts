import type { SportSettings } from "../intervals/sport-settings.ts";
import type { Thresholds } from "../workout/thresholds.ts";

/** The athlete's settings for a sport in the form that the workout language uses. Only the sport if there are none. */
export function thresholdsFor(sport: string, settings: readonly SportSettings[]): Thresholds {
  const own = settings.find(({ types }) => types?.includes(sport));
  if (!own) return { sport };
  const { ftp, lthr, max_hr, threshold_pace, pace_units, power_zones, hr_zones, pace_zones, load_order } = own;
  return {
    sport,
    // Zero means unset (docs/intervals-api.md, Q12).
    ...(ftp && { ftp }),
    ...(lthr && { lthr }),
    ...(max_hr && { maxHr: max_hr }),
    ...(threshold_pace && { thresholdPace: threshold_pace }),
    ...(pace_units && { paceUnits: pace_units }),
    ...(power_zones && { powerZones: power_zones }),
    ...(hr_zones && { hrZones: hr_zones }),
    ...(pace_zones && { paceZones: pace_zones }),
    ...(load_order && { loadOrder: load_order }),
  };
}
