import type { AccountDatabase } from "./account-database.ts";

/** The session objects of a user, so that they can be deleted together with the account. */
export class SessionStore {
  readonly #db: AccountDatabase;

  constructor(db: AccountDatabase) {
    this.#db = db;
  }

  add(name: string): void {
    this.#db.insert("INSERT OR IGNORE INTO sessions VALUES (?, ?)", name, Date.now());
  }

  remove(name: string): void {
    this.#db.update("DELETE FROM sessions WHERE name = ?", name);
  }

  list(): string[] {
    return this.#db.read<{ name: string }>("SELECT name FROM sessions").map(({ name }) => name);
  }
}
