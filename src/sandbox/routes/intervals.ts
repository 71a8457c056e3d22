import type { Fields } from "../fields.ts";
import { activityRecord } from "../present/activity.ts";
import { intervalsOf } from "../present/intervals.ts";
import { type Call, get, type Route } from "../router.ts";
import { readableActivity } from "./activities.ts";

/** Intervals and groups in their wrapper; `analyzed` changes with every edit. */
export function showIntervals(call: Call): Fields {
  const { world } = call;
  const activity = readableActivity(call);
  const recording = world.recording(activity);
  return {
    id: activity.id,
    analyzed: activityRecord(world, activity).analyzed,
    ...(recording ? intervalsOf(world, activity, recording) : { icu_intervals: [], icu_groups: [] }),
  };
}

export const intervalRoutes: readonly Route[] = [get("/activity/{id}/intervals", showIntervals)];
