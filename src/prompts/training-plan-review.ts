import type { Prompt } from "./define-prompt.ts";

export const trainingPlanReview: Prompt = {
  name: "training_plan_review",
  aliases: ["icu_training_plan_review"],
  title: "Is my plan any good?",
  description: "The planned weeks against fitness, races and what was really done.",
  arguments: [],
  ask: () => `Review my training plan.

1. icu_get_annual_training_plan for phases and weekly targets, icu_get_calendar_events with days_ahead 28 for what is planned.
2. icu_get_fitness_chart with days_back 42 and days_ahead 28: how do form and ramp rate develop if all of it is done?
3. icu_get_recent_activities with days_back 28: how much of the earlier plan was really done?
4. Look at the build-up of load, at recovery weeks, at the days before races, at the mix of intensities.
5. Say what fits, what is risky, and suggest changes. Change nothing before I agree.`,
};
