import * as z from "zod";
import { defineTool } from "../kit/define-tool.ts";
import { ActivityId } from "../kit/parameters.ts";
import { Histogram, histogramOf, renderHistogram } from "./histogram.ts";

export const getHrHistogram = defineTool({
  name: "icu_get_hr_histogram",
  title: "Heart rate distribution",
  description:
    "HEART RATE DISTRIBUTION of one activity: time in each bucket of bpm. Time in zones: icu_get_activity_details.",
  effect: "read",
  input: z.object({
    activity_id: ActivityId,
    bucket_size: z.int().min(1).max(50).default(5).describe("bpm per range"),
  }),
  output: Histogram,
  run: ({ activity_id, bucket_size }, context) => histogramOf(context, "hr", activity_id, bucket_size),
  render: renderHistogram("Time at heart rate", "No heart rate was recorded in this activity."),
});
