import { apiErrors } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { computeStream, isKnownStream, type Stream, streamOf, streamTypes } from "../recording/streams.ts";
import { bodyObjects, type Call, get, put, type Route } from "../router.ts";
import type { Activity } from "../seed/activity-history.ts";
import { requireActivity } from "./activities.ts";
import { csvResponse } from "./responses.ts";

/** The requested streams. Uploaded ones take precedence, and those of missing sensors are left out. */
function streamsFor(call: Call): readonly Stream[] {
  const activity = requireActivity(call);
  const { state, query } = call;
  const recording = state.recording(activity);
  const uploaded = new Map(
    state.streams
      .list()
      .filter(({ activityId }) => activityId === activity.id)
      .map(({ stream }) => [stream.type, stream]),
  );
  const requested = query.list("types");
  const recorded = activity.session ? streamTypes(activity.session) : [];
  const defaults = [...new Set([...recorded, ...uploaded.keys()])];
  // Only a request without `types` also returns the unprocessed power.
  const all = requested
    ? [...(query.boolean("includeDefaults") ? defaults : []), ...requested]
    : defaults.flatMap(withRawPower);
  return [...new Set(all)].flatMap((type) => uploaded.get(type) ?? (recording && computeStream(recording, type)) ?? []);
}

const withRawPower = (type: string): string[] => (type === "watts" ? ["watts", "raw_watts"] : [type]);

function listStreams(call: Call): unknown {
  const streams = streamsFor(call);
  return call.path.ext === ".csv" ? streamsCsv(streams) : streams;
}

/** One column per stream, and two for positions. */
function streamsCsv(streams: readonly Stream[]): Response {
  const columns = streams.flatMap((stream) =>
    stream.data2 ? [streamOf("lat", stream.data), streamOf("lng", stream.data2)] : [stream],
  );
  const rows = Array.from({ length: columns[0]?.data.length ?? 0 }, (_, i) =>
    Object.fromEntries(columns.map(({ type, data }) => [type, data[i]])),
  );
  return csvResponse(
    columns.map(({ type }) => type),
    rows,
  );
}

/** Stores streams of the recording's length. A stream without data is deleted. */
function save({ state }: Call, activity: Activity, sent: readonly Fields[]): Fields {
  const length = state.recording(activity)?.length;
  const [updated, deleted]: [string[], string[]] = [[], []];
  for (const { type, data, data2, name } of sent) {
    const key = `${activity.id} ${type}`;
    if (!Array.isArray(data) || data.length === 0) {
      state.streams.remove(key);
      deleted.push(String(type));
      continue;
    }
    if (length !== undefined && data.length !== length) throw apiErrors.streamLength(String(type), data.length, length);
    const stream = streamOf(String(type), data, {
      name: typeof name === "string" ? name : null,
      data2: Array.isArray(data2) ? data2 : null,
      custom: !isKnownStream(String(type)),
    });
    state.streams.put(key, { activityId: activity.id, stream });
    updated.push(stream.type);
  }
  return { updated, deleted };
}

/** One stream per column of the CSV, which is the body or a file in a form. */
async function columnsOf({ request }: Call): Promise<Fields[]> {
  const form = request.headers.get("Content-Type")?.startsWith("multipart/form-data");
  const file = form ? (await request.formData()).get("file") : null;
  const text = file instanceof File ? await file.text() : form ? "" : await request.text();
  const [header = "", ...lines] = text.trim().split(/\r?\n/);
  const rows = lines.map((line) => line.split(","));
  const sampleIn = (cell: string | undefined) => (cell === undefined || cell === "" ? null : Number(cell));
  return header.split(",").map((type, column) => ({ type, data: rows.map((row) => sampleIn(row[column])) }));
}

export const streamRoutes: readonly Route[] = [
  get("/activity/{id}/streams{ext}", listStreams),
  put("/activity/{id}/streams", async (call) => save(call, requireActivity(call), await bodyObjects(call))),
  put("/activity/{id}/streams.csv", async (call) => save(call, requireActivity(call), await columnsOf(call))),
];
