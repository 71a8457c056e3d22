import * as z from "zod";
import type { ChangeLogWriter, Json, RecordBefore, RecordKind } from "./change-log.ts";
import { mayBeApplied } from "./failure.ts";
import { type Call, decode, decodeWritten, type Read, type Send, type Write } from "./request.ts";

type Id = string | number;

type ReadRecords = (send: Send) => Promise<readonly Json[]>;

/** What a write is about. */
export interface WriteDescription<Result> {
  kind: RecordKind;
  /** The records as they are before it. Without it, all that is there after it is new. */
  readBefore?: ReadRecords;
  /** The file behind the record, if it goes away with it. */
  readFile?: () => Promise<Blob | undefined>;
  /** Those that are there after it; what was there before and is not among them is gone. */
  resultIds: (result: Result) => readonly Id[];
  /** The records of this kind in something that the API answered, where they are not the answer itself. */
  recordsIn?: (answer: Json) => readonly Json[];
}

/**
 * The only way to write: the journal has it before anything is sent, and what became of it afterwards. What is not
 * known stays open there.
 */
export type JournaledWrite = <Result>(
  what: WriteDescription<Result>,
  run: (write: Write) => Promise<Result>,
) => Promise<Result>;

export function createJournaledWrite(write: Write, journal: ChangeLogWriter | undefined): JournaledWrite {
  if (!journal) return (_, run) => run(write);
  return async (what, run) => {
    const { kind, readBefore, readFile, resultIds, recordsIn } = what;
    const befores = await recordsBefore(kind, readBefore && (await readBefore(write)), readFile);
    const entry = await journal.begin(befores);
    const seen = new Map<string, Json>();
    const sent = { landed: false };
    try {
      const result = await run(listening(write, { seen, sent, recordsIn }));
      const ids = resultIds(result).map(String);
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
      if (!sent.landed && !mayBeApplied(error)) await entry.dropped();
      throw error;
    }
  };
}

async function recordsBefore(
  kind: RecordKind,
  records: readonly Json[] = [],
  file: WriteDescription<unknown>["readFile"],
): Promise<RecordBefore[]> {
  if (records.length === 0) return [{ kind }];
  const kept = await file?.();
  return records.map((was) => ({ kind, id: String(was.id), was, ...(kept && { file: kept }) }));
}

interface Notes {
  seen: Map<string, Json>;
  sent: { landed: boolean };
  recordsIn: WriteDescription<unknown>["recordsIn"];
}

/**
 * Notes every record that goes by, whole (the schemas of the operations leave out what they do not use), and that
 * something was written: what fails after that is no reason to forget it. Deletions within an operation only clear the way.
 */
function listening(write: Write, { seen, sent, recordsIn = (one) => [one] }: Notes): Write {
  return async (call) => {
    const answer = await write({ ...call, answer: z.unknown() });
    if (call.method === "POST" || call.method === "PUT") sent.landed = true;
    for (const one of [answer].flat()) {
      const record = Record.safeParse(one);
      if (record.success) for (const found of recordsIn(record.data)) seen.set(String(found.id), found);
    }
    return call.method === undefined ? decode(call.answer, answer) : decodeWritten(call.answer, answer);
  };
}

const Record = z.record(z.string(), z.unknown());

/** The whole record behind a path, as the only one that is looked at. */
export const readRecord =
  (path: string) =>
  async (send: Send): Promise<Json[]> => [await send({ path, answer: Record })];

/** Those of a list, whole, that are meant. */
export const readRecords =
  (read: Read<z.ZodType>, isMeant: (record: Json) => boolean) =>
  async (send: Send): Promise<Json[]> =>
    (await send({ ...read, answer: z.array(Record) })).filter(isMeant);

/** `PUT` of the fields that are given to the record behind a path; `look` where that path cannot be read. */
export const updateOne = <Schema extends z.ZodType<{ id: Id }>>(
  journaledWrite: JournaledWrite,
  kind: RecordKind,
  { path, query, body, answer }: Pick<Call<Schema>, "path" | "query" | "body" | "answer">,
  readBefore: ReadRecords = readRecord(path),
): Promise<z.output<Schema>> =>
  journaledWrite({ kind, readBefore, resultIds: ({ id }) => [id] }, (write) =>
    write({ method: "PUT", path, ...(query && { query }), body, repeatable: true, answer }),
  );

/** `DELETE` of the record behind a path; `look` where that path cannot be read. */
export const deleteOne = (
  journaledWrite: JournaledWrite,
  kind: RecordKind,
  path: string,
  readBefore: ReadRecords = readRecord(path),
): Promise<unknown> =>
  journaledWrite({ kind, readBefore, resultIds: () => [] }, (write) =>
    write({ method: "DELETE", path, repeatable: true, answer: z.unknown() }),
  );
