import { parseWorkout } from "../../workout/syntax/parse.ts";
import type { Fields } from "../fields.ts";
import { addSeconds, type LocalTime } from "../local-date.ts";
import { disciplineOf } from "../recording/session.ts";
import { carryOut, isMissed, type Leg } from "../seed/activity-history.ts";
import type { CalendarEvent } from "../seed/calendar.ts";
import { activityIdOf } from "../seed/ids.ts";
import { thresholdsOn } from "../seed/thresholds.ts";
import { pairedEventId, type World } from "./athlete-state.ts";

/** When a workout that names no time of day is done. */
const USUAL_TIME = "17:10:00";

/** Then even the longest session is over. */
const DONE_AFTER_SECS = 3 * 3600;

/**
 * Does what was planned since the last visit. Events that the calendar grew are done at their own time (now and
 * then one is missed), those that a visitor wrote in the evening; a text without steps cannot be done.
 */
export function catchUp(world: World): void {
  const since = world.progress.get("caught up") ?? world.anchor;
  const now = world.localNow();
  const due = world.events.list().filter((event) => startsOf(event).some((start) => isDue(start, since, now)));
  if (due.length === 0) return;
  const done = new Set(world.activities.list().map(pairedEventId));
  for (const event of due) {
    const id = Number(event.fields.id);
    if (event.legs && isMissed(world.season, id)) continue;
    const legs = event.legs ?? ownLegs(event);
    for (const [slot, leg] of legs.entries()) {
      const already = legs.length === 1 ? done.has(id) : world.activities.get(activityIdOf(id + slot));
      if (already || !isDue(leg.start, since, now)) continue;
      const activity = carryOut(world.season, leg, thresholdsOn(world.season, leg.start.slice(0, 10)), id + slot, id);
      world.activities.put(activity.id, activity);
    }
  }
  world.progress.put("caught up", now);
}

function isDue(start: LocalTime, since: LocalTime, now: LocalTime): boolean {
  const over = addSeconds(start, DONE_AFTER_SECS);
  return since < over && over <= now;
}

function startsOf({ fields, legs }: CalendarEvent): readonly LocalTime[] {
  if (legs) return legs.map(({ start }) => start);
  return fields.category === "WORKOUT" && fields.type ? [ownStart(fields)] : [];
}

function ownStart({ start_date_local }: Fields): LocalTime {
  const start = String(start_date_local);
  return start.endsWith("T00:00:00") ? `${start.slice(0, 10)}T${USUAL_TIME}` : start;
}

/** What a visitor's event asks for: its steps, or its length where a sport has no steps. */
function ownLegs({ fields }: CalendarEvent): readonly Leg[] {
  const [text, sport] = [String(fields.description ?? ""), String(fields.type)];
  const stepless = parseWorkout(text, sport).steps.length === 0;
  const secs = disciplineOf(sport) === "Other" ? Number(fields.moving_time ?? 0) : 0;
  if (stepless && secs === 0) return [];
  const minutes = stepless ? secs / 60 : null;
  return [
    { text, sport, name: String(fields.name ?? ""), start: ownStart(fields), rpe: 5, tags: null, race: false, minutes },
  ];
}
