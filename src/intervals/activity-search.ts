import { Activity } from "./activities.ts";
import type { ApiContext } from "./journaled-write.ts";
import { MAX_RESPONSE_BYTES, path } from "./request-spec.ts";
import { listOf } from "./schema.ts";

/** The server requires all four bounds (docs/intervals-api.md, Q35). */
export interface IntervalSearch {
  minSecs: number;
  maxSecs: number;
  /** % of FTP or threshold */
  minIntensity: number;
  maxIntensity: number;
  /** What the intensity is measured in. */
  type?: "AUTO" | "POWER" | "HR" | "PACE" | undefined;
  minReps?: number | undefined;
  maxReps?: number | undefined;
  limit: number;
}

export const activitySearchOperations = ({ subject, get }: ApiContext) => ({
  /**
   * `GET /athlete/{id}/activities/search`: short records of activities with `q` in their name, in any case, or with a
   * tag if `q` is `#` and a whole tag (docs/intervals-api.md, Q34).
   */
  searchActivities: async (q: string, limit: number) =>
    (
      await get({ path: path`athlete/${subject}/activities/search`, query: { q, limit }, response: listOf(Activity) })
    ).slice(0, limit),

  /** `GET /athlete/{id}/activities/search-full`: like `searchActivities`, but whole records. */
  searchActivitiesFull: async (q: string, limit: number) => {
    const request = {
      path: path`athlete/${subject}/activities/search-full`,
      query: { q, limit },
      response: listOf(Activity),
    };
    return (await get({ ...request, maxBytes: MAX_RESPONSE_BYTES.wholeRecords })).slice(0, limit);
  },

  /**
   * `GET /athlete/{id}/activities-around`: the activities closest in time, closest first, without the activity itself;
   * stubs for those from Strava.
   */
  listActivitiesAround: async (activityId: string, limit: number) => {
    const activities = await get({
      path: path`athlete/${subject}/activities-around`,
      query: { activity_id: activityId, limit },
      response: listOf(Activity),
      maxBytes: MAX_RESPONSE_BYTES.wholeRecords,
    });
    return activities.slice(0, limit);
  },

  /** `GET /athlete/{id}/activities/interval-search`: whole activities, newest first, without the matching intervals. */
  searchIntervals: async (search: IntervalSearch) => {
    const activities = await get({
      path: path`athlete/${subject}/activities/interval-search`,
      query: { ...search },
      response: listOf(Activity),
      maxBytes: MAX_RESPONSE_BYTES.wholeRecords,
    });
    return activities.slice(0, search.limit);
  },

  /** `GET /athlete/{athleteId}/activities/{ids}`: activities with their intervals. Unknown ids are left out. */
  getActivitiesWithIntervals: (ids: readonly string[]) =>
    get({
      path: path`athlete/${subject}/activities/${ids.join(",")}`,
      query: { intervals: true },
      response: listOf(Activity),
      maxBytes: MAX_RESPONSE_BYTES.wholeRecords,
    }),
});
