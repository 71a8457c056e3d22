/** Which sessions of the older protocols a person has, so that they can go together with everything else. */
export class SessionList {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add(id: string): void {
    this.#sql.exec("CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, began_at INTEGER NOT NULL)");
    this.#sql.exec("INSERT OR IGNORE INTO sessions VALUES (?, ?)", id, Date.now());
  }

  remove(id: string): void {
    if (this.list().length > 0) this.#sql.exec("DELETE FROM sessions WHERE id = ?", id);
  }

  list(): string[] {
    const [table] = this.#sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'sessions'").toArray();
    if (!table) return [];
    const rows = this.#sql.exec<{ id: string }>("SELECT id FROM sessions").toArray();
    return rows.map(({ id }) => id);
  }
}
