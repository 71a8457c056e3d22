import { refusals } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { activityRecord, activityRow, isStrava, newestFirst, stravaStub } from "../present/activity.ts";
import { intervalsOf } from "../present/intervals.ts";
import { ACTIVITY_KEYS } from "../present/record-keys.ts";
import { type Call, get, type Route } from "../router.ts";
import type { Activity } from "../seed/activity-history.ts";
import type { World } from "../state/athlete-state.ts";
import { csv } from "./csv.ts";

/** The activity of a path; one from Strava is refused. */
export function readableActivity({ world, path }: Call): Activity {
  const activity = world.activities.get(path.id ?? "");
  if (!activity) throw refusals.notFound("Activity");
  if (isStrava(activity)) throw refusals.strava();
  return activity;
}

function listActivities({ world, query }: Call): Fields[] {
  query.need("oldest", "LocalDateTime");
  const oldest = query.time("oldest", "start") ?? "";
  const newest = query.time("newest", "end") ?? world.localNow();
  return newestFirst(world)
    .filter(({ start }) => oldest <= start && start <= newest)
    .slice(0, query.number("limit"))
    .map((activity) => activityRow(world, activity, query.list("fields")));
}

function showActivity({ world, path, query }: Call): Fields {
  const activity = world.activities.get(path.id ?? "");
  if (!activity) throw refusals.notFound("Activity");
  if (isStrava(activity) && world.options.stravaRefused) throw refusals.strava();
  return detailOf(world, activity, query.flag("intervals") ?? false);
}

function detailOf(world: World, activity: Activity, withIntervals: boolean): Fields {
  if (isStrava(activity)) return stravaStub(world, activity);
  const record = activityRecord(world, activity);
  if (!withIntervals) return record;
  const recording = world.recording(activity);
  return {
    ...record,
    ...(recording ? intervalsOf(world, activity, recording) : { icu_intervals: [], icu_groups: [] }),
  };
}

function listByIds({ world, path, query }: Call): Fields[] {
  return (path.ids ?? "")
    .split(",")
    .map((id) => world.activities.get(id))
    .filter((activity) => activity !== undefined)
    .map((activity) => detailOf(world, activity, query.flag("intervals") ?? false));
}

/** Neighbours of an activity, the closest in time first, itself left out. */
function listAround({ world, query }: Call): Fields[] {
  const centre = world.activities.get(query.need("activity_id", "String"));
  if (!centre) throw refusals.notFound("Activity");
  const away = ({ start }: Activity) => Math.abs(Date.parse(`${start}Z`) - Date.parse(`${centre.start}Z`));
  return newestFirst(world)
    .filter(({ id }) => id !== centre.id)
    .sort((a, b) => away(a) - away(b))
    .slice(0, query.number("limit") ?? 30)
    .map((activity) => activityRow(world, activity));
}

function downloadCsv({ world }: Call): Response {
  const own = newestFirst(world).filter((activity) => !isStrava(activity));
  return csv(
    ACTIVITY_KEYS,
    own.map((activity) => activityRow(world, activity)),
  );
}

export const activityRoutes: readonly Route[] = [
  get("/athlete/{id}/activities", listActivities),
  get("/athlete/{id}/activities.csv", downloadCsv),
  get("/athlete/{id}/activities-around", listAround),
  get("/athlete/{athleteId}/activities/{ids}", listByIds),
  get("/activity/{id}", showActivity),
];
