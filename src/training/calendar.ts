import * as z from "zod";
import type { Event } from "../intervals/events.ts";
import { addDays, daysBetween, type LocalDate } from "../intervals/local-date.ts";
import { charactersOf, joinedText, UntrustedText } from "../intervals/untrusted-text.ts";
import { countSteps } from "../workout/steps.ts";

const optional = z.number().optional();

/** One calendar event. Dates are local; `last_date` is inclusive and only set if the event is longer than a day. */
export const CalendarEntry = z.object({
  event_id: z.number(),
  date: z.string(),
  time: z.string().optional(),
  last_date: z.string().optional(),
  category: z.string(),
  type: z.string().optional(),
  name: UntrustedText.optional(),
  description: UntrustedText.optional(),
  moving_time_seconds: optional,
  distance_meters: optional,
  planned_load: optional,
  intensity_percent: optional,
  load_target: optional,
  time_target_seconds: optional,
  distance_target_meters: optional,
  /** Fitness, fatigue and form projected by Intervals.icu for the day, in points. */
  fitness: optional,
  fatigue_load: optional,
  form: optional,
  availability: z.string().optional(),
  tags: z.array(UntrustedText).optional(),
  /** Steps that Intervals.icu parsed from the description, repeats expanded. 0: it could not parse any. */
  workout_steps: optional,
  /** Why a watch or app did not receive the workout. */
  push_problems: z.array(UntrustedText).optional(),
});
export type CalendarEntry = z.output<typeof CalendarEntry>;

/** Field names and units: docs/intervals-api.md §4.5. */
export function toCalendarEntry(event: Event): CalendarEntry {
  const date = event.start_date_local.slice(0, 10);
  const time = event.start_date_local.slice(11, 16);
  const last = lastDateOf(event);
  return {
    event_id: event.id,
    date,
    time: time && time !== "00:00" ? time : undefined,
    last_date: last > date ? last : undefined,
    category: event.category,
    type: event.type,
    name: event.name,
    description: event.description || undefined,
    moving_time_seconds: event.moving_time || undefined,
    distance_meters: event.distance || undefined,
    planned_load: event.icu_training_load,
    intensity_percent: event.icu_intensity,
    load_target: event.load_target,
    time_target_seconds: event.time_target,
    distance_target_meters: event.distance_target,
    fitness: event.icu_ctl,
    fatigue_load: event.icu_atl,
    form: event.icu_ctl !== undefined && event.icu_atl !== undefined ? event.icu_ctl - event.icu_atl : undefined,
    availability: event.training_availability,
    tags: event.tags?.length ? event.tags : undefined,
    workout_steps: event.category === "WORKOUT" ? stepCountOf(event) : undefined,
    push_problems: event.push_errors?.length
      ? event.push_errors.map(({ service, message }) => joinedText([service ?? "device", message ?? "failed"], ": "))
      : undefined,
  };
}

/**
 * The last local day of an event. `end_date_local` is exclusive (docs/intervals-api.md §1.6): midnight belongs to the
 * day before.
 */
export function lastDateOf(event: Event): LocalDate {
  const start = event.start_date_local.slice(0, 10);
  const end = event.end_date_local;
  if (end === undefined) return start;
  const day = end.slice(0, 10);
  const last = end.slice(11, 19) > "00:00:00" ? day : addDays(day, -1);
  return last > start ? last : start;
}

/** Sports whose workouts are free text. `NOTE` occurs among the workouts of training plans. */
const SPORTS_WITHOUT_STEPS = new Set([
  "WeightTraining",
  "Workout",
  "Yoga",
  "Pilates",
  "Crossfit",
  "RockClimbing",
  "Other",
  "NOTE",
]);

/** Whether workouts of this sport consist of steps. */
export const hasSteps = (sport: string | undefined): boolean => !SPORTS_WITHOUT_STEPS.has(sport ?? "");

/**
 * The number of steps that Intervals.icu parsed from a workout, repeats expanded. 0: it could not parse the text.
 * Undefined if no steps are expected: no text, or a sport whose workouts are free text.
 */
export function stepCountOf({
  type,
  description,
  workout_doc,
}: Pick<Event, "type" | "description" | "workout_doc">): number | undefined {
  const steps = workout_doc?.steps;
  if (steps === undefined || !hasSteps(type)) return undefined;
  return steps.length === 0 && (description === undefined || charactersOf(description).trim() === "")
    ? undefined
    : countSteps(steps);
}

/** `today`, `tomorrow`, `yesterday`, `in 3 days`, `2 days ago` */
export function relativeDay(date: LocalDate, today: LocalDate): string {
  const days = daysBetween(today, date);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}
