import * as z from "zod";
import { defineTool } from "../kit/define-tool.ts";
import { ActivityId } from "../kit/parameters.ts";
import { activityTitle, Download, download, OutputPath, recordedActivity, renderDownload } from "./download.ts";

export const downloadActivityFile = defineTool({
  name: "icu_download_activity_file",
  title: "Original file of an activity",
  description: "The ORIGINAL file of one activity as it was uploaded (FIT, TCX or GPX), as a download link.",
  effect: "read",
  input: z.object({ activity_id: ActivityId, output_path: OutputPath }),
  output: Download,

  async run({ activity_id, output_path }, context) {
    const activity = await recordedActivity(context.intervals, activity_id);
    const title = `Original file of ${activityTitle(activity)}`;
    return download(context, { title, file: { kind: "original", activity_id }, output_path });
  },

  render: renderDownload,
});
