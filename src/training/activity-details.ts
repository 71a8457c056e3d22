import * as z from "zod";
import type { Activity } from "../intervals/activities.ts";
import { UntrustedText } from "../intervals/untrusted-text.ts";
import { ActivityRow, toActivityRow } from "./activities.ts";

const optional = z.number().optional();

/** Time in one zone. `top` is the upper bound: % of FTP, bpm or % of threshold speed. The last zone has none. */
export const ZoneTime = z.object({ zone: z.string(), seconds: z.number(), top: optional });
export type ZoneTime = z.output<typeof ZoneTime>;

/** Everything known about one activity. Units are in the names. */
export const ActivityDetails = ActivityRow.extend({
  description: UntrustedText.optional(),
  elapsed_time_seconds: optional,
  max_speed_mps: optional,
  grade_adjusted_speed_mps: optional,
  threshold_speed_mps: optional,
  ftp_watts: optional,
  lthr_bpm: optional,
  variability_index: optional,
  efficiency_factor: optional,
  /** How far power or pace per heartbeat fell from the first half to the second. Positive: heart rate drifted up. */
  decoupling_percent: optional,
  load_by_power: optional,
  load_by_heartrate: optional,
  load_by_pace: optional,
  fitness_after: optional,
  fatigue_after: optional,
  work_kilojoules: optional,
  work_above_ftp_kilojoules: optional,
  calories_burned_kcal: optional,
  carbs_used_grams: optional,
  carbs_ingested_grams: optional,
  session_rpe: optional,
  lifted_kilograms: optional,
  pool_length_meters: optional,
  lengths: optional,
  polarization_index: optional,
  plan_compliance_percent: optional,
  planned_event_id: optional,
  device_temperature_celsius: optional,
  device: UntrustedText.optional(),
  source: z.string().optional(),
  gear: UntrustedText.optional(),
  power_zones: z.array(ZoneTime).optional(),
  heartrate_zones: z.array(ZoneTime).optional(),
  pace_zones: z.array(ZoneTime).optional(),
  interval_summary: z.array(UntrustedText).optional(),
  streams: z.array(z.string()).optional(),
});
export type ActivityDetails = z.output<typeof ActivityDetails>;

/** Field names and units: docs/intervals-api.md §4.1. */
export function toActivityDetails(activity: Activity): ActivityDetails {
  const kilojoules = (joules: number | undefined) => (joules === undefined ? undefined : joules / 1000);
  return {
    ...toActivityRow(activity),
    description: activity.description,
    elapsed_time_seconds: activity.elapsed_time,
    max_speed_mps: activity.max_speed,
    grade_adjusted_speed_mps: activity.gap,
    threshold_speed_mps: activity.threshold_pace,
    ftp_watts: activity.icu_ftp,
    lthr_bpm: activity.lthr,
    variability_index: activity.icu_variability_index,
    efficiency_factor: activity.icu_efficiency_factor,
    decoupling_percent: activity.decoupling,
    load_by_power: activity.power_load,
    load_by_heartrate: activity.hr_load,
    load_by_pace: activity.pace_load,
    fitness_after: activity.icu_ctl,
    fatigue_after: activity.icu_atl,
    work_kilojoules: kilojoules(activity.icu_joules),
    work_above_ftp_kilojoules: kilojoules(activity.icu_joules_above_ftp),
    calories_burned_kcal: activity.calories,
    carbs_used_grams: activity.carbs_used,
    carbs_ingested_grams: activity.carbs_ingested,
    session_rpe: activity.session_rpe,
    lifted_kilograms: activity.kg_lifted,
    pool_length_meters: activity.pool_length,
    lengths: activity.lengths,
    polarization_index: activity.polarization_index,
    plan_compliance_percent: activity.compliance || undefined, // 0 means that nothing was planned
    planned_event_id: activity.paired_event_id,
    device_temperature_celsius: activity.average_temp,
    device: activity.device_name,
    source: activity.source,
    gear: activity.gear?.name,
    power_zones: powerZones(activity),
    heartrate_zones: timesInZones(activity.icu_hr_zone_times, activity.icu_hr_zones),
    pace_zones: timesInZones(activity.pace_zone_times, activity.pace_zones),
    interval_summary: activity.interval_summary?.length ? activity.interval_summary : undefined,
    streams: activity.stream_types?.length ? activity.stream_types : undefined,
  };
}

/** Leaves out sweet spot, which overlaps other zones and would be counted twice (docs/intervals-api.md, Q25). */
function powerZones(activity: Activity): ZoneTime[] | undefined {
  const times = activity.icu_zone_times?.filter(({ id }) => id !== "SS").map(({ secs }) => secs);
  return timesInZones(times, activity.icu_power_zones);
}

function timesInZones(
  times: readonly number[] | undefined,
  tops: readonly number[] | undefined,
): ZoneTime[] | undefined {
  if (!times?.some((seconds) => seconds > 0)) return undefined;
  return times.map((seconds, index) => {
    const top = tops?.[index];
    // The last zone has no upper bound: the API sends 999 or an unreachable value.
    const closed = top !== undefined && top < 999 && index < times.length - 1;
    return { zone: `Z${index + 1}`, seconds, ...(closed && { top }) };
  });
}
