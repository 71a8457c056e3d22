import * as z from "zod";
import { Activity } from "./activities.ts";
import { IntervalsError } from "./failure.ts";
import { path, type Send } from "./request.ts";
import { texts } from "./schema.ts";

/** What a person may change; a number is cleared with -1 (facts §3, quirk 36). */
export interface ActivityChange {
  name?: string;
  description?: string;
  type?: string;
  race?: boolean;
  trainer?: boolean;
  commute?: boolean;
  tags?: string[];
  /** 1–5, 1 best */
  feel?: number;
  /** 1–10. The only place for it: `perceived_exertion` is accepted and ignored (facts §3, quirk 26). */
  icu_rpe?: number;
  /** g */
  carbs_ingested?: number;
}

/** An activity that was done without a recording. Metric, seconds, local time. */
export interface ManualActivity extends ActivityChange {
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
export interface StreamChange {
  type: string;
  data: readonly (number | boolean | null)[];
  /** Longitudes of `latlng`. */
  data2?: readonly (number | null)[];
}

const MANUAL_FIELDS = [
  "id",
  "external_id",
  "source",
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

export const activityWriteOperations = (send: Send, subject: string) => {
  /** `GET /athlete/{id}/activities`: activities with an `external_id` between two local dates, both inclusive. */
  async function listByExternalId(range: { oldest: string; newest: string }): Promise<Map<string, Activity>> {
    const activities = await send({
      path: path`athlete/${subject}/activities`,
      query: { oldest: range.oldest, newest: `${range.newest}T23:59:59`, fields: MANUAL_FIELDS },
      answer: z.array(Activity),
    });
    return new Map(activities.flatMap((one) => (one.external_id ? [[one.external_id, one]] : [])));
  }

  return {
    listByExternalId,

    /** `PUT /activity/{id}`: changes the fields that are given. Strava: `strava` failure. */
    updateActivity: (activityId: string, change: ActivityChange) =>
      send({
        method: "PUT",
        path: path`activity/${activityId}`,
        body: change,
        repeatable: true,
        answer: Activity,
      }),

    /** `DELETE /activity/{id}`: leaves a marker that keeps the same file from being imported again. */
    deleteActivity: (activityId: string) =>
      send({ method: "DELETE", path: path`activity/${activityId}`, repeatable: true, answer: z.unknown() }),

    /**
     * `POST /athlete/{id}/activities/manual/bulk`. The server knows an `external_id` again only within one OAuth
     * application (facts §1.2), so nothing is sent twice: when an answer gets lost, what landed is looked up.
     * @throws IntervalsError `unknown_outcome` when nothing of it is found
     */
    async createManualActivities(activities: readonly ManualActivity[]): Promise<Activity[]> {
      try {
        return await send({
          method: "POST",
          path: path`athlete/${subject}/activities/manual/bulk`,
          body: activities,
          answer: z.array(Activity),
        });
      } catch (error) {
        if (!(error instanceof IntervalsError) || error.failure.kind !== "unknown_outcome") throw error;
        const days = activities.map(({ start_date_local }) => start_date_local.slice(0, 10)).sort();
        const known = await listByExternalId({ oldest: days[0] ?? "", newest: days.at(-1) ?? "" });
        const landed = activities.flatMap(({ external_id }) => known.get(external_id) ?? []);
        if (landed.length === 0) throw error;
        return landed;
      }
    },

    /** `PUT /activity/{id}/streams`: series as long as the recording. Says which were stored and which removed. */
    updateStreams: (activityId: string, streams: readonly StreamChange[]) =>
      send({
        method: "PUT",
        path: path`activity/${activityId}/streams`,
        body: streams,
        repeatable: true,
        answer: z.object({ updated: texts, deleted: texts }),
      }),
  };
};
