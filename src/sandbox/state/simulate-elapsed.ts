import { parseWorkout } from "../../workout/syntax/parse.ts";
import type { Fields } from "../fields.ts";
import { addSeconds, type LocalTime } from "../local-date.ts";
import { disciplineOf } from "../recording/session.ts";
import { isMissed, type PlannedActivity, pairedEventIdOf, performActivity } from "../seed/activity-history.ts";
import type { CalendarEvent } from "../seed/calendar.ts";
import { activityIdOf } from "../seed/ids.ts";
import type { AthleteState } from "./athlete-state.ts";

/** When a planned workout that names no time of day is done. */
const DEFAULT_TIME = "17:10:00";

/** By then, even the longest session is over. */
const DONE_AFTER_SECS = 3 * 3600;

/**
 * Performs what was planned for the time since the last request. The athlete misses a few of the generated events, but
 * none that a user created. Text without steps cannot be performed.
 */
export function simulateElapsed(state: AthleteState): void {
  const since = state.progress.get("simulated until") ?? state.anchor;
  const now = state.localNow();
  const due = state.events.list().filter((event) => startsOf(event).some((start) => isDue(start, since, now)));
  if (due.length === 0) return;
  const done = new Set(state.activities.list().map(pairedEventIdOf));
  for (const event of due) {
    const eventId = Number(event.fields.id);
    if (event.plannedActivities && isMissed(state.trainingPlan, eventId)) continue;
    const planned = event.plannedActivities ?? plannedByUser(event);
    for (const [index, one] of planned.entries()) {
      const number = eventId + index;
      const isDone = planned.length === 1 ? done.has(eventId) : state.activities.get(activityIdOf(number));
      if (isDone || !isDue(one.start, since, now)) continue;
      const activity = performActivity(state.trainingPlan, one, { number, eventId });
      state.activities.put(activity.id, activity);
    }
  }
  state.progress.put("simulated until", now);
}

function isDue(start: LocalTime, since: LocalTime, now: LocalTime): boolean {
  const over = addSeconds(start, DONE_AFTER_SECS);
  return since < over && over <= now;
}

function startsOf({ fields, plannedActivities }: CalendarEvent): readonly LocalTime[] {
  if (plannedActivities) return plannedActivities.map(({ start }) => start);
  return fields.category === "WORKOUT" && fields.type ? [startOf(fields)] : [];
}

function startOf({ start_date_local }: Fields): LocalTime {
  const start = String(start_date_local);
  return start.endsWith("T00:00:00") ? `${start.slice(0, 10)}T${DEFAULT_TIME}` : start;
}

/** The segments of an event that a user created: from its steps, or its duration for sports whose workouts have no steps. */
function plannedByUser({ fields }: CalendarEvent): readonly PlannedActivity[] {
  const [text, sport] = [String(fields.description ?? ""), String(fields.type)];
  const hasSteps = parseWorkout(text, { sport }).steps.length > 0;
  const secs = disciplineOf(sport) === "Other" ? Number(fields.moving_time ?? 0) : 0;
  if (!hasSteps && secs === 0) return [];
  const minutes = hasSteps ? null : secs / 60;
  return [
    { text, sport, name: String(fields.name ?? ""), start: startOf(fields), rpe: 5, tags: null, race: false, minutes },
  ];
}
