import * as z from "zod";
import type { AppliedChange, ChangeLogWriter, Json, PlannedChange, RecordKind } from "./change-log.ts";
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
  /** Ids of the records that the write created or changed. Omit for a deletion: it removes every record of `readBefore`. */
  resultIds?: (result: Result) => readonly Id[];
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

export function createJournaledWrite(write: Write, changeLog: ChangeLogWriter | undefined): JournaledWrite {
  if (!changeLog) return (_, run) => run(write);
  return async (description, run) => {
    const { kind, resultIds, recordsIn } = description;
    const planned = await planChanges(description, write);
    const entry = await changeLog.begin(planned);
    const seen = new Map<string, Json>();
    const sent = { applied: false };
    try {
      const result = await run(listening(write, { seen, sent, recordsIn }));
      const ids = resultIds?.(result).map(String);
      await entry.settle(outcomesOf({ kind, planned, ids, seen }));
      return result;
    } catch (error) {
      if (!sent.applied && !mayBeApplied(error)) await entry.settle(new Map(planned.map(({ key }) => [key, null])));
      throw error;
    }
  };
}

/** Key of the first record that a write creates. Further ones go by their id. */
const CREATED = "created";

async function planChanges(
  { kind, readBefore, readFile }: WriteDescription<never>,
  write: Write,
): Promise<PlannedChange[]> {
  const records = readBefore ? await readBefore(write) : [];
  if (records.length === 0) return [{ key: CREATED, kind }];
  const file = await readFile?.();
  return records.map((record) => {
    const id = String(record.id);
    return { key: id, kind, before: { id, record, ...(file && { file }) } };
  });
}

interface WriteResult {
  kind: RecordKind;
  planned: readonly PlannedChange[];
  /** Absent after a deletion. */
  ids: readonly string[] | undefined;
  seen: ReadonlyMap<string, Json>;
}

function outcomesOf({ kind, planned, ids, seen }: WriteResult): Map<string, AppliedChange | null> {
  const outcomes = new Map<string, AppliedChange | null>();
  for (const { key, before } of planned) outcomes.set(key, before && !ids ? { kind, id: before.id } : null);
  for (const id of ids ?? []) {
    const isFirstCreated = !outcomes.has(id) && outcomes.get(CREATED) === null;
    outcomes.set(isFirstCreated ? CREATED : id, { kind, id, after: seen.get(id) ?? {} });
  }
  return outcomes;
}

interface Notes {
  seen: Map<string, Json>;
  sent: { applied: boolean };
  recordsIn: WriteDescription<unknown>["recordsIn"];
}

/**
 * Notes every record that goes by, whole (the schemas of the operations leave out what they do not use), and that
 * something was written: what fails after that is no reason to forget it. Deletions within an operation only clear the way.
 */
function listening(write: Write, { seen, sent, recordsIn = (one) => [one] }: Notes): Write {
  return async (call) => {
    const answer = await write({ ...call, answer: z.unknown() });
    if (call.method === "POST" || call.method === "PUT") sent.applied = true;
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
  journaledWrite({ kind, readBefore }, (write) =>
    write({ method: "DELETE", path, repeatable: true, answer: z.unknown() }),
  );
