/** Days after which it no longer matters what somebody has seen. Ours. */
const REMEMBERED_MILLISECONDS = 14 * 86_400_000;

/** In which state each calendar entry was shown last; keys are hashes. */
export class EventRevisions {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  save(seen: readonly { key: string; updated: string }[]): void {
    this.#prepare();
    const now = Date.now();
    for (const { key, updated } of seen) {
      this.#sql.exec("INSERT OR REPLACE INTO seen_events VALUES (?, ?, ?)", key, updated, now);
    }
    this.#sql.exec("DELETE FROM seen_events WHERE at < ?", now - REMEMBERED_MILLISECONDS);
  }

  find(key: string): string | undefined {
    this.#prepare();
    const [row] = this.#sql.exec<{ updated: string }>("SELECT updated FROM seen_events WHERE key = ?", key).toArray();
    return row?.updated;
  }

  #prepare(): void {
    this.#sql.exec(
      "CREATE TABLE IF NOT EXISTS seen_events (key TEXT PRIMARY KEY, updated TEXT NOT NULL, at INTEGER NOT NULL)",
    );
  }
}
