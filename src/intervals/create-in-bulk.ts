import { failWith, IntervalsError, type IntervalsResult } from "./failure.ts";

/** Records to create, and how to recognise them in responses. */
export interface BulkCreation<Item, Created> {
  /** Creates all or none of them in one request. */
  send(items: readonly Item[]): Promise<readonly Created[]>;
  keyOf(item: Item): string;
  createdKeyOf(record: Created): string | undefined;
  /** Looks up which of them exist, by key. */
  findByKey(items: readonly Item[]): Promise<ReadonlyMap<string | undefined, Created>>;
}

/**
 * Creates records with an endpoint that stores all of a list or none of it. Rejected items are found by halving the
 * list; if a response gets lost, the records are looked up by key.
 * @returns one result per item, in the same order
 * @throws IntervalsError if nothing was created, unless the server rejected the content
 */
export async function createInBulk<Item, Created>(
  items: readonly Item[],
  creation: BulkCreation<Item, Created>,
): Promise<IntervalsResult<Created>[]> {
  const results = await createAll(items, creation);
  const [first] = results;
  if (!first || first.ok || results.some((one) => one.ok || one.error.kind === "rejected")) return results;
  return failWith(first.error);
}

async function createAll<Item, Created>(
  items: readonly Item[],
  creation: BulkCreation<Item, Created>,
): Promise<IntervalsResult<Created>[]> {
  const { send, keyOf, createdKeyOf, findByKey } = creation;
  try {
    const created = await send(items);
    const byKey = new Map(created.map((record) => [createdKeyOf(record), record]));
    return items.map((item, index) => {
      const value = byKey.get(keyOf(item)) ?? created[index];
      return value
        ? { ok: true, value }
        : { ok: false, error: { kind: "unreadable", detail: "the response lacks this record" } };
    });
  } catch (error) {
    if (!(error instanceof IntervalsError) || error.failure.kind === "cancelled") throw error;
    const { failure } = error;
    if (failure.kind === "rejected" && items.length > 1) {
      const half = Math.ceil(items.length / 2);
      return [...(await createAll(items.slice(0, half), creation)), ...(await createAll(items.slice(half), creation))];
    }
    if (failure.kind !== "unknown_outcome") return items.map(() => ({ ok: false, error: failure }));
    const found = await findByKey(items).catch((cause) => failWith(failure, cause));
    return items.map((item) => {
      const value = found.get(keyOf(item));
      return value ? { ok: true, value } : { ok: false, error: failure };
    });
  }
}
