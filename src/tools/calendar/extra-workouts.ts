import * as z from "zod";
import type { WorkoutPatch } from "../../intervals/library.ts";
import type { SportSettings } from "../../intervals/sport-settings.ts";
import { letOthersRun, readItem } from "../kit/batch-results.ts";
import { toWorkoutPatch, workoutFields } from "../library/workout-fields.ts";
import { type PlannedWorkout, planWorkout } from "../workouts/planned-workout.ts";

const { folder_id: _, ...fields } = workoutFields;
const ExtraWorkout = z.strictObject(fields);

/** Field names of the API → parameters of icu_create_workout. */
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

/** Reads workouts that are added to a plan, and checks them like library workouts. @throws ToolInputError */
export async function readExtraWorkouts(
  given: readonly Record<string, unknown>[],
  settings: () => Promise<SportSettings[]>,
): Promise<ExtraWorkouts> {
  const read: ExtraWorkouts = { workouts: [], notes: [] };
  for (const one of given) {
    await letOthersRun();
    const workout = readItem(ExtraWorkout, one, API_NAMES);
    const planned = await planWorkout(workout, workout.sport, settings);
    read.workouts.push(toWorkoutPatch({ ...workout, description: planned.description }));
    read.notes.push(...planned.notes);
  }
  return read;
}
