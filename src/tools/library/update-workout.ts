import * as z from "zod";
import { LibraryWorkout, toLibraryWorkout } from "../../training/library.ts";
import { defineTool } from "../kit/define-tool.ts";
import { changesBetween, FieldChange, formatChanges, withNameQuoted } from "../kit/field-changes.ts";
import { formatNotes, header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId, WorkoutId } from "../kit/parameters.ts";
import { notesOnStored, planWorkout, storedAmounts } from "../workouts/planned-workout.ts";
import { renderWorkout } from "./library-view.ts";
import { toWorkoutPatch, workoutFields } from "./workout-fields.ts";

const { folder_id, name, sport, ...others } = workoutFields;

export const updateWorkout = defineTool({
  name: "icu_update_workout",
  title: "Change a library workout",
  description: "EDITS one workout of the library: only the fields you give. Text or steps replace the whole workout.",
  effect: "write",
  idempotent: true,
  input: z.object({
    workout_id: WorkoutId,
    folder_id: folder_id.optional(),
    name: name.optional(),
    sport: sport.optional(),
    ...others,
    athlete_id: AthleteId,
  }),
  output: z.object({ workout: LibraryWorkout, changes: z.array(FieldChange), notes: z.array(z.string()) }),

  async run({ workout_id, athlete_id: _, ...fields }, { intervals }) {
    const before = await intervals.getWorkout(workout_id);
    const wanted = { ...storedAmounts(before), ...fields };
    const planned = await planWorkout(wanted, fields.sport ?? before.type, intervals.listSportSettings);
    const patch = toWorkoutPatch({ ...fields, description: planned.description });
    if (Object.keys(patch).length === 0) {
      throw new ToolInputError("Give at least one field to change, such as name or description.");
    }
    const after = await intervals.updateWorkout(workout_id, patch);
    const [workoutBefore, workoutAfter] = [toLibraryWorkout(before), toLibraryWorkout(after)];
    const changes = changesBetween(
      withNameQuoted(editable(workoutBefore)),
      withNameQuoted(editable(workoutAfter)),
    ).filter((field) => field.before !== field.after);
    return { workout: workoutAfter, changes, notes: notesOnStored(planned, after) };
  },

  render: ({ workout, changes, notes }, view) =>
    paragraphs(
      header("Changed in the library", view),
      changes.length > 0 ? formatChanges(changes) : "All values are the same as before.",
      renderWorkout(workout, view),
      formatNotes(notes),
    ),
});

/** Leaves out fields that are too long for the list of changes, follow from others, or are shown below it. */
function editable({
  description: _,
  outline: _outline,
  tags: _tags,
  intensity_percent: _i,
  ...workout
}: LibraryWorkout) {
  return workout;
}
