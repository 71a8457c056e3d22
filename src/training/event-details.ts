import * as z from "zod";
import type { Event } from "../intervals/events.ts";
import { UntrustedText, untrustedText } from "../intervals/untrusted-text.ts";
import { outlineWorkout } from "../workout/print/outline.ts";
import { CalendarEntry, toCalendarEntry } from "./calendar.ts";
import { formBand } from "./fitness.ts";

const optional = z.number().optional();

/** Everything known about one calendar event. */
export const EventDetails = CalendarEntry.extend({
  form_band: z.string().optional(),
  /** The steps as Intervals.icu parsed them, one per line. */
  outline: UntrustedText.optional(),
  normalized_watts: optional,
  average_watts: optional,
  work_kilojoules: optional,
  zone_times: z.array(z.object({ id: z.string(), secs: z.number() })).optional(),
  indoor: z.boolean().optional(),
  /** The target that devices follow: AUTO, POWER, HR or PACE. */
  device_target: z.string().optional(),
  carbs_per_hour_grams: optional,
  max_training_time_seconds: optional,
  can_train: z.array(z.string()).optional(),
  color: z.string().optional(),
  flags: z.array(z.string()),
  plan_folder_id: optional,
  plan_workout_id: optional,
  updated: z.string().optional(),
});
export type EventDetails = z.output<typeof EventDetails>;

/** Field names and units: docs/intervals-api.md §4.5. */
export function toEventDetails(event: Event): EventDetails {
  const entry = toCalendarEntry(event);
  const doc = event.category === "WORKOUT" ? event.workout_doc : undefined;
  const outline = outlineWorkout(doc?.steps ?? []);
  return {
    ...entry,
    form_band: entry.form === undefined ? undefined : formBand(entry.form).band,
    outline: outline ? untrustedText(outline) : undefined,
    normalized_watts: doc?.normalized_power,
    average_watts: doc?.average_watts,
    work_kilojoules: event.joules === undefined ? undefined : event.joules / 1000,
    zone_times: doc?.zoneTimes?.filter(({ secs }) => secs > 0),
    indoor: event.indoor,
    device_target: event.category === "WORKOUT" ? event.target : undefined,
    carbs_per_hour_grams: event.carbs_per_hour,
    max_training_time_seconds: event.max_training_time,
    can_train: event.can_train_sports,
    color: event.color,
    flags: FLAGS.filter((flag) => event[flag]),
    plan_folder_id: event.plan_folder_id,
    plan_workout_id: event.plan_workout_id,
    updated: event.updated,
  };
}

const FLAGS = [
  "show_as_note",
  "show_on_ctl_line",
  "not_on_fitness_chart",
  "for_week",
  "hide_from_athlete",
  "athlete_cannot_edit",
] as const;
