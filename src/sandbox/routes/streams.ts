import { refusals } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { drawStream, isKnownStream, type Stream, streamOf, streamTypes } from "../recording/streams.ts";
import { bodyObjects, type Call, get, put, type Route } from "../router.ts";
import type { Activity } from "../seed/activity-history.ts";
import { readableActivity } from "./activities.ts";
import { csv } from "./csv.ts";

/** The streams asked for: uploaded ones win, sensors that were not there are left out. */
function streamsFor(call: Call): readonly Stream[] {
  const activity = readableActivity(call);
  const { world, query } = call;
  const recording = world.recording(activity);
  const uploaded = new Map(
    world.streams
      .list()
      .filter(({ activityId }) => activityId === activity.id)
      .map(({ stream }) => [stream.type, stream]),
  );
  const asked = query.list("types");
  const recorded = activity.session ? streamTypes(activity.session) : [];
  const usual = [...new Set([...recorded, ...uploaded.keys()])];
  // Without types the original power comes along, under the name that asking for it gives it.
  const all = asked ? [...(query.flag("includeDefaults") ? usual : []), ...asked] : usual.flatMap(withOriginal);
  return [...new Set(all)].flatMap((type) => uploaded.get(type) ?? (recording && drawStream(recording, type)) ?? []);
}

const withOriginal = (type: string): string[] => (type === "watts" ? ["watts", "raw_watts"] : [type]);

function listStreams(call: Call): unknown {
  const streams = streamsFor(call);
  return call.path.ext === ".csv" ? streamsCsv(streams) : streams;
}

/** One column per stream; positions take two. */
function streamsCsv(streams: readonly Stream[]): Response {
  const columns = streams.flatMap((stream) =>
    stream.data2 ? [streamOf("lat", stream.data), streamOf("lng", stream.data2)] : [stream],
  );
  const rows = Array.from({ length: columns[0]?.data.length ?? 0 }, (_, i) =>
    Object.fromEntries(columns.map(({ type, data }) => [type, data[i]])),
  );
  return csv(
    columns.map(({ type }) => type),
    rows,
  );
}

/** Stores streams as long as the recording; one without data goes away. */
function save({ world }: Call, activity: Activity, sent: readonly Fields[]): Fields {
  const length = world.recording(activity)?.length;
  const [updated, deleted]: [string[], string[]] = [[], []];
  for (const { type, data, data2, name } of sent) {
    const key = `${activity.id} ${type}`;
    if (!Array.isArray(data) || data.length === 0) {
      world.streams.remove(key);
      deleted.push(String(type));
      continue;
    }
    if (length !== undefined && data.length !== length) throw refusals.streamLength(String(type), data.length, length);
    const stream = streamOf(String(type), data, {
      name: typeof name === "string" ? name : null,
      data2: Array.isArray(data2) ? data2 : null,
      custom: !isKnownStream(String(type)),
    });
    world.streams.put(key, { activityId: activity.id, stream });
    updated.push(stream.type);
  }
  return { updated, deleted };
}

/** One stream per column of a CSV, which comes as the body or as a form's file. */
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
  put("/activity/{id}/streams", async (call) => save(call, readableActivity(call), await bodyObjects(call))),
  put("/activity/{id}/streams.csv", async (call) => save(call, readableActivity(call), await columnsOf(call))),
];
