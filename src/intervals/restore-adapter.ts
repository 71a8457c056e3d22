import * as z from "zod";
import type { Json, RecordKind } from "./change-log.ts";
import { editableFields } from "./editable-fields.ts";
import { ignoreNotFound } from "./failure.ts";
import { type ApiContext, type JournaledWrite, readRecord, readRecords } from "./journaled-write.ts";
import { MAX_RESPONSE_BYTES, path, type Query } from "./request-spec.ts";
import { requiredWord } from "./schema.ts";

/**
 * How undo restores records of one kind. A missing operation is one that the API does not have. May throw
 * IntervalsError.
 */
export interface RestoreAdapter {
  /** The whole record, `undefined` if it does not exist. */
  read(id: string): Promise<Json | undefined>;
  /** Sets fields to earlier values. */
  restore?(id: string, fields: Json): Promise<unknown>;
  /** Creates a deleted record again, under a new id. */
  recreate?(before: Json, file: Blob | undefined): Promise<RecreatedRecord>;
  delete?(id: string): Promise<unknown>;
}

export interface RecreatedRecord {
  id: string;
  /** What could not be restored, in words. */
  notRestored?: string;
}

interface RecordAccess {
  kind: RecordKind;
  pathOf(id: string): string;
  read(id: string): Promise<Json | undefined>;
  /** Query that updates require. */
  query?: Query;
  recordsIn?: (record: Json) => readonly Json[];
}

/** Restores and deletes records that have a path of their own. */
export function restoreByPath(
  { journaledWrite }: Pick<ApiContext, "journaledWrite">,
  { kind, pathOf, read, query = {}, recordsIn }: RecordAccess,
) {
  const readBefore = (id: string) => async () => [await read(id)].filter((record) => record !== undefined);
  const describe = (id: string) => ({ kind, readBefore: readBefore(id), ...(recordsIn && { recordsIn }) });
  return {
    read,
    restore: (id: string, fields: Json) =>
      journaledWrite({ ...describe(id), resultIds: () => [id] }, ({ mutate }) =>
        mutate({
          method: "PUT",
          path: pathOf(id),
          query,
          body: fields,
          repeatable: true,
          response: z.unknown(),
        }),
      ),
    delete: (id: string) =>
      journaledWrite(describe(id), ({ mutate }) =>
        mutate({ method: "DELETE", path: pathOf(id), repeatable: true, response: z.unknown() }),
      ),
  };
}

interface Collection {
  kind: RecordKind;
  /** Path at which records are created, and below which each of them has its own path. */
  collection: string;
  query?: Query;
}

/** Restores, recreates and deletes records of a collection. */
export function restoreInCollection(context: ApiContext, { kind, collection, query = {} }: Collection) {
  const pathOf = (id: string) => `${collection}/${path`${id}`}`;
  const read = (id: string) => readRecord(pathOf(id))(context.get).then(([record]) => record, ignoreNotFound);
  return {
    ...restoreByPath(context, { kind, pathOf, read, query }),
    recreate: (before: Json) =>
      recreateRecord(context.journaledWrite, { kind, path: collection, body: editableFields(kind, before) }),
  };
}

/** Finds a record by its id in a list, for records that have no path to read. */
export async function findInList(
  { get }: Pick<ApiContext, "get">,
  { list, id, recordsIn = (record) => [record] }: FindInList,
): Promise<Json | undefined> {
  const records = await readRecords({ path: list, maxBytes: MAX_RESPONSE_BYTES.wholeRecords })(get);
  return records.flatMap(recordsIn).find((record) => String(record.id) === id);
}

interface FindInList {
  list: string;
  id: string;
  recordsIn?: (record: Json) => readonly Json[];
}

interface Recreation {
  kind: RecordKind;
  path: string;
  query?: Query;
  body: Json;
  /** For records nested in the response, of which the last one is new. */
  recordsIn?: (record: Json) => readonly Json[];
}

/** Creates a record again. Sent once: if the response gets lost, the outcome is unknown. */
export async function recreateRecord(
  journaledWrite: JournaledWrite,
  { kind, path, query = {}, body, recordsIn }: Recreation,
): Promise<{ id: string }> {
  const idOf = (record: Created) => String((recordsIn ? recordsIn(record).at(-1) : record)?.id);
  const created = await journaledWrite(
    { kind, resultIds: (record: Created) => [idOf(record)], ...(recordsIn && { recordsIn }) },
    ({ mutate }) => mutate({ method: "POST", path, query, body, response: Created }),
  );
  return { id: idOf(created) };
}

/** A record that was just created, whole. */
export const Created = z.looseObject({ id: z.union([requiredWord, z.number()]) });
export type Created = z.output<typeof Created>;
