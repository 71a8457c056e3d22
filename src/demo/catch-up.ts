import { parseWorkout } from "../workout/parse.ts";
import type { CalendarEvent } from "./history/calendar.ts";
import { activityIdOf, carryOut, isMissed, type Leg } from "./history/diary.ts";
import { thresholdsOn } from "./history/thresholds.ts";
import { addSeconds } from "./local-date.ts";
import { pairedEventId, type World } from "./world.ts";

/** When a workout that names no time of day is done. */
const USUAL_TIME = "17:10:00";

/** Then even the longest session is over. */
const DONE_AFTER_SECS = 3 * 3600;

/**
 * Does what was planned since the last visit. Events that the calendar grew are done at their own time,
 * those that a visitor wrote in the evening; a text without steps cannot be done.
 */
export function catchUp(world: World): void {
  const progress = world.progress;
  const since = progress.get("caught up") ?? world.anchor;
  const now = world.localNow();
  if (now <= since) return;
  const done = new Set(world.activities.list().map(pairedEventId));
  let moved = false;
  for (const event of world.events.list()) {
    const id = Number(event.fields.id);
    const legs = legsOf(event);
    for (const [slot, leg] of legs.entries()) {
      const due = addSeconds(leg.start, DONE_AFTER_SECS);
      if (due <= since || due > now) continue;
      moved = true;
      const carriedOut = legs.length === 1 ? done.has(id) : world.activities.get(activityIdOf(id + slot));
      if (carriedOut || isMissed(world.season, id)) continue;
      const activity = carryOut(world.season, leg, thresholdsOn(world.season, leg.start.slice(0, 10)), id + slot, id);
      world.activities.put(activity.id, activity);
    }
  }
  if (moved) progress.put("caught up", now);
}

function legsOf({ fields, legs }: CalendarEvent): readonly Leg[] {
  if (legs) return legs;
  if (fields.category !== "WORKOUT" || !fields.type) return [];
  if (parseWorkout(String(fields.description ?? ""), String(fields.type)).steps.length === 0) return [];
  const start = String(fields.start_date_local);
  return [
    {
      text: String(fields.description ?? ""),
      sport: String(fields.type),
      name: String(fields.name ?? ""),
      start: start.endsWith("T00:00:00") ? `${start.slice(0, 10)}T${USUAL_TIME}` : start,
      rpe: 5,
      tags: null,
      race: false,
      minutes: null,
    },
  ];
}
