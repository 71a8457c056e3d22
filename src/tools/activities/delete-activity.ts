import * as z from "zod";
import { ActivityRow, toActivityRow } from "../../training/activities.ts";
import { quote } from "../../training/quote.ts";
import { formatDuration } from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ActivityId } from "../kit/parameters.ts";

export const deleteActivity = defineTool({
  name: "icu_delete_activity",
  title: "Delete an activity",
  description: "DELETES one completed activity with its recording.",
  effect: "erase",
  idempotent: true,
  input: z.object({ activity_id: ActivityId }),
  output: z.object({
    deleted: ActivityRow,
    had_file: z.boolean(),
    /** Undo uploads the file again. */
    keeps_file: z.boolean(),
  }),

  async plan({ activity_id }, { intervals }) {
    const activity = await intervals.getActivity(activity_id);
    const had_file = activity.file_type !== undefined;
    const keeps_file = had_file && (await intervals.hasStorableFile(activity_id));
    return { deleted: toActivityRow(activity), had_file, keeps_file };
  },

  preview({ deleted, had_file, keeps_file }) {
    const file = had_file ? ", its file and all its samples" : "";
    const loss =
      had_file && !keeps_file
        ? "\nIts file is too large to be kept here: undo will bring back the numbers of the activity, but NOT its file and samples. To keep the file, download it first (icu_download_activity_file)."
        : "";
    return `This will delete the completed activity${file}:\n${describe(deleted)}${loss}`;
  },

  async run(plan, { intervals }) {
    await intervals.deleteActivity(plan.deleted.id, { keepsFile: plan.keeps_file });
    return plan;
  },

  render({ deleted, had_file, keeps_file }, view) {
    return paragraphs(
      header("Deleted", view),
      describe(deleted),
      had_file && "Intervals.icu remembers the deletion and will not import the same file again automatically.",
      had_file && !keeps_file
        ? "icu_undo_change brings back its numbers within 30 days, but not its file and samples."
        : "To restore it within 30 days, use icu_undo_change.",
    );
  },
});

function describe({ id, start, type, name, moving_time_seconds, training_load }: ActivityRow): string {
  const what = [
    start,
    type,
    name && quote(name, 80),
    moving_time_seconds && formatDuration(moving_time_seconds),
    training_load !== undefined && `load ${training_load}`,
  ];
  return `${what.filter(Boolean).join(", ")} (${id})`;
}
