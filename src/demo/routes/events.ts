import type { Fields } from "../analysis/intervals.ts";
import { csv } from "../csv.ts";
import { type CalendarEvent, uidOf } from "../history/calendar.ts";
import { addDays, isLocalDate, isLocalTime, type LocalDate, serverStamp } from "../local-date.ts";
import { CATEGORIES, eventRecord, resolvedRecord } from "../records/event.ts";
import { changed } from "../records/fields.ts";
import { EVENT_KEYS } from "../records/keys.ts";
import { refusals } from "../refusals.ts";
import { bodyObject, bodyObjects, type Call, del, get, post, put, type Route } from "../route.ts";
import type { World } from "../world.ts";

const MAX_NAME = 80;
const START = (event: CalendarEvent): string => String(event.fields.start_date_local);

/** Ids that writes hand out begin here. */
const FIRST_WRITTEN_ID = 60_000_000;

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
  const records = events.map((event) =>
    query.flag("resolve") ? resolvedRecord(world, event) : eventRecord(world, event),
  );
  return path.format === ".csv" ? csv(EVENT_KEYS, records) : records;
}

const idIn = (name: string, value: string | undefined): number => {
  if (!/^\d+$/.test(value ?? "")) throw refusals.notANumber(name, value ?? "");
  return Number(value);
};

function eventOf({ world, path }: Call): CalendarEvent {
  const event = world.events.get(idIn("eventId", path.eventId));
  if (!event) throw refusals.notFound("Event");
  return event;
}

/** What may not be stored. */
function checked(fields: Fields): Fields {
  const { category, name, start_date_local: start, type } = fields;
  if (!CATEGORIES.some((known) => known === category)) throw refusals.category(String(category));
  if (typeof name === "string" && name.length > MAX_NAME) throw refusals.nameTooLong();
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
  const id = FIRST_WRITTEN_ID + world.written.nextNumber();
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
    (fields[name] ?? (name === "uid" && uidOf(Number(fields.id)))) === sent[name];
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
  const kept = {
    ...event.fields,
    ...("start_date_local" in sent && !("end_date_local" in sent) && { end_date_local: undefined }),
  };
  const fields = checked(changed(kept, sendable(sent)));
  return world.events.put(id, { ...own, enriched, fields: { ...fields, id, updated: serverStamp(world.now()) } });
}

function deleteEvent(call: Call): Fields {
  const { world, query } = call;
  const event = eventOf(call);
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

export const eventRoutes: readonly Route[] = [
  get("/athlete/{id}/events{format}", listEvents),
  get("/athlete/{id}/events/{eventId}", (call) => eventRecord(call.world, eventOf(call))),
  post("/athlete/{id}/events", async (call) =>
    eventRecord(
      call.world,
      createEvent(call, await bodyObject(call), { upsertOnUid: call.query.flag("upsertOnUid") ?? false }),
    ),
  ),
  put("/athlete/{id}/events/{eventId}", async (call) =>
    eventRecord(call.world, updateEvent(call.world, eventOf(call), await bodyObject(call), false)),
  ),
  del("/athlete/{id}/events/{eventId}", deleteEvent),
  del("/athlete/{id}/events", deleteRange),
  put("/athlete/{id}/events/bulk-delete", deleteBulk),
  post("/athlete/{id}/events/bulk", async (call) => {
    const { world, query } = call;
    const how = {
      upsert: query.flag("upsert") ?? false,
      upsertOnUid: query.flag("upsertOnUid") ?? false,
      ...(query.flag("updatePlanApplied") && { planApplied: serverStamp(world.now()) }),
    };
    const sent = await bodyObjects(call);
    for (const fields of sent) checked({ ...fields });
    return sent.map((fields) => eventRecord(world, createEvent(call, fields, how)));
  }),
];
