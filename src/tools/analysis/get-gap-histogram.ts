import * as z from "zod";
import { defineTool } from "../kit/define-tool.ts";
import { ActivityId } from "../kit/parameters.ts";
import { Histogram, histogramOf, renderHistogram } from "./histogram.ts";

export const getGapHistogram = defineTool({
  name: "icu_get_gap_histogram",
  title: "Grade-adjusted pace distribution",
  description: "GRADE-ADJUSTED PACE DISTRIBUTION of one run: time in each range of the equivalent pace on the flat.",
  effect: "read",
  input: z.object({ activity_id: ActivityId }),
  output: Histogram,
  run: ({ activity_id }, context) => histogramOf(context, "gap", activity_id),
  render: renderHistogram(
    "Time at grade-adjusted pace",
    "This activity has no grade-adjusted pace. Only runs with altitude data have one.",
  ),
});
