import type { Fields } from "../fields.ts";
import { addDays, type LocalDate, mondayOf } from "../local-date.ts";
import { activityRecord, eftpOn, isStrava, newestFirst } from "../present/activity.ts";
import { disciplineOf } from "../recording/session.ts";
import { type Call, get, type Route } from "../router.ts";
import { round } from "../samples.ts";
import { firstDay } from "../seed/training-plan.ts";
import type { World } from "../state/athlete-state.ts";
import { csv } from "./csv.ts";
import { wellnessRecord } from "./wellness.ts";

/** One row per athlete and week, Monday to Sunday, the newest week first. */
function summarise({ world, worlds, caller, query, path }: Call): unknown {
  const end = query.date("end") ?? world.today;
  const start = query.date("start") ?? addDays(end, -6);
  const whole = world === worlds[0] && caller.kind === "key" ? worlds : [world];
  const rows: Fields[] = [];
  const first = firstDay(world.season);
  for (
    let monday = mondayOf(end);
    addDays(monday, 6) >= (start > first ? start : first);
    monday = addDays(monday, -7)
  ) {
    for (const one of whole) rows.push(weekOf(one, monday, start, end));
  }
  return path.ext === ".csv" ? csv(Object.keys(rows[0] ?? {}), rows) : rows;
}

function weekOf(world: World, monday: LocalDate, start: LocalDate, end: LocalDate): Fields {
  const from = monday < start ? start : monday;
  const until = addDays(monday, 6) > end ? end : addDays(monday, 6);
  const records = newestFirst(world)
    .filter(
      (activity) => from <= activity.start.slice(0, 10) && activity.start.slice(0, 10) <= until && !isStrava(activity),
    )
    .map((activity) => activityRecord(world, activity));
  const day = until > world.today ? world.today : until;
  const { ctl, atl, rampRate, weight } = wellnessRecord(world, day);
  const zones = records.map(
    ({ icu_zone_times: power, icu_hr_zone_times: heart }) => secsOf(power) ?? secsOf(heart) ?? [],
  );
  const timeInZones = Array.from({ length: 7 }, (_, zone) => zones.reduce((sum, secs) => sum + (secs[zone] ?? 0), 0));
  const types = [...new Set(records.map(({ type }) => String(type)))];
  return {
    date: monday,
    athlete_id: world.profile.id,
    athlete_name: world.profile.name,
    email: world.athlete.get("self")?.email,
    external_id: null,
    ...totalsOf(records),
    ...eftpFields(world, day, types),
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
      ...eftpFields(world, day, [category]),
    })),
    mostRecentWellnessId: world.today,
  };
}

/** Power zones come as objects with a sweet spot after them, others as bare seconds. */
function secsOf(zoneTimes: unknown): number[] | null {
  if (!Array.isArray(zoneTimes)) return null;
  return zoneTimes.filter((zone) => zone?.id !== "SS").map((zone) => Number(zone?.secs ?? zone));
}

function eftpFields(world: World, day: LocalDate, types: readonly string[]): Fields {
  const eftp = types.some((type) => disciplineOf(type) === "Ride") ? eftpOn(world, day) : null;
  return { eftp, eftpPerKg: eftp && round(eftp / Number(world.athlete.get("self")?.weight ?? 60), 2) };
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

export const athleteSummaryRoutes: readonly Route[] = [get("/athlete/{id}/athlete-summary{ext}", summarise)];
