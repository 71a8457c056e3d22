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

/** The output of every list of activities. */
export const ActivityList = z.object({
  activities: z.array(ActivityRow),
  /** Activities in the range that Strava does not share. */
  hidden_by_strava: z.number(),
  /** The list reached the limit, so there may be older activities. */
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
    is_cut && "There may be older activities. To see them, request an earlier range or a higher limit.",
  );
}
