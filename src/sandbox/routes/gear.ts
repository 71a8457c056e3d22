import { refusals } from "../api-errors.ts";
import { changed, type Fields } from "../fields.ts";
import { addDays, serverStamp } from "../local-date.ts";
import { gearRecord, totalsOf } from "../present/gear.ts";
import { GEAR_KEYS } from "../present/record-keys.ts";
import { bodyObject, type Call, del, get, post, put, type Route } from "../router.ts";
import type { World } from "../state/athlete-state.ts";
import { csv } from "./csv.ts";

function gearIn({ world, path }: Call): Fields {
  const gear = world.gear.get(path.gearId ?? "");
  if (!gear) throw refusals.notFound("Gear");
  return gear;
}

const save = (world: World, gear: Fields): Fields => gearRecord(world, world.gear.put(String(gear.id), gear));

/** Totals are counted from the diary; one that is sent says what the count should have been by now. */
function offsets(world: World, gear: Fields, sent: Fields): Fields {
  const totals = totalsOf(world, gear);
  const known = ["distance", "time", "activities"] as const;
  return Object.fromEntries(
    known
      .filter((name) => typeof sent[name] === "number")
      .map((name) => [name, Number(gear[name] ?? 0) + Number(sent[name]) - totals[name]]),
  );
}

/** Gear goes back into use by an empty day of retirement; `null` says nothing here. */
function retirement({ retired, ...sent }: Fields): Fields {
  return typeof retired === "string" ? { ...sent, retired: retired || null } : sent;
}

const remindersOf = ({ reminders }: Fields): Fields[] => (Array.isArray(reminders) ? reminders : []);

const withReminders = (gear: Fields, reminders: readonly Fields[]): Fields => ({ ...gear, reminders });

async function createGear(call: Call): Promise<Fields> {
  const { world } = call;
  const id = `g${9100 + world.written.nextNumber()}`;
  return save(world, {
    component: false,
    use_elapsed_time: false,
    reminders: [],
    ...(await bodyObject(call)),
    id,
    athlete_id: world.profile.id,
  });
}

/** A component goes, and a fresh copy of it with the same reminders comes. */
async function replaceGear(call: Call): Promise<Fields[]> {
  const { world } = call;
  const old = gearIn(call);
  const id = `g${9100 + world.written.nextNumber()}`;
  const fresh = {
    ...old,
    ...(await bodyObject(call)),
    id,
    retired: null,
    purchased: world.today,
    distance: 0,
    time: 0,
    activities: 0,
  };
  const reminders = remindersOf(old).map((reminder) => ({
    ...reminder,
    gear_id: id,
    last_reset: serverStamp(world.now()),
  }));
  return [save(world, { ...old, retired: world.today }), save(world, withReminders(fresh, reminders))];
}

async function createReminder(call: Call): Promise<Fields> {
  const { world } = call;
  const gear = gearIn(call);
  const reminder = {
    ...(await bodyObject(call)),
    id: 100 + world.written.nextNumber(),
    gear_id: gear.id,
    ...usedUp(world, gear),
  };
  return save(world, withReminders(gear, [...remindersOf(gear), reminder]));
}

/** From where a reminder counts. */
function usedUp(world: World, gear: Fields): Fields {
  const { distance, time, activities } = totalsOf(world, gear);
  const last_reset = serverStamp(world.now());
  return { last_reset, starting_distance: distance, starting_time: time, starting_activities: activities };
}

async function updateReminder(call: Call): Promise<Fields> {
  const { world, query, path } = call;
  query.need("reset", "boolean");
  query.need("snoozeDays", "int");
  const gear = gearIn(call);
  const sent = await bodyObject(call);
  const snoozeDays = query.number("snoozeDays") ?? 0;
  const reminders = remindersOf(gear).map((reminder) =>
    String(reminder.id) !== path.reminderId
      ? reminder
      : {
          ...changed(reminder, sent),
          id: reminder.id,
          ...(query.flag("reset") && usedUp(world, gear)),
          ...(snoozeDays > 0 && { snoozed_until: `${addDays(world.today, snoozeDays)}T00:00:00.000+00:00` }),
        },
  );
  if (!reminders.some(({ id }) => String(id) === path.reminderId)) throw refusals.notFound("Reminder");
  return save(world, withReminders(gear, reminders));
}

function listGear({ world, path }: Call): unknown {
  const all = world.gear.list().map((gear) => gearRecord(world, gear));
  return path.ext === ".csv" ? csv(GEAR_KEYS, all) : all;
}

export const gearRoutes: readonly Route[] = [
  get("/athlete/{id}/gear{ext}", listGear),
  post("/athlete/{id}/gear", createGear),
  put("/athlete/{id}/gear/{gearId}", async (call) => {
    const gear = gearIn(call);
    const sent = retirement(await bodyObject(call));
    return save(call.world, { ...changed(gear, sent), ...offsets(call.world, gear, sent), id: gear.id });
  }),
  del("/athlete/{id}/gear/{gearId}", (call) => {
    call.world.gear.remove(String(gearIn(call).id));
  }),
  post("/athlete/{id}/gear/{gearId}/replace", replaceGear),
  get("/athlete/{id}/gear/{gearId}/calc", (call) => {
    const { distance, time, activities } = totalsOf(call.world, gearIn(call));
    return { distance, elapsed_time: time, moving_time: time, activities };
  }),
  post("/athlete/{id}/gear/{gearId}/reminder", createReminder),
  put("/athlete/{id}/gear/{gearId}/reminder/{reminderId}", updateReminder),
  del("/athlete/{id}/gear/{gearId}/reminder/{reminderId}", (call) => {
    const gear = gearIn(call);
    return save(
      call.world,
      withReminders(
        gear,
        remindersOf(gear).filter(({ id }) => String(id) !== call.path.reminderId),
      ),
    );
  }),
];
