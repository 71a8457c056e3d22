/** When each grant was last used, to the day: a person wants to see it, and nobody needs to know more. */
export class Usage {
  readonly #sql: SqlStorage;
  readonly #noted = new Map<string, string>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  note(grantId: string): void {
    const day = new Date().toISOString().slice(0, 10);
    if (this.#noted.get(grantId) === day) return;
    this.#noted.set(grantId, day);
    this.#sql.exec("CREATE TABLE IF NOT EXISTS last_used (grant_id TEXT PRIMARY KEY, day TEXT NOT NULL)");
    this.#sql.exec("INSERT OR REPLACE INTO last_used VALUES (?, ?)", grantId, day);
  }

  all(): Record<string, string> {
    const [table] = this.#sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'last_used'").toArray();
    if (!table) return {};
    const rows = this.#sql.exec<{ grant_id: string; day: string }>("SELECT grant_id, day FROM last_used").toArray();
    return Object.fromEntries(rows.map(({ grant_id, day }) => [grant_id, day]));
  }
}
