import type { AccountDatabase } from "./account-database.ts";

/**
 * The sessions of the account page. Each carries the epoch in which it was started, and is valid while that epoch lasts.
 * An epoch is random: a counter would start again after a deletion, and old sessions would be valid again.
 */
export class PageSessions {
  readonly #db: AccountDatabase;

  constructor(db: AccountDatabase) {
    this.#db = db;
  }

  /** The epoch for a new session. */
  start(): string {
    const epoch = this.#current() ?? crypto.randomUUID();
    this.#db.insert("INSERT OR REPLACE INTO page_sessions VALUES (1, ?, ?)", epoch, Date.now());
    return epoch;
  }

  isCurrent(epoch: string): boolean {
    return this.#current() === epoch;
  }

  endAll(): void {
    this.#db.update("DELETE FROM page_sessions");
  }

  #current(): string | undefined {
    return this.#db.read<{ epoch: string }>("SELECT epoch FROM page_sessions")[0]?.epoch;
  }
}
