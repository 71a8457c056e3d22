import { apiErrors } from "../api-errors.ts";
import { activityFit, activityGpx, type FileOptions } from "../files/activity-file.ts";
import { workoutFile } from "../present/workout-file.ts";
import type { Recording } from "../recording/recording.ts";
import { bodyObject, type Call, get, type Handler, post, type Route } from "../router.ts";
import { requireActivity } from "./activities.ts";
import { requireEvent } from "./events.ts";
import { fileResponse, gzippedFileResponse } from "./responses.ts";

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
  return gzippedFileResponse(content, `${call.path.id}.fit`);
};

const downloadGpx: Handler = (call) => {
  const activity = requireActivity(call);
  const name = String(activity.fields.name ?? "");
  const content = activityGpx(requireRecording(call), name, fileOptions(call));
  if (content === null) throw apiErrors.noGps();
  return gzippedFileResponse(content, `${activity.id}.gpx`);
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
