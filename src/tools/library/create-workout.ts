import * as z from "zod";
import { LibraryWorkout, toLibraryWorkout } from "../../training/library.ts";
import { defineTool } from "../kit/define-tool.ts";
import { formatNotes, header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { notesOnStored, planWorkout } from "../workouts/planned-workout.ts";
import { renderWorkout } from "./library-view.ts";
import { toWorkoutPatch, workoutFields } from "./workout-fields.ts";

export const createWorkout = defineTool({
  name: "icu_create_workout",
  title: "Save to the library",
  description:
    "SAVES a workout to a folder or plan of the library, not to the calendar (icu_create_event). Text or steps are checked as in icu_create_event.",
  effect: "write",
  repeat: "replay",
  input: z.object({
    ...workoutFields,
    day: workoutFields.day.describe("In a plan, from 0"),
    athlete_id: AthleteId,
  }),
  output: z.object({ workout: LibraryWorkout, notes: z.array(z.string()) }),

  async run({ athlete_id: _, ...fields }, { intervals }) {
    const { folder_id, name, sport } = fields;
    const planned = await planWorkout(fields, sport, intervals.listSportSettings);
    const patch = toWorkoutPatch({ ...fields, description: planned.description });
    const stored = await intervals.createWorkout({ ...patch, folder_id, name });
    return { workout: toLibraryWorkout(stored), notes: notesOnStored(planned, stored) };
  },

  render: ({ workout, notes }, view) =>
    paragraphs(header("Added to the library", view), renderWorkout(workout, view), formatNotes(notes)),
});
