import * as z from "zod";
import { LibraryWorkout, toLibraryWorkout } from "../../training/library.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId, WorkoutId } from "../kit/parameters.ts";
import { renderWorkout } from "./library-view.ts";

export const deleteWorkout = defineTool({
  name: "icu_delete_workout",
  title: "Delete a library workout",
  description: "DELETES one workout from the library. Copies on the calendar stay.",
  effect: "delete",
  idempotent: true,
  input: z.object({ workout_id: WorkoutId, athlete_id: AthleteId }),
  output: z.object({ deleted: LibraryWorkout }),

  plan: async ({ workout_id }, { intervals }) => ({
    deleted: toLibraryWorkout(await intervals.getWorkout(workout_id)),
  }),

  preview: ({ deleted }, view) => `This will delete from the workout library:\n${renderWorkout(deleted, view)}`,

  async run(plan, { intervals }) {
    await intervals.deleteWorkout(plan.deleted.workout_id);
    return plan;
  },

  render: ({ deleted }, view) =>
    paragraphs(
      header("Deleted from the library", view),
      renderWorkout(deleted, view),
      "To restore it, create it again with icu_create_workout and the values above.",
    ),
});
