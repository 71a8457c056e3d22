import * as z from "zod";
import type { Json, RecordKind } from "./change-log.ts";
import type { Query } from "./connection.ts";
import { editableFields } from "./editable-fields.ts";
import { failWith, ignoreNotFound } from "./failure.ts";
import { remindersOf } from "./gear.ts";
import { type JournaledWrite, readRecord, readRecords } from "./journaled-write.ts";
import { recreate, recreateActivity, restoreStreams } from "./recreate.ts";
import { path, type Send } from "./request.ts";

/** Records of one kind, whole and as they are: what undoing needs. Every function may throw IntervalsError. */
export interface Records {
  /** Nothing when it is not there (any more). */
  read(id: string): Promise<Json | undefined>;
  /** Gives fields the values that they had. */
  restore?(id: string, fields: Json): Promise<unknown>;
  /** Makes it again; says under which id, and what did not come back with it. */
  create?(was: Json, file: Blob | undefined): Promise<{ id: string; lacks?: string }>;
  remove?(id: string): Promise<unknown>;
}

/** Nothing can be done about them afterwards. */
const lasting: Records = { read: async () => ({}) };

interface Place {
  at(id: string): string;
  read(id: string): Promise<Json | undefined>;
  query?: Query;
  /** Where records of this kind stand within others. */
  recordsIn?: (answer: Json) => readonly Json[];
}

export function recordOperations(
  send: Send,
  journaledWrite: JournaledWrite,
  subject: string,
): Record<RecordKind, Records> {
  const below = (collection: string) => path`athlete/${subject}/` + collection;
  const inList = async (list: string, id: string, of: (one: Json) => Json[] = (one) => [one]) => {
    const all = await readRecords({ path: below(list), answer: z.unknown() }, () => true)(send);
    return all.flatMap(of).find((one) => String(one.id) === id);
  };

  /** What can be done to every record that has a path of its own. */
  function known(kind: RecordKind, { at, read, query, recordsIn }: Place) {
    const about = (id: string) => ({
      kind,
      readBefore: async () => [await read(id)].filter((one) => one !== undefined),
      ...(recordsIn && { recordsIn }),
    });
    return {
      read,
      restore: (id: string, fields: Json) =>
        journaledWrite({ ...about(id), resultIds: () => [id] }, (write) =>
          write({
            method: "PUT",
            path: at(id),
            ...(query && { query }),
            body: fields,
            repeatable: true,
            answer: z.unknown(),
          }),
        ),
      remove: (id: string) =>
        journaledWrite(about(id), (write) =>
          write({ method: "DELETE", path: at(id), repeatable: true, answer: z.unknown() }),
        ),
    };
  }

  /** Kinds that are all read, changed and removed below the path at which they are made. */
  function collection(kind: RecordKind, base: string, query?: Query) {
    const at = (id: string) => `${base}/${encodeURIComponent(id)}`;
    const read = (id: string) => readRecord(at(id))(send).then(([one]) => one, ignoreNotFound);
    return {
      ...known(kind, { at, read, ...(query && { query }) }),
      create: (was: Json) => recreate(journaledWrite, kind, base, editableFields(kind, was)),
    };
  }

  const gearAt = (id: string) => `${below("gear")}/${encodeURIComponent(id)}`;
  const folder = known("folder", {
    at: (id) => `${below("folders")}/${encodeURIComponent(id)}`,
    read: (id) => inList("folders", id),
  });
  const wellness = collection("wellness", below("wellness"));
  return {
    event: collection("event", below("events")),
    workout: collection("workout", below("workouts")),
    "custom-item": collection("custom-item", below("custom-item")),
    "sport-settings": collection("sport-settings", below("sport-settings"), { recalcHrZones: false }),
    activity: {
      ...collection("activity", "activity"),
      create: (was, file) => recreateActivity(journaledWrite, subject, was, file),
    },
    streams: {
      read: async (activityId) => ({ id: activityId }),
      restore: (activityId, was) => restoreStreams(journaledWrite, activityId, was),
    },
    wellness: {
      read: wellness.read,
      restore: (date, fields) => wellness.restore(date, { id: date, ...fields }),
    },
    gear: {
      ...known("gear", { at: gearAt, read: (id) => inList("gear.json", id) }),
      async create(was) {
        const { id } = await recreate(journaledWrite, "gear", below("gear"), editableFields("gear", was));
        for (const one of remindersOf(was)) {
          await recreate(
            journaledWrite,
            "reminder",
            `${gearAt(id)}/reminder`,
            editableFields("reminder", one),
            remindersOf,
          );
        }
        return { id, lacks: "activities that used it are not linked to it again" };
      },
    },
    reminder: known("reminder", {
      at: (id) =>
        id
          .split("/")
          .map(encodeURIComponent)
          .join("/reminder/")
          .replace(/^/, `${below("gear")}/`),
      read: (id) => inList("gear.json", id, remindersOf),
      query: { reset: false, snoozeDays: 0 },
      recordsIn: remindersOf,
    }),
    folder: {
      read: folder.read,
      // Deleting a folder deletes what has been put into it since.
      async remove(id) {
        const workouts = await readRecords({ path: below("workouts"), answer: z.unknown() }, () => true)(send);
        if (workouts.some(({ folder_id }) => String(folder_id) === id)) {
          failWith({ kind: "rejected", status: 409, reason: "the folder has workouts in it by now" });
        }
        return folder.remove(id);
      },
    },
    message: lasting,
  };
}
