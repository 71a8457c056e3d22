import * as z from "zod";
import { isStravaStub } from "../../intervals/activities.ts";
import { failWith } from "../../intervals/failure.ts";
import type { StreamUpdate } from "../../intervals/stream-writes.ts";
import { type Series, statisticsOf, toSeries, toSeriesByName } from "../../training/streams.ts";
import { formatTable } from "../../training/table.ts";
import { round } from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { ActivityId } from "../kit/parameters.ts";
import { readStreams } from "./stream-payload.ts";

const Summary = z.object({ samples: z.number(), min: z.number(), mean: z.number(), max: z.number() });
type Summary = z.output<typeof Summary>;

const StreamChange = z.object({
  stream: z.string(),
  action: z.enum(["add", "replace", "remove"]),
  before: Summary.optional(),
  after: Summary.optional(),
});

export const updateActivityStreams = defineTool({
  name: "icu_update_activity_streams",
  title: "Overwrite samples",
  description:
    'OVERWRITES samples of one activity: JSON [{"type":"watts","data":[…]}] (latlng: latitudes in data, longitudes in data2; empty data removes a stream) or CSV with a header of stream names. The number of samples must match the recording. Call with dry_run first and ask the user to agree.',
  effect: "erase",
  idempotent: true,
  input: z.object({
    activity_id: ActivityId,
    payload_string: z.union([z.string().min(1), z.array(z.unknown())]),
    format: z
      .string()
      .transform((word) => word.toLowerCase())
      .pipe(z.enum(["json", "csv"]))
      .default("json"),
    dry_run: z.boolean().optional().describe("Only show what would change"),
  }),
  output: z.object({
    activity_id: z.string(),
    changes: z.array(StreamChange),
    dry_run: z.boolean(),
    /** The streams that Intervals.icu reports as stored and removed. */
    updated: z.array(z.string()).optional(),
    deleted: z.array(z.string()).optional(),
  }),

  async run({ activity_id, payload_string, format, dry_run = false }, { intervals }) {
    const updates = readStreams(payload_string, format);
    const [activity, present] = await Promise.all([
      intervals.getActivity(activity_id),
      intervals.listStreams(activity_id, [...new Set(["time", ...updates.map(({ type }) => type)])]),
    ]);
    if (isStravaStub(activity)) return failWith({ kind: "strava" });
    const recorded = toSeriesByName(present);
    requireSameLength(updates, recorded.get("time")?.length);
    const changes = updates.map((update) => {
      const before = recorded.get(update.type === "latlng" ? "lat" : update.type);
      const action = update.data.length === 0 ? ("remove" as const) : before ? ("replace" as const) : ("add" as const);
      return { stream: update.type, action, before: summaryOf(before), after: summaryOf(toSeries(update.data)) };
    });
    if (dry_run) return { activity_id, changes, dry_run };
    const { updated, deleted } = await intervals.updateStreams(activity_id, updates);
    return { activity_id, changes, dry_run, updated, deleted };
  },

  render({ activity_id, changes, dry_run, updated = [], deleted = [] }, view) {
    const shown = (summary: Summary | undefined) =>
      summary &&
      `${summary.samples} samples, ${round(summary.min, 2)} to ${round(summary.max, 2)}, mean ${round(summary.mean, 2)}`;
    return paragraphs(
      header(dry_run ? `Dry run for ${activity_id}, nothing was written` : `Samples of ${activity_id}`, view),
      formatTable(
        [
          { header: "stream", cell: ({ stream }) => stream },
          { header: "action", cell: ({ action }) => action },
          { header: "before", cell: ({ before }) => shown(before) },
          { header: "after", cell: ({ after }) => shown(after) },
        ],
        changes,
      ),
      updated.length > 0 && `Stored: ${updated.join(", ")}`,
      deleted.length > 0 && `Removed: ${deleted.join(", ")}`,
    );
  },
});

/** All streams of an activity have the same length (docs/intervals-api.md, Q44). @throws ToolInputError */
function requireSameLength(updates: readonly StreamUpdate[], recorded: number | undefined): void {
  const filled = updates.filter(({ data }) => data.length > 0);
  const length = recorded ?? filled.find(({ type }) => type === "time")?.data.length;
  if (length === undefined && filled.length > 0) {
    throw new ToolInputError("payload_string: this activity has no recording. Include a time stream (s).");
  }
  for (const { type, data } of filled) {
    if (data.length === length) continue;
    throw new ToolInputError(`payload_string ${type}: ${data.length} samples, but the recording has ${length}.`);
  }
}

function summaryOf(series: Series | undefined): Summary | undefined {
  const statistics = series && statisticsOf(series);
  if (!statistics) return undefined;
  const { samples, min, mean, max } = statistics;
  return { samples, min, mean, max };
}
