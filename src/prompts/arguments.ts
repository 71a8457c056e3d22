import { addDays } from "../intervals/local-date.ts";
import type { PromptArgument } from "./define-prompt.ts";

export const ACTIVITY_ID: PromptArgument = {
  name: "activity_id",
  description: "Which activity, such as i140242265",
  async values(contextFor) {
    const { intervals, today } = await contextFor();
    return (await intervals.listActivities({ oldest: addDays(today, -60), newest: today, limit: 100 })).map(
      ({ id }) => id,
    );
  },
};

export const ATHLETE_ID: PromptArgument = {
  name: "athlete_id",
  description: "Which athlete you coach",
  async values(contextFor) {
    const { intervals } = await contextFor();
    return (await intervals.listAthletes()).map(({ id }) => id);
  },
};
