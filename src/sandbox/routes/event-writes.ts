import { refusals } from "../api-errors.ts";
import { changed, type Fields } from "../fields.ts";
import { addDays, addSeconds, isLocalDate, isLocalTime, serverStamp } from "../local-date.ts";
import { CATEGORIES, eventRecord } from "../present/event.ts";
import { bodyObject, bodyObjects, type Call, del, post, put, type Route } from "../router.ts";
import type { CalendarEvent } from "../seed/calendar.ts";
import { eventUidOf } from "../seed/ids.ts";
import type { World } from "../state/athlete-state.ts";
import { checkedName } from "./checks.ts";
import { eventIn, START } from "./events.ts";

/** What may not be stored. */
function checked(fields: Fields): Fields {
  const { category, start_date_local: start, type } = fields;
  if (!CATEGORIES.some((known) => known === category)) throw refusals.category(String(category));
  checkedName(fields);
  if (String(category).startsWith("RACE") && !type) throw refusals.raceWithoutType();
  if (typeof start !== "string" || !(isLocalDate(start) || isLocalTime(start)))
    throw refusals.date("start_date_local", String(start));
  return { ...fields, ...datesOf(start, fields.end_date_local) };
}

/** A day alone means midnight, and without an end an event lasts to the next midnight. */
function datesOf(start: string, end: unknown): Fields {
  const from = isLocalDate(start) ? `${start}T00:00:00` : start;
  const until = typeof end === "string" ? (isLocalDate(end) ? `${end}T00:00:00` : end) : `${addDays(from, 1)}T00:00:00`;
  return { start_date_local: from, end_date_local: until > from ? until : `${addDays(from, 1)}T00:00:00` };
}

/** Fields that a caller cannot set. */
function sendable({
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

interface Creation {
  readonly upsert?: boolean;
  readonly upsertOnUid?: boolean;
  readonly planApplied?: string;
}

export function createEvent(
  { world, caller }: Pick<Call, "world" | "caller">,
  sent: Fields,
  how: Creation = {},
): CalendarEvent {
  const clientId = caller.kind === "app" ? caller.clientId : null;
  const existing = matching(world, sent, clientId, how);
  if (existing)
    return updateEvent(world, existing, { ...sent, ...(how.planApplied && { plan_applied: how.planApplied }) }, true);
  const id = world.nextId();
  return world.events.put(id, {
    enriched: true,
    fields: {
      ...checked({ ...sendable(sent), end_date_local: sent.end_date_local }),
      id,
      oauth_client_id: clientId,
      updated: serverStamp(world.now()),
      ...(how.planApplied && { plan_applied: how.planApplied }),
    },
  });
}

/** `external_id` belongs to the application that gave it; targets are told apart by day and sport. */
function matching(
  world: World,
  sent: Fields,
  clientId: number | null,
  { upsert, upsertOnUid }: Creation,
): CalendarEvent | undefined {
  const same = (name: string, { fields }: CalendarEvent) =>
    sent[name] !== undefined &&
    sent[name] !== null &&
    (fields[name] ?? (name === "uid" && eventUidOf(Number(fields.id)))) === sent[name];
  if (upsert) {
    return world.events
      .list()
      .find((event) => same("external_id", event) && (event.fields.oauth_client_id ?? null) === clientId);
  }
  if (!upsertOnUid) return undefined;
  const target = sent.category === "TARGET";
  const day = String(sent.start_date_local).slice(0, 10);
  return world.events
    .list()
    .find(
      (event) =>
        same("uid", event) ||
        (target && same("category", event) && same("type", event) && START(event).startsWith(day)),
    );
}

function updateEvent(world: World, event: CalendarEvent, sent: Fields, enriched: boolean): CalendarEvent {
  const { legs: _grown, ...own } = event;
  const id = Number(event.fields.id);
  const moved = { ...movedEnd(event, sent), ...sendable(sent) };
  const fields = checked(changed(event.fields, moved));
  return world.events.put(id, { ...own, enriched, fields: { ...fields, id, updated: serverStamp(world.now()) } });
}

/** An event that starts on another day lasts as long as before. */
function movedEnd({ fields }: CalendarEvent, { start_date_local: to }: Fields): Fields {
  if (typeof to !== "string" || !isLocalDate(to.slice(0, 10))) return {};
  const [start, end] = [fields.start_date_local, fields.end_date_local].map(
    (local) => `${String(local).slice(0, 10)}T00:00:00`,
  );
  const lasts = (Date.parse(`${end}Z`) - Date.parse(`${start}Z`)) / 1000;
  return { end_date_local: addSeconds(`${to.slice(0, 10)}T00:00:00`, lasts) };
}

/** All or none: what may not be stored is found before anything is. */
async function createEvents(call: Call): Promise<Fields[]> {
  const { world, query } = call;
  const how = {
    upsert: query.flag("upsert") ?? false,
    upsertOnUid: query.flag("upsertOnUid") ?? false,
    ...(query.flag("updatePlanApplied") && { planApplied: serverStamp(world.now()) }),
  };
  const sent = await bodyObjects(call);
  sent.forEach(checked);
  return sent.map((fields) => eventRecord(world, createEvent(call, fields, how)));
}

function deleteEvent(call: Call): Fields {
  const { world, query } = call;
  const event = eventIn(call);
  const doomed =
    query.flag("others") && event.fields.plan_applied ? siblingsOf(world, event, query.date("notBefore")) : [event];
  for (const { fields } of doomed) world.events.remove(Number(fields.id));
  return {};
}

const siblingsOf = (world: World, event: CalendarEvent, notBefore = ""): readonly CalendarEvent[] =>
  world.events
    .list()
    .filter(
      (other) =>
        other === event || (other.fields.plan_applied === event.fields.plan_applied && START(other) >= notBefore),
    );

function deleteRange({ world, query }: Call): void {
  query.need("oldest", "LocalDate");
  const categories = (query.need("category", "List") && query.list("category")) ?? [];
  const oldest = query.date("oldest") ?? "";
  const newest = query.date("newest") ?? "9999-12-31";
  const author = query.text("createdById");
  for (const event of world.events.list()) {
    const day = START(event).slice(0, 10);
    const { category, created_by_id, id } = event.fields;
    const mine = !author || (created_by_id ?? world.profile.id) === author;
    if (oldest <= day && day <= newest && mine && categories.includes(String(category)))
      world.events.remove(Number(id));
  }
}

async function deleteBulk(call: Call): Promise<Fields> {
  const { world, caller } = call;
  const clientId = caller.kind === "app" ? caller.clientId : null;
  let eventsDeleted = 0;
  for (const { id, external_id } of await bodyObjects(call)) {
    const found = external_id
      ? world.events
          .list()
          .find(({ fields }) => fields.external_id === external_id && (fields.oauth_client_id ?? null) === clientId)
      : world.events.get(Number(id));
    if (found && world.events.remove(Number(found.fields.id))) eventsDeleted++;
  }
  return { eventsDeleted };
}

/** Of a range of events, only what the athlete may see and change can be set. */
async function updateRange(call: Call): Promise<Fields[]> {
  const { world, query } = call;
  const [oldest, newest] = [query.need("oldest", "LocalDate"), query.need("newest", "LocalDate")];
  const { hide_from_athlete, athlete_cannot_edit } = await bodyObject(call);
  const rights = {
    ...(hide_from_athlete !== undefined && { hide_from_athlete }),
    ...(athlete_cannot_edit !== undefined && { athlete_cannot_edit }),
  };
  return world.events
    .list()
    .filter((event) => oldest <= START(event).slice(0, 10) && START(event).slice(0, 10) <= newest)
    .map((event) =>
      eventRecord(
        world,
        world.events.put(Number(event.fields.id), { ...event, fields: { ...event.fields, ...rights } }),
      ),
    );
}

export const eventWriteRoutes: readonly Route[] = [
  post("/athlete/{id}/events", async (call) =>
    eventRecord(
      call.world,
      createEvent(call, await bodyObject(call), { upsertOnUid: call.query.flag("upsertOnUid") ?? false }),
    ),
  ),
  put("/athlete/{id}/events/{eventId}", async (call) =>
    eventRecord(call.world, updateEvent(call.world, eventIn(call), await bodyObject(call), false)),
  ),
  put("/athlete/{id}/events", updateRange),
  del("/athlete/{id}/events/{eventId}", deleteEvent),
  del("/athlete/{id}/events", deleteRange),
  put("/athlete/{id}/events/bulk-delete", deleteBulk),
  post("/athlete/{id}/events/bulk", createEvents),
];
