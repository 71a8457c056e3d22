import type { Fields } from "../fields.ts";
import { addDays, type LocalDate } from "../local-date.ts";
import { disciplineOf } from "../recording/session.ts";
import { round } from "../samples.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { activitiesBetween, activityRecord, eftpOn } from "./activity.ts";
import { wellnessRecord } from "./wellness.ts";

export interface Week {
  readonly monday: LocalDate;
  /** Limits the week to the days from `start` to `end`. */
  readonly start: LocalDate;
  readonly end: LocalDate;
}

/** The totals of one week of an athlete. */
export function weekSummary(state: AthleteState, { monday, start, end }: Week): Fields {
  const from = monday < start ? start : monday;
  const until = addDays(monday, 6) > end ? end : addDays(monday, 6);
  const activities = activitiesBetween(state, { type: undefined, from, until });
  const records = activities.map((activity) => activityRecord(state, activity));
  const day = until > state.today ? state.today : until;
  const { ctl, atl, rampRate, weight } = wellnessRecord(state, day);
  const zones = records.map(
    ({ icu_zone_times: power, icu_hr_zone_times: heart }) => secsOf(power) ?? secsOf(heart) ?? [],
  );
  const timeInZones = Array.from({ length: 7 }, (_, zone) => zones.reduce((sum, secs) => sum + (secs[zone] ?? 0), 0));
  const types = [...new Set(records.map(({ type }) => String(type)))];
  return {
    date: monday,
    athlete_id: state.profile.id,
    athlete_name: state.profile.name,
    email: state.athlete.get("self")?.email,
    external_id: null,
    ...totalsOf(records),
    ...eftpFields(state, day, types),
    fitness: round(Number(ctl), 4),
    fatigue: round(Number(atl), 4),
    form: round(Number(ctl) - Number(atl), 4),
    rampRate,
    weight,
    timeInZones,
    timeInZonesTot: timeInZones.reduce((sum, secs) => sum + secs, 0),
    byCategory: types.map((category) => ({
      category,
      ...totalsOf(records.filter(({ type }) => type === category)),
      ...eftpFields(state, day, [category]),
    })),
    mostRecentWellnessId: state.today,
  };
}

/** Seconds per zone. Power zones are objects, with the sweet spot among them; heart rate zones are plain numbers. */
function secsOf(zoneTimes: unknown): number[] | null {
  if (!Array.isArray(zoneTimes)) return null;
  return zoneTimes.filter((zone) => zone?.id !== "SS").map((zone) => Number(zone?.secs ?? zone));
}

function eftpFields(state: AthleteState, day: LocalDate, types: readonly string[]): Fields {
  const eftp = types.some((type) => disciplineOf(type) === "Ride") ? eftpOn(state, day) : null;
  return { eftp, eftpPerKg: eftp && round(eftp / Number(state.athlete.get("self")?.weight ?? 60), 2) };
}

function totalsOf(records: readonly Fields[]): Fields {
  const sum = (name: string) =>
    round(
      records.reduce((total, record) => total + Number(record[name] ?? 0), 0),
      1,
    );
  return {
    count: records.length,
    time: sum("moving_time"),
    moving_time: sum("moving_time"),
    elapsed_time: sum("elapsed_time"),
    calories: sum("calories"),
    total_elevation_gain: sum("total_elevation_gain"),
    training_load: sum("icu_training_load"),
    srpe: sum("session_rpe"),
    distance: sum("distance"),
  };
}
