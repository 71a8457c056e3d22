import * as z from "zod";
import { defineTool } from "../kit/define-tool.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { ActivityId, Inline } from "../kit/parameters.ts";
import { activityTitle, Download, download, OutputPath, recordedActivity, renderDownload } from "./download.ts";

export const downloadGpxFile = defineTool({
  name: "icu_download_gpx_file",
  title: "GPX track of an activity",
  description: "The GPX track of one activity with GPS, as a download link or as text.",
  effect: "read",
  input: z.object({ activity_id: ActivityId, inline: Inline, output_path: OutputPath }),
  output: Download,

  async run({ activity_id, inline, output_path }, context) {
    const activity = await recordedActivity(context.intervals, activity_id);
    if (activity.stream_types && !activity.stream_types.includes("latlng")) {
      throw new ToolInputError(
        "activity_id: this activity has no GPS data (indoors, in a pool), so there is no GPX file. Use icu_download_fit_file for its other data.",
      );
    }
    const title = `GPX track of ${activityTitle(activity)}`;
    return download(context, { title, file: { kind: "gpx", activity_id }, inline, output_path });
  },

  render: renderDownload,
});
