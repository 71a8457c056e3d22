import * as z from "zod";
import { createWithLookup } from "./create-with-lookup.ts";
import { failWith } from "./failure.ts";
import { type ApiContext, deleteOne, readRecords, updateOne } from "./journaled-write.ts";
import { type Get, MAX_RESPONSE_BYTES, path } from "./request-spec.ts";
import { findInList, type RestoreAdapter, restoreByPath, restoreInCollection } from "./restore-adapter.ts";
import { color, date, flag, listOf, number, optionalField, text, texts, word, words } from "./schema.ts";
import { isSameText } from "./untrusted-text.ts";
import { WorkoutDoc } from "./workout-doc.ts";

/** A workout of the library. `day` 0 is the first day of a plan. Units as in docs/intervals-api.md §4.5. */
export const Workout = z.object({
  id: z.number(),
  folder_id: number,
  type: word,
  name: text,
  description: text,
  indoor: flag,
  color,
  moving_time: number,
  distance: number,
  icu_training_load: number,
  icu_intensity: number,
  joules: number,
  day: number,
  days: number,
  for_week: flag,
  hide_from_athlete: flag,
  target: word,
  tags: texts,
  updated: date,
  workout_doc: optionalField(WorkoutDoc),
});
export type Workout = z.output<typeof Workout>;

/** A folder, or a plan: a folder whose workouts have a `day`. Folders are not nested (docs/intervals-api.md, Q76). */
export const Folder = z.object({
  id: z.number(),
  /** `FOLDER` or `PLAN` */
  type: word,
  name: text,
  description: text,
  visibility: word,
  start_date_local: date,
  duration_weeks: number,
  hours_per_week_min: number,
  hours_per_week_max: number,
  activity_types: words,
  num_workouts: number,
  canEdit: flag,
  children: optionalField(listOf(Workout)),
});
export type Folder = z.output<typeof Folder>;

/** Fields of a workout to store; an update leaves absent ones unchanged. Units as in `Workout`. */
export interface WorkoutPatch {
  folder_id?: number;
  type?: string;
  name?: string;
  description?: string;
  indoor?: boolean;
  color?: string;
  moving_time?: number;
  distance?: number;
  icu_training_load?: number;
  day?: number;
  tags?: string[];
}

export type NewWorkout = WorkoutPatch & Required<Pick<WorkoutPatch, "folder_id" | "name">>;

export interface NewFolder {
  type: "FOLDER" | "PLAN";
  name: string;
  description?: string;
  start_date_local?: string;
  duration_weeks?: number;
}

export const libraryOperations = ({ subject, get, journaledWrite }: ApiContext) => {
  const maxBytes = MAX_RESPONSE_BYTES.wholeRecords;
  const listFolders = (read: Get = get) =>
    read({ path: path`athlete/${subject}/folders`, response: listOf(Folder), maxBytes });
  const listWorkouts = (read: Get = get) =>
    read({ path: path`athlete/${subject}/workouts`, response: listOf(Workout), maxBytes });

  return {
    /** `GET /athlete/{id}/folders`: folders and plans with their workouts as `children`. */
    listFolders: () => listFolders(),

    /** `GET /athlete/{id}/workouts`: the whole library. There is no list of one folder (docs/intervals-api.md, Q76). */
    listWorkouts: () => listWorkouts(),

    /** `GET /athlete/{id}/workouts/{workoutId}` */
    getWorkout: (workoutId: number) => get({ path: path`athlete/${subject}/workouts/${workoutId}`, response: Workout }),

    /** `POST /athlete/{id}/workouts` */
    createWorkout: (workout: NewWorkout): Promise<Workout> =>
      createWithLookup(journaledWrite, {
        kind: "workout",
        list: listWorkouts,
        create: (mutate) =>
          mutate({ method: "POST", path: path`athlete/${subject}/workouts`, body: workout, response: Workout }),
        matches: ({ folder_id, name }) => folder_id === workout.folder_id && isSameText(name, workout.name),
      }),

    /** `PUT /athlete/{id}/workouts/{workoutId}`: changes the given fields. */
    updateWorkout: (workoutId: number, fields: WorkoutPatch) =>
      updateOne(journaledWrite, {
        kind: "workout",
        path: path`athlete/${subject}/workouts/${workoutId}`,
        body: fields,
        response: Workout,
      }),

    /**
     * `DELETE /athlete/{id}/workouts/{workoutId}`: deletes this workout alone, not what was added to a plan with it.
     */
    deleteWorkout: (workoutId: number) =>
      deleteOne(journaledWrite, { kind: "workout", path: path`athlete/${subject}/workouts/${workoutId}` }),

    /** `POST /athlete/{id}/folders` */
    createFolder: (folder: NewFolder): Promise<Folder> =>
      createWithLookup(journaledWrite, {
        kind: "folder",
        list: listFolders,
        create: (mutate) =>
          mutate({ method: "POST", path: path`athlete/${subject}/folders`, body: folder, response: Folder }),
        matches: ({ name, type }) => isSameText(name, folder.name) && type === folder.type,
      }),
  };
};

export const workoutRestore = (context: ApiContext): RestoreAdapter =>
  restoreInCollection(context, { kind: "workout", collection: path`athlete/${context.subject}/workouts` });

/** Undo only deletes folders: no tool changes or deletes one. */
export const folderRestore = (context: ApiContext): RestoreAdapter => {
  const folders = path`athlete/${context.subject}/folders`;
  const { read, delete: deleteFolder } = restoreByPath(context, {
    kind: "folder",
    pathOf: (id) => `${folders}/${path`${id}`}`,
    read: (id) => findInList(context, { list: folders, id }),
  });
  return {
    read,
    // Deleting a folder deletes its workouts.
    async delete(id) {
      const workouts = await readRecords({
        path: path`athlete/${context.subject}/workouts`,
        maxBytes: MAX_RESPONSE_BYTES.wholeRecords,
      })(context.get);
      if (workouts.some(({ folder_id }) => String(folder_id) === id)) {
        failWith({ kind: "rejected", status: 409, reason: "the folder contains workouts now" });
      }
      return deleteFolder(id);
    },
  };
};
