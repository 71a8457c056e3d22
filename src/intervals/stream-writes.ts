import * as z from "zod";
import { Stream } from "./activities.ts";
import type { ApiContext } from "./journaled-write.ts";
import { MAX_RESPONSE_BYTES, path } from "./request-spec.ts";
import type { RestoreAdapter } from "./restore-adapter.ts";
import { listOf, words } from "./schema.ts";

/** A series to store. An empty one removes the stored one. */
export interface StreamUpdate {
  type: string;
  /** In the unit of the stream (docs/intervals-api.md §4.3); latitudes for `latlng`. */
  data: readonly (number | boolean | null)[];
  /** Longitudes for `latlng`. */
  data2?: readonly (number | null)[];
}

export const streamWriteOperations = (context: ApiContext) => ({
  /**
   * `PUT /activity/{id}/streams`: every series must be as long as the recording. Returns which types were stored and
   * which were removed.
   * @throws IntervalsError `strava` for an activity from Strava
   */
  updateStreams: (activityId: string, streams: readonly StreamUpdate[]) => putStreams(context, { activityId, streams }),
});

/**
 * Streams go by the id of their activity. The API returns no streams from a write, so undo cannot detect later edits.
 */
export const streamRestore = (context: ApiContext): RestoreAdapter => ({
  read: async (activityId) => ({ id: activityId }),
  restore(activityId, before) {
    const { types, streams } = StreamsBefore.parse(before);
    const updates = types.map((type) => {
      // A type that did not exist before is removed again.
      const { data = [], data2 } = streams.find((stream) => stream.type === type) ?? {};
      return { type, data, ...(data2 && { data2 }) };
    });
    return putStreams(context, { activityId, streams: updates });
  },
});

const StreamsBefore = z.object({ types: z.array(z.string()), streams: z.array(Stream) });

/** As stored: the API may have values of other types. */
interface Series {
  type: string;
  data: readonly unknown[];
  data2?: readonly unknown[];
}

function putStreams(
  { journaledWrite }: ApiContext,
  { activityId, streams }: { activityId: string; streams: readonly Series[] },
) {
  const types = streams.map(({ type }) => type);
  return journaledWrite(
    {
      kind: "streams",
      async readBefore(get) {
        const stored = {
          path: path`activity/${activityId}/streams.json`,
          query: { types },
          response: listOf(Stream),
          maxBytes: MAX_RESPONSE_BYTES.samples,
        };
        return [{ id: activityId, types, streams: await get(stored) }];
      },
      resultIds: () => [activityId],
    },
    ({ mutate }) =>
      mutate({
        method: "PUT",
        path: path`activity/${activityId}/streams`,
        body: streams,
        repeatable: true,
        response: z.object({ updated: words, deleted: words }),
      }),
  );
}
