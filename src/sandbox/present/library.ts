import { type Fields, withAllKeys } from "../fields.ts";
import type { World } from "../state/athlete-state.ts";
import { FOLDER_KEYS, WORKOUT_KEYS } from "./record-keys.ts";

/** A workout of the library with its parsed text, as on the calendar. */
export function workoutRecord(world: World, workout: Fields): Fields {
  const { doc, enrichment, totals } = world.plannedWorkout({ fields: workout, enriched: true });
  return withAllKeys(WORKOUT_KEYS, {
    target: "AUTO",
    updated: `${world.season.anchor}T01:00:00.000+00:00`,
    ...workout,
    ...totals,
    workout_doc: { ...doc, ...enrichment },
  });
}

export function folderRecord(world: World, folder: Fields): Fields {
  const children = world.workouts.list().filter(({ folder_id }) => folder_id === folder.id);
  return withAllKeys(FOLDER_KEYS, {
    ...folder,
    num_workouts: children.length,
    children: children.map((workout) => workoutRecord(world, workout)),
  });
}
