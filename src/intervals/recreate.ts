import * as z from "zod";
import type { Json, RecordKind } from "./change-log.ts";
import { editableFields, editableFieldsOfManualActivity } from "./editable-fields.ts";
import { failWith, ignoreNotFound } from "./failure.ts";
import { formatOf } from "./file-content.ts";
import { type JournaledWrite, updateOne } from "./journaled-write.ts";
import { path, type Send } from "./request.ts";

const Made = z.looseObject({ id: z.union([z.string(), z.number()]) });
type Made = z.output<typeof Made>;

/** Makes a record again. Sent once: what is lost on the way may have been made. */
export async function recreate(
  journaledWrite: JournaledWrite,
  kind: RecordKind,
  path: string,
  body: Json,
  /** Where it stands in the answer, if that is not the record itself: the last one is new. */
  recordsIn?: (answer: Json) => Json[],
): Promise<{ id: string }> {
  // An entry of the calendar keeps its key: it is the same one, and never a second.
  const query = kind === "event" && body.uid !== undefined ? { upsertOnUid: true } : {};
  const idOf = (answer: Made) => String((recordsIn ? recordsIn(answer).at(-1) : answer)?.id);
  const made = await journaledWrite(
    { kind, resultIds: (answer: Made) => [idOf(answer)], ...(recordsIn && { recordsIn }) },
    (write) => write({ method: "POST", path, query, body, answer: Made }),
  );
  return { id: idOf(made) };
}

const Uploaded = z.object({ activities: z.array(Made) });

/** From its file, with what was written on it; or from its numbers, where it was entered by hand. */
export async function recreateActivity(
  journaledWrite: JournaledWrite,
  subject: string,
  was: Json,
  file: Blob | undefined,
): Promise<{ id: string; lacks?: string }> {
  if (!file) {
    return recreate(
      journaledWrite,
      "activity",
      path`athlete/${subject}/activities/manual`,
      editableFieldsOfManualActivity(was),
    );
  }
  const id = String(was.id);
  const made = await journaledWrite({ kind: "activity", resultIds: (ids: string[]) => ids }, async (write) => {
    // The marker that a deletion leaves keeps the same file out.
    await write({
      method: "DELETE",
      path: path`activity/${id}/tombstone`,
      repeatable: true,
      answer: z.unknown(),
    }).catch(ignoreNotFound);
    const body = new FormData();
    body.append("file", file, `${id}.${formatOf(await file.slice(0, 512).bytes()) ?? "fit"}`);
    const { activities } = await write({
      method: "POST",
      path: path`athlete/${subject}/activities`,
      body,
      answer: Uploaded,
    });
    return activities.map((activity) => String(activity.id));
  });
  const [first, ...others] = made;
  if (first === undefined) return failWith({ kind: "rejected", status: 200, reason: "the file made no activity" });
  const fields = editableFields("activity", was);
  await updateOne(journaledWrite, "activity", { path: path`activity/${first}`, body: fields, answer: Made });
  return {
    id: first,
    lacks: others.length > 0 ? `its file made ${made.length} activities` : "edited intervals and comments",
  };
}

const Series = z.array(
  z.looseObject({ type: z.string(), data: z.unknown().optional(), data2: z.unknown().optional() }),
);

/** A series that was not there before is emptied, which removes it. */
export function restoreStreams(journaledWrite: JournaledWrite, activityId: string, was: Json): Promise<unknown> {
  const types = z.array(z.string()).parse(was.types);
  const before = Series.parse(was.streams);
  const body = types.map((type) => {
    const { data = [], data2 } = before.find((one) => one.type === type) ?? {};
    return { type, data, ...(data2 != null && { data2 }) };
  });
  const readBefore = async (send: Send) => [
    {
      id: activityId,
      types,
      streams: await send({ path: path`activity/${activityId}/streams.json`, query: { types }, answer: Series }),
    },
  ];
  return journaledWrite({ kind: "streams", readBefore, resultIds: () => [activityId] }, (write) =>
    write({ method: "PUT", path: path`activity/${activityId}/streams`, body, repeatable: true, answer: z.unknown() }),
  );
}
