import type { Json, RecordKind } from "./change-log.ts";
import { failWith, IntervalsError } from "./failure.ts";
import type { JournaledWrite } from "./journaled-write.ts";
import type { Get, Mutate } from "./request-spec.ts";

/** A new record, and how to find it again. */
export interface CreateWithLookup<Created extends { id: string | number }> {
  kind: RecordKind;
  list(get: Get): Promise<readonly Created[]>;
  /** Sends the record once. `isNew` holds for records that the list did not contain before. */
  create(mutate: Mutate, isNew: (record: Created) => boolean): Promise<Created>;
  /** Whether a listed record has the content that was sent. */
  matches(record: Created): boolean;
  /** For records that are nested in another record: their id in the change log, and where responses have them. */
  nested?: { idOf(record: Created): string; recordsIn(record: Json): readonly Json[] };
}

/**
 * Creates a record of a kind for which the API has no key against duplicates. It is sent once; if the response gets
 * lost, the list is read and compared with the list before.
 * @throws IntervalsError `unknown_outcome` if the lookup fails, or finds no or several matching new records
 */
export const createWithLookup = <Created extends { id: string | number }>(
  journaledWrite: JournaledWrite,
  { kind, list, create, matches, nested }: CreateWithLookup<Created>,
): Promise<Created> =>
  journaledWrite(
    {
      kind,
      resultIds: (record) => [nested?.idOf(record) ?? record.id],
      ...(nested && { recordsIn: nested.recordsIn }),
    },
    async ({ get, mutate }) => {
      const existing = new Set((await list(get)).map(({ id }) => id));
      const isNew = ({ id }: Created) => !existing.has(id);
      try {
        return await create(mutate, isNew);
      } catch (error) {
        if (!(error instanceof IntervalsError) || error.failure.kind !== "unknown_outcome") throw error;
        const records = await list(get).catch((cause) => failWith({ kind: "unknown_outcome" }, cause));
        const [created, another] = records.filter((record) => isNew(record) && matches(record));
        if (!created || another) throw error;
        return created;
      }
    },
  );
