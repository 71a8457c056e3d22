import * as z from "zod";
import { IntervalGroup, IntervalRow, toIntervalGroup, toIntervalRow } from "../training/intervals.ts";
import { formatSpeed } from "../training/pace.ts";
import { quote } from "../training/quote.ts";
import { formatTable } from "../training/table.ts";
import { distanceIn, formatDuration, round, type Units } from "../training/units.ts";
import { defineTool } from "./define-tool.ts";
import { header, paragraphs } from "./header.ts";
import { ActivityId } from "./parameters.ts";

export const getActivityIntervals = defineTool({
  name: "icu_get_activity_intervals",
  title: "Intervals of one activity",
  description:
    "The INTERVALS (laps) of one activity: work and recovery with start, duration, power, heart rate, pace, zone and intensity, and groups of alike ones such as 4 × 4:00 at 252 W.",
  effect: "read",
  essential: true,
  input: z.object({ activity_id: ActivityId }),
  output: z.object({
    type: z.string(),
    intervals: z.array(IntervalRow),
    groups: z.array(IntervalGroup),
  }),

  async run({ activity_id }, { intervals }) {
    const [activity, found] = await Promise.all([
      intervals.getActivity(activity_id),
      intervals.listIntervals(activity_id),
    ]);
    const type = activity.type ?? "Other";
    return {
      type,
      intervals: (found.icu_intervals ?? []).map((interval, index) => toIntervalRow(interval, index, type)),
      groups: (found.icu_groups ?? []).map((group) => toIntervalGroup(group, type)),
    };
  },

  render({ type, intervals, groups }, view) {
    const { units } = view;
    return paragraphs(
      header(`Intervals, ${type}`, view),
      groups.length > 0 && `Alike ones:\n${groups.map((group) => groupText(group, type, units)).join("\n")}`,
      intervals.length === 0
        ? "No intervals were found in this activity."
        : formatTable(
            [
              { header: "#", cell: (row) => row.number },
              { header: "kind", cell: (row) => row.kind },
              { header: "label", cell: (row) => row.label && quote(row.label, 40) },
              { header: "start", cell: (row) => duration(row.start_seconds) },
              { header: "time", cell: (row) => duration(row.duration_seconds) },
              {
                header: `distance ${units.distance}`,
                cell: (row) => row.distance_meters && round(distanceIn(units, row.distance_meters), 2),
              },
              { header: "avg W", cell: (row) => row.average_watts },
              { header: "NP W", cell: (row) => row.normalized_watts },
              { header: "max W", cell: (row) => row.max_watts },
              {
                header: "speed/pace",
                cell: (row) => row.average_speed_mps && formatSpeed(type, row.average_speed_mps, units),
              },
              { header: "avg bpm", cell: (row) => row.average_heartrate_bpm },
              { header: "max bpm", cell: (row) => row.max_heartrate_bpm },
              { header: "cadence", cell: (row) => row.average_cadence && Math.round(row.average_cadence) },
              { header: "zone", cell: (row) => row.zone },
              { header: "intensity %", cell: (row) => row.intensity_percent },
              { header: "load", cell: (row) => row.training_load && round(row.training_load, 1) },
              { header: "decoupling %", cell: (row) => row.decoupling_percent && round(row.decoupling_percent, 1) },
            ],
            intervals,
          ),
    );
  },
});

const duration = (seconds: number | undefined) => (seconds === undefined ? undefined : formatDuration(seconds));

/** `4 × 4:00 at 252 W, 165 bpm` */
function groupText(group: IntervalGroup, sport: string, units: Units): string {
  const measures = [
    group.average_watts !== undefined && `${group.average_watts} W`,
    group.average_speed_mps && formatSpeed(sport, group.average_speed_mps, units),
    group.average_heartrate_bpm !== undefined && `${group.average_heartrate_bpm} bpm`,
  ].filter(Boolean);
  return `${group.count} × ${duration(group.duration_seconds) ?? "?"} at ${measures.join(", ")}`;
}
