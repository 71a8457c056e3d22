import type { Json, RecordKind } from "./change-log.ts";
import { failWith, IntervalsError } from "./failure.ts";
import type { JournaledWrite } from "./journaled-write.ts";
import type { Send, Write } from "./request.ts";

/** A new record, and how to find it again. */
export interface CreateWithLookup<Kept extends { id: string | number }> {
  kind: RecordKind;
  list(send: Send): Promise<readonly Kept[]>;
  /** `isNew` tells what was not there before. */
  create(write: Write, isNew: (record: Kept) => boolean): Promise<Kept>;
  /** Whether a record says what was sent. */
  fits(record: Kept): boolean;
  /** What the journal knows it by, and where to find it in an answer, if it stands within another record. */
  inner?: { idOf(record: Kept): string; within(answer: Json): readonly Json[] };
}

/**
 * Makes a record of a kind for which the API knows no key against doubles: it is sent once, and when the answer gets
 * lost, what the list holds now and did not hold before shows whether it landed.
 * @throws IntervalsError `unknown_outcome` when that look-up fails or leaves the question open
 */
export const createWithLookup = <Kept extends { id: string | number }>(
  journaledWrite: JournaledWrite,
  { kind, list, create, fits, inner }: CreateWithLookup<Kept>,
): Promise<Kept> =>
  journaledWrite(
    { kind, resultIds: (made) => [inner?.idOf(made) ?? made.id], ...(inner && { recordsIn: inner.within }) },
    async (write) => {
      const before = new Set((await list(write)).map(({ id }) => id));
      const isNew = ({ id }: Kept) => !before.has(id);
      try {
        return await create(write, isNew);
      } catch (error) {
        if (!(error instanceof IntervalsError) || error.failure.kind !== "unknown_outcome") throw error;
        const after = await list(write).catch((cause) => failWith({ kind: "unknown_outcome" }, cause));
        const [landed, another] = after.filter((record) => isNew(record) && fits(record));
        if (!landed || another) throw error;
        return landed;
      }
    },
  );
