/** Grants that have ended, known here before the deletion of their tokens has reached every location. */
export class Ended {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  note(grantId: string): void {
    this.#sql.exec("CREATE TABLE IF NOT EXISTS ended_grants (grant_id TEXT PRIMARY KEY, ended_at INTEGER NOT NULL)");
    this.#sql.exec("INSERT OR IGNORE INTO ended_grants VALUES (?, ?)", grantId, Date.now());
  }

  has(grantId: string): boolean {
    const [table] = this.#sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'ended_grants'").toArray();
    return (
      table !== undefined &&
      this.#sql.exec("SELECT 1 FROM ended_grants WHERE grant_id = ?", grantId).toArray().length > 0
    );
  }
}
