import {
  HR_ZONE_NAMES,
  hrZonesOf,
  PACE_ZONE_NAMES,
  PACE_ZONES,
  POWER_ZONE_NAMES,
  POWER_ZONES,
  SWEET_SPOT,
} from "../analysis/zones.ts";
import type { Fields } from "../fields.ts";
import type { Thresholds } from "../recording/session.ts";
import type { Profile } from "./profile.ts";
import { thresholdsOn } from "./thresholds.ts";
import type { TrainingPlan } from "./training-plan.ts";

/** The settings with which every sport starts. */
export const defaultSettings = (types: readonly string[]) => ({
  types,
  warmup_time: 600,
  cooldown_time: 300,
  load_order: "POWER_HR_PACE",
  tiz_order: "POWER_HR_PACE",
  workout_order: "POWER_HR_PACE",
  hr_load_type: "AVG_HR",
  other: false,
});

/** The athlete's settings, one record per group of sports. */
export function sportSettingsOf(profile: Profile, plan: TrainingPlan): readonly Fields[] {
  const now = thresholdsOn(plan, plan.anchor);
  const imperial = profile.units === "imperial";
  const order = { load_order: "PACE_HR_POWER", tiz_order: "PACE_HR_POWER", workout_order: "PACE_HR_POWER" };
  const ride = {
    ...defaultSettings(["Ride", "VirtualRide", "GravelRide", "MountainBikeRide"]),
    ...heartRateSettings(now),
    ftp: now.ftp,
    indoor_ftp: now.ftp - 6,
    w_prime: now.wPrime,
    p_max: now.pMax,
    power_zones: POWER_ZONES,
    power_zone_names: POWER_ZONE_NAMES,
    sweet_spot_min: SWEET_SPOT.min,
    sweet_spot_max: SWEET_SPOT.max,
    after_kj0: 1000,
    after_kj1: 1500,
    iseFTPSupported: true,
  };
  const run = {
    ...defaultSettings(["Run", "TrailRun", "VirtualRun"]),
    ...heartRateSettings(now),
    ...order,
    threshold_pace: now.runPace,
    pace_units: imperial ? "MINS_MILE" : "MINS_KM",
    pace_zones: PACE_ZONES,
    pace_zone_names: PACE_ZONE_NAMES,
    pace_load_type: "RUN",
    gap_model: "STRAVA_RUN",
    best_effort_distances: [400, 1000, 5000, 10_000, 21_097.5],
  };
  const swim = {
    ...defaultSettings(["Swim", "OpenWaterSwim"]),
    ...order,
    threshold_pace: now.swimPace,
    pace_units: imperial ? "SECS_100Y" : "SECS_100M",
    pace_load_type: "SWIM",
    best_effort_distances: [100, 400, 1500],
  };
  const rest = {
    ...defaultSettings(["WeightTraining", "Hike", "Walk", "Yoga", "Other"]),
    ...heartRateSettings(now),
    other: true,
  };
  return [ride, run, swim, rest]
    .filter(({ types: [type = ""] }) => type === "WeightTraining" || profile.sports.includes(type.toLowerCase()))
    .map((settings, i) => ({
      id: 7001 + i,
      athlete_id: profile.id,
      created: "2024-01-05T08:00:00.000+00:00",
      updated: `${plan.anchor}T01:00:00.000+00:00`,
      ...settings,
    }));
}

const heartRateSettings = (thresholds: Pick<Thresholds, "lthr" | "maxHr">): Fields => ({
  lthr: thresholds.lthr,
  max_hr: thresholds.maxHr,
  hr_zones: hrZonesOf(thresholds),
  hr_zone_names: HR_ZONE_NAMES,
});
