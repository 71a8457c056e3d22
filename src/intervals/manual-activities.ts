import * as z from "zod";
import { Activity } from "./activities.ts";
import type { ActivityPatch } from "./activity-writes.ts";
import { createInBulk } from "./create-in-bulk.ts";
import type { IntervalsResult } from "./failure.ts";
import type { ApiContext } from "./journaled-write.ts";
import { type Get, path } from "./request-spec.ts";
import { listOf } from "./schema.ts";

/** An activity without a recording. Metric units, seconds, local time (docs/intervals-api.md §4.1). */
export interface ManualActivity extends ActivityPatch {
  /** Identifies the activity: it is created once, however often it is sent. */
  external_id: string;
  start_date_local: string;
  type: string;
  sub_type?: string;
  /** s */
  moving_time?: number;
  elapsed_time?: number;
  /** m */
  distance?: number;
  total_elevation_gain?: number;
  /** bpm */
  average_heartrate?: number;
  max_heartrate?: number;
  /** kcal */
  calories?: number;
  icu_training_load?: number;
  /** kg */
  kg_lifted?: number;
  paired_event_id?: number;
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

/** Local dates, both inclusive. */
interface DateRange {
  oldest: string;
  newest: string;
}

export const manualActivityOperations = ({ subject, get, journaledWrite }: ApiContext) => {
  async function mapByExternalId({ oldest, newest }: DateRange, read: Get = get): Promise<Map<string, Activity>> {
    const activities = await read({
      path: path`athlete/${subject}/activities`,
      query: { oldest, newest: `${newest}T23:59:59`, fields: MANUAL_FIELDS },
      response: listOf(Activity),
    });
    return new Map(
      activities.flatMap((activity) =>
        activity.external_id && !activity.file_type ? [[activity.external_id, activity]] : [],
      ),
    );
  }

  return {
    /** `GET /athlete/{id}/activities`: the activities without a recording between two local dates, by `external_id`. */
    mapManualActivitiesByExternalId: (range: DateRange) => mapByExternalId(range),

    /**
     * `POST /athlete/{id}/activities/manual/bulk`: one result per activity, in the same order. The server recognises an
     * `external_id` only within one OAuth application (docs/intervals-api.md §1.2), so nothing is sent twice: if the
     * response gets lost, the activities are looked up.
     * @throws IntervalsError if nothing was created, unless the server rejected the content
     */
    async createManualActivities(activities: readonly ManualActivity[]): Promise<IntervalsResult<Activity>[]> {
      if (activities.length === 0) return [];
      const resultIds = (results: readonly IntervalsResult<Activity>[]) =>
        results.flatMap((result) => (result.ok ? [result.value.id] : []));
      return journaledWrite({ kind: "activity", resultIds }, (transport) =>
        createInBulk(activities, {
          keyOf: ({ external_id }) => external_id,
          createdKeyOf: ({ external_id }) => external_id,
          send: (items) =>
            transport.mutate({
              method: "POST",
              path: path`athlete/${subject}/activities/manual/bulk`,
              body: items,
              response: z.array(Activity),
            }),
          findByKey: (items) => mapByExternalId(dateRangeOf(items), transport.get),
        }),
      );
    },
  };
};

/** First and last local day of activities, empty strings if there are none. */
export function dateRangeOf(activities: readonly Pick<ManualActivity, "start_date_local">[]): DateRange {
  const days = activities.map(({ start_date_local }) => start_date_local.slice(0, 10)).sort();
  return { oldest: days[0] ?? "", newest: days.at(-1) ?? "" };
}
