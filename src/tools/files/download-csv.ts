import * as z from "zod";
import { resolveDate } from "../../training/dates.ts";
import { defineTool } from "../kit/define-tool.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { ActivityId, AthleteId, Day, Inline, StreamName } from "../kit/parameters.ts";
import { activityTitle, Download, download, recordedActivity, renderDownload } from "./download.ts";

export const downloadCsv = defineTool({
  name: "icu_download_csv",
  title: "CSV export",
  description:
    "A CSV TABLE for spreadsheets: all activities, wellness of a date range, or every sample of one activity. As a download link, or as text.",
  effect: "read",
  input: z.object({
    what: z.enum(["activities", "wellness", "streams"]),
    oldest: Day.default("-90d").describe("For wellness"),
    newest: Day.default("today"),
    activity_id: ActivityId.optional().describe("For streams"),
    streams: z.array(StreamName).max(30).optional().describe("Default: all recorded"),
    inline: Inline,
    athlete_id: AthleteId,
  }),
  output: Download,

  async run({ what, activity_id, streams, inline, ...range }, context) {
    if (what === "activities") {
      return download(context, { title: "All activities as CSV", file: { kind: "activities" }, inline });
    }
    if (what === "wellness") {
      const [oldest, newest] = [resolveDate(range.oldest, context.today), resolveDate(range.newest, context.today)];
      if (oldest > newest) throw new ToolInputError(`oldest: ${oldest} is after newest (${newest}). Swap them.`);
      const title = `Wellness from ${oldest} to ${newest} as CSV`;
      return download(context, { title, file: { kind: "wellness", oldest, newest }, inline });
    }
    if (activity_id === undefined) throw new ToolInputError("activity_id: is required for streams.");
    const activity = await recordedActivity(context.intervals, activity_id);
    const title = `Samples of ${activityTitle(activity)} as CSV`;
    return download(context, { title, file: { kind: "streams", activity_id, streams }, inline });
  },

  render: renderDownload,
});
