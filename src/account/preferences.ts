/** What a person decided once for all their connections. */
export class Preferences {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Whether calls that destroy or touch much ask first: they do, unless the person switched it off. */
  get asksFirst(): boolean {
    const [table] = this.#sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'preferences'").toArray();
    return !table || this.#sql.exec("SELECT 1 FROM preferences WHERE name = 'no_questions'").toArray().length === 0;
  }

  set asksFirst(wanted: boolean) {
    this.#sql.exec("CREATE TABLE IF NOT EXISTS preferences (name TEXT PRIMARY KEY)");
    if (wanted) this.#sql.exec("DELETE FROM preferences WHERE name = 'no_questions'");
    else this.#sql.exec("INSERT OR IGNORE INTO preferences VALUES ('no_questions')");
  }
}
