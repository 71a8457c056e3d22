import * as z from "zod";
import { isStravaStub } from "../../intervals/activities.ts";
import { failWith } from "../../intervals/failure.ts";
import { ActivityDetails, toActivityDetails, type ZoneTime } from "../../training/activity-details.ts";
import { formatPace, formatSpeed, paceUnitOf } from "../../training/pace.ts";
import { quote, quoteLines } from "../../training/quote.ts";
import { formatFacts } from "../../training/table.ts";
import {
  distanceIn,
  elevationIn,
  elevationUnit,
  formatDuration,
  formatHours,
  round,
  temperatureIn,
  type Units,
} from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ActivityId } from "../kit/parameters.ts";

export const getActivityDetails = defineTool({
  name: "icu_get_activity_details",
  title: "One activity",
  description:
    "The SUMMARY of one activity: average power, heart rate and pace, load, zones, decoupling, fuel, feel and RPE. Laps: icu_get_activity_intervals. Raw samples: icu_get_activity_streams.",
  effect: "read",
  essential: true,
  input: z.object({ activity_id: ActivityId }),
  output: ActivityDetails,

  async run({ activity_id }, { intervals }) {
    const activity = await intervals.getActivity(activity_id);
    return isStravaStub(activity) ? failWith({ kind: "strava" }) : toActivityDetails(activity);
  },

  render(details, view) {
    return paragraphs(
      header("Activity", view),
      details.name && quote(details.name, 120),
      formatFacts(factsOf(details, view.units)),
      details.interval_summary && `Intervals: ${details.interval_summary.map((text) => quote(text, 60)).join(", ")}`,
      details.description && `Description (user-written text):\n${quoteLines(details.description)}`,
      details.streams && `Recorded streams: ${details.streams.join(", ")}`,
    );
  },
});

type Fact = readonly [string, string | number | undefined];

function factsOf(details: ActivityDetails, units: Units): Fact[] {
  const whole = (value: number | undefined) => (value === undefined ? undefined : Math.round(value));
  const speed = (mps: number | undefined) => mps && formatSpeed(details.type, mps, units);
  const amount = (value: number | undefined, unit: string, digits = 0) =>
    value === undefined ? undefined : `${round(value, digits)} ${unit}`;
  const percent = (value: number | undefined, digits = 0) =>
    value === undefined ? undefined : `${round(value, digits)}%`;
  const isPaced = paceUnitOf(details.type, units) !== undefined;
  return [
    ["id", details.id],
    ["start", details.start],
    ["type", details.type + (details.race ? " (race)" : "") + (details.indoor ? " (indoor)" : "")],
    ["moving time", details.moving_time_seconds && formatDuration(details.moving_time_seconds)],
    ["elapsed time", details.elapsed_time_seconds && formatDuration(details.elapsed_time_seconds)],
    ["distance", details.distance_meters && amount(distanceIn(units, details.distance_meters), units.distance, 2)],
    [
      "elevation gain",
      details.elevation_gain_meters && amount(elevationIn(units, details.elevation_gain_meters), elevationUnit(units)),
    ],
    ["average speed or pace", speed(details.average_speed_mps)],
    ["maximum speed or pace", speed(details.max_speed_mps)],
    ["grade-adjusted pace", isPaced ? speed(details.grade_adjusted_speed_mps) : undefined],
    ["threshold pace used", thresholdPace(details, units)],
    ["average power", amount(details.average_watts, "W")],
    ["normalized power", amount(details.normalized_watts, "W")],
    ["FTP used", amount(details.ftp_watts, "W")],
    ["variability index", details.variability_index && round(details.variability_index, 2)],
    ["average heart rate", amount(details.average_heartrate_bpm, "bpm")],
    ["maximum heart rate", amount(details.max_heartrate_bpm, "bpm")],
    ["threshold heart rate used", amount(details.lthr_bpm, "bpm")],
    ["efficiency factor (power or speed per bpm)", details.efficiency_factor && round(details.efficiency_factor, 2)],
    ["decoupling", percent(details.decoupling_percent, 1)],
    ["cadence", whole(details.average_cadence)],
    ["training load", loadText(details)],
    [
      "intensity",
      details.intensity_percent === undefined ? undefined : `${percent(details.intensity_percent)} of threshold`,
    ],
    ["fitness afterwards", details.fitness_after && round(details.fitness_after, 1)],
    ["fatigue afterwards", details.fatigue_after && round(details.fatigue_after, 1)],
    ["work", amount(details.work_kilojoules, "kJ")],
    ["work above FTP", amount(details.work_above_ftp_kilojoules, "kJ")],
    ["calories burned", amount(details.calories_burned_kcal, "kcal")],
    ["carbohydrates burned", amount(details.carbs_used_grams, "g")],
    ["carbohydrates eaten", amount(details.carbs_ingested_grams, "g")],
    ["feel (1-5, 1 best)", details.feel],
    ["RPE (1-10)", details.rpe],
    ["session RPE (RPE × minutes)", details.session_rpe],
    ["weight lifted", amount(details.lifted_kilograms, "kg")],
    [
      "pool",
      details.pool_length_meters && `${round(details.pool_length_meters, 2)} m × ${details.lengths ?? "?"} lengths`,
    ],
    ["plan compliance", percent(details.plan_compliance_percent)],
    ["planned event", details.planned_event_id],
    ["time in power zones (upper bound in % of FTP)", zonesText(details.power_zones)],
    ["time in heart rate zones (upper bound in bpm)", zonesText(details.heartrate_zones)],
    ["time in pace zones (upper bound in % of threshold speed)", zonesText(details.pace_zones)],
    ["polarization index", details.polarization_index && round(details.polarization_index, 2)],
    [
      "temperature (device)",
      details.device_temperature_celsius === undefined
        ? undefined
        : `${round(temperatureIn(units, details.device_temperature_celsius))} ${units.temperature}`,
    ],
    ["gear", details.gear && quote(details.gear, 60)],
    ["tags", details.tags?.map((tag) => quote(tag, 40)).join(", ")],
    ["recorded with", details.device && quote(details.device, 60)],
    ["source", details.source],
  ];
}

function thresholdPace({ type, threshold_speed_mps }: ActivityDetails, units: Units): string | undefined {
  const unit = paceUnitOf(type, units);
  return unit && threshold_speed_mps ? formatPace(unit, threshold_speed_mps) : undefined;
}

function loadText(details: ActivityDetails): string | undefined {
  if (details.training_load === undefined) return undefined;
  const by = [
    ["power", details.load_by_power],
    ["heart rate", details.load_by_heartrate],
    ["pace", details.load_by_pace],
  ].flatMap(([name, load]) => (load === undefined ? [] : [`${name} ${load}`]));
  return by.length > 1 ? `${details.training_load} (${by.join(", ")})` : String(details.training_load);
}

function zonesText(zones: readonly ZoneTime[] | undefined): string | undefined {
  return zones
    ?.filter(({ seconds }) => seconds > 0)
    .map(
      ({ zone, seconds, top }) => `${zone}${top === undefined ? "" : ` (to ${round(top, 1)})`} ${formatHours(seconds)}`,
    )
    .join(", ");
}
