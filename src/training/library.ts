import * as z from "zod";
import type { Folder, Workout } from "../intervals/library.ts";
import { compareTexts, UntrustedText, untrustedText } from "../intervals/untrusted-text.ts";
import { outlineWorkout } from "../workout/print/outline.ts";
import { stepCountOf } from "./calendar.ts";

const optional = z.number().optional();

/** A workout of the library. Units are in the names. */
export const LibraryWorkout = z.object({
  workout_id: z.number(),
  folder_id: optional,
  sport: z.string().optional(),
  name: UntrustedText.optional(),
  /** In a training plan: the offset in days from its first day. */
  day: optional,
  description: UntrustedText.optional(),
  moving_time_seconds: optional,
  distance_meters: optional,
  planned_load: optional,
  intensity_percent: optional,
  /** Steps that Intervals.icu parsed from the text, repeats expanded. 0: it could not parse any. */
  workout_steps: optional,
  /** The steps as Intervals.icu parsed them, one per line. */
  outline: UntrustedText.optional(),
  indoor: z.boolean().optional(),
  tags: z.array(UntrustedText).optional(),
});
export type LibraryWorkout = z.output<typeof LibraryWorkout>;

/** Field names and units: docs/intervals-api.md §4.5. */
export function toLibraryWorkout(workout: Workout): LibraryWorkout {
  return {
    workout_id: workout.id,
    folder_id: workout.folder_id,
    sport: workout.type,
    name: workout.name,
    day: workout.day,
    description: workout.description || undefined,
    moving_time_seconds: workout.moving_time || undefined,
    distance_meters: workout.distance || undefined,
    planned_load: workout.icu_training_load,
    intensity_percent: workout.icu_intensity,
    workout_steps: stepCountOf(workout),
    outline: workout.workout_doc?.steps?.length ? untrustedText(outlineWorkout(workout.workout_doc.steps)) : undefined,
    indoor: workout.indoor,
    tags: workout.tags?.length ? workout.tags : undefined,
  };
}

/** A folder of the library, or a training plan: a folder whose workouts have day offsets. */
export const LibraryFolder = z.object({
  folder_id: z.number(),
  kind: z.enum(["folder", "plan"]),
  name: UntrustedText.optional(),
  description: UntrustedText.optional(),
  workouts: z.number(),
  sports: z.array(z.string()),
  start_date: z.string().optional(),
  duration_weeks: optional,
  hours_per_week_min: optional,
  hours_per_week_max: optional,
  /** False for a folder that another user shares read-only. */
  can_edit: z.boolean().optional(),
});
export type LibraryFolder = z.output<typeof LibraryFolder>;

/** Lists the sports of the folder's workouts, sorted. `start_date` is local. */
export function toLibraryFolder(folder: Folder): LibraryFolder {
  const sports = new Set(folder.children?.flatMap(({ type }) => type ?? []) ?? folder.activity_types);
  return {
    folder_id: folder.id,
    kind: folder.type === "PLAN" ? "plan" : "folder",
    name: folder.name,
    description: folder.description || undefined,
    workouts: folder.children?.length ?? folder.num_workouts ?? 0,
    sports: [...sports].sort(),
    start_date: folder.start_date_local?.slice(0, 10),
    duration_weeks: folder.duration_weeks,
    hours_per_week_min: folder.hours_per_week_min,
    hours_per_week_max: folder.hours_per_week_max,
    can_edit: folder.canEdit,
  };
}

/** Sorts by day of the plan, then by name. Workouts outside a plan have no day and count as day 0. */
export function sortByPlanDay(workouts: readonly LibraryWorkout[]): LibraryWorkout[] {
  return [...workouts].sort((a, b) => (a.day ?? 0) - (b.day ?? 0) || compareTexts(a.name, b.name));
}
