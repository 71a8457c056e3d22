import * as z from "zod";
import { defineTool } from "../kit/define-tool.ts";
import { ActivityId } from "../kit/parameters.ts";
import { activityTitle, Download, download, OutputPath, recordedActivity, renderDownload } from "./download.ts";

export const downloadFitFile = defineTool({
  name: "icu_download_fit_file",
  title: "FIT file of an activity",
  description:
    "A FIT file of one activity made by Intervals.icu, with its corrections and intervals: a link for the person.",
  effect: "read",
  input: z.object({ activity_id: ActivityId, output_path: OutputPath }),
  output: Download,

  async run({ activity_id, output_path }, context) {
    const activity = await recordedActivity(context.intervals, activity_id);
    const title = `FIT file of ${activityTitle(activity)}`;
    return download(context, { title, file: { kind: "fit", activity_id }, output_path });
  },

  render: renderDownload,
});
