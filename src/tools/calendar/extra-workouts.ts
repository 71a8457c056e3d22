import * as z from "zod";
import type { WorkoutPatch } from "../../intervals/library.ts";
import type { SportSettings } from "../../intervals/sport-settings.ts";
import { readItem } from "../kit/batch-results.ts";
import { toWorkoutChange, workoutFields } from "../library/workout-fields.ts";
import { type PlannedWorkout, planWorkout } from "../workouts/planned-workout.ts";

const { folder_id: _, ...fields } = workoutFields;
const ExtraWorkout = z.strictObject(fields);

/** Names of the API for what icu_create_workout calls otherwise. */
const API_NAMES: Record<string, string> = {
  type: "sport",
  moving_time: "duration_seconds",
  distance: "distance_meters",
  icu_training_load: "training_load",
};

export interface ExtraWorkouts {
  workouts: WorkoutPatch[];
  notes: PlannedWorkout["notes"];
}

/** What comes on top of a plan, checked like workouts of the library. @throws ToolInputError */
export async function readExtraWorkouts(
  given: readonly Record<string, unknown>[],
  settings: () => Promise<SportSettings[]>,
): Promise<ExtraWorkouts> {
  const read: ExtraWorkouts = { workouts: [], notes: [] };
  for (const one of given) {
    const workout = readItem(ExtraWorkout, one, API_NAMES);
    const planned = await planWorkout(workout, workout.sport, settings);
    read.workouts.push(toWorkoutChange({ ...workout, description: planned.description }));
    read.notes.push(...planned.notes);
  }
  return read;
}
