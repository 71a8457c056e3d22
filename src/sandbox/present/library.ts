import { type Fields, withAllKeys } from "../fields.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { FOLDER_KEYS, WORKOUT_KEYS } from "./record-keys.ts";

/** A workout of the library with its parsed text. */
export function workoutRecord(state: AthleteState, workout: Fields): Fields {
  const { doc, enrichment, totals } = state.plannedWorkout({ fields: workout });
  return withAllKeys(WORKOUT_KEYS, {
    target: "AUTO",
    updated: `${state.trainingPlan.anchor}T01:00:00.000+00:00`,
    ...workout,
    ...totals,
    workout_doc: { ...doc, ...enrichment },
  });
}

export function folderRecord(state: AthleteState, folder: Fields): Fields {
  const children = state.workouts.list().filter(({ folder_id }) => folder_id === folder.id);
  return withAllKeys(FOLDER_KEYS, {
    ...folder,
    num_workouts: children.length,
    children: children.map((workout) => workoutRecord(state, workout)),
  });
}
