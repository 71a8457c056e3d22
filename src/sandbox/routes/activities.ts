import { apiErrors } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { activitiesNewestFirst, activityRecord, activityRow, stravaStub } from "../present/activity.ts";
import { intervalsOf } from "../present/intervals.ts";
import { ACTIVITY_KEYS } from "../present/record-keys.ts";
import { type Call, get, type Route } from "../router.ts";
import { type Activity, isStrava } from "../seed/activity-history.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { csvResponse } from "./responses.ts";

/** The activity in the path. Throws if it is from Strava, whose activities the API must not return. */
export function requireActivity({ state, path }: Call): Activity {
  const activity = state.activities.get(path.id ?? "");
  if (!activity) throw apiErrors.notFound("Activity");
  if (isStrava(activity)) throw apiErrors.strava();
  return activity;
}

function listActivities({ state, query }: Call): Fields[] {
  query.require("oldest", "LocalDateTime");
  const oldest = query.time("oldest", "start") ?? "";
  const newest = query.time("newest", "end") ?? state.localNow();
  return activitiesNewestFirst(state)
    .filter(({ start }) => oldest <= start && start <= newest)
    .slice(0, query.number("limit"))
    .map((activity) => activityRow(state, activity, query.list("fields")));
}

function showActivity({ state, path, query }: Call): Fields {
  const activity = state.activities.get(path.id ?? "");
  if (!activity) throw apiErrors.notFound("Activity");
  return toDetail(state, activity, query.boolean("intervals") ?? false);
}

function toDetail(state: AthleteState, activity: Activity, withIntervals: boolean): Fields {
  if (isStrava(activity)) return stravaStub(state, activity);
  const record = activityRecord(state, activity);
  if (!withIntervals) return record;
  const recording = state.recording(activity);
  return {
    ...record,
    ...(recording ? intervalsOf(state, activity, recording) : { icu_intervals: [], icu_groups: [] }),
  };
}

function listByIds({ state, path, query }: Call): Fields[] {
  return (path.ids ?? "")
    .split(",")
    .map((id) => state.activities.get(id))
    .filter((activity) => activity !== undefined)
    .map((activity) => toDetail(state, activity, query.boolean("intervals") ?? false));
}

/** The other activities around one, nearest in time first. */
function listAround({ state, query }: Call): Fields[] {
  const center = state.activities.get(query.require("activity_id", "String"));
  if (!center) throw apiErrors.notFound("Activity");
  const distanceTo = ({ start }: Activity) => Math.abs(Date.parse(`${start}Z`) - Date.parse(`${center.start}Z`));
  return activitiesNewestFirst(state)
    .filter(({ id }) => id !== center.id)
    .sort((a, b) => distanceTo(a) - distanceTo(b))
    .slice(0, query.number("limit") ?? 30)
    .map((activity) => activityRow(state, activity));
}

function downloadCsv({ state }: Call): Response {
  const own = activitiesNewestFirst(state).filter((activity) => !isStrava(activity));
  return csvResponse(
    ACTIVITY_KEYS,
    own.map((activity) => activityRow(state, activity)),
  );
}

export const activityRoutes: readonly Route[] = [
  get("/athlete/{id}/activities", listActivities),
  get("/athlete/{id}/activities.csv", downloadCsv),
  get("/athlete/{id}/activities-around", listAround),
  get("/athlete/{athleteId}/activities/{ids}", listByIds),
  get("/activity/{id}", showActivity),
];
