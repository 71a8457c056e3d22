import * as z from "zod";
import { path, type Send } from "./request.ts";
import { number, optionalField } from "./schema.ts";

/** A stretch of an activity over which a stream was highest. */
export const Effort = z.object({
  /** Sample indices; the end is exclusive. */
  start_index: number,
  end_index: number,
  /** In the unit of the stream; pace in m/s. */
  average: number,
  /** s */
  duration: number,
  /** m */
  distance: number,
});
export type Effort = z.output<typeof Effort>;

/** Seconds in a range of values. Not the `Bucket` of the OpenAPI file (docs/intervals-api.md, Q41). */
export const Bucket = z.object({ min: z.number(), max: z.number(), secs: z.number() });
export type Bucket = z.output<typeof Bucket>;

export const HISTOGRAMS = ["power", "hr", "pace", "gap"] as const;
export type HistogramKind = (typeof HISTOGRAMS)[number];

export interface EffortSearch {
  stream: string;
  /** s */
  duration?: number | undefined;
  /** m; one of the two */
  distance?: number | undefined;
  count: number;
}

export const activityAnalysisOperations = (send: Send) => ({
  /** `GET /activity/{id}/best-efforts`: stretches that do not overlap, best first. Strava: `strava` failure. */
  findBestEfforts: async (activityId: string, search: EffortSearch): Promise<Effort[]> => {
    const answer = z.object({ efforts: optionalField(z.array(Effort)) });
    const { efforts } = await send({ path: path`activity/${activityId}/best-efforts`, query: { ...search }, answer });
    return efforts ?? [];
  },

  /**
   * `GET /activity/{id}/{kind}-histogram`: W, bpm or m/s, ascending; empty without the sensor. `bucketSize` is known for
   * power and heart rate alone. Strava: `strava` failure.
   */
  getHistogram: (activityId: string, kind: HistogramKind, bucketSize?: number) =>
    send({
      path: path`activity/${activityId}/${`${kind}-histogram`}`,
      query: { bucketSize },
      answer: z.array(Bucket),
    }),
});
