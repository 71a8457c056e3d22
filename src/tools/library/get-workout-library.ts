import * as z from "zod";
import { LibraryFolder, toLibraryFolder } from "../../training/library.ts";
import { quote } from "../../training/quote.ts";
import { type Column, formatTable } from "../../training/table.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";

export const getWorkoutLibrary = defineTool({
  name: "icu_get_workout_library",
  title: "Workout library",
  description: "FOLDERS and training plans of the workout library. Their workouts: icu_get_workouts_in_folder.",
  effect: "read",
  input: z.object({ athlete_id: AthleteId }),
  output: z.object({ folders: z.array(LibraryFolder) }),

  run: async (_, { intervals }) => ({ folders: (await intervals.listFolders()).map(toLibraryFolder) }),

  render: ({ folders }, view) =>
    paragraphs(
      header("Workout library", view),
      folders.length === 0 ? "The library has no folders." : formatTable(COLUMNS, folders),
    ),
});

const COLUMNS: readonly Column<LibraryFolder>[] = [
  { header: "id", cell: ({ folder_id }) => folder_id },
  { header: "kind", cell: ({ kind }) => kind },
  { header: "name", cell: ({ name }) => name && quote(name, 80) },
  { header: "workouts", cell: ({ workouts }) => workouts },
  { header: "sports", cell: ({ sports }) => sports.join(" ") },
  { header: "weeks", cell: ({ duration_weeks }) => duration_weeks },
  {
    header: "h/week",
    cell: ({ hours_per_week_min, hours_per_week_max }) =>
      [hours_per_week_min, hours_per_week_max].filter((hours) => hours !== undefined).join("-"),
  },
  { header: "starts", cell: ({ start_date }) => start_date },
  { header: "editable", cell: ({ can_edit }) => (can_edit === false ? "no" : undefined) },
  { header: "description", cell: ({ description }) => description && quote(description, 120) },
];
