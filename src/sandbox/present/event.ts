import { type Fields, withAllKeys } from "../fields.ts";
import { round } from "../samples.ts";
import type { CalendarEvent } from "../seed/calendar.ts";
import { eventUidOf } from "../seed/ids.ts";
import type { World } from "../state/athlete-state.ts";
import { EVENT_KEYS } from "./record-keys.ts";

export const CATEGORIES = [
  "WORKOUT",
  "RACE_A",
  "RACE_B",
  "RACE_C",
  "NOTE",
  "PLAN",
  "HOLIDAY",
  "SICK",
  "INJURED",
  "SET_EFTP",
  "FITNESS_DAYS",
  "SEASON_START",
  "TARGET",
  "SET_FITNESS",
] as const;

/** An event as the server shows it: a workout with its parsed text and what that adds up to, a coming day with its projected fitness. */
export function eventRecord(world: World, event: CalendarEvent): Fields {
  const { fields } = event;
  const date = String(fields.start_date_local).slice(0, 10);
  const fitness = world.fitnessOn(date);
  return withAllKeys(EVENT_KEYS, {
    athlete_id: world.profile.id,
    created_by_id: world.profile.id,
    calendar_id: 1,
    target: "AUTO",
    hide_from_athlete: false,
    athlete_cannot_edit: false,
    ...(fitness && { icu_ctl: round(fitness.ctl, 5), icu_atl: round(fitness.atl, 5) }),
    uid: eventUidOf(Number(fields.id)),
    ...fields,
    ...(fields.category === "WORKOUT" && workoutFields(world, event)),
    // Of planned events, only those that set it show it.
    icu_ftp: fields.category === "SET_EFTP" ? fields.icu_ftp : null,
  });
}

function workoutFields(world: World, event: CalendarEvent): Fields {
  const { doc, enrichment, totals } = world.plannedWorkout(event);
  return { ...totals, workout_doc: event.enriched ? { ...doc, ...enrichment } : doc };
}

/** Values that `resolve=true` adds: the thresholds that targets stand on. */
export function resolvedRecord(world: World, event: CalendarEvent): Fields {
  const record = eventRecord(world, event);
  if (record.category !== "WORKOUT") return record;
  const { ftp, lthr, threshold_pace } = world.settingsFor(String(event.fields.type));
  const { doc } = world.plannedWorkout(event);
  return { ...record, workout_doc: { ...Object(record.workout_doc), ...doc, ftp, lthr, threshold_pace } };
}
