import type { EventPatch, KeyedEvent } from "../../intervals/event-writes.ts";
import type { Event, EventCategory } from "../../intervals/events.ts";
import { addDays } from "../../intervals/local-date.ts";
import { uuidOf } from "./event-uid.ts";

/** What a copy says of what its source says; the rest is the server's or the source's own. */
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

/** What sets the fitness model does so once: a copy would set it again. */
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

/** The same entry `days` later. Whose copy it is and for which day makes its uid: there is one such copy. */
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
 * Whether this copy is on the calendar. The server writes a target over the one that its day and sport have already
 * (docs/intervals-api.md, Q73), so a target of other origin counts too.
 */
export function isThere({ uid, event }: EventCopy, entries: readonly Event[]): boolean {
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
