import * as z from "zod";
import { createWithLookup } from "./create-with-lookup.ts";
import { WorkoutDoc } from "./events.ts";
import { deleteOne, type JournaledWrite, updateOne } from "./journaled-write.ts";
import { path, type Send } from "./request.ts";
import { flag, number, optionalField, text, texts } from "./schema.ts";

/** A workout of the library. In a plan, `day` counts from 0, the plan's first day. Units as in docs/intervals-api.md §4.5. */
export const Workout = z.object({
  id: z.number(),
  folder_id: number,
  type: text,
  name: text,
  description: text,
  indoor: flag,
  color: text,
  moving_time: number,
  distance: number,
  icu_training_load: number,
  icu_intensity: number,
  joules: number,
  day: number,
  days: number,
  for_week: flag,
  hide_from_athlete: flag,
  target: text,
  tags: texts,
  updated: text,
  workout_doc: optionalField(WorkoutDoc),
});
export type Workout = z.output<typeof Workout>;

/** A folder, or a plan: a folder whose workouts have days. Folders are flat (docs/intervals-api.md, Q76). */
export const Folder = z.object({
  id: z.number(),
  /** `FOLDER` or `PLAN` */
  type: text,
  name: text,
  description: text,
  visibility: text,
  start_date_local: text,
  duration_weeks: number,
  hours_per_week_min: number,
  hours_per_week_max: number,
  activity_types: texts,
  num_workouts: number,
  canEdit: flag,
  children: optionalField(z.array(Workout)),
});
export type Folder = z.output<typeof Folder>;

/** What can be sent for a library workout; absent fields stay as they are on update. */
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

export const libraryOperations = (send: Send, journaledWrite: JournaledWrite, subject: string) => {
  const listFolders = (ask = send) => ask({ path: path`athlete/${subject}/folders`, answer: z.array(Folder) });
  const listWorkouts = (ask = send) => ask({ path: path`athlete/${subject}/workouts`, answer: z.array(Workout) });

  return {
    /** `GET /athlete/{id}/folders`: folders and plans with their workouts as `children`. */
    listFolders: () => listFolders(),

    /** `GET /athlete/{id}/workouts`: the whole library; there is no list of one folder (405). */
    listWorkouts: () => listWorkouts(),

    /** `GET /athlete/{id}/workouts/{workoutId}` */
    getWorkout: (workoutId: number) => send({ path: path`athlete/${subject}/workouts/${workoutId}`, answer: Workout }),

    /** `POST /athlete/{id}/workouts` */
    createWorkout: (workout: NewWorkout): Promise<Workout> =>
      createWithLookup(journaledWrite, {
        kind: "workout",
        list: listWorkouts,
        create: (write) =>
          write({ method: "POST", path: path`athlete/${subject}/workouts`, body: workout, answer: Workout }),
        fits: ({ folder_id, name }) => folder_id === workout.folder_id && name === workout.name,
      }),

    /** `PUT /athlete/{id}/workouts/{workoutId}`: changes the fields that are given. */
    updateWorkout: (workoutId: number, fields: WorkoutPatch) =>
      updateOne(journaledWrite, "workout", {
        path: path`athlete/${subject}/workouts/${workoutId}`,
        body: fields,
        answer: Workout,
      }),

    /** `DELETE /athlete/{id}/workouts/{workoutId}`: this workout alone, never what was added to a plan with it. */
    deleteWorkout: (workoutId: number) =>
      deleteOne(journaledWrite, "workout", path`athlete/${subject}/workouts/${workoutId}`),

    /** `POST /athlete/{id}/folders` */
    createFolder: (folder: NewFolder): Promise<Folder> =>
      createWithLookup(journaledWrite, {
        kind: "folder",
        list: listFolders,
        create: (write) =>
          write({ method: "POST", path: path`athlete/${subject}/folders`, body: folder, answer: Folder }),
        fits: ({ name, type }) => name === folder.name && type === folder.type,
      }),
  };
};
