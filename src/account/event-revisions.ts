import type { AccountDatabase } from "./account-database.ts";

/** Days after which a read no longer counts for conflict detection. Ours. */
const RETENTION_MILLISECONDS = 14 * 86_400_000;

export interface EventRevision {
  /** Hash of a calendar event's id. */
  key: string;
  /** Its `updated` time when a client last read it. */
  updated: string;
}

/** Which revision of each calendar event the user's clients have last read, to detect changes by others. */
export class EventRevisions {
  readonly #db: AccountDatabase;

  constructor(db: AccountDatabase) {
    this.#db = db;
  }

  save(revisions: readonly EventRevision[]): void {
    const now = Date.now();
    for (const { key, updated } of revisions) {
      this.#db.insert("INSERT OR REPLACE INTO event_revisions VALUES (?, ?, ?)", key, updated, now);
    }
    if (revisions.length > 0) this.#db.wakeAt(now + RETENTION_MILLISECONDS);
  }

  /** The `updated` time that was last read. */
  find(key: string): string | undefined {
    const query = "SELECT updated FROM event_revisions WHERE event_key = ? AND seen_at > ?";
    return this.#db.read<{ updated: string }>(query, key, Date.now() - RETENTION_MILLISECONDS)[0]?.updated;
  }

  deleteExpired(now: number): void {
    this.#db.update("DELETE FROM event_revisions WHERE seen_at <= ?", now - RETENTION_MILLISECONDS);
  }

  nextExpiry(): number {
    const [row] = this.#db.read<{ seen_at: number | null }>("SELECT MIN(seen_at) AS seen_at FROM event_revisions");
    return (row?.seen_at ?? Number.POSITIVE_INFINITY) + RETENTION_MILLISECONDS;
  }
}
