import * as z from "zod";
import { Activity } from "./activities.ts";
import { path, type Send } from "./request.ts";

/** All four bounds are required by the server (docs/intervals-api.md, Q35). */
export interface IntervalSearch {
  minSecs: number;
  maxSecs: number;
  /** % of FTP or threshold */
  minIntensity: number;
  maxIntensity: number;
  /** What the intensity is measured by. */
  type?: "AUTO" | "POWER" | "HR" | "PACE" | undefined;
  minReps?: number | undefined;
  maxReps?: number | undefined;
  limit: number;
}

export const activitySearchOperations = (send: Send, subject: string) => ({
  /** `GET /athlete/{id}/activities/search`: the name contains `q` in any case, or `#` and a whole tag. Short records. */
  searchActivities: (q: string, limit: number) =>
    send({ path: path`athlete/${subject}/activities/search`, query: { q, limit }, answer: z.array(Activity) }),

  /** `GET /athlete/{id}/activities/search-full`: the same, whole records. */
  searchActivitiesFull: (q: string, limit: number) =>
    send({ path: path`athlete/${subject}/activities/search-full`, query: { q, limit }, answer: z.array(Activity) }),

  /** `GET /athlete/{id}/activities-around`: its neighbours, closest first, without itself. Strava: stubs. */
  listActivitiesAround: (activityId: string, limit: number) =>
    send({
      path: path`athlete/${subject}/activities-around`,
      query: { activity_id: activityId, limit },
      answer: z.array(Activity),
    }),

  /** `GET /athlete/{id}/activities/interval-search`: whole activities, newest first; which intervals fit is not said. */
  searchIntervals: (search: IntervalSearch) =>
    send({
      path: path`athlete/${subject}/activities/interval-search`,
      query: { ...search },
      answer: z.array(Activity),
    }),

  /** `GET /athlete/{athleteId}/activities/{ids}`: several at once with their intervals; ids that do not exist are left out. */
  getActivitiesWithIntervals: (ids: readonly string[]) =>
    send({
      path: path`athlete/${subject}/activities/${ids.join(",")}`,
      query: { intervals: true },
      answer: z.array(Activity),
    }),
});
