import * as z from "zod";
import { formatSpeed } from "../../training/pace.ts";
import { toSeriesByName } from "../../training/streams.ts";
import { formatTable } from "../../training/table.ts";
import { distanceIn, formatDuration, round } from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { ActivityId, StreamName } from "../kit/parameters.ts";

const BestEffort = z.object({
  /** In the unit of the stream: W, bpm, m/s … */
  average: z.number().optional(),
  /** Elapsed time from the start of the activity. */
  start_seconds: z.number().optional(),
  duration_seconds: z.number().optional(),
  distance_meters: z.number().optional(),
  start_index: z.number().optional(),
  end_index: z.number().optional(),
});

/** Streams in m/s, shown as pace or speed. */
const SPEEDS = new Set(["pace", "gap", "velocity_smooth", "ga_velocity"]);
const UNITS: Record<string, string> = { watts: "W", heartrate: "bpm", cadence: "rpm" };

export const getBestEfforts = defineTool({
  name: "icu_get_best_efforts",
  title: "Best efforts of one activity",
  description:
    "The BEST EFFORTS within one activity: its highest power or heart rate over a duration, its fastest pace over a distance, and when. Across activities: icu_get_power_curves, icu_get_hr_curves, icu_get_pace_curves.",
  effect: "read",
  input: z.object({
    activity_id: ActivityId,
    stream: StreamName.default("watts").describe("watts, heartrate, pace"),
    duration: z.int().min(1).max(86_400).optional().describe("s"),
    distance: z.number().positive().max(1_000_000).optional().describe("m; instead of duration"),
    count: z.int().min(1).max(50).default(8),
  }),
  output: z.object({ type: z.string(), stream: z.string(), efforts: z.array(BestEffort) }),

  check({ duration, distance }) {
    if ((duration === undefined) === (distance === undefined)) {
      throw new ToolInputError("duration, distance: give exactly one of them, such as duration 1200 or distance 5000.");
    }
  },

  async run({ activity_id, ...search }, { intervals }) {
    const [activity, efforts, streams] = await Promise.all([
      intervals.getActivity(activity_id),
      intervals.findBestEfforts(activity_id, search),
      intervals.listStreams(activity_id, ["time"]),
    ]);
    const time = toSeriesByName(streams).get("time");
    return {
      type: activity.type ?? "Other",
      stream: search.stream,
      efforts: efforts.map(({ start_index, end_index, average, duration, distance }) => ({
        average,
        start_seconds: start_index === undefined ? undefined : time?.[start_index],
        duration_seconds: duration,
        distance_meters: distance,
        start_index,
        end_index,
      })),
    };
  },

  render({ type, stream, efforts }, view) {
    const { units } = view;
    const isSpeed = SPEEDS.has(stream);
    const value = (average: number) =>
      isSpeed ? formatSpeed(type, average, units) : round(average, stream in UNITS ? 0 : 1);
    return paragraphs(
      header(`Best efforts by ${stream}, ${type}, best first`, view),
      efforts.length === 0
        ? `None. Either ${stream} was not recorded, or the activity is shorter than the effort.`
        : formatTable(
            [
              {
                header: isSpeed ? "average pace or speed" : `average ${UNITS[stream] ?? stream}`,
                cell: ({ average }) => (average === undefined ? undefined : value(average)),
              },
              {
                header: "start",
                cell: ({ start_seconds: start }) => (start === undefined ? undefined : formatDuration(start)),
              },
              {
                header: "time",
                cell: ({ duration_seconds: time }) => (time === undefined ? undefined : formatDuration(time)),
              },
              {
                header: `distance ${units.distance}`,
                cell: ({ distance_meters: meters }) =>
                  meters === undefined ? undefined : round(distanceIn(units, meters), 2),
              },
            ],
            efforts,
          ),
    );
  },
});
