import * as z from "zod";
import { defineTool } from "../kit/define-tool.ts";
import { ActivityId } from "../kit/parameters.ts";
import { Histogram, histogramOf, renderHistogram } from "./histogram.ts";

export const getPaceHistogram = defineTool({
  name: "icu_get_pace_histogram",
  title: "Pace distribution",
  description:
    "PACE DISTRIBUTION of one activity: time in each range of pace or speed. Adjusted for hills: icu_get_gap_histogram.",
  effect: "read",
  input: z.object({ activity_id: ActivityId }),
  output: Histogram,
  run: ({ activity_id }, context) => histogramOf(context, "pace", activity_id),
  render: renderHistogram("Time at pace", "No speed was recorded in this activity."),
});
