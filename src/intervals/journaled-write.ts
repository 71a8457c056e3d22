import * as z from "zod";
import type { AppliedChange, ChangeLogWriter, Json, PlannedChange, RecordKind } from "./change-log.ts";
import { mayBeApplied } from "./failure.ts";
import type { Download, Get, GetSpec, MutateSpec } from "./request-spec.ts";
import { decode, decodeWritten, type Transport } from "./transport.ts";

type Id = string | number;

export type ReadRecords = (get: Get) => Promise<readonly Json[]>;

/** What the change log has to know about a write. */
export interface WriteDescription<Result> {
  kind: RecordKind;
  /** Reads the existing records that the write may change or delete. Omit when it only creates records. */
  readBefore?: ReadRecords;
  /** Reads the file behind a deleted record, if recreating the record takes that file. */
  readFile?: () => Promise<Blob | undefined>;
  /** Ids of the records that the write created or changed. Omit if it deletes all records of `readBefore`. */
  resultIds?: (result: Result) => readonly Id[];
  /** Finds the records of this kind in a record that the API returned, if they are nested in it. */
  recordsIn?: (record: Json) => readonly Json[];
}

type ReadAndWrite = Pick<Transport, "get" | "mutate">;

/**
 * The only way to write: records the planned changes before anything is sent and their outcome afterwards. What may
 * have been applied without a known outcome stays pending in the change log.
 */
export type JournaledWrite = <Result>(
  description: WriteDescription<Result>,
  run: (transport: ReadAndWrite) => Promise<Result>,
) => Promise<Result>;

/** What the operations of the API are built from. */
export interface ApiContext {
  /** The athlete whose data is used: `0` is the owner of the credential. */
  subject: string;
  /** The owner of the credential, if known. */
  ownerId?: string | undefined;
  get: Get;
  download: Download;
  journaledWrite: JournaledWrite;
}

/** Without a change log writes are sent unrecorded: only while a credential is verified or revoked. */
export function createJournaledWrite(transport: ReadAndWrite, changeLog: ChangeLogWriter | undefined): JournaledWrite {
  if (!changeLog) return (_, run) => run(transport);
  return async (description, run) => {
    const { kind, resultIds, recordsIn } = description;
    const planned = await planChanges(description, transport.get);
    const entry = await changeLog.begin(planned);
    const progress: Progress = { records: new Map(), isApplied: false };
    try {
      const result = await run(trackRecords(transport, { progress, recordsIn }));
      const ids = resultIds?.(result).map(String);
      await entry.settle(outcomesOf({ kind, planned, ids, records: progress.records }));
      return result;
    } catch (error) {
      if (!progress.isApplied && !mayBeApplied(error))
        await entry.settle(new Map(planned.map(({ key }) => [key, null])));
      throw error;
    }
  };
}

/** Key of the first record that a write creates. Further ones go by their id. */
const CREATED = "created";

async function planChanges(
  { kind, readBefore, readFile }: WriteDescription<never>,
  get: Get,
): Promise<PlannedChange[]> {
  const records = readBefore ? await readBefore(get) : [];
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
  records: ReadonlyMap<string, Json>;
}

function outcomesOf({ kind, planned, ids, records }: WriteResult): Map<string, AppliedChange | null> {
  const outcomes = new Map<string, AppliedChange | null>();
  for (const { key, before } of planned) outcomes.set(key, before && !ids ? { kind, id: before.id } : null);
  for (const id of ids ?? []) {
    const isFirstCreated = !outcomes.has(id) && outcomes.get(CREATED) === null;
    outcomes.set(isFirstCreated ? CREATED : id, { kind, id, after: records.get(id) ?? {} });
  }
  return outcomes;
}

interface Progress {
  /** The latest state of every record that the API returned, by id. */
  records: Map<string, Json>;
  isApplied: boolean;
}

/**
 * Collects whole records, of which the schemas of the operations keep only the fields in use. A deletion does not count
 * as applied: within an operation it only prepares the write.
 */
function trackRecords(
  { get, mutate }: ReadAndWrite,
  {
    progress,
    recordsIn = (record) => [record],
  }: { progress: Progress; recordsIn: WriteDescription<never>["recordsIn"] },
): ReadAndWrite {
  const track = (body: unknown) => {
    for (const item of [body].flat()) {
      const parsed = JsonRecord.safeParse(item);
      if (parsed.success) for (const record of recordsIn(parsed.data)) progress.records.set(String(record.id), record);
    }
    return body;
  };
  return {
    get: async (spec) => decode(spec.response, track(await get({ ...spec, response: z.unknown() }))),
    async mutate(spec) {
      const body = await mutate({ ...spec, response: z.unknown() });
      if (spec.method !== "DELETE") progress.isApplied = true;
      return decodeWritten(spec.response, track(body));
    },
  };
}

const JsonRecord = z.record(z.string(), z.unknown());

/** Reads the whole record at a path. */
export const readRecord =
  (path: string): ReadRecords =>
  async (get) => [await get({ path, response: JsonRecord })];

/** Reads a list and keeps the whole records that match. */
export const readRecords =
  (
    list: Pick<GetSpec<z.ZodType>, "path" | "query" | "maxBytes">,
    matches: (record: Json) => boolean = () => true,
  ): ReadRecords =>
  async (get) =>
    (await get({ ...list, response: z.array(JsonRecord) })).filter(matches);

interface UpdateSpec<Schema extends z.ZodType>
  extends Pick<MutateSpec<Schema>, "path" | "query" | "body" | "response"> {
  kind: RecordKind;
  /** Required if the path cannot be read. */
  readBefore?: ReadRecords;
}

/** `PUT`: changes the fields in `body` of the record at `path`. */
export const updateOne = <Schema extends z.ZodType<{ id: Id }>>(
  journaledWrite: JournaledWrite,
  { kind, readBefore, ...spec }: UpdateSpec<Schema>,
): Promise<z.output<Schema>> =>
  journaledWrite({ kind, readBefore: readBefore ?? readRecord(spec.path), resultIds: ({ id }) => [id] }, ({ mutate }) =>
    mutate({ method: "PUT", ...spec, repeatable: true }),
  );

/** `DELETE`: deletes the record at `path`. */
export const deleteOne = (
  journaledWrite: JournaledWrite,
  { kind, path, readBefore = readRecord(path) }: { kind: RecordKind; path: string; readBefore?: ReadRecords },
): Promise<unknown> =>
  journaledWrite({ kind, readBefore }, ({ mutate }) =>
    mutate({ method: "DELETE", path, repeatable: true, response: z.unknown() }),
  );
