import * as z from "zod";
import { IntervalsError } from "./failure.ts";
import type { Before, Journal, Json, RecordKind } from "./journal.ts";
import { type Call, decode, decodeWritten, type Read, type Send, type Write } from "./request.ts";

type Id = string | number;

/** What a write is about. */
export interface Alteration<Result> {
  kind: RecordKind;
  /** The records as they are before it. Without it, all that is there after it is new. */
  look?: (send: Send) => Promise<readonly Json[]>;
  /** The file behind the record, if it goes away with it. */
  file?: () => Promise<Blob | undefined>;
  /** Those that are there after it; what was there before and is not among them is gone. */
  left: (result: Result) => readonly Id[];
  /** The records of this kind in something that the API answered, where they are not the answer itself. */
  within?: (answer: Json) => readonly Json[];
}

/**
 * The only way to write: the journal has it before anything is sent, and what became of it afterwards. What is not
 * known stays open there.
 */
export type Change = <Result>(what: Alteration<Result>, run: (write: Write) => Promise<Result>) => Promise<Result>;

/** Failures after which something may have been changed. */
const OPEN = new Set(["unknown_outcome", "cancelled", "unreadable"]);

export function createChange(write: Write, journal: Journal | undefined): Change {
  if (!journal) return (_, run) => run(write);
  return async (what, run) => {
    const { kind, look, file, left, within } = what;
    const befores = await recordsBefore(kind, look && (await look(write)), file);
    const entry = await journal.begin(befores);
    const seen = new Map<string, Json>();
    try {
      const result = await run(listening(write, seen, within));
      const ids = left(result).map(String);
      const afterOf = (id: string) => ({ id, ...(ids.includes(id) && { is: seen.get(id) ?? {} }) });
      const known = befores.flatMap(({ id }) => id ?? []);
      const fresh = ids.filter((id) => !known.includes(id));
      // What was made takes the places that were kept for it; the others were kept for nothing.
      const afters = befores.map(({ id }) => {
        const one = id ?? fresh.shift();
        return one === undefined ? undefined : afterOf(one);
      });
      await entry.made([...afters, ...fresh.map(afterOf)]);
      return result;
    } catch (error) {
      if (error instanceof IntervalsError && !OPEN.has(error.failure.kind)) await entry.dropped();
      throw error;
    }
  };
}

async function recordsBefore(
  kind: RecordKind,
  records: readonly Json[] = [],
  file: Alteration<unknown>["file"],
): Promise<Before[]> {
  if (records.length === 0) return [{ kind }];
  const kept = await file?.();
  return records.map((was) => ({ kind, id: String(was.id), was, ...(kept && { file: kept }) }));
}

/** Notes every record that goes by, whole: the schemas of the operations leave out what they do not use. */
function listening(
  write: Write,
  seen: Map<string, Json>,
  within: (answer: Json) => readonly Json[] = (one) => [one],
): Write {
  return async (call) => {
    const answer = await write({ ...call, answer: z.unknown() });
    for (const one of [answer].flat()) {
      const record = Record.safeParse(one);
      if (record.success) for (const found of within(record.data)) seen.set(String(found.id), found);
    }
    return call.method === undefined ? decode(call.answer, answer) : decodeWritten(call.answer, answer);
  };
}

const Record = z.record(z.string(), z.unknown());

/** The whole record behind a path, as the only one that is looked at. */
export const record =
  (path: string) =>
  async (send: Send): Promise<Json[]> => [await send({ path, answer: Record })];

/** Those of a list, whole, that are meant. */
export const recordsIn =
  (read: Read<z.ZodType>, isMeant: (record: Json) => boolean) =>
  async (send: Send): Promise<Json[]> =>
    (await send({ ...read, answer: z.array(Record) })).filter(isMeant);

/** `PUT` of the fields that are given to the record behind a path that can be read too. */
export const changeOne = <Schema extends z.ZodType<{ id: Id }>>(
  change: Change,
  kind: RecordKind,
  { path, query, body, answer }: Pick<Call<Schema>, "path" | "query" | "body" | "answer">,
): Promise<z.output<Schema>> =>
  change({ kind, look: record(path), left: ({ id }) => [id] }, (write) =>
    write({ method: "PUT", path, ...(query && { query }), body, repeatable: true, answer }),
  );

/** `DELETE` of the record behind a path that can be read too. */
export const removeOne = (change: Change, kind: RecordKind, path: string): Promise<unknown> =>
  change({ kind, look: record(path), left: () => [] }, (write) =>
    write({ method: "DELETE", path, repeatable: true, answer: z.unknown() }),
  );
