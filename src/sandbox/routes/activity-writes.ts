import { apiErrors } from "../api-errors.ts";
import { clientIdOf } from "../authentication.ts";
import { type Fields, withChanges } from "../fields.ts";
import { activityFit } from "../files/activity-file.ts";
import { addSeconds, isLocalDate, isLocalTime } from "../local-date.ts";
import { activityRecord } from "../present/activity.ts";
import { hashOf } from "../random.ts";
import { simulateSession } from "../recording/simulate-session.ts";
import { bodyObject, bodyObjects, type Call, del, post, put, type Route } from "../router.ts";
import type { Activity } from "../seed/activity-history.ts";
import { activityIdOf } from "../seed/ids.ts";
import { segmentsOf } from "../seed/segments.ts";
import { thresholdsOn } from "../seed/thresholds.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { requireActivity } from "./activities.ts";

/** Fields that can be updated. Others are ignored without an error. */
const EDITABLE: readonly string[] = [
  "name",
  "description",
  "type",
  "sub_type",
  "race",
  "commute",
  "trainer",
  "feel",
  "icu_rpe",
  "tags",
  "gear",
  "carbs_ingested",
  "kg_lifted",
  "icu_training_load",
  "icu_ignore_power",
  "icu_ignore_hr",
  "icu_ignore_time",
  "icu_color",
  "paired_event_id",
  "distance",
  "moving_time",
  "elapsed_time",
  "start_date_local",
  "coach_tick",
  "lock_intervals",
];

/** Fields that cannot be updated if the activity has a recording. */
const MEASURED: readonly string[] = ["distance", "moving_time", "elapsed_time"];

async function updateActivity(call: Call): Promise<Fields> {
  const { state } = call;
  const activity = requireActivity(call);
  const sent = await bodyObject(call);
  const allowed = Object.entries(sent).filter(
    ([name]) => EDITABLE.includes(name) && !(activity.session && MEASURED.includes(name)),
  );
  const { type, start_date_local: start, ...fields } = Object.fromEntries(allowed);
  const edited: Activity = {
    ...activity,
    type: typeof type === "string" ? type : activity.type,
    start: typeof start === "string" && isLocalTime(start) ? start : activity.start,
    fields: withChanges(activity.fields, fields),
  };
  return activityRecord(state, state.activities.put(activity.id, edited));
}

/** Leaves a tombstone, so that a sync does not import the same file again. */
function deleteActivity(call: Call): Fields {
  const { state, path } = call;
  const activity = requireActivity(call);
  const recording = state.recording(activity);
  if (recording) {
    const file = activityFit(recording, { timezone: state.profile.timezone, power: true, hr: true });
    state.uploads.put(hashOfFile(file), { id: activity.id, activity });
  }
  state.activities.remove(activity.id);
  state.tombstones.put(activity.id, { id: activity.id });
  return { icu_athlete_id: state.profile.id, id: path.id };
}

/** Creates a manual activity, or updates the one that the same application created with this `external_id`. */
export function saveManualActivity({ state, principal }: Pick<Call, "state" | "principal">, sent: Fields): Activity {
  const start = String(sent.start_date_local ?? state.localNow());
  if (!isLocalDate(start) && !isLocalTime(start)) throw apiErrors.date("start_date_local", start);
  const clientId = clientIdOf(principal);
  const existing = state.activities
    .list()
    .find(
      ({ fields }) =>
        sent.external_id && fields.external_id === sent.external_id && (fields.oauth_client_id ?? null) === clientId,
    );
  const id = existing?.id ?? newActivityId(state);
  const { id: _id, type, start_date_local: _start, ...fields } = sent;
  return state.activities.put(id, {
    id,
    start: isLocalDate(start) ? `${start}T00:00:00` : start,
    type: typeof type === "string" ? type : "Workout",
    source: clientId === null ? "MANUAL" : "OAUTH_CLIENT",
    session: null,
    eventId: typeof sent.paired_event_id === "number" ? sent.paired_event_id : null,
    fields: withChanges(
      { ...existing?.fields, icu_intensity: null, oauth_client_id: clientId },
      { ...fields, elapsed_time: sent.elapsed_time ?? sent.moving_time },
    ),
  });
}

const hashOfFile = (bytes: Uint8Array): string => String(hashOf(bytes.toBase64()));

const newActivityId = (state: AthleteState): string => activityIdOf(state.nextId());

/** Creates an activity that ended just now, whatever the file contains. The same file is imported only once. */
async function upload(call: Call): Promise<Response> {
  const { state, query, request } = call;
  const file = (await request.formData()).get("file");
  if (!(file instanceof File)) throw apiErrors.missingParameter("file", "MultipartFile");
  const hash = hashOfFile(await file.bytes());
  const { id: knownId, activity: deleted } = state.uploads.get(hash) ?? {};
  if (knownId && state.activities.get(knownId)) return uploadResponse(state, [knownId], 200);
  if (knownId && state.tombstones.get(knownId)) return uploadResponse(state, [], 200);
  const id = newActivityId(state);
  if (deleted) {
    state.uploads.put(hash, { id });
    const { name, file_type, icu_training_load } = deleted.fields;
    const fields = { name: query.text("name") ?? name ?? null, file_type, icu_training_load };
    state.activities.put(id, { ...deleted, id, source: "UPLOAD", eventId: null, fields });
    return uploadResponse(state, [id], 201);
  }
  const start = addSeconds(state.localNow(), -3900);
  const thresholds = thresholdsOn(state.trainingPlan, state.today);
  const segments = segmentsOf("- 1h 66%", "Ride", thresholds);
  state.uploads.put(hash, { id });
  state.activities.put(id, {
    id,
    start,
    type: "Ride",
    source: call.principal.kind === "app" ? "OAUTH_CLIENT" : "UPLOAD",
    session: simulateSession({ seed: Number(hash), type: "Ride", indoor: false, start, segments, thresholds }),
    eventId: query.number("paired_event_id") ?? null,
    fields: {
      name: query.text("name") ?? file.name,
      description: query.text("description") ?? null,
      external_id: query.text("external_id") ?? null,
      ...(query.text("device_name") && { device_name: query.text("device_name") }),
      file_type: file.name.replace(/\.gz$/, "").split(".").at(-1) ?? "fit",
    },
  });
  return uploadResponse(state, [id], 201);
}

function uploadResponse({ profile }: AthleteState, ids: readonly string[], status: number): Response {
  const activities = ids.map((id) => ({ icu_athlete_id: profile.id, id }));
  return Response.json({ icu_athlete_id: profile.id, id: ids[0] ?? null, activities }, { status });
}

/** Allows the file of a deleted activity to be imported again. */
function deleteTombstone({ state, path }: Call): void {
  state.tombstones.remove(path.id ?? "");
}

export const activityWriteRoutes: readonly Route[] = [
  put("/activity/{id}", updateActivity),
  del("/activity/{id}", deleteActivity),
  del("/activity/{id}/tombstone", deleteTombstone),
  post("/athlete/{id}/activities", upload),
  post("/athlete/{id}/activities/manual", async (call) =>
    activityRecord(call.state, saveManualActivity(call, await bodyObject(call))),
  ),
  post("/athlete/{id}/activities/manual/bulk", async (call) =>
    (await bodyObjects(call)).map((sent) => activityRecord(call.state, saveManualActivity(call, sent))),
  ),
];
