import type { AccountDatabase } from "./account-database.ts";

/** Hours after which even an active user has to sign in again. Our choice. */
export const MAX_AGE_HOURS = 12;
const MAX_AGE_MILLISECONDS = MAX_AGE_HOURS * 3_600_000;

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
    const now = Date.now();
    this.#db.insert("INSERT OR REPLACE INTO page_sessions VALUES (1, ?, ?)", epoch, now);
    this.#db.wakeAt(now + MAX_AGE_MILLISECONDS);
    return epoch;
  }

  isCurrent(epoch: string): boolean {
    return this.#current() === epoch;
  }

  endAll(): void {
    this.#db.update("DELETE FROM page_sessions");
  }

  /** Deletes the epoch once no session of it can be valid. */
  deleteExpired(now: number): void {
    this.#db.update("DELETE FROM page_sessions WHERE last_started_at <= ?", now - MAX_AGE_MILLISECONDS);
  }

  nextExpiry(): number {
    const [row] = this.#db.read<{ last_started_at: number }>("SELECT last_started_at FROM page_sessions");
    return (row?.last_started_at ?? Number.POSITIVE_INFINITY) + MAX_AGE_MILLISECONDS;
  }

  #current(): string | undefined {
    return this.#db.read<{ epoch: string }>("SELECT epoch FROM page_sessions")[0]?.epoch;
  }
}
