import { ACTIVITY_ID } from "./arguments.ts";
import type { Prompt } from "./define-prompt.ts";

export const activityDeepDive: Prompt = {
  name: "activity_deep_dive",
  aliases: ["icu_activity_deep_dive"],
  title: "What happened in this activity?",
  description: "Pacing, intervals, zones and drift of one activity.",
  arguments: [ACTIVITY_ID],
  ask: ({ activity_id }) => `Look closely at activity ${activity_id}.

1. icu_get_activity_details for the whole, icu_get_activity_intervals for its parts.
2. Was it paced evenly? Did heart rate drift against power or pace? Were the intervals even, and as hard as meant?
3. If something needs a closer look, icu_get_activity_streams for that stretch only.
4. Compare with icu_get_activities_around where that says something.
5. Sum up in a few sentences: what it was, what it cost, what to take from it.`,
};
