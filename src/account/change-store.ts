import type { AccountDatabase } from "./account-database.ts";
import {
  type AttachmentPart,
  type ChangeBatch,
  type ChangePage,
  type ChangeQuery,
  type ChangeRow,
  MAX_RPC_CHARACTERS,
  type NewChange,
  type Settlement,
  type StoreResult,
} from "./change-rows.ts";

/** How long changes are listed and can be undone. */
export const CHANGE_RETENTION_DAYS = 30;
const RETENTION_MILLISECONDS = CHANGE_RETENTION_DAYS * 86_400_000;
/** Parts of attachments are stored before the change that they belong to. Without it they are of no use. */
const ORPHAN_MILLISECONDS = 10 * 60_000;

/** Stored characters per user. Ours: years of planning, and several files of deleted activities. */
const MAX_CHARACTERS = 50_000_000;
/** Anybody can become a demo visitor. */
const MAX_DEMO_CHARACTERS = 2_000_000;

export interface ChangeStoreOptions {
  db: AccountDatabase;
  /** Undefined once the account was disconnected or deleted: nothing may be stored then. */
  credentialKind: () => Promise<string | undefined>;
}

/** The rows of a user's change log. Their contents are sealed by the caller. */
export class ChangeStore {
  readonly #db: AccountDatabase;
  readonly #credentialKind: ChangeStoreOptions["credentialKind"];

  constructor({ db, credentialKind }: ChangeStoreOptions) {
    this.#db = db;
    this.#credentialKind = credentialKind;
  }

  /** Stores planned changes, all or none. Drops the oldest calls if the log would become too large. */
  async begin({ callId, changes, parts }: ChangeBatch): Promise<StoreResult> {
    const kind = await this.#credentialKind();
    if (kind === undefined) return "disconnected";
    const budget = kind === "demo" ? MAX_DEMO_CHARACTERS : MAX_CHARACTERS;
    const size = sum(changes.map(({ before }) => before.length)) + sum(parts.map(({ sealed }) => sealed.length));
    return this.#db.transaction(() => {
      if (this.#orphanSize() + size > budget) {
        for (const { changeId } of parts)
          this.#db.update("DELETE FROM change_attachments WHERE change_id = ?", changeId);
        return "too_large";
      }
      this.#makeRoom(callId, budget - size);
      this.#insertParts(parts);
      this.#insert(callId, changes);
      this.#db.wakeAt(Date.now() + (changes.length > 0 ? RETENTION_MILLISECONDS : ORPHAN_MILLISECONDS));
      return "stored";
    });
  }

  /** Does nothing for changes that were deleted since they were planned. */
  settle({ callId, created, applied, unchanged }: Settlement): void {
    this.#db.transaction(() => {
      if (this.#db.read("SELECT 1 FROM changes WHERE call_id = ? LIMIT 1", callId).length === 0) return;
      this.#insert(callId, created);
      for (const { id, before = null, after } of applied) {
        this.#db.update(
          `UPDATE changes SET state = 'applied', before = COALESCE(?1, before), after = ?2,
           size = LENGTH(COALESCE(?1, before)) + LENGTH(?2) WHERE id = ?3`,
          before,
          after,
          id,
        );
        if (before !== null) this.#db.update("DELETE FROM change_attachments WHERE change_id = ?", id);
      }
      for (const id of unchanged) this.#delete("id = ?", id);
    });
  }

  list({ of, behind }: ChangeQuery): ChangePage {
    const after = Date.now() - RETENTION_MILLISECONDS;
    const latest = "callId" in of ? Number.MAX_SAFE_INTEGER : of.latest;
    const rows = this.#db.read<ChangeRow & { total: number }>(
      `SELECT changes.id, call_id, created_at, state, before, after, total FROM (
         SELECT id, SUM(size) OVER (ORDER BY call_id DESC, id) AS total
         FROM changes
         WHERE created_at > ?1 AND (?2 IS NULL OR call_id = ?2)
           AND (?3 IS NULL OR call_id < ?3 OR (call_id = ?3 AND id > ?4))
           AND call_id IN (SELECT call_id FROM changes WHERE created_at > ?1 GROUP BY call_id ORDER BY call_id DESC LIMIT ?5)
       ) AS page JOIN changes ON changes.id = page.id
       WHERE total <= ?6 ORDER BY call_id DESC, changes.id`,
      after,
      "callId" in of ? of.callId : null,
      behind?.callId ?? null,
      behind?.id ?? null,
      latest,
      MAX_RPC_CHARACTERS,
    );
    return {
      rows: rows.map(({ total: _, ...row }) => row),
      // A row is much smaller than half of the limit, so a page that is cut is more than half full.
      isComplete: (rows.at(-1)?.total ?? 0) < MAX_RPC_CHARACTERS / 2,
      droppedUntil: this.#droppedUntil(),
    };
  }

  markUndone(id: string): void {
    this.#db.update("UPDATE changes SET state = 'undone' WHERE id = ?", id);
  }

  /** The parts of an attachment from the given one on, as many as fit into one response. */
  readParts({ changeId, name, from }: { changeId: string; name: AttachmentPart["name"]; from: number }): string[] {
    return this.#db
      .read<{ sealed: string }>(
        `SELECT sealed FROM (
           SELECT part, SUM(size) OVER (ORDER BY part) AS total
           FROM change_attachments WHERE change_id = ?1 AND name = ?2 AND part >= ?3
         ) AS page JOIN change_attachments ON change_id = ?1 AND name = ?2 AND change_attachments.part = page.part
         WHERE total <= ?4 ORDER BY page.part`,
        changeId,
        name,
        from,
        MAX_RPC_CHARACTERS,
      )
      .map(({ sealed }) => sealed);
  }

  deleteExpired(now: number): void {
    this.#delete("created_at <= ?", now - RETENTION_MILLISECONDS);
    this.#db.update(
      "DELETE FROM change_attachments WHERE stored_at <= ? AND change_id NOT IN (SELECT id FROM changes)",
      now - ORPHAN_MILLISECONDS,
    );
    this.#db.update("DELETE FROM dropped_changes WHERE newest_at <= ?", now - RETENTION_MILLISECONDS);
  }

  /** Milliseconds. */
  nextExpiry(): number {
    const [row] = this.#db.read<{ change: number | null; dropped: number | null; orphan: number | null }>(
      `SELECT (SELECT MIN(created_at) FROM changes) AS change,
              (SELECT MIN(newest_at) FROM dropped_changes) AS dropped,
              (SELECT MIN(stored_at) FROM change_attachments WHERE change_id NOT IN (SELECT id FROM changes)) AS orphan`,
    );
    const { change, dropped, orphan } = row ?? {};
    return Math.min(
      (change ?? Number.POSITIVE_INFINITY) + RETENTION_MILLISECONDS,
      (dropped ?? Number.POSITIVE_INFINITY) + RETENTION_MILLISECONDS,
      (orphan ?? Number.POSITIVE_INFINITY) + ORPHAN_MILLISECONDS,
    );
  }

  /** Drops the oldest calls until the log has no more than `limit` characters. Never drops the call itself. */
  #makeRoom(callId: string, limit: number): void {
    while (this.#size() > limit) {
      const [oldest] = this.#db.read<{ call_id: string; newest: number }>(
        `SELECT call_id, MAX(created_at) AS newest FROM changes WHERE call_id <> ?
         GROUP BY call_id ORDER BY call_id LIMIT 1`,
        callId,
      );
      if (!oldest) return;
      this.#delete("call_id = ?", oldest.call_id);
      const newest = Math.max(oldest.newest, this.#droppedUntil() ?? 0);
      this.#db.update("DELETE FROM dropped_changes");
      this.#db.insert("INSERT INTO dropped_changes VALUES (?)", newest);
    }
  }

  #size(): number {
    const query = "SELECT (SELECT TOTAL(size) FROM changes) + (SELECT TOTAL(size) FROM change_attachments) AS size";
    return this.#db.read<{ size: number }>(query)[0]?.size ?? 0;
  }

  #orphanSize(): number {
    const [row] = this.#db.read<{ size: number }>(
      "SELECT TOTAL(size) AS size FROM change_attachments WHERE change_id NOT IN (SELECT id FROM changes)",
    );
    return row?.size ?? 0;
  }

  #droppedUntil(): number | undefined {
    return this.#db.read<{ newest_at: number }>("SELECT newest_at FROM dropped_changes")[0]?.newest_at;
  }

  #insert(callId: string, changes: readonly NewChange[]): void {
    const now = Date.now();
    for (const { id, before } of changes) {
      this.#db.insert(
        "INSERT INTO changes VALUES (?, ?, ?, 'pending', ?, ?, NULL)",
        id,
        callId,
        now,
        before.length,
        before,
      );
    }
  }

  #insertParts(parts: readonly AttachmentPart[]): void {
    const now = Date.now();
    for (const { changeId, name, part, sealed } of parts) {
      this.#db.insert(
        "INSERT INTO change_attachments VALUES (?, ?, ?, ?, ?, ?)",
        changeId,
        name,
        part,
        now,
        sealed.length,
        sealed,
      );
    }
  }

  #delete(where: string, value: string | number): void {
    this.#db.update(`DELETE FROM change_attachments WHERE change_id IN (SELECT id FROM changes WHERE ${where})`, value);
    this.#db.update(`DELETE FROM changes WHERE ${where}`, value);
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
