import { refusals } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { addDays, type LocalDate } from "../local-date.ts";
import { eventRecord, resolvedRecord } from "../present/event.ts";
import { EVENT_KEYS } from "../present/record-keys.ts";
import { workoutFile } from "../present/workout-file.ts";
import { type Call, get, type Route } from "../router.ts";
import type { CalendarEvent } from "../seed/calendar.ts";
import type { World } from "../state/athlete-state.ts";
import { numberIn } from "./checks.ts";
import { csv } from "./csv.ts";

export const START = (event: CalendarEvent): string => String(event.fields.start_date_local);

function eventsBetween(world: World, oldest: LocalDate, newest: LocalDate): readonly CalendarEvent[] {
  return world.events
    .list()
    .filter((event) => START(event).slice(0, 10) <= newest && lastDayOf(world, event) >= oldest)
    .sort((a, b) => (START(a) < START(b) ? -1 : START(a) > START(b) ? 1 : Number(a.fields.id) - Number(b.fields.id)));
}

/** Ranges widen to an event that they fall into, unless the world looks at the first day alone. */
function lastDayOf(world: World, event: CalendarEvent): LocalDate {
  const start = START(event).slice(0, 10);
  const end = event.fields.end_date_local;
  if (world.options.strictEventRange || typeof end !== "string") return start;
  // The end is exclusive.
  const last = end.endsWith("T00:00:00") ? addDays(end, -1) : end.slice(0, 10);
  return last > start ? last : start;
}

function listEvents({ world, query, path }: Call): unknown {
  const oldest = query.date("oldest") ?? world.today;
  const newest = query.date("newest") ?? addDays(oldest, 6);
  const categories = query.list("category");
  const events = eventsBetween(world, oldest, newest)
    .filter(({ fields }) => !categories || categories.includes(String(fields.category)))
    .slice(0, query.number("limit"));
  const resolve = query.flag("resolve");
  const extension = query.text("ext");
  const records = events.map((event) => ({
    ...(resolve ? resolvedRecord(world, event) : eventRecord(world, event)),
    ...(extension && event.fields.category === "WORKOUT" && attachedFile(world, event, extension)),
  }));
  return path.format === ".csv" ? csv(EVENT_KEYS, records) : records;
}

/** The workout as a file for a device. */
function attachedFile(world: World, { fields }: CalendarEvent, extension: string): Fields {
  const { filename, content } = workoutFile(world, fields, extension);
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return { workout_filename: filename, workout_file_base64: base64 };
}

export function eventIn({ world, path }: Call): CalendarEvent {
  const event = world.events.get(numberIn("eventId", path.eventId));
  if (!event) throw refusals.notFound("Event");
  return event;
}

const tagsIn = ({ fields: { tags } }: CalendarEvent): unknown[] => (Array.isArray(tags) ? tags : []);

const MODEL_CATEGORIES = ["FITNESS_DAYS", "SET_FITNESS", "SET_EFTP"];

/** What the fitness model takes its settings from, in the order of the calendar. */
const modelEvents = ({ world }: Call): Fields[] =>
  world.events
    .list()
    .filter(({ fields }) => MODEL_CATEGORIES.includes(String(fields.category)))
    .sort((a, b) => (START(a) < START(b) ? -1 : 1))
    .map((event) => eventRecord(world, event));

export const eventRoutes: readonly Route[] = [
  get("/athlete/{id}/events{format}", listEvents),
  get("/athlete/{id}/events/{eventId}", (call) => eventRecord(call.world, eventIn(call))),
  get("/athlete/{id}/event-tags", ({ world }) => [...new Set(world.events.list().flatMap(tagsIn))].sort()),
  get("/athlete/{id}/fitness-model-events", modelEvents),
];
