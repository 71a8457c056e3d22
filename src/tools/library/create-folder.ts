import * as z from "zod";
import { isSameText } from "../../intervals/untrusted-text.ts";
import { resolveDate } from "../../training/dates.ts";
import { LibraryFolder, toLibraryFolder } from "../../training/library.ts";
import { quote } from "../../training/quote.ts";
import { Name } from "../calendar/event-fields.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId, Day } from "../kit/parameters.ts";

export const createFolder = defineTool({
  name: "icu_create_folder",
  title: "New library folder",
  description:
    "CREATES a folder in the workout library, or with kind=plan a training plan, whose workouts have days. Folders cannot be nested. If the folder already exists, it is returned.",
  effect: "write",
  repeat: "reconcile",
  idempotent: true,
  input: z.object({
    name: Name,
    kind: z.enum(["folder", "plan"]).default("folder"),
    description: z.string().max(2000).optional(),
    start_date: Day.optional().describe("For a plan"),
    duration_weeks: z.int().min(1).max(104).optional(),
    athlete_id: AthleteId,
  }),
  output: z.object({ folder: LibraryFolder, existed: z.boolean() }),

  async run({ name, kind, description, start_date, duration_weeks }, { intervals, today }) {
    const type = kind === "plan" ? "PLAN" : "FOLDER";
    const existing = (await intervals.listFolders()).find(
      (folder) => isSameText(folder.name, name) && folder.type === type,
    );
    if (existing) return { folder: toLibraryFolder(existing), existed: true };
    const folder = await intervals.createFolder({
      type,
      name,
      ...(description !== undefined && { description }),
      ...(start_date !== undefined && { start_date_local: resolveDate(start_date, today) }),
      ...(duration_weeks !== undefined && { duration_weeks }),
    });
    return { folder: toLibraryFolder(folder), existed: false };
  },

  render: ({ folder, existed }, view) =>
    paragraphs(
      header(existed ? "Already in the library" : "Added to the library", view),
      `${folder.kind} ${quote(folder.name ?? "", 80)} id ${folder.folder_id}, ${folder.workouts} workouts`,
    ),
});
