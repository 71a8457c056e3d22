import { apiErrors } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { addDays, isLocalDate, type LocalDate, mondayOf, serverStamp } from "../local-date.ts";
import { activityRecord } from "../present/activity.ts";
import { eventRecord } from "../present/event.ts";
import { folderRecord } from "../present/library.ts";
import { bodyObject, type Call, get, post, put, type Route } from "../router.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { saveManualActivity } from "./activity-writes.ts";
import { createEvent } from "./event-writes.ts";
import { requireEvent } from "./events.ts";
import { copyCount } from "./validation.ts";

function requirePlanFolder(state: AthleteState, id: unknown): Fields {
  const folder = state.folders.get(Number(id));
  if (!folder) throw apiErrors.notFound("Folder");
  return folder;
}

interface PlanApplication {
  readonly folder: Fields;
  readonly start: LocalDate;
  /** Workouts to apply in addition to those of the folder. */
  readonly extra: readonly Fields[];
}

/** Creates an event for every workout of a plan, all with the same `plan_applied`. */
function applyToCalendar(call: Call, { folder, start, extra }: PlanApplication): Fields[] {
  const { state } = call;
  const planApplied = serverStamp(state.now());
  const workouts = [...state.workouts.list().filter(({ folder_id }) => folder_id === folder.id), ...extra];
  return workouts.map((workout) => {
    const { id, day, folder_id, type, name, description, tags, indoor, target, moving_time, icu_training_load } =
      workout;
    const event = {
      category: type === "NOTE" ? "NOTE" : "WORKOUT",
      start_date_local: addDays(start, Number(day ?? 0)),
      ...{ type, name, description, tags, indoor, target, moving_time, icu_training_load },
      plan_athlete_id: state.profile.id,
      plan_folder_id: folder_id ?? folder.id,
      plan_workout_id: id ?? null,
    };
    return eventRecord(state, createEvent(call, event, { planApplied }));
  });
}

async function applyPlan(call: Call): Promise<Fields> {
  const { folder_id, start_date_local, extra_workouts } = await bodyObject(call);
  const start = String(start_date_local).slice(0, 10);
  if (!isLocalDate(start)) throw apiErrors.date("start_date_local", String(start_date_local));
  const folder = requirePlanFolder(call.state, folder_id);
  const extra = Array.isArray(extra_workouts) ? extra_workouts : [];
  const events = applyToCalendar(call, { folder, start, extra });
  return { folder_id: folder.id, start_date_local: `${start}T00:00:00`, events };
}

function showPlan(state: AthleteState): Fields {
  const { training_plan_id, training_plan_start_date, training_plan_alias } = state.athlete.get("self") ?? {};
  const folder = state.folders.get(Number(training_plan_id));
  return {
    athlete_id: state.profile.id,
    training_plan_id: training_plan_id ?? null,
    training_plan_start_date: training_plan_start_date ?? null,
    timezone: state.profile.timezone,
    training_plan_last_applied: folder ? `${training_plan_start_date}T07:00:00.000+00:00` : null,
    training_plan: folder ? folderRecord(state, folder) : null,
    training_plan_alias: training_plan_alias ?? null,
  };
}

async function changePlan(call: Call): Promise<Fields> {
  const { state } = call;
  const { training_plan_id, training_plan_start_date, training_plan_alias = null } = await bodyObject(call);
  const isRemoved = training_plan_id === null || training_plan_id === -1;
  if (!isRemoved) requirePlanFolder(state, training_plan_id);
  const plan = isRemoved
    ? { training_plan_id: null, training_plan_start_date: null, training_plan_alias: null }
    : {
        training_plan_id,
        training_plan_start_date: training_plan_start_date ?? mondayOf(state.today),
        training_plan_alias,
      };
  state.athlete.put("self", { ...state.athlete.get("self"), ...plan });
  return showPlan(state);
}

async function duplicateEvents(call: Call): Promise<Fields[]> {
  const { state } = call;
  const { eventIds, numCopies, weeksBetween } = await bodyObject(call);
  const chosen = (Array.isArray(eventIds) ? eventIds : []).flatMap((id) => state.events.get(Number(id)) ?? []);
  return Array.from({ length: copyCount(numCopies) }, (_, copy) => (copy + 1) * 7 * Number(weeksBetween ?? 1)).flatMap(
    (days) =>
      chosen.map(({ fields }) => {
        const { uid: _uid, external_id: _external, ...rest } = fields;
        const later = (local: unknown) => `${addDays(String(local), days)}${String(local).slice(10)}`;
        const dates = {
          start_date_local: later(fields.start_date_local),
          end_date_local: later(fields.end_date_local),
        };
        return eventRecord(state, createEvent(call, { ...rest, ...dates }));
      }),
  );
}

/** Creates a manual activity from a planned workout and pairs the two. */
function markDone(call: Call): Fields {
  const { state } = call;
  const event = eventRecord(state, requireEvent(call));
  const { id, start_date_local, type, name, description, moving_time, distance, icu_training_load } = event;
  const activity = saveManualActivity(call, {
    ...{ start_date_local, type: type ?? "Workout", name, description, moving_time, distance, icu_training_load },
    paired_event_id: id,
  });
  return activityRecord(state, activity);
}

export const planRoutes: readonly Route[] = [
  get("/athlete/{id}/training-plan", ({ state }) => showPlan(state)),
  put("/athlete/{id}/training-plan", changePlan),
  post("/athlete/{id}/events/apply-plan", applyPlan),
  put("/athlete/{id}/apply-plan-changes", () => ({})),
  post("/athlete/{id}/duplicate-events", duplicateEvents),
  post("/athlete/{id}/events/{eventId}/mark-done", markDone),
];
