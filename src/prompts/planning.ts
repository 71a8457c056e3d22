import { workoutSyntaxText } from "../workout/guide/guide.ts";
import type { Prompt } from "./define-prompt.ts";

export const trainingPlanReview: Prompt = {
  name: "training_plan_review",
  aliases: ["icu_training_plan_review"],
  title: "Is my plan any good?",
  description: "The planned weeks against fitness, races and what was really done.",
  arguments: [],
  write: () => `Review my training plan.

1. icu_get_annual_training_plan for phases and weekly targets, icu_get_calendar_events with days_ahead 28 for what is planned.
2. icu_get_fitness_chart with days_back 42 and days_ahead 28: how do form and ramp rate develop if all of it is done?
3. icu_get_recent_activities with days_back 28: how much of the earlier plan was really done?
4. Look at the build-up of load, at recovery weeks, at the days before races, at the mix of intensities.
5. Say what fits, what is risky, and suggest changes. Change nothing before I agree.`,
};

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
  write: ({ goal }) => `Plan my next seven days. Goal: ${goal}.

1. icu_get_fitness_summary, icu_get_calendar_events with days_ahead 10, icu_get_recent_activities with days_back 14.
2. Keep races, holidays, sick days and what is already planned. Ask me for days and hours that are not possible.
3. Suggest the week: per day sport, purpose, duration and load, with the load of the week against the last four.
4. When I agree, write each session as workout text, check it with icu_validate_workout, and add all with
   icu_bulk_create_events. Then show the projected form with icu_get_fitness_chart.`,
};

export const generateWorkout: Prompt = {
  name: "generate_workout",
  aliases: [],
  title: "Write a workout",
  description: "A structured workout that parses, checked before it goes on the calendar.",
  arguments: [
    {
      name: "sport",
      description: "Sport",
      fallback: "Ride",
      values: ["Ride", "Run", "Swim", "Rowing", "WeightTraining"],
    },
    {
      name: "workout_type",
      description: "Kind of session",
      fallback: "endurance",
      values: ["endurance", "recovery", "tempo", "sweet spot", "threshold", "vo2max", "anaerobic", "sprint", "long"],
    },
    {
      name: "duration_minutes",
      description: "Length",
      fallback: "60",
      values: ["30", "45", "60", "75", "90", "120", "180"],
    },
  ],
  write: ({
    sport,
    workout_type,
    duration_minutes,
  }) => `Write a ${workout_type} workout for ${sport}, ${duration_minutes} minutes.

1. Look at my thresholds and zones with icu_get_athlete_profile and at today's form with icu_get_fitness_summary.
2. Write the workout, check it with icu_validate_workout, and correct it until it has no problems.
3. Show it to me with its purpose, duration and load. When I agree, and have named a day, add it with icu_create_event.

${workoutSyntaxText()}`,
};
