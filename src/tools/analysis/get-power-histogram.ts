import * as z from "zod";
import { defineTool } from "../kit/define-tool.ts";
import { ActivityId } from "../kit/parameters.ts";
import { Histogram, histogramOf, renderHistogram } from "./histogram.ts";

export const getPowerHistogram = defineTool({
  name: "icu_get_power_histogram",
  title: "Power distribution",
  description:
    "POWER DISTRIBUTION of one activity: time in each range of watts. Time in zones: icu_get_activity_details.",
  effect: "read",
  input: z.object({
    activity_id: ActivityId,
    bucket_size: z.int().min(5).max(500).default(25).describe("W per range"),
  }),
  output: Histogram,
  run: ({ activity_id, bucket_size }, context) => histogramOf(context, "power", activity_id, bucket_size),
  render: renderHistogram("Time at power", "No power was recorded in this activity."),
});
