import * as z from "zod";
import type { WorkoutPatch } from "../../intervals/library.ts";
import { eventFields, Name } from "../calendar/event-fields.ts";
import { FolderId, Sport } from "../kit/parameters.ts";

const { description, steps, force, duration_seconds, distance_meters, training_load, color, indoor } = eventFields;

/** The parameters of a library workout. */
export const workoutFields = {
  folder_id: FolderId,
  name: Name,
  sport: Sport,
  description,
  steps,
  force,
  day: z.int().min(0).max(1100).optional(),
  duration_seconds,
  distance_meters,
  training_load,
  indoor,
  color,
  tags: z.array(z.string().min(1).max(60)).max(20).optional(),
};
type WorkoutFields = Partial<z.output<z.ZodObject<typeof workoutFields>>>;

/** Converts parameters to API fields. */
export function toWorkoutPatch(
  fields: { [Name in keyof WorkoutFields]: WorkoutFields[Name] | undefined },
): WorkoutPatch {
  const patch = {
    folder_id: fields.folder_id,
    type: fields.sport,
    name: fields.name,
    description: fields.description,
    day: fields.day,
    moving_time: fields.duration_seconds,
    distance: fields.distance_meters,
    icu_training_load: fields.training_load,
    indoor: fields.indoor,
    color: fields.color,
    tags: fields.tags,
  };
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
