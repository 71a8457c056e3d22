import * as z from "zod";
import { readBytes } from "../../files/read-file.ts";
import type { Activity } from "../../intervals/activities.ts";
import { lapsOfFit } from "../../training/fit-laps.ts";
import {
  IntervalGroup,
  IntervalRow,
  IntervalSource,
  intervalColumns,
  separateLaps,
  toIntervalGroup,
  toIntervalRow,
} from "../../training/intervals.ts";
import { formatSpeed } from "../../training/pace.ts";
import { formatTable } from "../../training/table.ts";
import { formatDuration, type Units } from "../../training/units.ts";
import { defineTool, type ToolContext } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ActivityId } from "../kit/parameters.ts";

const ActivityIntervals = z.object({
  type: z.string(),
  source: IntervalSource,
  intervals: z.array(IntervalRow),
  groups: z.array(IntervalGroup),
  /** The number of laps that the device recorded. */
  lap_count: z.number().optional(),
  /** The device's laps, unless they are the intervals themselves. */
  laps: z.array(IntervalRow).optional(),
  /** Laps were requested, but the file has none or is not a FIT file. */
  laps_unreadable: z.boolean().optional(),
});
type ActivityIntervals = z.output<typeof ActivityIntervals>;

export const getActivityIntervals = defineTool({
  name: "icu_get_activity_intervals",
  title: "Intervals and laps of one activity",
  description:
    "The INTERVALS of one activity: work and recovery with start, duration, power, heart rate, pace, zone and intensity, and similar ones as groups (4 × 4:00 at 252 W). Device laps are separate if they differ.",
  effect: "read",
  essential: true,
  input: z.object({
    activity_id: ActivityId,
    laps: z.boolean().optional().describe("Include the device's laps"),
  }),
  output: ActivityIntervals,

  async run({ activity_id, laps: wantsLaps }, context) {
    const { intervals } = context;
    const [activity, found] = await Promise.all([
      intervals.getActivity(activity_id),
      intervals.listIntervals(activity_id),
    ]);
    const type = activity.type ?? "Other";
    const rows = (found.icu_intervals ?? []).map((interval, index) => toIntervalRow(interval, index, type));
    const { laps: labelledLaps, ...separated } = separateLaps(rows, activity);
    const lapsInFile = wantsLaps && separated.source !== "laps" ? await readLaps(context, activity) : undefined;
    const laps = lapsInFile ?? labelledLaps;
    return {
      type,
      ...separated,
      groups: (found.icu_groups ?? []).map((group) => toIntervalGroup(group, type)),
      lap_count: activity.icu_lap_count || undefined,
      laps: laps.length > 0 ? laps : undefined,
      laps_unreadable: lapsInFile?.length === 0 ? true : undefined,
    };
  },

  render(output, view) {
    const { type, intervals, groups, laps, laps_unreadable } = output;
    const { units } = view;
    return paragraphs(
      header(`Intervals, ${type}`, view),
      groups.length > 0 &&
        `Groups of similar intervals:\n${groups.map((group) => groupText(group, type, units)).join("\n")}`,
      intervals.length === 0 ? "This activity has no intervals." : formatTable(intervalColumns(type, units), intervals),
      sourceText(output),
      laps && `Device laps:\n${formatTable(lapColumns(laps, type, units), laps)}`,
      laps_unreadable && "The device's file has no readable laps. Only FIT files are supported.",
    );
  },
});

/** Reads the laps from the original file if it is a FIT file. */
async function readLaps({ intervals }: ToolContext, activity: Activity): Promise<IntervalRow[]> {
  if (activity.file_type !== undefined && activity.file_type !== "fit") return [];
  const bytes = await readBytes(intervals, { kind: "original", activity_id: activity.id });
  return lapsOfFit(bytes, activity.type ?? "Other");
}

/** Most devices do not mark recovery laps, so the kind is only shown if one is marked. */
function lapColumns(laps: readonly IntervalRow[], sport: string, units: Units) {
  const hasKinds = laps.some(({ kind }) => kind === "recovery");
  return intervalColumns(sport, units).filter(({ header }) => hasKinds || header !== "kind");
}

function sourceText({ source, lap_count = 0, laps }: ActivityIntervals): string | undefined {
  if (source === "laps") return "These intervals are the device's laps.";
  const more =
    lap_count > 1 && !laps ? ` The device also recorded ${lap_count} laps: set laps to true to see them.` : "";
  if (source === "edited") return `These intervals were edited manually.${more}`;
  return more ? `These intervals were detected by Intervals.icu.${more}` : undefined;
}

/** `4 × 4:00 at 252 W, 165 bpm` */
function groupText(group: IntervalGroup, sport: string, units: Units): string {
  const measures = [
    group.average_watts !== undefined && `${group.average_watts} W`,
    group.average_speed_mps && formatSpeed(sport, group.average_speed_mps, units),
    group.average_heartrate_bpm !== undefined && `${group.average_heartrate_bpm} bpm`,
  ].filter(Boolean);
  const time = group.duration_seconds === undefined ? "?" : formatDuration(group.duration_seconds);
  return `${group.count} × ${time} at ${measures.join(", ")}`;
}
