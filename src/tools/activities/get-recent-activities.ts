import * as z from "zod";
import { addDays } from "../../intervals/local-date.ts";
import { defineTool } from "../kit/define-tool.ts";
import { AthleteId, daysBack } from "../kit/parameters.ts";
import { ActivityList, renderActivityList, toActivityList } from "./activity-list.ts";

export const getRecentActivities = defineTool({
  name: "icu_get_recent_activities",
  title: "Recent activities",
  description:
    "Completed activities of the LAST days or weeks, newest first, one line each with distance, time, load, power, heart rate. Between two dates: icu_get_activities_by_date.",
  effect: "read",
  essential: true,
  input: z.object({
    limit: z.int().min(1).max(100).default(30),
    days_back: daysBack(30),
    athlete_id: AthleteId,
  }),
  output: ActivityList,

  async run({ limit, days_back }, { intervals, today }) {
    const activities = await intervals.listActivities({ oldest: addDays(today, -days_back), newest: today, limit });
    return toActivityList(activities, limit);
  },

  render: (list, view) => renderActivityList("Recent activities", list, view),
});
