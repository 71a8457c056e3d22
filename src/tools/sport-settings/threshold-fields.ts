import * as z from "zod";
import type { SportSettings, SportSettingsPatch } from "../../intervals/sport-settings.ts";
import { explainImplausiblePace } from "../../training/human-limits.ts";
import { isSwim, paceUnitOf, parsePace } from "../../training/pace.ts";
import { round, type Units } from "../../training/units.ts";
import { ToolInputError } from "../kit/input-error.ts";

const asText = (value: unknown) => (typeof value === "number" ? String(value) : value);
const PACE_HELP = "must be minutes, such as 4.5 or 4:30, or have a unit: 7:15/mi, 1:50/500m";
const Pace = z.preprocess(
  asText,
  z.string().refine((text) => parsePace(text, "MINS_KM") !== undefined, PACE_HELP),
);

/** The id of sport settings, or any sport that they apply to. */
export const SportId = z.preprocess(
  asText,
  z
    .string()
    .regex(/^(\d{1,10}|[A-Za-z]\w{0,39})$/, "must be a sport_id or a sport from icu_get_sport_settings, such as Ride"),
);

/** Deleting requires the id, because the settings may apply to more sports than the one the user named. */
export const SportNumber = z
  .int("must be the sport_id from icu_get_sport_settings, a number, because settings may apply to several sports")
  .min(1);

/** The bounds catch wrong units and typos. This project's own, wider than any athlete's values. */
export const thresholdFields = {
  ftp: z.int().min(20).max(700).optional().describe("W"),
  indoor_ftp: z.int().min(20).max(700).optional(),
  fthr: z.int().min(60).max(230).optional().describe("LTHR, bpm"),
  max_hr: z.int().min(80).max(250).optional(),
  pace_threshold: Pace.optional().describe("min/km, 4.5 or 4:30; or 7:15/mi"),
  swim_threshold: Pace.optional().describe("min/100m"),
};

export interface ThresholdFields {
  ftp?: number | undefined;
  indoor_ftp?: number | undefined;
  fthr?: number | undefined;
  max_hr?: number | undefined;
  pace_threshold?: string | undefined;
  swim_threshold?: string | undefined;
}

/**
 * Converts parameters to API fields: a threshold pace becomes a speed in m/s (docs/intervals-api.md, Q11). Its display
 * unit is only set if the athlete has not chosen one.
 * @throws ToolInputError for an implausible value, or a pace parameter that does not fit the sport
 */
export function toThresholdPatch(
  fields: ThresholdFields,
  { types = [], pace_units, max_hr: maxNow }: Partial<SportSettings>,
  units: Units,
): SportSettingsPatch {
  const { ftp, indoor_ftp, fthr: lthr, max_hr } = fields;
  const highest = max_hr ?? maxNow;
  if (lthr !== undefined && highest !== undefined && lthr >= highest) {
    throw new ToolInputError(
      `fthr: ${lthr} is not below the maximum heart rate of ${highest} bpm. If the maximum is out of date, give max_hr too.`,
    );
  }
  const speed = thresholdSpeed(fields, types);
  const sport = types[0] ?? "Other";
  const usual = paceUnitOf(sport, units) ?? (units.distance === "mi" ? "MINS_MILE" : "MINS_KM");
  const isShown = pace_units !== undefined && pace_units !== "NONE";
  return {
    ...(ftp !== undefined && { ftp }),
    ...(indoor_ftp !== undefined && { indoor_ftp }),
    ...(lthr !== undefined && { lthr }),
    ...(max_hr !== undefined && { max_hr }),
    ...(speed !== undefined && { threshold_pace: speed }),
    ...(speed !== undefined && !isShown && { pace_units: usual }),
  };
}

/** In m/s. */
function thresholdSpeed({ pace_threshold, swim_threshold }: ThresholdFields, types: readonly string[]) {
  if (pace_threshold !== undefined && swim_threshold !== undefined) {
    throw new ToolInputError("Give either pace_threshold or swim_threshold: settings apply to one kind of sport.");
  }
  const [name, pace, paceUnit] =
    swim_threshold === undefined
      ? (["pace_threshold", pace_threshold, "MINS_KM"] as const)
      : (["swim_threshold", swim_threshold, "SECS_100M"] as const);
  if (pace === undefined) return undefined;
  if (types.some(isSwim) !== (name === "swim_threshold")) {
    const other = name === "swim_threshold" ? "pace_threshold (min/km)" : "swim_threshold (min/100m)";
    throw new ToolInputError(`${name}: these settings apply to ${types.join(", ")}. Use ${other}.`);
  }
  const speed = parsePace(pace, paceUnit);
  const problem = speed === undefined ? PACE_HELP : explainImplausiblePace(types, speed);
  if (speed === undefined || problem !== undefined) {
    throw new ToolInputError(`${name}: ${problem}. Nothing was changed.`);
  }
  return round(speed, 4);
}
