import type { Fields } from "../fields.ts";
import { activitiesNewestFirst, activityRow } from "../present/activity.ts";
import { intervalsOf } from "../present/intervals.ts";
import { type Call, get, type Route } from "../router.ts";
import { type Activity, isStrava } from "../seed/activity-history.ts";

const tagsOf = ({ fields }: Activity): readonly string[] => (Array.isArray(fields.tags) ? fields.tags : []);

/** Matches part of a name, or with `#` a whole tag. Strava activities are never found. */
function searchActivities({ state, query }: Call): readonly Activity[] {
  const q = query.require("q", "String");
  const matches = q.startsWith("#")
    ? (activity: Activity) => tagsOf(activity).includes(q.slice(1))
    : ({ fields }: Activity) =>
        String(fields.name ?? "")
          .toLowerCase()
          .includes(q.toLowerCase());
  return activitiesNewestFirst(state)
    .filter((activity) => !isStrava(activity) && matches(activity))
    .slice(0, query.number("limit"));
}

const searchResult = ({ id, start, type, fields, session }: Activity): Fields => ({
  id,
  name: fields.name,
  start_date_local: start,
  type,
  race: fields.race ?? false,
  distance: fields.distance ?? session?.distance ?? null,
  moving_time: fields.moving_time ?? session?.movingSecs ?? null,
  tags: fields.tags ?? null,
  description: fields.description ?? null,
});

/** Activities by the number, duration and intensity (percent) of their work intervals, newest first. */
function searchIntervals({ state, query }: Call): Fields[] {
  const [minSecs, maxSecs, minIntensity, maxIntensity] = ["minSecs", "maxSecs", "minIntensity", "maxIntensity"].map(
    (name) => {
      query.require(name, "int");
      return query.number(name) ?? 0;
    },
  );
  const [minReps, maxReps] = [query.number("minReps") ?? 1, query.number("maxReps") ?? 999_999];
  const limit = query.number("limit") ?? 30;
  const isBetween = (value: unknown, low = 0, high = 0) => Number(value) >= low && Number(value) <= high;
  const found: Fields[] = [];
  for (const activity of activitiesNewestFirst(state)) {
    const recording = isStrava(activity) ? null : state.recording(activity);
    if (!recording) continue;
    const reps = intervalsOf(state, activity, recording).icu_intervals.filter(
      ({ type, moving_time, intensity }) =>
        type === "WORK" && isBetween(moving_time, minSecs, maxSecs) && isBetween(intensity, minIntensity, maxIntensity),
    ).length;
    if (reps >= minReps && reps <= maxReps) found.push(activityRow(state, activity));
    if (found.length === limit) break;
  }
  return found;
}

export const activitySearchRoutes: readonly Route[] = [
  get("/athlete/{id}/activities/search", (call) => searchActivities(call).map(searchResult)),
  get("/athlete/{id}/activities/search-full", (call) =>
    searchActivities(call).map((activity) => activityRow(call.state, activity)),
  ),
  get("/athlete/{id}/activities/interval-search", searchIntervals),
  get("/athlete/{id}/activity-tags", ({ state }) => [...new Set(state.activities.list().flatMap(tagsOf))].sort()),
];
