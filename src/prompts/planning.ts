import { workoutSyntaxText } from "../workout/guide/guide.ts";
import type { Prompt } from "./define-prompt.ts";

export const trainingPlanReview: Prompt = {
  name: "training_plan_review",
  aliases: ["icu_training_plan_review"],
  title: "Is my plan any good?",
  description: "The planned weeks compared with fitness, races and completed training.",
  arguments: [],
  write: () => `Review my training plan.

1. Call icu_get_annual_training_plan for phases and weekly targets, and icu_get_calendar_events with days_ahead 28 for the
   planned workouts.
2. Call icu_get_fitness_chart with days_back 42 and days_ahead 28: how do form and ramp rate change if I complete all of it?
3. Call icu_get_recent_activities with days_back 28: how much of the earlier plan did I complete?
4. Check the progression of load, recovery weeks, the days before races and the mix of intensities.
5. Say what is good, what is risky, and suggest changes. Do not change anything until I agree.`,
};

export const planTrainingWeek: Prompt = {
  name: "plan_training_week",
  aliases: ["icu_plan_training_week"],
  title: "Plan my week",
  description: "Seven days of structured workouts that fit your form, calendar and goal.",
  arguments: [
    {
      name: "goal",
      description: "balanced, build, recover or peak",
      fallback: "balanced",
      values: ["balanced", "build", "recover", "peak"],
    },
  ],
  write: ({ goal }) => `Plan my next seven days. Goal: ${goal}.

1. Call icu_get_fitness_summary, icu_get_calendar_events with days_ahead 10, and icu_get_recent_activities with days_back 28.
2. Keep races, holidays, sick days and existing workouts. Ask me which days and hours I cannot train.
3. Suggest the week: sport, purpose, duration and load for each day, and the week's total load compared with the last four.
4. When I agree, write each session as workout text, check it with icu_validate_workout, and add all of them with
   icu_bulk_create_events. Then show the projected form with icu_get_fitness_chart.`,
};

export const generateWorkout: Prompt = {
  name: "generate_workout",
  aliases: [],
  title: "Write a workout",
  description: "A structured workout, checked before it is added to the calendar.",
  arguments: [
    {
      name: "sport",
      description: "Sport",
      fallback: "Ride",
      values: ["Ride", "Run", "Swim", "Rowing", "WeightTraining"],
    },
    {
      name: "workout_type",
      description: "Type of session",
      fallback: "endurance",
      values: ["endurance", "recovery", "tempo", "sweet spot", "threshold", "vo2max", "anaerobic", "sprint", "long"],
    },
    {
      name: "duration_minutes",
      description: "Duration in minutes",
      fallback: "60",
      values: ["30", "45", "60", "75", "90", "120", "180"],
    },
  ],
  write: ({
    sport,
    workout_type,
    duration_minutes,
  }) => `Write a ${workout_type} workout for ${sport}, ${duration_minutes} minutes.

1. Get my thresholds and zones with icu_get_athlete_profile, and today's form with icu_get_fitness_summary.
2. Write the workout, check it with icu_validate_workout, and correct it until it has no problems.
3. Show it to me with its purpose, duration and load. When I agree and have chosen a day, add it with icu_create_event.

${workoutSyntaxText()}`,
};
