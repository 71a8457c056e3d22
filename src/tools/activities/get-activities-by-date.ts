import * as z from "zod";
import { resolveDate } from "../../training/dates.ts";
import { defineTool } from "../kit/define-tool.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId, Day } from "../kit/parameters.ts";
import { ActivityList, renderActivityList, toActivityList } from "./activity-list.ts";

export const getActivitiesByDate = defineTool({
  name: "icu_get_activities_by_date",
  title: "Activities between two dates",
  description:
    "Completed activities in a DATE RANGE, such as a month (both days included), one line each, newest first.",
  effect: "read",
  essential: true,
  input: z.object({
    oldest: Day.describe("YYYY-MM-DD, today, -7d, monday …"),
    newest: Day.default("today"),
    limit: z.int().min(1).max(500).default(100),
    athlete_id: AthleteId,
  }),
  output: ActivityList,

  async run({ oldest, newest, limit }, { intervals, today }) {
    const range = { oldest: resolveDate(oldest, today), newest: resolveDate(newest, today) };
    if (range.oldest > range.newest) {
      throw new ToolInputError(`oldest: ${range.oldest} is after newest (${range.newest}). Swap them.`);
    }
    return toActivityList(await intervals.listActivities({ ...range, limit }), limit);
  },

  render: (list, view) => renderActivityList("Activities", list, view),
});
