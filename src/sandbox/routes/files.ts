import { apiErrors } from "../api-errors.ts";
import { activityFit, activityGpx, type FileOptions } from "../files/activity-file.ts";
import { workoutFile } from "../present/workout-file.ts";
import type { Recording } from "../recording/recording.ts";
import { bodyObject, type Call, get, type Handler, post, type Route } from "../router.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { requireActivity } from "./activities.ts";
import { requireEvent } from "./events.ts";

type Content = string | Uint8Array<ArrayBuffer>;

const fileResponse = (content: Content, name: string, headers: HeadersInit = {}): Response =>
  new Response(content, {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${name}"`,
      ...headers,
    },
  });

/** The live server compresses activity files, and does not always say so in a header. */
async function activityFileResponse(state: AthleteState, content: Content, name: string): Promise<Response> {
  const { files } = state.options;
  if (files === "plain") return fileResponse(content, name);
  const zipped = new Response(new Blob([content]).stream().pipeThrough(new CompressionStream("gzip")));
  const bytes = new Uint8Array(await zipped.arrayBuffer());
  if (files === "gzip") return fileResponse(bytes, `${name}.gz`);
  return new Response(bytes, {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Encoding": "gzip",
      "Content-Disposition": `attachment; filename="${name}"`,
    },
    encodeBody: "manual",
  });
}

function requireRecording(call: Call): Recording {
  const recording = call.state.recording(requireActivity(call));
  // Manual activities have no file.
  if (!recording) throw apiErrors.notFound("File");
  return recording;
}

const fileOptions = ({ state, query }: Call): FileOptions => ({
  timezone: state.profile.timezone,
  power: query.boolean("power") ?? true,
  hr: query.boolean("hr") ?? true,
});

const downloadFit: Handler = (call) => {
  const content = activityFit(requireRecording(call), fileOptions(call));
  return activityFileResponse(call.state, content, `${call.path.id}.fit`);
};

const downloadGpx: Handler = (call) => {
  const activity = requireActivity(call);
  const name = String(activity.fields.name ?? "");
  const content = activityGpx(requireRecording(call), name, fileOptions(call));
  if (content === null) throw apiErrors.noGps();
  return activityFileResponse(call.state, content, `${activity.id}.gpx`);
};

const extensionIn = ({ path }: Call): string => (path.ext ?? "").slice(1);

const convertWorkout: Handler = async (call) => {
  const { filename, content } = workoutFile(call.state, await bodyObject(call), extensionIn(call));
  return fileResponse(content, filename);
};

export const fileRoutes: readonly Route[] = [
  get("/activity/{id}/file", downloadFit),
  get("/activity/{id}/fit-file", downloadFit),
  get("/activity/{id}/gpx-file", downloadGpx),
  get("/athlete/{id}/events/{eventId}/download{ext}", (call) => {
    const { filename, content } = workoutFile(call.state, requireEvent(call).fields, extensionIn(call));
    return fileResponse(content, filename);
  }),
  post("/athlete/{id}/download-workout{ext}", convertWorkout),
  post("/download-workout{ext}", convertWorkout),
];
