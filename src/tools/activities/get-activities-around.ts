import * as z from "zod";
import { failWith } from "../../intervals/failure.ts";
import { daysBetween } from "../../intervals/local-date.ts";
import {
  ActivityRow,
  activityColumns,
  STRAVA_EXPLANATION,
  splitStravaStubs,
  toActivityRow,
} from "../../training/activities.ts";
import { formatTable } from "../../training/table.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ActivityId, AthleteId } from "../kit/parameters.ts";

/** `days_from_center` counts calendar days; negative is earlier. */
const Neighbour = ActivityRow.extend({ days_from_center: z.number(), is_center: z.boolean().optional() });

export const getActivitiesAround = defineTool({
  name: "icu_get_activities_around",
  title: "Activities before and after",
  description:
    "Activities BEFORE AND AFTER one activity, with the number of days between: what led up to a race, or followed it.",
  effect: "read",
  input: z.object({ activity_id: ActivityId, count: z.int().min(1).max(50).default(5), athlete_id: AthleteId }),
  output: z.object({ activities: z.array(Neighbour), hidden_by_strava: z.number() }),

  async run({ activity_id, count }, { intervals }) {
    const [center, around] = await Promise.all([
      intervals.getActivity(activity_id),
      intervals.listActivitiesAround(activity_id, count),
    ]);
    const day = center.start_date_local?.slice(0, 10);
    if (day === undefined) return failWith({ kind: "unreadable", detail: "the activity has no date" });
    const { readable, hidden } = splitStravaStubs(around.filter(({ id }) => id !== center.id));
    const rows = [center, ...readable].map((activity) => ({
      ...toActivityRow(activity),
      days_from_center: daysBetween(day, (activity.start_date_local ?? day).slice(0, 10)),
      is_center: activity.id === center.id || undefined,
    }));
    return { activities: rows.sort((a, b) => b.start.localeCompare(a.start)), hidden_by_strava: hidden };
  },

  render({ activities, hidden_by_strava }, view) {
    return paragraphs(
      header("Activities before and after, newest first", view),
      formatTable(
        [
          {
            header: "days",
            cell: ({ days_from_center: days, is_center }) => (is_center ? "this" : days > 0 ? `+${days}` : days),
          },
          ...activityColumns(view.units),
        ],
        activities,
      ),
      hidden_by_strava > 0 && `${hidden_by_strava} more ${STRAVA_EXPLANATION}`,
    );
  },
});
