import * as z from "zod";
import type { ApiContext } from "./journaled-write.ts";
import { path } from "./request-spec.ts";
import { listOf, number, optionalField } from "./schema.ts";

/** A part of an activity over which the average of a stream was highest. */
export const Effort = z.object({
  /** Sample indices; the end is exclusive. */
  start_index: number,
  end_index: number,
  /** In the unit of the stream (docs/intervals-api.md §4.3); pace in m/s. */
  average: number,
  /** s */
  duration: number,
  /** m */
  distance: number,
});
export type Effort = z.output<typeof Effort>;

/** Seconds in a range of values. Differs from `Bucket` in the OpenAPI file (docs/intervals-api.md, Q41). */
export const Bucket = z.object({ min: z.number(), max: z.number(), secs: z.number() });
export type Bucket = z.output<typeof Bucket>;

export const HISTOGRAMS = ["power", "hr", "pace", "gap"] as const;
export type HistogramKind = (typeof HISTOGRAMS)[number];

export interface EffortSearch {
  stream: string;
  /** s. Exactly one of `duration` and `distance` is required (docs/intervals-api.md, Q40). */
  duration?: number | undefined;
  /** m */
  distance?: number | undefined;
  count: number;
}

export const activityAnalysisOperations = ({ get }: ApiContext) => ({
  /**
   * `GET /activity/{id}/best-efforts`: parts that do not overlap, best first.
   * @throws IntervalsError `strava` for an activity from Strava
   */
  findBestEfforts: async (activityId: string, search: EffortSearch): Promise<Effort[]> => {
    const response = z.object({ efforts: optionalField(listOf(Effort)) });
    const { efforts } = await get({ path: path`activity/${activityId}/best-efforts`, query: { ...search }, response });
    return efforts ?? [];
  },

  /**
   * `GET /activity/{id}/{kind}-histogram`: W, bpm or m/s, ascending; empty without the sensor. `bucketSize` is
   * documented for power and heart rate only.
   * @throws IntervalsError `strava` for an activity from Strava
   */
  getHistogram: (activityId: string, { kind, bucketSize }: { kind: HistogramKind; bucketSize?: number | undefined }) =>
    get({
      path: path`activity/${activityId}/${`${kind}-histogram`}`,
      query: { bucketSize },
      response: listOf(Bucket),
    }),
});
