import * as z from "zod";
import type { SportSettings } from "../intervals/sport-settings.ts";
import { formatPace } from "./pace.ts";
import { formatKilojoules, formatPowerModel, PowerModel, toPowerModel } from "./power-model.ts";
import { formatFacts } from "./table.ts";
import { round } from "./units.ts";
import { formatZones, heartRateZones, paceZones, powerZones, Zone } from "./zones.ts";

const optional = z.number().optional();

/** The thresholds and zones of a group of sports, from the athlete's settings. */
export const SportThresholds = z.object({
  sport_id: z.number(),
  types: z.array(z.string()),
  ftp_watts: optional,
  indoor_ftp_watts: optional,
  w_prime_joules: optional,
  p_max_watts: optional,
  /** The power model that Intervals.icu fitted to recent efforts. */
  model: PowerModel.optional(),
  lthr_bpm: optional,
  max_hr_bpm: optional,
  threshold_speed_mps: optional,
  /** In the unit that the athlete chose for the sport, such as `4:30/km`. */
  threshold_pace: z.string().optional(),
  sweet_spot_watts: z.tuple([z.number(), z.number()]).optional(),
  power_zones: z.array(Zone).optional(),
  heartrate_zones: z.array(Zone).optional(),
  pace_zones: z.array(Zone).optional(),
  /** The order in which load is taken from power, heart rate and pace, such as `POWER_HR_PACE`. */
  load_order: z.string().optional(),
});
export type SportThresholds = z.output<typeof SportThresholds>;

/** Field names and units: docs/intervals-api.md §4.6. Sweet spot is converted from % of FTP to W. */
export function toSportThresholds(settings: SportSettings): SportThresholds {
  const { ftp, mmp_model: model, sweet_spot_min: least, sweet_spot_max: most, pace_units } = settings;
  const speed = settings.threshold_pace || undefined; // 0 is unset
  return {
    sport_id: settings.id,
    types: settings.types ?? [],
    ftp_watts: ftp,
    indoor_ftp_watts: settings.indoor_ftp,
    w_prime_joules: settings.w_prime,
    p_max_watts: settings.p_max,
    model: model && toPowerModel(model),
    lthr_bpm: settings.lthr,
    max_hr_bpm: settings.max_hr,
    threshold_speed_mps: speed,
    threshold_pace: speed ? (formatPace(pace_units ?? "NONE", speed) ?? `${round(speed, 2)} m/s`) : undefined,
    sweet_spot_watts: ftp && least && most ? [round((ftp * least) / 100), round((ftp * most) / 100)] : undefined,
    power_zones: powerZones(settings),
    heartrate_zones: heartRateZones(settings),
    pace_zones: paceZones(settings),
    load_order: settings.load_order,
  };
}

/** Thresholds and zones as `name: value` lines. `detailed` adds the id, zone names, sweet spot and the power model. */
export function formatSportThresholds(sport: SportThresholds, { detailed }: { detailed: boolean }): string {
  const watts = (value: number | undefined) => value && `${round(value)} W`;
  const { model, sweet_spot_watts: sweetSpot } = sport;
  return formatFacts([
    ["sport", sport.types.join(", ")],
    ["sport_id", detailed ? sport.sport_id : undefined],
    ["FTP", watts(sport.ftp_watts)],
    ["indoor FTP", watts(sport.indoor_ftp_watts)],
    ["W′", sport.w_prime_joules && formatKilojoules(sport.w_prime_joules)],
    ["Pmax", detailed ? watts(sport.p_max_watts) : undefined],
    ["model of recent efforts", detailed && model ? formatPowerModel(model) : undefined],
    ["threshold heart rate", sport.lthr_bpm && `${sport.lthr_bpm} bpm (max ${sport.max_hr_bpm ?? "not set"})`],
    ["threshold pace", sport.threshold_pace],
    ["sweet spot", detailed && sweetSpot ? `${sweetSpot.join("-")} W` : undefined],
    ["power zones W", formatZones(sport.power_zones, detailed)],
    ["heart rate zones bpm", formatZones(sport.heartrate_zones, detailed)],
    ["pace zones", formatZones(sport.pace_zones, detailed)],
    ["load from", detailed ? sport.load_order?.toLowerCase().replaceAll("_", ", then ") : undefined],
  ]);
}

/** Everything an update can change, one value per field, for showing before and after. */
export function thresholdFacts(sport: SportThresholds): Record<string, string | number | undefined> {
  return {
    ftp_watts: sport.ftp_watts,
    indoor_ftp_watts: sport.indoor_ftp_watts,
    lthr_bpm: sport.lthr_bpm,
    max_hr_bpm: sport.max_hr_bpm,
    threshold_pace: sport.threshold_pace,
    power_zones: formatZones(sport.power_zones),
    heartrate_zones: formatZones(sport.heartrate_zones),
    pace_zones: formatZones(sport.pace_zones),
  };
}
