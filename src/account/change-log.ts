import * as z from "zod";
import type { Keyring } from "../config.ts";
import { open, type SealedFor, seal } from "../crypto/envelope.ts";
import type {
  AppliedChange,
  ChangeLogWriter,
  Json,
  PendingEntry,
  PlannedChange,
  RecordKind,
} from "../intervals/change-log.ts";
import { log } from "../log.ts";
import { ChunkedBlobs } from "./chunked-blobs.ts";

/** How long changes are listed and can be undone. */
export const RETENTION_DAYS = 30;
/** Characters of JSON up to which a record is stored in its row; D1 limits rows to 2 MB. Ours. */
const MAX_INLINE_CHARACTERS = 400_000;
/** Statements per request to D1. Ours. */
const BATCH_SIZE = 50;

/** One tool call. Its changes are listed and undone together. */
export interface LoggedCall {
  id: string;
  tool: string;
  /** The effect that a connection must be allowed to undo this call. */
  effect: string;
  /** Name of the client app. */
  app: string;
  /** Athlete whose records were changed: `0` for the owner of the credential. */
  athlete: string;
  /** Id of the call that this one undoes. */
  undoes?: string;
}

const SealedBefore = z.object({
  tool: z.string(),
  effect: z.string(),
  app: z.string(),
  athlete: z.string(),
  undoes: z.string().optional(),
  kind: z.string().transform((kind) => kind as RecordKind), // only ever written from a RecordKind
  recordId: z.string().optional(),
  before: z.record(z.string(), z.unknown()).optional(),
  hasFile: z.boolean().optional(),
});
const SealedAfter = z.object({
  recordId: z.string().optional(),
  after: z.record(z.string(), z.unknown()).optional(),
});

/** `pending`: the write was started and its outcome was never recorded. */
export type ChangeState = "pending" | "applied" | "undone";

/** One record that was created, changed or deleted. */
export interface LoggedChange extends Omit<z.output<typeof SealedBefore>, "recordId"> {
  id: string;
  callId: string;
  /** Milliseconds. */
  createdAt: number;
  state: ChangeState;
  recordId: string | undefined;
  after: Json | undefined;
}

interface StoredRow {
  id: string;
  call_id: string;
  created_at: number;
  state: ChangeState;
  before: string;
  after: string | null;
}

interface PlannedRow {
  rowId: string;
  change: PlannedChange;
}

interface Settlement {
  rows: readonly PlannedRow[];
  outcomes: ReadonlyMap<string, AppliedChange | null>;
}

/** The change could not be recorded, so it was not sent. */
export class ChangeLogError extends Error {
  constructor(cause: unknown) {
    super("the change could not be recorded", { cause });
    this.name = "ChangeLogError";
  }
}

/** A user's changes of the last 30 days: a write-ahead log in D1 with sealed contents. */
export class ChangeLog {
  readonly #db: D1Database;
  readonly #keyring: Keyring;
  readonly #owner: SealedFor;
  readonly #attachments: ChunkedBlobs;

  constructor(db: D1Database, keyring: Keyring, uid: string) {
    this.#db = db;
    this.#keyring = keyring;
    this.#owner = { uid, kind: "change" };
    this.#attachments = new ChunkedBlobs(db, keyring, this.#owner);
  }

  /** The log as the writes of one call use it. */
  for(call: LoggedCall): ChangeLogWriter {
    return { begin: (changes) => this.#begin(call, changes) };
  }

  /** The changes of the latest calls: newest call first, the changes of a call in order. */
  listLatestCalls(limit: number): Promise<LoggedChange[]> {
    return this.#read(
      `uid = ?1 AND call_id IN (SELECT call_id FROM changes WHERE uid = ?1 GROUP BY call_id ORDER BY call_id DESC LIMIT ?2)
       ORDER BY call_id DESC, id`,
      limit,
    );
  }

  /** The changes of one call, in order. */
  listByCall(callId: string): Promise<LoggedChange[]> {
    return this.#read("uid = ?1 AND call_id = ?2 ORDER BY id", callId);
  }

  async markUndone(changeId: string): Promise<void> {
    await this.#db
      .prepare("UPDATE changes SET state = 'undone' WHERE uid = ? AND id = ?")
      .bind(this.#owner.uid, changeId)
      .run();
  }

  /** The original file of a deleted activity. */
  readFile(change: Pick<LoggedChange, "id">): Promise<Blob> {
    return this.#attachments.read(change.id, "file");
  }

  /** The whole record before the change, including one that was too large for its row. */
  async readRecordBefore({ id, before }: Pick<LoggedChange, "id" | "before">): Promise<Json | undefined> {
    if (before || !(await this.#attachments.has(id, "record"))) return before;
    const record = await new Response(await this.#attachments.read(id, "record")).json();
    return z.record(z.string(), z.unknown()).parse(record);
  }

  async deleteAll(): Promise<void> {
    await this.#db.batch(deletionsOf(this.#db, "uid = ?", this.#owner.uid));
  }

  async #begin(call: LoggedCall, changes: readonly PlannedChange[]): Promise<PendingEntry> {
    const rows = changes.map((change) => ({ rowId: newSortableId(), change }));
    await this.#insert(call, rows).catch((cause) => {
      throw new ChangeLogError(cause);
    });
    return { settle: (outcomes) => this.#orLeavePending(() => this.#settle(call, { rows, outcomes })) };
  }

  /** The upstream write has happened, so failing to record its result must not fail the call. */
  async #orLeavePending(record: () => Promise<void>): Promise<void> {
    try {
      await record();
    } catch (error) {
      log.error("change_left_pending", { uid: this.#owner.uid, detail: String(error) });
    }
  }

  async #settle(call: LoggedCall, { rows, outcomes }: Settlement): Promise<void> {
    const rowIds = new Map(rows.map(({ rowId, change }) => [change.key, rowId]));
    const created: PlannedRow[] = [];
    for (const [key, outcome] of outcomes) {
      if (rowIds.has(key) || !outcome) continue;
      const row = { rowId: newSortableId(), change: { key, kind: outcome.kind } };
      rowIds.set(key, row.rowId);
      created.push(row);
    }
    await this.#insert(call, created);
    const statements = [...outcomes].map(([key, outcome]) => {
      const rowId = rowIds.get(key);
      return rowId === undefined ? [] : this.#settleRow(rowId, outcome);
    });
    await this.#batch((await Promise.all(statements)).flat());
  }

  async #insert(call: LoggedCall, rows: readonly PlannedRow[]): Promise<void> {
    const { id: callId, ...about } = call;
    const statements = rows.map(async ({ rowId, change: { kind, before } }) => {
      const isInline = (JSON.stringify(before?.record) ?? "").length <= MAX_INLINE_CHARACTERS;
      const content = {
        ...about,
        kind,
        recordId: before?.id,
        ...(isInline && { before: before?.record }),
        ...(before?.file && { hasFile: true }),
      };
      return this.#db
        .prepare("INSERT INTO changes VALUES (?, ?, ?, ?, 'pending', ?, NULL)")
        .bind(rowId, this.#owner.uid, callId, Date.now(), await this.#seal(content));
    });
    await this.#batch(await Promise.all(statements));
    for (const { rowId, change } of rows) {
      const { record, file } = change.before ?? {};
      const json = JSON.stringify(record) ?? "";
      if (json.length > MAX_INLINE_CHARACTERS) await this.#attachments.save(rowId, "record", new Blob([json]));
      if (file) await this.#attachments.save(rowId, "file", file);
    }
  }

  async #settleRow(rowId: string, outcome: AppliedChange | null): Promise<D1PreparedStatement[]> {
    if (!outcome) return deletionsOf(this.#db, "id = ?", rowId);
    const sealed = await this.#seal({ recordId: outcome.id, after: outcome.after });
    return [this.#db.prepare("UPDATE changes SET state = 'applied', after = ? WHERE id = ?").bind(sealed, rowId)];
  }

  async #batch(statements: readonly D1PreparedStatement[]): Promise<void> {
    for (let from = 0; from < statements.length; from += BATCH_SIZE) {
      await this.#db.batch(statements.slice(from, from + BATCH_SIZE));
    }
  }

  async #read(where: string, value: string | number): Promise<LoggedChange[]> {
    const { results } = await this.#db
      .prepare(`SELECT * FROM changes WHERE ${where}`)
      .bind(this.#owner.uid, value)
      .all<StoredRow>();
    return Promise.all(results.map((row) => this.#toLoggedChange(row)));
  }

  async #toLoggedChange({ id, call_id, created_at, state, before, after }: StoredRow): Promise<LoggedChange> {
    const content = SealedBefore.parse(await this.#open(before));
    const result = after === null ? {} : SealedAfter.parse(await this.#open(after));
    return {
      ...content,
      id,
      callId: call_id,
      createdAt: created_at,
      state,
      recordId: result.recordId ?? content.recordId,
      after: result.after,
    };
  }

  #seal(content: unknown): Promise<string> {
    return seal(this.#keyring, this.#owner, JSON.stringify(content));
  }

  async #open(envelope: string): Promise<unknown> {
    return JSON.parse((await open(this.#keyring, this.#owner, envelope)).plaintext);
  }
}

/** Run daily. */
export async function deleteExpiredChanges(db: D1Database): Promise<void> {
  await db.batch(deletionsOf(db, "created_at <= ?", Date.now() - RETENTION_DAYS * 86_400_000));
}

const deletionsOf = (db: D1Database, where: string, value: string | number): D1PreparedStatement[] => [
  db.prepare(`DELETE FROM change_attachments WHERE change_id IN (SELECT id FROM changes WHERE ${where})`).bind(value),
  db.prepare(`DELETE FROM changes WHERE ${where}`).bind(value),
];

let lastTimestamp = 0;

/** Sorts by time, even within a millisecond. The random suffix keeps ids of two isolates apart. */
export function newSortableId(): string {
  lastTimestamp = Math.max(Date.now(), lastTimestamp + 1);
  const random = crypto.getRandomValues(new Uint8Array(4));
  return lastTimestamp.toString(36) + random.reduce((text, byte) => text + (byte % 36).toString(36), "");
}
