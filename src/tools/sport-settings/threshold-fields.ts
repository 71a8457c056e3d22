import * as z from "zod";
import type { SportSettings, SportSettingsPatch } from "../../intervals/sport-settings.ts";
import { explainImplausiblePace } from "../../training/human-limits.ts";
import { isSwim, paceUnitOf, parsePace } from "../../training/pace.ts";
import { round, type Units } from "../../training/units.ts";
import { ToolInputError } from "../kit/input-error.ts";

const asText = (value: unknown) => (typeof value === "number" ? String(value) : value);
const PACE_HELP = "must be minutes, as 4.5 or 4:30, or with another unit: 7:15/mi, 1:50/500m";
const Pace = z.preprocess(
  asText,
  z.string().refine((text) => parsePace(text, "MINS_KM") !== undefined, PACE_HELP),
);

/** Which record: its number, or any sport that it is for. */
export const SportId = z.preprocess(
  asText,
  z
    .string()
    .regex(
      /^(\d{1,10}|[A-Za-z]\w{0,39})$/,
      "must be a sport_id or a sport such as Ride, as icu_get_sport_settings lists them",
    ),
);

/** For what cannot be taken back: a record may cover more sports than the one that is spoken of. */
export const SportNumber = z
  .int("must be the sport_id from icu_get_sport_settings, a number, because a record may cover several sports")
  .min(1);

/** A slip of unit or digit lies outside of these; ours, wider than any athlete. */
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
 * The fields in the API's names and units: a threshold pace is a speed there, for every sport. The unit in which it is
 * shown stays as the athlete chose it; where none was chosen, it is the one in which the sport is usually read.
 * @throws ToolInputError for what no human has, and for a pace that belongs to the other kind of sport
 */
export function toThresholdChange(
  fields: ThresholdFields,
  { types = [], pace_units, max_hr: maxNow }: Partial<SportSettings>,
  units: Units,
): SportSettingsPatch {
  const { ftp, indoor_ftp, fthr: lthr, max_hr } = fields;
  const highest = max_hr ?? maxNow;
  if (lthr !== undefined && highest !== undefined && lthr >= highest) {
    throw new ToolInputError(
      `fthr: ${lthr} is not below the maximum of ${highest} bpm. If that is out of date, give max_hr too.`,
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
    throw new ToolInputError("Give pace_threshold or swim_threshold, not both: settings are for one kind of sport.");
  }
  const [name, pace, paceUnit] =
    swim_threshold === undefined
      ? (["pace_threshold", pace_threshold, "MINS_KM"] as const)
      : (["swim_threshold", swim_threshold, "SECS_100M"] as const);
  if (pace === undefined) return undefined;
  if (types.some(isSwim) !== (name === "swim_threshold")) {
    const right = name === "swim_threshold" ? "pace_threshold (min/km)" : "swim_threshold (min/100m)";
    throw new ToolInputError(`${name}: these settings are for ${types.join(", ")}. Use ${right}.`);
  }
  const speed = parsePace(pace, paceUnit);
  const fault = speed === undefined ? PACE_HELP : explainImplausiblePace(types, speed);
  if (speed === undefined || fault !== undefined) throw new ToolInputError(`${name}: ${fault}. Nothing was changed.`);
  return round(speed, 4);
}
