import type { Prompt } from "./define-prompt.ts";

export const planTrainingWeek: Prompt = {
  name: "plan_training_week",
  aliases: ["icu_plan_training_week"],
  title: "Plan my week",
  description: "Seven days of structured workouts that fit form, calendar and goal.",
  arguments: [
    {
      name: "goal",
      description: "balanced, build, recover or peak",
      fallback: "balanced",
      values: ["balanced", "build", "recover", "peak"],
    },
  ],
  ask: ({ goal }) => `Plan my next seven days. Goal: ${goal}.

1. icu_get_fitness_summary, icu_get_calendar_events with days_ahead 10, icu_get_recent_activities with days_back 14.
2. Keep races, holidays, sick days and what is already planned. Ask me for days and hours that are not possible.
3. Suggest the week: per day sport, purpose, duration and load, with the load of the week against the last four.
4. When I agree, write each session as workout text, check it with icu_validate_workout, and add all with
   icu_bulk_create_events. Then show the projected form with icu_get_fitness_chart.`,
};
