import { apiErrors } from "../api-errors.ts";
import { clientIdOf } from "../authentication.ts";
import { type Fields, withChanges } from "../fields.ts";
import { addDays, addSeconds, isLocalDate, isLocalTime, serverStamp } from "../local-date.ts";
import { CATEGORIES, eventRecord } from "../present/event.ts";
import { bodyObject, bodyObjects, type Call, del, post, put, type Route } from "../router.ts";
import type { CalendarEvent } from "../seed/calendar.ts";
import { eventUidOf } from "../seed/ids.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { requireEvent, startOf } from "./events.ts";
import { withValidName } from "./validation.ts";

/** Throws if the event must not be stored. */
function validated(fields: Fields): Fields {
  const { category, start_date_local: start, type } = fields;
  if (!CATEGORIES.some((known) => known === category)) throw apiErrors.category(String(category));
  withValidName(fields);
  if (String(category).startsWith("RACE") && !type) throw apiErrors.raceWithoutType();
  if (typeof start !== "string" || !(isLocalDate(start) || isLocalTime(start)))
    throw apiErrors.date("start_date_local", String(start));
  return { ...fields, ...datesOf(start, fields.end_date_local) };
}

/** A date means midnight, and an event without a valid end lasts until the next midnight. */
function datesOf(start: string, end: unknown): Fields {
  const from = isLocalDate(start) ? `${start}T00:00:00` : start;
  const until = typeof end === "string" ? (isLocalDate(end) ? `${end}T00:00:00` : end) : `${addDays(from, 1)}T00:00:00`;
  return { start_date_local: from, end_date_local: until > from ? until : `${addDays(from, 1)}T00:00:00` };
}

/** Removes the fields that a client cannot set. */
function settableFields({
  id: _id,
  icu_ftp,
  workout_doc: _doc,
  icu_ctl: _ctl,
  icu_atl: _atl,
  athlete_id: _a,
  ...rest
}: Fields): Fields {
  return rest.category === "SET_EFTP" ? { ...rest, icu_ftp } : rest;
}

interface CreateOptions {
  /** Update the event that the same application created with this `external_id`. */
  readonly upsert?: boolean;
  /** Update the event with this `uid`, or the target of the same day and sport. */
  readonly upsertOnUid?: boolean;
  readonly planApplied?: string;
}

export function createEvent(
  { state, principal }: Pick<Call, "state" | "principal">,
  sent: Fields,
  options: CreateOptions = {},
): CalendarEvent {
  const existing = findExisting({ state, principal }, sent, options);
  const applied = options.planApplied && { plan_applied: options.planApplied };
  if (existing) return updateEvent(state, existing, { sent: { ...sent, ...applied }, enriched: true });
  const id = state.nextId();
  return state.events.put(id, {
    enriched: true,
    fields: {
      ...validated({ ...settableFields(sent), end_date_local: sent.end_date_local }),
      id,
      oauth_client_id: clientIdOf(principal),
      updated: serverStamp(state.now()),
      ...applied,
    },
  });
}

function findExisting(
  { state, principal }: Pick<Call, "state" | "principal">,
  sent: Fields,
  { upsert, upsertOnUid }: CreateOptions,
): CalendarEvent | undefined {
  const same = (name: string, { fields }: CalendarEvent) =>
    sent[name] !== undefined &&
    sent[name] !== null &&
    (fields[name] ?? (name === "uid" && eventUidOf(Number(fields.id)))) === sent[name];
  if (upsert) {
    return state.events
      .list()
      .find((event) => same("external_id", event) && (event.fields.oauth_client_id ?? null) === clientIdOf(principal));
  }
  if (!upsertOnUid) return undefined;
  const isTarget = sent.category === "TARGET";
  const day = String(sent.start_date_local).slice(0, 10);
  return state.events
    .list()
    .find(
      (event) =>
        same("uid", event) ||
        (isTarget && same("category", event) && same("type", event) && startOf(event).startsWith(day)),
    );
}

interface Update {
  readonly sent: Fields;
  readonly enriched: boolean;
}

function updateEvent(state: AthleteState, event: CalendarEvent, { sent, enriched }: Update): CalendarEvent {
  const { plannedActivities: _, ...rest } = event;
  const id = Number(event.fields.id);
  const moved = { ...movedEnd(event, sent), ...settableFields(sent) };
  const fields = validated(withChanges(event.fields, moved));
  return state.events.put(id, { ...rest, enriched, fields: { ...fields, id, updated: serverStamp(state.now()) } });
}

/** An event that is moved to another day keeps its duration. */
function movedEnd({ fields }: CalendarEvent, { start_date_local: to }: Fields): Fields {
  if (typeof to !== "string" || !isLocalDate(to.slice(0, 10))) return {};
  const [start, end] = [fields.start_date_local, fields.end_date_local].map(
    (local) => `${String(local).slice(0, 10)}T00:00:00`,
  );
  const lasts = (Date.parse(`${end}Z`) - Date.parse(`${start}Z`)) / 1000;
  return { end_date_local: addSeconds(`${to.slice(0, 10)}T00:00:00`, lasts) };
}

/** Validates all events before it creates any. */
async function createEvents(call: Call): Promise<Fields[]> {
  const { state, query } = call;
  const options = {
    upsert: query.boolean("upsert") ?? false,
    upsertOnUid: query.boolean("upsertOnUid") ?? false,
    ...(query.boolean("updatePlanApplied") && { planApplied: serverStamp(state.now()) }),
  };
  const sent = await bodyObjects(call);
  sent.forEach(validated);
  return sent.map((fields) => eventRecord(state, createEvent(call, fields, options)));
}

function deleteEvent(call: Call): Fields {
  const { state, query } = call;
  const event = requireEvent(call);
  const toDelete =
    query.boolean("others") && event.fields.plan_applied ? siblingsOf(state, event, query.date("notBefore")) : [event];
  for (const { fields } of toDelete) state.events.remove(Number(fields.id));
  return {};
}

const siblingsOf = (state: AthleteState, event: CalendarEvent, notBefore = ""): readonly CalendarEvent[] =>
  state.events
    .list()
    .filter(
      (other) =>
        other === event || (other.fields.plan_applied === event.fields.plan_applied && startOf(other) >= notBefore),
    );

function deleteRange({ state, query }: Call): void {
  query.require("oldest", "LocalDate");
  const categories = (query.require("category", "List") && query.list("category")) ?? [];
  const oldest = query.date("oldest") ?? "";
  const newest = query.date("newest") ?? "9999-12-31";
  const author = query.text("createdById");
  for (const event of state.events.list()) {
    const day = startOf(event).slice(0, 10);
    const { category, created_by_id, id } = event.fields;
    const isByAuthor = !author || (created_by_id ?? state.profile.id) === author;
    if (oldest <= day && day <= newest && isByAuthor && categories.includes(String(category)))
      state.events.remove(Number(id));
  }
}

async function deleteBulk(call: Call): Promise<Fields> {
  const { state, principal } = call;
  const clientId = clientIdOf(principal);
  let eventsDeleted = 0;
  for (const { id, external_id } of await bodyObjects(call)) {
    const found = external_id
      ? state.events
          .list()
          .find(({ fields }) => fields.external_id === external_id && (fields.oauth_client_id ?? null) === clientId)
      : state.events.get(Number(id));
    if (found && state.events.remove(Number(found.fields.id))) eventsDeleted++;
  }
  return { eventsDeleted };
}

/** Updates what the athlete may see and edit, which is all that can be changed for a range. */
async function updateRange(call: Call): Promise<Fields[]> {
  const { state, query } = call;
  const [oldest, newest] = [query.require("oldest", "LocalDate"), query.require("newest", "LocalDate")];
  const { hide_from_athlete, athlete_cannot_edit } = await bodyObject(call);
  const permissions = {
    ...(hide_from_athlete !== undefined && { hide_from_athlete }),
    ...(athlete_cannot_edit !== undefined && { athlete_cannot_edit }),
  };
  return state.events
    .list()
    .filter((event) => oldest <= startOf(event).slice(0, 10) && startOf(event).slice(0, 10) <= newest)
    .map((event) =>
      eventRecord(
        state,
        state.events.put(Number(event.fields.id), { ...event, fields: { ...event.fields, ...permissions } }),
      ),
    );
}

export const eventWriteRoutes: readonly Route[] = [
  post("/athlete/{id}/events", async (call) =>
    eventRecord(
      call.state,
      createEvent(call, await bodyObject(call), { upsertOnUid: call.query.boolean("upsertOnUid") ?? false }),
    ),
  ),
  put("/athlete/{id}/events/{eventId}", async (call) =>
    eventRecord(
      call.state,
      updateEvent(call.state, requireEvent(call), { sent: await bodyObject(call), enriched: false }),
    ),
  ),
  put("/athlete/{id}/events", updateRange),
  del("/athlete/{id}/events/{eventId}", deleteEvent),
  del("/athlete/{id}/events", deleteRange),
  put("/athlete/{id}/events/bulk-delete", deleteBulk),
  post("/athlete/{id}/events/bulk", createEvents),
];
