import * as z from "zod";
import { LibraryWorkout, toLibraryWorkout } from "../../training/library.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId, WorkoutId } from "../kit/parameters.ts";
import { renderWorkout } from "./library-view.ts";

export const deleteWorkout = defineTool({
  name: "icu_delete_workout",
  title: "Delete a library workout",
  description: "DELETES one workout of the library; the calendar keeps its copies.",
  effect: "delete",
  idempotent: true,
  input: z.object({ workout_id: WorkoutId, athlete_id: AthleteId }),
  output: z.object({ deleted: LibraryWorkout }),

  preview: async ({ workout_id }, context) =>
    `This deletes from the workout library\n${renderWorkout(toLibraryWorkout(await context.intervals.getWorkout(workout_id)), context)}`,

  async run({ workout_id }, { intervals }) {
    const workout = await intervals.getWorkout(workout_id);
    await intervals.deleteWorkout(workout_id);
    return { deleted: toLibraryWorkout(workout) };
  },

  render: ({ deleted }, view) =>
    paragraphs(
      header("Deleted from the library", view),
      renderWorkout(deleted, view),
      "To bring it back, add it again with icu_create_workout and the values above.",
    ),
});
