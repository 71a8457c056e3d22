import { failWith, IntervalsError } from "./failure.ts";

/** A new record, and how to find it again. */
export interface Creation<Kept extends { id: string | number }> {
  list(): Promise<readonly Kept[]>;
  /** `isNew` tells what was not there before. */
  create(isNew: (record: Kept) => boolean): Promise<Kept>;
  /** Whether a record says what was sent. */
  fits(record: Kept): boolean;
}

/**
 * Makes a record of a kind for which the API knows no key against doubles: it is sent once, and when the answer gets
 * lost, what the list holds now and did not hold before shows whether it landed.
 * @throws IntervalsError `unknown_outcome` when that look-up fails or leaves the question open
 */
export async function createOnce<Kept extends { id: string | number }>({
  list,
  create,
  fits,
}: Creation<Kept>): Promise<Kept> {
  const before = new Set((await list()).map(({ id }) => id));
  const isNew = ({ id }: Kept) => !before.has(id);
  try {
    return await create(isNew);
  } catch (error) {
    if (!(error instanceof IntervalsError) || error.failure.kind !== "unknown_outcome") throw error;
    const after = await list().catch((cause) => failWith({ kind: "unknown_outcome" }, cause));
    const [landed, another] = after.filter((record) => isNew(record) && fits(record));
    if (!landed || another) throw error;
    return landed;
  }
}
