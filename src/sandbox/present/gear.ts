import { type Fields, withAllKeys } from "../fields.ts";
import { addDays } from "../local-date.ts";
import { disciplineOf } from "../recording/session.ts";
import { round } from "../samples.ts";
import type { Activity } from "../seed/activity-history.ts";
import { GEAR_OF, RETIRED_SHOES_DAYS } from "../seed/gear.ts";
import { GEAR_ID } from "../seed/ids.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { GEAR_KEYS, GEAR_REMINDER_KEYS } from "./record-keys.ts";

function gearIdOf({ trainingPlan }: AthleteState, { type, session, fields, start }: Activity): string {
  if (typeof fields.gear === "object" && fields.gear !== null && "id" in fields.gear) return String(fields.gear.id);
  const discipline = disciplineOf(type);
  if (discipline === "Run" && start < addDays(trainingPlan.anchor, -RETIRED_SHOES_DAYS)) return GEAR_ID.oldShoes;
  return session && (discipline !== "Swim" || type === "OpenWaterSwim") ? GEAR_OF[discipline] : "";
}

/** The gear of an activity, in short form. */
export function gearFor(state: AthleteState, activity: Activity): Fields | null {
  const gear = state.gear.get(gearIdOf(state, activity));
  return gear ? { id: gear.id, name: gear.name, distance: totalsOf(state, gear).distance, primary: true } : null;
}

interface Totals {
  readonly distance: number;
  readonly time: number;
  readonly activities: number;
}

export function totalsOf(state: AthleteState, gear: Fields): Totals {
  const all = state.cached("gear totals", () => countGear(state));
  // A component has the totals of the gear that it is part of.
  const parent = state.gear.list().find(({ component_ids: ids }) => Array.isArray(ids) && ids.includes(gear.id));
  const counted = all.get(String(gear.id)) ?? all.get(String(parent?.id)) ?? { distance: 0, time: 0, activities: 0 };
  return {
    distance: round(counted.distance + Number(gear.distance ?? 0), 1),
    time: counted.time + Number(gear.time ?? 0),
    activities: counted.activities + Number(gear.activities ?? 0),
  };
}

function countGear(state: AthleteState): Map<string, Totals> {
  const totals = new Map<string, Totals>();
  for (const activity of state.activities.list()) {
    const id = gearIdOf(state, activity);
    const { session } = activity;
    const sum = totals.get(id) ?? { distance: 0, time: 0, activities: 0 };
    totals.set(id, {
      distance: sum.distance + (session?.distance ?? 0),
      time: sum.time + (session?.movingSecs ?? 0),
      activities: sum.activities + 1,
    });
  }
  return totals;
}

export function gearRecord(state: AthleteState, gear: Fields): Fields {
  const totals = totalsOf(state, gear);
  const reminders = Array.isArray(gear.reminders) ? gear.reminders : [];
  return withAllKeys(GEAR_KEYS, {
    ...gear,
    ...totals,
    reminders: reminders.map((reminder: Fields) => reminderRecord(reminder, totals)),
  });
}

function reminderRecord(reminder: Fields, totals: Totals): Fields {
  const used = {
    distance_used: totals.distance - Number(reminder.starting_distance ?? 0),
    time_used: totals.time - Number(reminder.starting_time ?? 0),
    activities_used: totals.activities - Number(reminder.starting_activities ?? 0),
  };
  const shares = [
    [used.distance_used, reminder.distance],
    [used.time_used, reminder.time],
    [used.activities_used, reminder.activities],
  ].map(([spent, limit]) => (limit ? (Number(spent) / Number(limit)) * 100 : 0));
  return withAllKeys(GEAR_REMINDER_KEYS, { ...reminder, ...used, percent_used: round(Math.max(...shares), 1) });
}
