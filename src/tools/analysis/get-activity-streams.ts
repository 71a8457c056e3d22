import * as z from "zod";
import { chooseSamples, type Series, statisticsOf, toSeriesByName, windowOf } from "../../training/streams.ts";
import { formatTable } from "../../training/table.ts";
import { formatDuration, round } from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { ActivityId, StreamName } from "../kit/parameters.ts";

/** These streams are enough for most questions. */
const DEFAULT_STREAMS = ["watts", "heartrate", "cadence", "velocity_smooth", "altitude", "distance"];
const UNITS: Record<string, string> = {
  time: "s",
  watts: "W",
  heartrate: "bpm",
  velocity_smooth: "m/s",
  ga_velocity: "m/s",
  altitude: "m",
  fixed_altitude: "m",
  distance: "m",
  grade_smooth: "%",
  temp: "°C",
  w_bal: "J",
  torque: "Nm",
  respiration: "/min",
  lat: "°",
  lng: "°",
};

const Statistics = z.object({
  stream: z.string(),
  samples: z.number(),
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  median: z.number(),
  min_at_seconds: z.number().optional(),
  max_at_seconds: z.number().optional(),
});

export const getActivityStreams = defineTool({
  name: "icu_get_activity_streams",
  title: "Samples of one activity",
  description:
    "The RAW samples of one activity (power, heart rate, cadence …), second by second: statistics of each stream over a window, and at most max_points actual samples that keep the peaks. Cadence on foot counts one leg. Windows are in seconds or metres from the start.",
  effect: "read",
  input: z.object({
    activity_id: ActivityId,
    streams: z
      .array(StreamName)
      .max(20)
      .optional()
      .describe("e.g. watts, heartrate, cadence, velocity_smooth, altitude, distance, latlng, temp"),
    from_seconds: z.number().min(0).optional(),
    to_seconds: z.number().min(0).optional(),
    from_meters: z.number().min(0).optional(),
    to_meters: z.number().min(0).optional(),
    max_points: z.int().min(0).max(1000).default(100),
  }),
  output: z.object({
    samples: z.number(),
    window: z.object({ from_index: z.number(), to_index: z.number() }),
    statistics: z.array(Statistics),
    points: z.record(z.string(), z.array(z.number().nullable())),
    available: z.array(z.string()),
  }),

  async run(input, { intervals }) {
    const wanted = input.streams?.length ? input.streams : DEFAULT_STREAMS;
    const raw = await intervals.listStreams(input.activity_id, [...new Set(["time", "distance", ...wanted])]);
    const all = toSeriesByName(raw);
    const time = all.get("time");
    if (!time) throw new ToolInputError("This activity has no samples: it was entered manually or has no file.");
    const names = wanted.flatMap((name) => (name === "latlng" ? ["lat", "lng"] : [name]));
    const shown = names.flatMap((name): [string, Series][] => {
      const series = name === "time" ? undefined : all.get(name);
      return series ? [[name, series]] : [];
    });
    const missing = names.filter((name) => name !== "time" && !all.has(name));
    if (input.streams?.length && missing.length > 0) {
      const known = (await intervals.getActivity(input.activity_id)).stream_types ?? [];
      throw new ToolInputError(`streams: ${missing.join(", ")} not recorded. Available streams: ${known.join(", ")}.`);
    }
    const [from, to] = windowIn(input, time, all.get("distance"));
    const series = shown.map(([, values]) => values);
    const chosen = input.max_points === 0 ? [] : chooseSamples(series, { points: input.max_points, from, to });
    return {
      samples: time.length,
      window: { from_index: from, to_index: to },
      statistics: shown.flatMap(([stream, values]) => {
        const found = statisticsOf(values, from, to);
        if (!found) return [];
        const { min_at, max_at, ...statistics } = found;
        return [{ stream, ...statistics, min_at_seconds: time[min_at], max_at_seconds: time[max_at] }];
      }),
      points: Object.fromEntries(
        ([["time", time], ...shown] as const).map(([name, values]) => [name, chosen.map((i) => values[i] ?? null)]),
      ),
      available: [...all.keys()],
    };
  },

  render({ samples, window, statistics, points }, view) {
    const names = Object.keys(points);
    const rows = (points.time ?? []).map((_, row) => row);
    const at = (seconds: number | undefined) => (seconds === undefined ? "" : ` at ${formatDuration(seconds)}`);
    const title = (name: string) => (UNITS[name] ? `${name} ${UNITS[name]}` : name);
    return paragraphs(
      header("Samples", view),
      `The window has ${window.to_index - window.from_index} of ${samples} samples. Statistics over all samples in the window:`,
      statistics
        .map((s) => {
          const digits = digitsFor(s.stream);
          const value = (number: number) => round(number, digits);
          return `${title(s.stream)}: mean ${value(s.mean)}, median ${value(s.median)}, min ${value(s.min)}${at(s.min_at_seconds)}, max ${value(s.max)}${at(s.max_at_seconds)}`;
        })
        .join("\n"),
      rows.length > 0 &&
        `${rows.length} of these samples:\n${formatTable(
          names.map((name) => ({
            header: title(name),
            cell: (row: number) => {
              const value = points[name]?.[row];
              return value === null || value === undefined ? undefined : round(value, digitsFor(name));
            },
          })),
          rows,
        )}`,
    );
  },
});

interface Window {
  from_seconds?: number | undefined;
  to_seconds?: number | undefined;
  from_meters?: number | undefined;
  to_meters?: number | undefined;
}

function windowIn(input: Window, time: Series, distance: Series | undefined): [number, number] {
  const byMeters = input.from_meters !== undefined || input.to_meters !== undefined;
  if (byMeters && (input.from_seconds !== undefined || input.to_seconds !== undefined)) {
    throw new ToolInputError("from_meters, to_meters: give the window in seconds or in metres, not both.");
  }
  if (byMeters && !distance) throw new ToolInputError("from_meters: no distance was recorded. Use from_seconds.");
  const [from, to] = byMeters
    ? windowOf(distance ?? time, input.from_meters, input.to_meters)
    : windowOf(time, input.from_seconds, input.to_seconds);
  if (from >= to) {
    const end = formatDuration(time.findLast((value) => value !== undefined) ?? 0);
    throw new ToolInputError(`The window has no samples. The recording ends at ${end} (${time.length} samples).`);
  }
  return [from, to];
}

function digitsFor(stream: string): number {
  if (stream === "lat" || stream === "lng") return 5;
  return ["velocity_smooth", "ga_velocity", "dfa_a1", "grade_smooth"].includes(stream) ? 2 : 0;
}
