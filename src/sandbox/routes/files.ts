import { refusals } from "../api-errors.ts";
import { activityFit, activityGpx } from "../files/activity-file.ts";
import { workoutFile } from "../present/workout-file.ts";
import type { Recording } from "../recording/recording.ts";
import { bodyObject, type Call, get, type Handler, post, type Route } from "../router.ts";
import type { World } from "../state/athlete-state.ts";
import { readableActivity } from "./activities.ts";
import { eventIn } from "./events.ts";

type Content = string | Uint8Array<ArrayBuffer>;

const asFile = (content: Content, name: string, headers: HeadersInit = {}): Response =>
  new Response(content, {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${name}"`,
      ...headers,
    },
  });

/** Files of activities come gzipped, and whether the headers say so cannot be relied on. */
async function maybeGzipped(world: World, content: Content, name: string): Promise<Response> {
  const { files } = world.options;
  if (files === "plain") return asFile(content, name);
  const zipped = new Response(new Blob([content]).stream().pipeThrough(new CompressionStream("gzip")));
  const bytes = new Uint8Array(await zipped.arrayBuffer());
  if (files === "gzip") return asFile(bytes, `${name}.gz`);
  return new Response(bytes, {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Encoding": "gzip",
      "Content-Disposition": `attachment; filename="${name}"`,
    },
    encodeBody: "manual",
  });
}

function recordingIn(call: Call): Recording {
  const recording = call.world.recording(readableActivity(call));
  // What was typed in has no file.
  if (!recording) throw refusals.notFound("File");
  return recording;
}

const included = ({ query }: Call) => ({ power: query.flag("power") ?? true, hr: query.flag("hr") ?? true });

const fitOf: Handler = (call) => {
  const content = activityFit(recordingIn(call), call.world.profile.timezone, included(call));
  return maybeGzipped(call.world, content, `${call.path.id}.fit`);
};

const gpxOf: Handler = (call) => {
  const activity = readableActivity(call);
  const name = String(activity.fields.name ?? "");
  const content = activityGpx(recordingIn(call), call.world.profile.timezone, name, included(call));
  if (content === null) throw refusals.noGps();
  return maybeGzipped(call.world, content, `${activity.id}.gpx`);
};

const extensionIn = ({ path }: Call): string => (path.ext ?? "").slice(1);

const converted: Handler = async (call) => {
  const { filename, content } = workoutFile(call.world, await bodyObject(call), extensionIn(call));
  return asFile(content, filename);
};

export const fileRoutes: readonly Route[] = [
  get("/activity/{id}/file", (call) => fitOf(call)),
  get("/activity/{id}/fit-file", fitOf),
  get("/activity/{id}/gpx-file", gpxOf),
  get("/athlete/{id}/events/{eventId}/download{ext}", (call) => {
    const { filename, content } = workoutFile(call.world, eventIn(call).fields, extensionIn(call));
    return asFile(content, filename);
  }),
  post("/athlete/{id}/download-workout{ext}", converted),
  post("/download-workout{ext}", converted),
];
