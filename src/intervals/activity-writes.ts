import * as z from "zod";
import { Activity } from "./activities.ts";
import type { Json } from "./change-log.ts";
import { editableFields, editableFieldsOfManualActivity } from "./editable-fields.ts";
import { failWith, IntervalsError, type IntervalsResult, ignoreNotFound } from "./failure.ts";
import { decompress, detectFormat, isReadableFile, readWholeFile } from "./file-content.ts";
import { type ApiContext, readRecord, updateOne } from "./journaled-write.ts";
import { type Download, path } from "./request-spec.ts";
import {
  Created,
  type RecreatedRecord,
  type RestoreAdapter,
  recreateRecord,
  restoreInCollection,
} from "./restore-adapter.ts";

/** Fields of an activity to change. A number is cleared with -1 (docs/intervals-api.md, Q36). */
export interface ActivityPatch {
  name?: string;
  description?: string;
  type?: string;
  race?: boolean;
  trainer?: boolean;
  commute?: boolean;
  tags?: string[];
  /** 1–5, 1 is best */
  feel?: number;
  /** 1–10. The server accepts `perceived_exertion` too, and ignores it (docs/intervals-api.md, Q26). */
  icu_rpe?: number;
  /** g */
  carbs_ingested?: number;
}

export const activityWriteOperations = ({ journaledWrite, download }: ApiContext) => {
  const updateActivity = (activityId: string, fields: ActivityPatch) =>
    updateOne(journaledWrite, {
      kind: "activity",
      path: path`activity/${activityId}`,
      body: fields,
      response: Activity,
    });

  return {
    /**
     * `PUT /activity/{id}`: changes the given fields.
     * @throws IntervalsError `strava` for an activity from Strava
     */
    updateActivity,

    /** Updates several activities one after the other. A failure with one does not stop the others. */
    async updateActivities(
      updates: readonly { id: string; fields: ActivityPatch }[],
    ): Promise<IntervalsResult<Activity>[]> {
      const results: IntervalsResult<Activity>[] = [];
      for (const { id, fields } of updates) {
        try {
          results.push({ ok: true, value: await updateActivity(id, fields) });
        } catch (error) {
          if (!(error instanceof IntervalsError) || error.failure.kind === "cancelled") throw error;
          results.push({ ok: false, error: error.failure });
        }
      }
      return results;
    },

    /**
     * `GET /activity/{id}/file`: whether the file is small enough to be stored before the activity is deleted; false
     * for a manual activity.
     */
    hasStorableFile: async (activityId: string): Promise<boolean> =>
      (await withOriginalFile(download, activityId, isReadableFile)) ?? false,

    /**
     * `DELETE /activity/{id}`: leaves a tombstone that keeps the same file from being imported again
     * (docs/intervals-api.md, Q46). With `keepsFile` its file is stored in the change log first.
     * @throws IntervalsError `unreadable` if the file is too large to be stored; nothing is deleted then
     */
    deleteActivity: (activityId: string, { keepsFile }: { keepsFile: boolean }) =>
      journaledWrite(
        {
          kind: "activity",
          readBefore: readRecord(path`activity/${activityId}`),
          ...(keepsFile && { readFile: () => withOriginalFile(download, activityId, readFile) }),
        },
        ({ mutate }) =>
          mutate({
            method: "DELETE",
            path: path`activity/${activityId}`,
            repeatable: true,
            response: z.unknown(),
          }),
      ),
  };
};

const readFile = async (body: ReadableStream<Uint8Array>) => new Blob([await readWholeFile(body)]);

/** Reads the decompressed file that the activity was uploaded as; `undefined` for a manual activity. */
async function withOriginalFile<Result>(
  download: Download,
  activityId: string,
  read: (body: ReadableStream<Uint8Array>) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    const { body } = await download({ path: path`activity/${activityId}/file` });
    return body ? await read(await decompress(body)) : undefined;
  } catch (error) {
    if (error instanceof IntervalsError && ["not_found", "strava"].includes(error.failure.kind)) return undefined;
    throw error;
  }
}

/**
 * A deleted activity is uploaded again from its file, or created from its numbers if it was manual. Edited intervals and
 * comments are lost.
 */
export const activityRestore = (context: ApiContext): RestoreAdapter => ({
  ...restoreInCollection(context, { kind: "activity", collection: "activity" }),
  recreate: (before, file) =>
    file
      ? reuploadFile(context, { before, file })
      : recreateRecord(context.journaledWrite, {
          kind: "activity",
          path: path`athlete/${context.subject}/activities/manual`,
          body: editableFieldsOfManualActivity(before),
        }),
});

/** Uploads the original file and sets the edited fields of the activity again. */
async function reuploadFile(
  { subject, journaledWrite }: ApiContext,
  { before, file }: { before: Json; file: Blob },
): Promise<RecreatedRecord> {
  const id = String(before.id);
  const ids = await journaledWrite(
    { kind: "activity", resultIds: (created: string[]) => created },
    async (transport) => {
      // The tombstone of the deleted activity would block the upload.
      await transport
        .mutate({
          method: "DELETE",
          path: path`activity/${id}/tombstone`,
          repeatable: true,
          response: z.unknown(),
        })
        .catch(ignoreNotFound);
      const body = new FormData();
      body.append("file", file, `${id}.${detectFormat(await file.slice(0, 512).bytes()) ?? "fit"}`);
      const { activities } = await transport.mutate({
        method: "POST",
        path: path`athlete/${subject}/activities`,
        body,
        response: z.object({ activities: z.array(Created) }),
      });
      return activities.map((activity) => String(activity.id));
    },
  );
  const [first] = ids;
  if (first === undefined) return failWith({ kind: "rejected", status: 200, reason: "the file contains no activity" });
  await updateOne(journaledWrite, {
    kind: "activity",
    path: path`activity/${first}`,
    body: editableFields("activity", before),
    response: Created,
  });
  const notRestored = ids.length > 1 ? `its file became ${ids.length} activities` : "edited intervals and comments";
  return { id: first, notRestored };
}
