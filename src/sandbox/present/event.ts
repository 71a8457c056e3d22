import { type Fields, withAllKeys } from "../fields.ts";
import { round } from "../samples.ts";
import type { CalendarEvent } from "../seed/calendar.ts";
import { eventUidOf } from "../seed/ids.ts";
import type { AthleteState } from "../state/athlete-state.ts";
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

/** An event as the API returns it: with the fitness of its day and, for a workout, the parsed text and its totals. */
export function eventRecord(state: AthleteState, event: CalendarEvent): Fields {
  const { fields } = event;
  const date = String(fields.start_date_local).slice(0, 10);
  const fitness = state.fitnessOn(date);
  return withAllKeys(EVENT_KEYS, {
    athlete_id: state.profile.id,
    created_by_id: state.profile.id,
    calendar_id: 1,
    target: "AUTO",
    hide_from_athlete: false,
    athlete_cannot_edit: false,
    ...(fitness && { icu_ctl: round(fitness.ctl, 5), icu_atl: round(fitness.atl, 5) }),
    uid: eventUidOf(Number(fields.id)),
    ...fields,
    ...(fields.category === "WORKOUT" && workoutFields(state, event)),
    // Only events that set the FTP return it.
    icu_ftp: fields.category === "SET_EFTP" ? fields.icu_ftp : null,
  });
}

function workoutFields(state: AthleteState, event: CalendarEvent): Fields {
  const { doc, enrichment, totals } = state.plannedWorkout(event);
  return { ...totals, workout_doc: event.enriched ? { ...doc, ...enrichment } : doc };
}

/** An event with the thresholds that its targets refer to, as `resolve=true` requests. */
export function resolvedRecord(state: AthleteState, event: CalendarEvent): Fields {
  const record = eventRecord(state, event);
  if (record.category !== "WORKOUT") return record;
  const { ftp, lthr, threshold_pace } = state.sportSettingsFor(String(event.fields.type));
  const { doc } = state.plannedWorkout(event);
  return { ...record, workout_doc: { ...Object(record.workout_doc), ...doc, ftp, lthr, threshold_pace } };
}
