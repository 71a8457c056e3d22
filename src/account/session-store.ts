import type { AccountDatabase } from "./account-database.ts";

/** Our choice: clients keep one session per window or conversation, and start a new one when theirs has ended. */
const MAX_SESSIONS = 20;
/** Sessions that are ended at the same time. Our choice. */
const BATCH_SIZE = 10;

/** The session objects of a user: a limited number, which can be deleted together with the account. */
export class SessionStore {
  readonly #db: AccountDatabase;
  readonly #end: (name: string) => Promise<void>;

  /** `end` deletes a session object. */
  constructor(db: AccountDatabase, end: (name: string) => Promise<void>) {
    this.#db = db;
    this.#end = end;
  }

  /** Adds a session, and ends the oldest ones above the limit. */
  async add(name: string): Promise<void> {
    this.#db.insert("INSERT OR IGNORE INTO sessions VALUES (?, ?)", name, Date.now());
    await this.#endOldest(MAX_SESSIONS);
  }

  has(name: string): boolean {
    return this.#db.read("SELECT 1 FROM sessions WHERE name = ?", name).length > 0;
  }

  remove(name: string): void {
    this.#db.update("DELETE FROM sessions WHERE name = ?", name);
  }

  endAll(): Promise<void> {
    return this.#endOldest(0);
  }

  /** A session is removed once it has ended: after an interruption, the next call continues. */
  async #endOldest(remaining: number): Promise<void> {
    for (let batch = this.#oldest(remaining); batch.length > 0; batch = this.#oldest(remaining)) {
      // Ending rejects if the session deletes itself at the same time.
      await Promise.allSettled(batch.map((name) => this.#end(name)));
      for (const name of batch) this.remove(name);
    }
  }

  #oldest(remaining: number): string[] {
    return this.#db
      .read<{ name: string }>(
        "SELECT name FROM sessions ORDER BY started_at DESC, rowid DESC LIMIT ? OFFSET ?",
        BATCH_SIZE,
        remaining,
      )
      .map(({ name }) => name);
  }
}
