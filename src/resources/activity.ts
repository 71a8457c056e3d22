import { addDays } from "../intervals/local-date.ts";
import { getActivityDetails } from "../tools/activities/get-activity-details.ts";
import { fromTool } from "./from-tool.ts";

export const activity = fromTool(getActivityDetails, {
  uri: "intervals-icu://activity/{activity_id}",
  name: "activity",
  title: "One activity",
  description: "Summary of one activity.",
  async values(contextFor) {
    const { intervals, today } = await contextFor();
    const activities = await intervals.listActivities({ oldest: addDays(today, -60), newest: today, limit: 100 });
    return activities.map(({ id }) => id);
  },
});
