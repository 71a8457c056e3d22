import { estimateWorkout } from "../../workout/estimate/estimate.ts";
import { withoutPositions } from "../../workout/steps.ts";
import { parseWorkout } from "../../workout/syntax/parse.ts";
import type { Thresholds } from "../../workout/thresholds.ts";
import type { Fields } from "../fields.ts";
import { round } from "../samples.ts";

/** The result of parsing a workout text: the workout document, and the totals that the server copies to the event. */
export interface ParsedWorkout {
  /** The steps with their total duration and distance. After an update the document has only these. */
  readonly doc: Fields;
  /** Added to the document when the workout is created. */
  readonly enrichment: Fields;
  readonly totals: Fields;
}

/** Text without a step results in an empty document and no totals, without an error. */
export function parsePlannedWorkout(text: string, type: string, settings: Fields): ParsedWorkout {
  const { steps } = parseWorkout(text, { sport: type });
  const bare = withoutPositions(steps);
  if (bare.length === 0) return { doc: { steps: [], duration: 0, distance: 0 }, enrichment: {}, totals: {} };
  const estimate = estimateWorkout(steps, thresholdsFrom(type, settings));
  const { duration, distance, averagePower, normalizedPower, intensity, load, zoneTimes } = estimate;
  return {
    doc: { steps: bare, duration: Math.round(duration), distance: Math.round(distance) },
    enrichment: {
      zoneTimes,
      average_watts: averagePower && Math.round(averagePower),
      normalized_power: normalizedPower && Math.round(normalizedPower),
      variability_index: averagePower && normalizedPower ? round(normalizedPower / averagePower, 3) : null,
      strain_score: null,
    },
    totals: {
      moving_time: Math.round(duration),
      distance: Math.round(distance),
      icu_training_load: load === null ? null : Math.round(load),
      icu_intensity: intensity === null ? null : round(intensity, 4),
      joules: averagePower ? Math.round(averagePower * duration) : null,
    },
  };
}

/** The sport settings as the workout parser expects them. */
function thresholdsFrom(sport: string, settings: Fields): Thresholds {
  const { ftp, lthr, max_hr, threshold_pace, pace_units, power_zones, hr_zones, pace_zones, load_order } = settings;
  return {
    sport,
    ...(typeof ftp === "number" && { ftp }),
    ...(typeof lthr === "number" && { lthr }),
    ...(typeof max_hr === "number" && { maxHr: max_hr }),
    ...(typeof threshold_pace === "number" && { thresholdPace: threshold_pace }),
    ...(typeof pace_units === "string" && { paceUnits: pace_units }),
    ...(Array.isArray(power_zones) && { powerZones: power_zones }),
    ...(Array.isArray(hr_zones) && { hrZones: hr_zones }),
    ...(Array.isArray(pace_zones) && { paceZones: pace_zones }),
    ...(typeof load_order === "string" && { loadOrder: load_order }),
  };
}
