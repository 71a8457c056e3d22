import { apiErrors } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { addDays, type LocalDate } from "../local-date.ts";
import { eventRecord, resolvedRecord } from "../present/event.ts";
import { EVENT_KEYS } from "../present/record-keys.ts";
import { workoutFile } from "../present/workout-file.ts";
import { type Call, get, type Route } from "../router.ts";
import type { CalendarEvent } from "../seed/calendar.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { csvResponse } from "./responses.ts";
import { numberParameter } from "./validation.ts";

export const startOf = (event: CalendarEvent): string => String(event.fields.start_date_local);

function eventsBetween(state: AthleteState, oldest: LocalDate, newest: LocalDate): readonly CalendarEvent[] {
  return state.events
    .list()
    .filter((event) => startOf(event).slice(0, 10) <= newest && lastDayOf(event) >= oldest)
    .sort((a, b) =>
      startOf(a) < startOf(b) ? -1 : startOf(a) > startOf(b) ? 1 : Number(a.fields.id) - Number(b.fields.id),
    );
}

/** A range includes the events that are still running on its first day. */
function lastDayOf(event: CalendarEvent): LocalDate {
  const start = startOf(event).slice(0, 10);
  const end = event.fields.end_date_local;
  if (typeof end !== "string") return start;
  // `end_date_local` is exclusive.
  const last = end.endsWith("T00:00:00") ? addDays(end, -1) : end.slice(0, 10);
  return last > start ? last : start;
}

function listEvents({ state, query, path }: Call): unknown {
  const oldest = query.date("oldest") ?? state.today;
  const newest = query.date("newest") ?? addDays(oldest, 6);
  const categories = query.list("category");
  const events = eventsBetween(state, oldest, newest)
    .filter(({ fields }) => !categories || categories.includes(String(fields.category)))
    .slice(0, query.number("limit"));
  const resolve = query.boolean("resolve");
  const extension = query.text("ext");
  const records = events.map((event) => ({
    ...(resolve ? resolvedRecord(state, event) : eventRecord(state, event)),
    ...(extension && event.fields.category === "WORKOUT" && fileFields(state, event, extension)),
  }));
  return path.format === ".csv" ? csvResponse(EVENT_KEYS, records) : records;
}

/** The workout as a file for a device. */
function fileFields(state: AthleteState, { fields }: CalendarEvent, extension: string): Fields {
  const { filename, content } = workoutFile(state, fields, extension);
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return { workout_filename: filename, workout_file_base64: base64 };
}

export function requireEvent({ state, path }: Call): CalendarEvent {
  const event = state.events.get(numberParameter("eventId", path.eventId));
  if (!event) throw apiErrors.notFound("Event");
  return event;
}

const tagsIn = ({ fields: { tags } }: CalendarEvent): unknown[] => (Array.isArray(tags) ? tags : []);

/** Categories of events that configure the fitness model. */
const MODEL_CATEGORIES = ["FITNESS_DAYS", "SET_FITNESS", "SET_EFTP"];

const modelEvents = ({ state }: Call): Fields[] =>
  state.events
    .list()
    .filter(({ fields }) => MODEL_CATEGORIES.includes(String(fields.category)))
    .sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1))
    .map((event) => eventRecord(state, event));

export const eventRoutes: readonly Route[] = [
  get("/athlete/{id}/events{format}", listEvents),
  get("/athlete/{id}/events/{eventId}", (call) => eventRecord(call.state, requireEvent(call))),
  get("/athlete/{id}/event-tags", ({ state }) => [...new Set(state.events.list().flatMap(tagsIn))].sort()),
  get("/athlete/{id}/fitness-model-events", modelEvents),
];
