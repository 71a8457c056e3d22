import type { EventPatch } from "../../intervals/event-writes.ts";
import type { Event } from "../../intervals/events.ts";
import { addDays, daysBetween, type LocalDate } from "../../intervals/local-date.ts";
import { resolveDate } from "../../training/dates.ts";
import { ToolInputError } from "../kit/input-error.ts";
import type { EventFields } from "./event-fields.ts";

/**
 * Converts parameters to API fields. TARGET events have their own fields for time, distance and load. If `existing` is
 * moved, its end moves too, because the API stores start and (exclusive) end separately.
 */
export function toEventPatch(fields: EventFields, category: string, today: LocalDate, existing?: Event): EventPatch {
  const isTarget = category === "TARGET";
  const start = fields.start_date === undefined ? undefined : startOf(fields.start_date, today);
  const patch = {
    start_date_local: start,
    end_date_local: endOf(fields, start, today, existing),
    type: fields.event_type,
    name: fields.name,
    description: fields.description,
    indoor: fields.indoor,
    color: fields.color,
    [isTarget ? "time_target" : "moving_time"]: fields.duration_seconds,
    [isTarget ? "distance_target" : "distance"]: fields.distance_meters,
    [isTarget ? "load_target" : "icu_training_load"]: fields.training_load,
    training_availability: fields.training_availability,
    show_as_note: fields.show_as_note,
    not_on_fitness_chart: fields.not_on_fitness_chart,
    show_on_ctl_line: fields.show_on_ctl_line,
  };
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

/** A day, or a day and a time, in the format of the API. */
export function startOf(word: string, today: LocalDate): string {
  const [, day = word, time] = /^(.*?)(?:[T ](\d{2}:\d{2}(?::\d{2})?))?$/.exec(word.trim()) ?? [];
  const clock = time === undefined ? "00:00:00" : time.length === 5 ? `${time}:00` : time;
  return `${resolveDate(day, today)}T${clock}`;
}

function endOf(fields: EventFields, start: string | undefined, today: LocalDate, existing?: Event): string | undefined {
  const first = (start ?? existing?.start_date_local)?.slice(0, 10);
  if (fields.end_date !== undefined) {
    const last = resolveDate(fields.end_date, today);
    if (first !== undefined && last < first) {
      throw new ToolInputError(
        `end_date: ${last} is before the start (${first}). end_date is the last day, inclusive.`,
      );
    }
    return `${addDays(last, 1)}T00:00:00`;
  }
  const oldEnd = existing?.end_date_local;
  if (start === undefined || !existing || oldEnd === undefined) return undefined;
  const moved = daysBetween(existing.start_date_local.slice(0, 10), start.slice(0, 10));
  return `${addDays(oldEnd.slice(0, 10), moved)}${oldEnd.slice(10)}`;
}

/** Intervals.icu rejects a race without a sport. @throws ToolInputError */
export function requireSportForRace(category: string, type: string | undefined): void {
  if (category.startsWith("RACE_") && type === undefined) {
    throw new ToolInputError("event_type: a race needs a sport, such as Run or Ride.");
  }
}
