import * as z from "zod";
import type { Activity } from "../../intervals/activities.ts";
import {
  ActivityRow,
  activityColumns,
  STRAVA_EXPLANATION,
  splitStravaStubs,
  toActivityRow,
} from "../../training/activities.ts";
import { formatTable } from "../../training/table.ts";
import type { View } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";

/** What every list of activities answers. */
export const ActivityList = z.object({
  activities: z.array(ActivityRow),
  /** Activities of the range that Strava hides. */
  hidden_by_strava: z.number(),
  /** The list is as long as asked for: there may be older ones. */
  is_cut: z.boolean(),
});
export type ActivityList = z.output<typeof ActivityList>;

export function toActivityList(activities: readonly Activity[], limit: number): ActivityList {
  const { readable, hidden } = splitStravaStubs(activities);
  return { activities: readable.map(toActivityRow), hidden_by_strava: hidden, is_cut: activities.length >= limit };
}

export function renderActivityList(title: string, { activities, hidden_by_strava, is_cut }: ActivityList, view: View) {
  return paragraphs(
    header(`${title}, newest first`, view),
    activities.length > 0 ? formatTable(activityColumns(view.units), activities) : "No activities in this range.",
    hidden_by_strava > 0 && `${hidden_by_strava} more ${STRAVA_EXPLANATION}`,
    is_cut && "There may be older ones: ask for an earlier range or a higher limit.",
  );
}
