import * as z from "zod";
import { Activity, Stream } from "./activities.ts";
import { failWith, IntervalsError, type IntervalsResult } from "./failure.ts";
import { unwrap } from "./file-content.ts";
import { type JournaledWrite, readRecord, updateOne } from "./journaled-write.ts";
import { type Open, path, type Send, type Write } from "./request.ts";
import { texts } from "./schema.ts";

/** What a person may change; a number is cleared with -1 (docs/intervals-api.md, Q36). */
export interface ActivityPatch {
  name?: string;
  description?: string;
  type?: string;
  race?: boolean;
  trainer?: boolean;
  commute?: boolean;
  tags?: string[];
  /** 1–5, 1 best */
  feel?: number;
  /** 1–10. The only place for it: `perceived_exertion` is accepted and ignored (docs/intervals-api.md, Q26). */
  icu_rpe?: number;
  /** g */
  carbs_ingested?: number;
}

/** An activity that was done without a recording. Metric, seconds, local time. */
export interface ManualActivity extends ActivityPatch {
  external_id: string;
  start_date_local: string;
  type: string;
  sub_type?: string;
  moving_time?: number;
  elapsed_time?: number;
  distance?: number;
  total_elevation_gain?: number;
  average_heartrate?: number;
  max_heartrate?: number;
  calories?: number;
  icu_training_load?: number;
  kg_lifted?: number;
  paired_event_id?: number;
}

/** A series to store; an empty one removes what is there. */
export interface StreamUpdate {
  type: string;
  data: readonly (number | boolean | null)[];
  /** Longitudes of `latlng`. */
  data2?: readonly (number | null)[];
}

const MANUAL_FIELDS = [
  "id",
  "external_id",
  "file_type",
  "start_date_local",
  "type",
  "sub_type",
  "name",
  "description",
  "race",
  "trainer",
  "commute",
  "tags",
  "feel",
  "icu_rpe",
  "carbs_ingested",
  "moving_time",
  "elapsed_time",
  "distance",
  "total_elevation_gain",
  "average_heartrate",
  "max_heartrate",
  "calories",
  "icu_training_load",
  "kg_lifted",
  "paired_event_id",
] as const;

export const activityWriteOperations = (send: Send, journaledWrite: JournaledWrite, open: Open, subject: string) => {
  const updateActivity = (activityId: string, fields: ActivityPatch) =>
    updateOne(journaledWrite, "activity", { path: path`activity/${activityId}`, body: fields, answer: Activity });

  /** `GET /athlete/{id}/activities`: those without a recording between two local dates, by `external_id`. */
  async function listByExternalId(
    range: { oldest: string; newest: string },
    ask = send,
  ): Promise<Map<string, Activity>> {
    const activities = await ask({
      path: path`athlete/${subject}/activities`,
      query: { oldest: range.oldest, newest: `${range.newest}T23:59:59`, fields: MANUAL_FIELDS },
      answer: z.array(Activity),
    });
    return new Map(activities.flatMap((one) => (one.external_id && !one.file_type ? [[one.external_id, one]] : [])));
  }

  /** The server takes all of a list or nothing: what it refuses is found by halving. */
  async function createMany(write: Write, items: readonly ManualActivity[]): Promise<IntervalsResult<Activity>[]> {
    try {
      const stored = await write({
        method: "POST",
        path: path`athlete/${subject}/activities/manual/bulk`,
        body: items,
        answer: z.array(Activity),
      });
      const known = new Map(stored.map((activity) => [activity.external_id, activity]));
      return items.map(({ external_id }, index) => {
        const value = known.get(external_id) ?? stored[index];
        return value
          ? { ok: true, value }
          : { ok: false, error: { kind: "unreadable", detail: "it is missing in the answer" } };
      });
    } catch (error) {
      if (!(error instanceof IntervalsError) || error.failure.kind === "cancelled") throw error;
      const { failure } = error;
      if (failure.kind === "rejected" && items.length > 1) {
        const half = Math.ceil(items.length / 2);
        return [...(await createMany(write, items.slice(0, half))), ...(await createMany(write, items.slice(half)))];
      }
      if (failure.kind !== "unknown_outcome") return items.map(() => ({ ok: false, error: failure }));
      const landed = await listByExternalId(daysOf(items), write);
      return items.map(({ external_id }) => {
        const value = landed.get(external_id);
        return value ? { ok: true, value } : { ok: false, error: failure };
      });
    }
  }

  return {
    listByExternalId: (range: { oldest: string; newest: string }) => listByExternalId(range),

    /** `PUT /activity/{id}`: changes the fields that are given. Strava: `strava` failure. */
    updateActivity,

    /** The same for several, one after the other; what fails with one keeps no other from being changed. */
    async updateActivities(
      changes: readonly { id: string; change: ActivityPatch }[],
    ): Promise<IntervalsResult<Activity>[]> {
      const settled: IntervalsResult<Activity>[] = [];
      for (const { id, change } of changes) {
        try {
          settled.push({ ok: true, value: await updateActivity(id, change) });
        } catch (error) {
          if (!(error instanceof IntervalsError) || error.failure.kind === "cancelled") throw error;
          settled.push({ ok: false, error: error.failure });
        }
      }
      return settled;
    },

    /** `DELETE /activity/{id}`: leaves a marker that keeps the same file from being imported again. */
    deleteActivity: (activityId: string) =>
      journaledWrite(
        {
          kind: "activity",
          readBefore: readRecord(path`activity/${activityId}`),
          readFile: () => originalOf(open, activityId),
        },
        (write) =>
          write({ method: "DELETE", path: path`activity/${activityId}`, repeatable: true, answer: z.unknown() }),
      ),

    /**
     * `POST /athlete/{id}/activities/manual/bulk`: what came of each, in the order given. The server knows an
     * `external_id` again only within one OAuth application (docs/intervals-api.md §1.2), so nothing is sent twice: when an answer gets
     * lost, what landed is looked up.
     * @throws IntervalsError when none was stored, and not because of what was sent
     */
    async createManualActivities(items: readonly ManualActivity[]): Promise<IntervalsResult<Activity>[]> {
      if (items.length === 0) return [];
      const resultIds = (settled: readonly IntervalsResult<Activity>[]) =>
        settled.flatMap((one) => (one.ok ? [one.value.id] : []));
      return journaledWrite({ kind: "activity", resultIds }, async (write) => {
        const settled = await createMany(write, items);
        for (const one of settled) if (one.ok || one.error.kind === "rejected") return settled;
        const [first] = settled;
        return first && !first.ok ? failWith(first.error) : [];
      });
    },

    /** `PUT /activity/{id}/streams`: series as long as the recording. Says which were stored and which removed. */
    updateStreams(activityId: string, streams: readonly StreamUpdate[]) {
      const types = streams.map(({ type }) => type);
      const readBefore = async (ask: Send) => {
        const read = { path: path`activity/${activityId}/streams.json`, query: { types }, answer: z.array(Stream) };
        return [{ id: activityId, types, streams: await ask(read) }];
      };
      return journaledWrite({ kind: "streams", readBefore, resultIds: () => [activityId] }, (write) =>
        write({
          method: "PUT",
          path: path`activity/${activityId}/streams`,
          body: streams,
          repeatable: true,
          answer: z.object({ updated: texts, deleted: texts }),
        }),
      );
    },
  };
};

/** First and last local day of several activities. */
export function daysOf(activities: readonly Pick<ManualActivity, "start_date_local">[]) {
  const days = activities.map(({ start_date_local }) => start_date_local.slice(0, 10)).sort();
  return { oldest: days[0] ?? "", newest: days.at(-1) ?? "" };
}

/** The file that an activity was made of; none for what was entered by hand. */
async function originalOf(open: Open, activityId: string): Promise<Blob | undefined> {
  try {
    const { body } = await open({ path: path`activity/${activityId}/file` });
    return body ? await new Response(await unwrap(body)).blob() : undefined;
  } catch (error) {
    if (error instanceof IntervalsError && ["not_found", "strava"].includes(error.failure.kind)) return undefined;
    throw error;
  }
}
