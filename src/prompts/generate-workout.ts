import { workoutSyntaxText } from "../workout/guide/guide.ts";
import type { Prompt } from "./define-prompt.ts";

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
  ask: ({
    sport,
    workout_type,
    duration_minutes,
  }) => `Write a ${workout_type} workout for ${sport}, ${duration_minutes} minutes.

1. Look at my thresholds and zones with icu_get_athlete_profile and at today's form with icu_get_fitness_summary.
2. Write the workout, check it with icu_validate_workout, and correct it until it has no problems.
3. Show it to me with its purpose, duration and load. When I agree, and have named a day, add it with icu_create_event.

${workoutSyntaxText()}`,
};
