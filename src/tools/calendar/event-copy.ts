import type { EventPatch, KeyedEvent } from "../../intervals/event-writes.ts";
import type { Event, EventCategory } from "../../intervals/events.ts";
import { addDays } from "../../intervals/local-date.ts";
import { uuidOf } from "./event-uid.ts";

/** The fields that are copied. The others are set by the server or belong to the original only. */
const COPIED = [
  "type",
  "name",
  "description",
  "indoor",
  "color",
  "moving_time",
  "distance",
  "icu_training_load",
  "load_target",
  "time_target",
  "distance_target",
  "training_availability",
  "target",
  "tags",
  "sub_type",
  "carbs_per_hour",
  "for_week",
  "max_training_time",
  "can_train_sports",
  "show_as_note",
  "show_on_ctl_line",
  "not_on_fitness_chart",
  "hide_from_athlete",
  "athlete_cannot_edit",
] as const satisfies (keyof Event & keyof EventPatch)[];

/** All categories except those that set the fitness model or eFTP, which a copy would set again. */
const COPYABLE: readonly EventCategory[] = [
  "WORKOUT",
  "RACE_A",
  "RACE_B",
  "RACE_C",
  "NOTE",
  "PLAN",
  "HOLIDAY",
  "SICK",
  "INJURED",
  "SEASON_START",
  "TARGET",
];

export interface EventCopy extends KeyedEvent {
  source: Event;
}

export const isCopyable = ({ category }: Event): boolean => COPYABLE.some((known) => known === category);

/** The same event `days` later. Its uid is derived from the original and the new day, so each copy exists only once. */
export async function copyOf(source: Event, days: number): Promise<EventCopy> {
  const later = (local: string) => `${addDays(local.slice(0, 10), days)}${local.slice(10)}`;
  const fields = Object.fromEntries(
    COPIED.flatMap((field) => (source[field] === undefined ? [] : [[field, source[field]]])),
  );
  const start = later(source.start_date_local);
  return {
    source,
    uid: await uuidOf(["copy", source.uid ?? source.id, start.slice(0, 10)]),
    event: {
      ...fields,
      category: COPYABLE.find((known) => known === source.category) ?? "NOTE",
      start_date_local: start,
      ...(source.end_date_local !== undefined && { end_date_local: later(source.end_date_local) }),
    },
  };
}

/**
 * Whether this copy is already on the calendar. For targets, any target of the same day and sport counts, because the
 * server would overwrite it (docs/intervals-api.md, Q73).
 */
export function isOnCalendar({ uid, event }: EventCopy, entries: readonly Event[]): boolean {
  const day = event.start_date_local.slice(0, 10);
  return entries.some(
    (entry) =>
      entry.uid === uid ||
      (event.category === "TARGET" &&
        entry.category === "TARGET" &&
        entry.type === event.type &&
        entry.start_date_local.startsWith(day)),
  );
}
