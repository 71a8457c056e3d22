import * as z from "zod";
import type { Json, RecordKind } from "./change-log.ts";
import type { Query } from "./connection.ts";
import { ownFields } from "./editable-fields.ts";
import { failWith, unlessNotFound } from "./failure.ts";
import { remindersOf } from "./gear.ts";
import { type Change, record, recordsIn } from "./journaled-write.ts";
import { remake, remakeActivity, restoreStreams } from "./recreate.ts";
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
  within?: (answer: Json) => readonly Json[];
}

export function recordOperations(send: Send, change: Change, subject: string): Record<RecordKind, Records> {
  const below = (collection: string) => path`athlete/${subject}/` + collection;
  const inList = async (list: string, id: string, of: (one: Json) => Json[] = (one) => [one]) => {
    const all = await recordsIn({ path: below(list), answer: z.unknown() }, () => true)(send);
    return all.flatMap(of).find((one) => String(one.id) === id);
  };

  /** What can be done to every record that has a path of its own. */
  function known(kind: RecordKind, { at, read, query, within }: Place) {
    const about = (id: string, left: string[]) => ({
      kind,
      look: async () => [await read(id)].filter((one) => one !== undefined),
      left: () => left,
      ...(within && { within }),
    });
    return {
      read,
      restore: (id: string, fields: Json) =>
        change(about(id, [id]), (write) =>
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
        change(about(id, []), (write) =>
          write({ method: "DELETE", path: at(id), repeatable: true, answer: z.unknown() }),
        ),
    };
  }

  /** Kinds that are all read, changed and removed below the path at which they are made. */
  function collection(kind: RecordKind, base: string, query?: Query) {
    const at = (id: string) => `${base}/${encodeURIComponent(id)}`;
    const read = (id: string) => record(at(id))(send).then(([one]) => one, unlessNotFound);
    return {
      ...known(kind, { at, read, ...(query && { query }) }),
      create: (was: Json) => remake(change, kind, base, ownFields(kind, was)),
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
      create: (was, file) => remakeActivity(change, subject, was, file),
    },
    streams: {
      read: async (activityId) => ({ id: activityId }),
      restore: (activityId, was) => restoreStreams(change, activityId, was),
    },
    wellness: {
      read: wellness.read,
      restore: (date, fields) => wellness.restore(date, { id: date, ...fields }),
    },
    gear: {
      ...known("gear", { at: gearAt, read: (id) => inList("gear.json", id) }),
      async create(was) {
        const { id } = await remake(change, "gear", below("gear"), ownFields("gear", was));
        for (const one of remindersOf(was)) {
          await remake(change, "reminder", `${gearAt(id)}/reminder`, ownFields("reminder", one), remindersOf);
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
      within: remindersOf,
    }),
    folder: {
      read: folder.read,
      // Deleting a folder deletes what has been put into it since.
      async remove(id) {
        const workouts = await recordsIn({ path: below("workouts"), answer: z.unknown() }, () => true)(send);
        if (workouts.some(({ folder_id }) => String(folder_id) === id)) {
          failWith({ kind: "rejected", status: 409, reason: "the folder has workouts in it by now" });
        }
        return folder.remove(id);
      },
    },
    message: lasting,
  };
}
