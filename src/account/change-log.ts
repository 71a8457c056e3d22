import * as z from "zod";
import type { Keyring } from "../config.ts";
import { open, type SealedFor, seal } from "../crypto/envelope.ts";
import type {
  ChangeLogWriter,
  Json,
  PendingEntry,
  RecordAfter,
  RecordBefore,
  RecordKind,
} from "../intervals/change-log.ts";
import { KeptParts } from "./chunked-blobs.ts";

/** How long a change can be looked at and undone. */
export const KEPT_DAYS = 30;
/** Characters of a record that still go into its line; D1 takes rows of 2 MB. Ours. */
const LONGEST_LINE = 400_000;
/** Statements in one request to D1. Ours. */
const BATCH = 50;

/** One call of a tool: what it changed is listed and undone together. */
export interface JournalCall {
  id: string;
  tool: string;
  /** What an undo of it must be allowed to do. */
  effect: string;
  /** The name of the app. */
  app: string;
  /** Whose record: `0` for the owner of the credential. */
  athlete: string;
  /** The call that this one undoes. */
  undoes?: string;
}

const Sealed = z.object({
  tool: z.string(),
  effect: z.string(),
  app: z.string(),
  athlete: z.string(),
  undoes: z.string().optional(),
  kind: z.string().transform((kind) => kind as RecordKind), // written by us from a RecordKind
  recordId: z.string().optional(),
  was: z.record(z.string(), z.unknown()).optional(),
  hasFile: z.boolean().optional(),
});
const SealedAfter = z.object({
  recordId: z.string().optional(),
  is: z.record(z.string(), z.unknown()).optional(),
});

/** `unknown`: it was begun, and nobody knows whether it landed. */
export type ChangeState = "unknown" | "made" | "undone";

export interface Change extends Omit<z.output<typeof Sealed>, "recordId"> {
  id: string;
  callId: string;
  /** Milliseconds. */
  madeAt: number;
  state: ChangeState;
  recordId: string | undefined;
  is: Json | undefined;
}

interface Row {
  id: string;
  call_id: string;
  made_at: number;
  state: ChangeState;
  before: string;
  after: string | null;
}

/** Nothing was changed, because it could not be written down before. */
export class JournalError extends Error {
  constructor(cause: unknown) {
    super("the change could not be written down", { cause });
    this.name = "JournalError";
  }
}

/** One person's changes of the last thirty days, sealed, in D1. */
export class ChangeJournal {
  readonly #db: D1Database;
  readonly #keyring: Keyring;
  readonly #for: SealedFor;
  readonly #parts: KeptParts;

  constructor(db: D1Database, keyring: Keyring, uid: string) {
    this.#db = db;
    this.#keyring = keyring;
    this.#for = { uid, kind: "change" };
    this.#parts = new KeptParts(db, keyring, this.#for);
  }

  /** What a call writes into while it runs. */
  for(call: JournalCall): ChangeLogWriter {
    return { begin: (befores) => this.#begin(call, befores) };
  }

  /** The changes of the last calls, newest first. */
  latest(calls: number): Promise<Change[]> {
    return this.#read(
      `uid = ?1 AND call_id IN (SELECT call_id FROM changes WHERE uid = ?1 GROUP BY call_id ORDER BY call_id DESC LIMIT ?2)
       ORDER BY call_id DESC, id`,
      calls,
    );
  }

  /** The changes of one call, in the order in which they were made. */
  ofCall(callId: string): Promise<Change[]> {
    return this.#read("uid = ?1 AND call_id = ?2 ORDER BY id", callId);
  }

  async markUndone(changeId: string): Promise<void> {
    await this.#db
      .prepare("UPDATE changes SET state = 'undone' WHERE uid = ? AND id = ?")
      .bind(this.#for.uid, changeId)
      .run();
  }

  /** The file that was kept with a change. */
  fileOf(change: Pick<Change, "id">): Promise<Blob> {
    return this.#parts.read(change.id, "file");
  }

  /** The whole record before a change, also where it was too large for its line. */
  async recordBefore({ id, was }: Pick<Change, "id" | "was">): Promise<Json | undefined> {
    if (was || !(await this.#parts.has(id, "record"))) return was;
    return z.record(z.string(), z.unknown()).parse(await new Response(await this.#parts.read(id, "record")).json());
  }

  async forget(): Promise<void> {
    await this.#db.batch(forgetting(this.#db, "uid = ?", this.#for.uid));
  }

  async #begin(call: JournalCall, befores: readonly RecordBefore[]): Promise<PendingEntry> {
    const lines = befores.map((before) => ({ id: newId(), before }));
    const ids = lines.map(({ id }) => id);
    await this.#insert(call, lines).catch((cause) => {
      throw new JournalError(cause);
    });
    return {
      made: (afters) => this.#orLeaveOpen(() => this.#noteMade(call, befores, ids, afters)),
      dropped: () => this.#orLeaveOpen(() => this.#batch(ids.flatMap((id) => this.#drop(id)))),
    };
  }

  /** What is done is done: that it could not be noted leaves it open in the journal, and fails no call. */
  async #orLeaveOpen(note: () => Promise<void>): Promise<void> {
    try {
      await note();
    } catch (error) {
      console.error(JSON.stringify({ event: "journal_left_open", uid: this.#for.uid, detail: String(error) }));
    }
  }

  async #noteMade(
    call: JournalCall,
    [first]: readonly RecordBefore[],
    ids: readonly string[],
    afters: readonly (RecordAfter | undefined)[],
  ): Promise<void> {
    const more = afters.slice(ids.length).map(() => newId());
    if (first) {
      await this.#insert(
        call,
        more.map((id) => ({ id, before: { kind: first.kind } })),
      );
    }
    const closing = [...ids, ...more].map((id, index) => this.#close(id, afters[index]));
    await this.#batch((await Promise.all(closing)).flat());
  }

  async #insert(call: JournalCall, items: readonly { id: string; before: RecordBefore }[]): Promise<void> {
    const { id: callId, ...about } = call;
    const lines = items.map(async ({ id, before: { kind, id: recordId, was, file } }) => {
      const isLong = (JSON.stringify(was) ?? "").length > LONGEST_LINE;
      const line = { ...about, kind, recordId, ...(!isLong && { was }), ...(file && { hasFile: true }) };
      return this.#db
        .prepare("INSERT INTO changes VALUES (?, ?, ?, ?, 'unknown', ?, NULL)")
        .bind(id, this.#for.uid, callId, Date.now(), await this.#seal(line));
    });
    await this.#batch(await Promise.all(lines));
    for (const { id, before } of items) {
      const whole = JSON.stringify(before.was) ?? "";
      if (whole.length > LONGEST_LINE) await this.#parts.keep(id, "record", new Blob([whole]));
      if (before.file) await this.#parts.keep(id, "file", before.file);
    }
  }

  async #close(id: string, after: RecordAfter | undefined): Promise<D1PreparedStatement[]> {
    if (!after) return this.#drop(id);
    const sealed = await this.#seal({ recordId: after.id, is: after.is });
    return [this.#db.prepare("UPDATE changes SET state = 'made', after = ? WHERE id = ?").bind(sealed, id)];
  }

  #drop(id: string): D1PreparedStatement[] {
    return forgetting(this.#db, "id = ?", id);
  }

  async #batch(statements: readonly D1PreparedStatement[]): Promise<void> {
    for (let from = 0; from < statements.length; from += BATCH) {
      await this.#db.batch(statements.slice(from, from + BATCH));
    }
  }

  async #read(where: string, value: string | number): Promise<Change[]> {
    const { results } = await this.#db
      .prepare(`SELECT * FROM changes WHERE ${where}`)
      .bind(this.#for.uid, value)
      .all<Row>();
    return Promise.all(
      results.map(async ({ id, call_id, made_at, state, before, after }) => {
        const about = Sealed.parse(await this.#open(before));
        const { recordId = about.recordId, is } = after === null ? {} : SealedAfter.parse(await this.#open(after));
        return { ...about, id, callId: call_id, madeAt: made_at, state, recordId, is };
      }),
    );
  }

  #seal(content: unknown): Promise<string> {
    return seal(this.#keyring, this.#for, JSON.stringify(content));
  }

  async #open(envelope: string): Promise<unknown> {
    return JSON.parse((await open(this.#keyring, this.#for, envelope)).plaintext);
  }
}

/** For the daily cron. */
export async function forgetOldChanges(db: D1Database): Promise<void> {
  await db.batch(forgetting(db, "made_at <= ?", Date.now() - KEPT_DAYS * 86_400_000));
}

const forgetting = (db: D1Database, where: string, value: string | number): D1PreparedStatement[] => [
  db.prepare(`DELETE FROM kept_parts WHERE change_id IN (SELECT id FROM changes WHERE ${where})`).bind(value),
  db.prepare(`DELETE FROM changes WHERE ${where}`).bind(value),
];

let last = 0;

/** Sorts by time, also within a millisecond; the random end keeps two isolates apart. */
export function newId(): string {
  last = Math.max(Date.now(), last + 1);
  const random = crypto.getRandomValues(new Uint8Array(4));
  return last.toString(36) + random.reduce((text, byte) => text + (byte % 36).toString(36), "");
}
