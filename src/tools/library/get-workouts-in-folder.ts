import * as z from "zod";
import { failWith } from "../../intervals/failure.ts";
import {
  LibraryFolder,
  LibraryWorkout,
  sortByPlanDay,
  toLibraryFolder,
  toLibraryWorkout,
} from "../../training/library.ts";
import { quote } from "../../training/quote.ts";
import { formatHours } from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId, FolderId } from "../kit/parameters.ts";
import { renderWorkout, workoutLine } from "./library-view.ts";

export const getWorkoutsInFolder = defineTool({
  name: "icu_get_workouts_in_folder",
  title: "Workouts in a folder",
  description: "WORKOUTS in one library folder or plan, with load, time and steps; with_text adds their texts.",
  effect: "read",
  input: z.object({ folder_id: FolderId, with_text: z.boolean().default(false), athlete_id: AthleteId }),
  output: z.object({
    folder: LibraryFolder,
    workouts: z.array(LibraryWorkout),
    total_load: z.number(),
    total_moving_time_seconds: z.number(),
    with_text: z.boolean(),
  }),

  async run({ folder_id, with_text }, { intervals }) {
    const folder =
      (await intervals.listFolders()).find(({ id }) => id === folder_id) ?? failWith({ kind: "not_found" });
    const children =
      folder.children ?? (await intervals.listWorkouts()).filter((workout) => workout.folder_id === folder_id);
    const workouts = sortByPlanDay(children.map(toLibraryWorkout));
    return {
      folder: toLibraryFolder({ ...folder, children }),
      workouts,
      total_load: workouts.reduce((total, { planned_load = 0 }) => total + planned_load, 0),
      total_moving_time_seconds: workouts.reduce(
        (total, { moving_time_seconds = 0 }) => total + moving_time_seconds,
        0,
      ),
      with_text,
    };
  },

  render({ folder, workouts, total_load, total_moving_time_seconds, with_text }, view) {
    const show = with_text ? renderWorkout : workoutLine;
    return paragraphs(
      header(`Workouts in ${folder.kind} ${quote(folder.name ?? String(folder.folder_id), 80)}`, view),
      workouts.length === 0
        ? "The folder is empty."
        : workouts.map((workout) => show(workout, view)).join(with_text ? "\n\n" : "\n"),
      workouts.length > 0 &&
        `Total: ${workouts.length} workouts, load ${total_load}, ${formatHours(total_moving_time_seconds)}.`,
    );
  },
});
