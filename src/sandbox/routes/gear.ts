import { apiErrors } from "../api-errors.ts";
import { type Fields, withChanges } from "../fields.ts";
import { addDays, serverStamp } from "../local-date.ts";
import { gearRecord, totalsOf } from "../present/gear.ts";
import { GEAR_KEYS } from "../present/record-keys.ts";
import { bodyObject, type Call, del, get, post, put, type Route } from "../router.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { csvResponse } from "./responses.ts";

function requireGear({ state, path }: Call): Fields {
  const gear = state.gear.get(path.gearId ?? "");
  if (!gear) throw apiErrors.notFound("Gear");
  return gear;
}

const save = (state: AthleteState, gear: Fields): Fields => gearRecord(state, state.gear.put(String(gear.id), gear));

/** Totals are computed from the activities. A total that is sent becomes an offset to the computed one. */
function totalOffsets(state: AthleteState, gear: Fields, sent: Fields): Fields {
  const totals = totalsOf(state, gear);
  const known = ["distance", "time", "activities"] as const;
  return Object.fromEntries(
    known
      .filter((name) => typeof sent[name] === "number")
      .map((name) => [name, Number(gear[name] ?? 0) + Number(sent[name]) - totals[name]]),
  );
}

/** An empty `retired` puts gear back into use; `null` changes nothing. */
function withRetirement({ retired, ...sent }: Fields): Fields {
  return typeof retired === "string" ? { ...sent, retired: retired || null } : sent;
}

const remindersOf = ({ reminders }: Fields): Fields[] => (Array.isArray(reminders) ? reminders : []);

const withReminders = (gear: Fields, reminders: readonly Fields[]): Fields => ({ ...gear, reminders });

async function createGear(call: Call): Promise<Fields> {
  const { state } = call;
  const id = `g${9100 + state.nextNumber()}`;
  return save(state, {
    component: false,
    use_elapsed_time: false,
    reminders: [],
    ...(await bodyObject(call)),
    id,
    athlete_id: state.profile.id,
  });
}

/** Retires a component and creates a new one with the same reminders. */
async function replaceGear(call: Call): Promise<Fields[]> {
  const { state } = call;
  const old = requireGear(call);
  const id = `g${9100 + state.nextNumber()}`;
  const replacement = {
    ...old,
    ...(await bodyObject(call)),
    id,
    retired: null,
    purchased: state.today,
    distance: 0,
    time: 0,
    activities: 0,
  };
  const reminders = remindersOf(old).map((reminder) => ({
    ...reminder,
    gear_id: id,
    last_reset: serverStamp(state.now()),
  }));
  return [save(state, { ...old, retired: state.today }), save(state, withReminders(replacement, reminders))];
}

async function createReminder(call: Call): Promise<Fields> {
  const { state } = call;
  const gear = requireGear(call);
  const reminder = {
    ...(await bodyObject(call)),
    id: 100 + state.nextNumber(),
    gear_id: gear.id,
    ...reminderBaseline(state, gear),
  };
  return save(state, withReminders(gear, [...remindersOf(gear), reminder]));
}

/** The totals from which a reminder counts. */
function reminderBaseline(state: AthleteState, gear: Fields): Fields {
  const { distance, time, activities } = totalsOf(state, gear);
  const last_reset = serverStamp(state.now());
  return { last_reset, starting_distance: distance, starting_time: time, starting_activities: activities };
}

async function updateReminder(call: Call): Promise<Fields> {
  const { state, query, path } = call;
  query.require("reset", "boolean");
  query.require("snoozeDays", "int");
  const gear = requireGear(call);
  const sent = await bodyObject(call);
  const snoozeDays = query.number("snoozeDays") ?? 0;
  const reminders = remindersOf(gear).map((reminder) =>
    String(reminder.id) !== path.reminderId
      ? reminder
      : {
          ...withChanges(reminder, sent),
          id: reminder.id,
          ...(query.boolean("reset") && reminderBaseline(state, gear)),
          ...(snoozeDays > 0 && { snoozed_until: `${addDays(state.today, snoozeDays)}T00:00:00.000+00:00` }),
        },
  );
  if (!reminders.some(({ id }) => String(id) === path.reminderId)) throw apiErrors.notFound("Reminder");
  return save(state, withReminders(gear, reminders));
}

function listGear({ state, path }: Call): unknown {
  const all = state.gear.list().map((gear) => gearRecord(state, gear));
  return path.ext === ".csv" ? csvResponse(GEAR_KEYS, all) : all;
}

export const gearRoutes: readonly Route[] = [
  get("/athlete/{id}/gear{ext}", listGear),
  post("/athlete/{id}/gear", createGear),
  put("/athlete/{id}/gear/{gearId}", async (call) => {
    const gear = requireGear(call);
    const sent = withRetirement(await bodyObject(call));
    return save(call.state, { ...withChanges(gear, sent), ...totalOffsets(call.state, gear, sent), id: gear.id });
  }),
  del("/athlete/{id}/gear/{gearId}", (call) => {
    call.state.gear.remove(String(requireGear(call).id));
  }),
  post("/athlete/{id}/gear/{gearId}/replace", replaceGear),
  get("/athlete/{id}/gear/{gearId}/calc", (call) => {
    const { distance, time, activities } = totalsOf(call.state, requireGear(call));
    return { distance, elapsed_time: time, moving_time: time, activities };
  }),
  post("/athlete/{id}/gear/{gearId}/reminder", createReminder),
  put("/athlete/{id}/gear/{gearId}/reminder/{reminderId}", updateReminder),
  del("/athlete/{id}/gear/{gearId}/reminder/{reminderId}", (call) => {
    const gear = requireGear(call);
    return save(
      call.state,
      withReminders(
        gear,
        remindersOf(gear).filter(({ id }) => String(id) !== call.path.reminderId),
      ),
    );
  }),
];
