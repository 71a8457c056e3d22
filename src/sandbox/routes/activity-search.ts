import type { Fields } from "../fields.ts";
import { activityRow, isStrava, newestFirst } from "../present/activity.ts";
import { intervalsOf } from "../present/intervals.ts";
import { type Call, get, type Route } from "../router.ts";
import type { Activity } from "../seed/activity-history.ts";

const tagsOf = ({ fields }: Activity): readonly string[] => (Array.isArray(fields.tags) ? fields.tags : []);

/** A name holds the words, or a tag is the one behind the `#`; Strava's names are not searched. */
function found({ world, query }: Call): readonly Activity[] {
  const q = query.need("q", "String");
  const fits = q.startsWith("#")
    ? (activity: Activity) => tagsOf(activity).includes(q.slice(1))
    : ({ fields }: Activity) =>
        String(fields.name ?? "")
          .toLowerCase()
          .includes(q.toLowerCase());
  return newestFirst(world)
    .filter((activity) => !isStrava(activity) && fits(activity))
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

/** Activities with so many work intervals of a length and an intensity (percent), the newest first. */
function searchIntervals({ world, query }: Call): Fields[] {
  const [minSecs, maxSecs, minIntensity, maxIntensity] = ["minSecs", "maxSecs", "minIntensity", "maxIntensity"].map(
    (name) => {
      query.need(name, "int");
      return query.number(name) ?? 0;
    },
  );
  const [minReps, maxReps] = [query.number("minReps") ?? 1, query.number("maxReps") ?? 999_999];
  const limit = query.number("limit") ?? 30;
  const between = (value: unknown, low = 0, high = 0) => Number(value) >= low && Number(value) <= high;
  const matches: Fields[] = [];
  for (const activity of newestFirst(world)) {
    const recording = isStrava(activity) ? null : world.recording(activity);
    if (!recording) continue;
    const reps = intervalsOf(world, activity, recording).icu_intervals.filter(
      ({ type, moving_time, intensity }) =>
        type === "WORK" && between(moving_time, minSecs, maxSecs) && between(intensity, minIntensity, maxIntensity),
    ).length;
    if (reps >= minReps && reps <= maxReps) matches.push(activityRow(world, activity));
    if (matches.length === limit) break;
  }
  return matches;
}

export const activitySearchRoutes: readonly Route[] = [
  get("/athlete/{id}/activities/search", (call) => found(call).map(searchResult)),
  get("/athlete/{id}/activities/search-full", (call) =>
    found(call).map((activity) => activityRow(call.world, activity)),
  ),
  get("/athlete/{id}/activities/interval-search", searchIntervals),
  get("/athlete/{id}/activity-tags", ({ world }) => [...new Set(world.activities.list().flatMap(tagsOf))].sort()),
];
