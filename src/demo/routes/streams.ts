import { csv } from "../csv.ts";
import { drawStream, type Stream, streamOf, streamTypes } from "../records/streams.ts";
import { type Call, get, type Route } from "../route.ts";
import { readableActivity } from "./activities.ts";

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

export const streamRoutes: readonly Route[] = [get("/activity/{id}/streams{ext}", listStreams)];
