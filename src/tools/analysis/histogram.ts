import * as z from "zod";
import { isStravaStub } from "../../intervals/activities.ts";
import type { HistogramKind } from "../../intervals/activity-analysis.ts";
import { failWith } from "../../intervals/failure.ts";
import {
  formatRange,
  HistogramRange,
  HistogramUnit,
  histogramUnitOf,
  medianRange,
  toHistogram,
} from "../../training/histogram.ts";
import { formatTable } from "../../training/table.ts";
import { formatDuration } from "../../training/units.ts";
import type { ToolContext, View } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";

export const Histogram = z.object({
  activity_id: z.string(),
  type: z.string(),
  unit: HistogramUnit,
  ranges: z.array(HistogramRange),
  total_seconds: z.number(),
});
export type Histogram = z.output<typeof Histogram>;

/** Time per range of power, heart rate or pace in one activity. */
export async function histogramOf(
  { intervals }: ToolContext,
  kind: HistogramKind,
  activityId: string,
  bucketSize?: number,
): Promise<Histogram> {
  const [activity, buckets] = await Promise.all([
    intervals.getActivity(activityId),
    intervals.getHistogram(activityId, { kind, bucketSize }),
  ]);
  if (isStravaStub(activity)) return failWith({ kind: "strava" });
  return {
    activity_id: activityId,
    type: activity.type ?? "Other",
    unit: histogramUnitOf(kind),
    ...toHistogram(buckets),
  };
}

export const renderHistogram =
  (title: string, missing: string) =>
  ({ activity_id, type, unit, ranges, total_seconds }: Histogram, view: View): string => {
    const shown = (range: HistogramRange) => formatRange(range, { unit, sport: type, units: view.units });
    const median = medianRange(ranges);
    return paragraphs(
      header(`${title}, ${type} ${activity_id}`, view),
      ranges.length === 0 && missing,
      median &&
        `Total time ${formatDuration(total_seconds)}; the median is in the range ${shown(median)}${unit === "m/s" ? "" : ` ${unit}`}.`,
      ranges.length > 0 &&
        formatTable(
          [
            { header: unit === "m/s" ? "pace or speed" : unit, cell: shown },
            { header: "time", cell: ({ seconds }) => formatDuration(seconds) },
            { header: "%", cell: ({ percent }) => percent },
          ],
          ranges,
        ),
    );
  };
