import { refusals } from "../api-errors.ts";
import { changed, type Fields } from "../fields.ts";
import { activityFit } from "../files/activity-file.ts";
import { addSeconds, isLocalDate, isLocalTime } from "../local-date.ts";
import { activityRecord } from "../present/activity.ts";
import { hashOf } from "../random.ts";
import { perform } from "../recording/session.ts";
import { bodyObject, bodyObjects, type Call, del, post, put, type Route } from "../router.ts";
import type { Activity } from "../seed/activity-history.ts";
import { activityIdOf } from "../seed/ids.ts";
import { segmentsOf } from "../seed/segments.ts";
import { thresholdsOn } from "../seed/thresholds.ts";
import type { World } from "../state/athlete-state.ts";
import { readableActivity } from "./activities.ts";

/** What somebody may change; the rest of what is sent is ignored without a word. */
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

/** Of a recorded activity, what the samples say stays. */
const MEASURED: readonly string[] = ["distance", "moving_time", "elapsed_time"];

async function updateActivity(call: Call): Promise<Fields> {
  const { world } = call;
  const activity = readableActivity(call);
  const sent = await bodyObject(call);
  const allowed = Object.entries(sent).filter(
    ([name]) => EDITABLE.includes(name) && !(activity.session && MEASURED.includes(name)),
  );
  const { type, start_date_local: start, ...fields } = Object.fromEntries(allowed);
  const edited: Activity = {
    ...activity,
    type: typeof type === "string" ? type : activity.type,
    start: typeof start === "string" && isLocalTime(start) ? start : activity.start,
    fields: changed(activity.fields, fields),
  };
  return activityRecord(world, world.activities.put(activity.id, edited));
}

/** Leaves a marker, so that the same file does not come back by itself. */
function deleteActivity(call: Call): Fields {
  const { world, path } = call;
  const activity = readableActivity(call);
  const recording = world.recording(activity);
  if (recording) {
    const file = activityFit(recording, world.profile.timezone, { power: true, hr: true });
    world.uploads.put(hashOfFile(file), { id: activity.id, activity });
  }
  world.activities.remove(activity.id);
  world.tombstones.put(activity.id, { id: activity.id });
  return { icu_athlete_id: world.profile.id, id: path.id };
}

/** An activity that somebody typed in; `external_id` finds the one that the same application typed before. */
export function manualActivity({ world, caller }: Pick<Call, "world" | "caller">, sent: Fields): Activity {
  const start = String(sent.start_date_local ?? world.localNow());
  if (!isLocalDate(start) && !isLocalTime(start)) throw refusals.date("start_date_local", start);
  const clientId = caller.kind === "app" ? caller.clientId : null;
  const same = world.activities
    .list()
    .find(
      ({ fields }) =>
        sent.external_id && fields.external_id === sent.external_id && (fields.oauth_client_id ?? null) === clientId,
    );
  const id = same?.id ?? newActivityId(world);
  const { id: _id, type, start_date_local: _start, ...fields } = sent;
  return world.activities.put(id, {
    id,
    start: isLocalDate(start) ? `${start}T00:00:00` : start,
    type: typeof type === "string" ? type : "Workout",
    source: clientId === null ? "MANUAL" : "OAUTH_CLIENT",
    session: null,
    eventId: typeof sent.paired_event_id === "number" ? sent.paired_event_id : null,
    fields: changed(
      { ...same?.fields, icu_intensity: null, oauth_client_id: clientId },
      { ...fields, elapsed_time: sent.elapsed_time ?? sent.moving_time },
    ),
  });
}

const hashOfFile = (bytes: Uint8Array): string => String(hashOf(bytes.toBase64()));

const newActivityId = (world: World): string => activityIdOf(world.nextId());

/** Takes a file for what was done in the last hour; the same bytes make no second activity. */
async function upload(call: Call): Promise<Response> {
  const { world, query, request } = call;
  const file = (await request.formData()).get("file");
  if (!(file instanceof File)) throw refusals.missingParameter("file", "MultipartFile");
  const hash = hashOfFile(await file.bytes());
  const { id: known, activity: former } = world.uploads.get(hash) ?? {};
  if (known && world.activities.get(known)) return uploaded(world, [known], 200);
  if (known && world.tombstones.get(known)) return uploaded(world, [], 200);
  const id = newActivityId(world);
  if (former) {
    world.uploads.put(hash, { id });
    const { name, file_type, icu_training_load } = former.fields;
    const fields = { name: query.text("name") ?? name ?? null, file_type, icu_training_load };
    world.activities.put(id, { ...former, id, source: "UPLOAD", eventId: null, fields });
    return uploaded(world, [id], 201);
  }
  const start = addSeconds(world.localNow(), -3900);
  const thresholds = thresholdsOn(world.season, world.today);
  const segments = segmentsOf("- 1h 66%", "Ride", thresholds);
  world.uploads.put(hash, { id });
  world.activities.put(id, {
    id,
    start,
    type: "Ride",
    source: call.caller.kind === "app" ? "OAUTH_CLIENT" : "UPLOAD",
    session: perform({ seed: Number(hash), type: "Ride", indoor: false, start, segments, thresholds }),
    eventId: query.number("paired_event_id") ?? null,
    fields: {
      name: query.text("name") ?? file.name,
      description: query.text("description") ?? null,
      external_id: query.text("external_id") ?? null,
      ...(query.text("device_name") && { device_name: query.text("device_name") }),
      file_type: file.name.replace(/\.gz$/, "").split(".").at(-1) ?? "fit",
    },
  });
  return uploaded(world, [id], 201);
}

function uploaded({ profile }: World, ids: readonly string[], status: number): Response {
  const activities = ids.map((id) => ({ icu_athlete_id: profile.id, id }));
  return Response.json({ icu_athlete_id: profile.id, id: ids[0] ?? null, activities }, { status });
}

/** Forgets that an activity was deleted: its file may come again. */
function deleteTombstone({ world, path }: Call): void {
  world.tombstones.remove(path.id ?? "");
}

export const activityWriteRoutes: readonly Route[] = [
  put("/activity/{id}", updateActivity),
  del("/activity/{id}", deleteActivity),
  del("/activity/{id}/tombstone", deleteTombstone),
  post("/athlete/{id}/activities", upload),
  post("/athlete/{id}/activities/manual", async (call) =>
    activityRecord(call.world, manualActivity(call, await bodyObject(call))),
  ),
  post("/athlete/{id}/activities/manual/bulk", async (call) =>
    (await bodyObjects(call)).map((sent) => activityRecord(call.world, manualActivity(call, sent))),
  ),
];
