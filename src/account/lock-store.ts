import type { AccountDatabase } from "./account-database.ts";
import { settledWithin } from "./settled-within.ts";

/** How long a lock is held after its last renewal, if its holder dies. */
export const LEASE_MILLISECONDS = 30_000;
/** How long an `acquire` waits. Ours: shorter than the lease, so a client gets an answer while it still waits for one. */
const MAX_WAIT_MILLISECONDS = 20_000;

export interface LockStoreOptions {
  db: AccountDatabase;
  /** False once the account was disconnected or deleted: nothing may be stored then. */
  mayStore: () => Promise<boolean>;
  maxWaitMilliseconds?: number;
}

/** Locks for work outside of the object. They are leases, because the holder can die without releasing its lock. */
export class LockStore {
  readonly #db: AccountDatabase;
  readonly #mayStore: () => Promise<boolean>;
  readonly #maxWait: number;
  /** Resolved when the lock of this name is released. */
  readonly #waiting = new Map<string, PromiseWithResolvers<void>>();

  constructor({ db, mayStore, maxWaitMilliseconds = MAX_WAIT_MILLISECONDS }: LockStoreOptions) {
    this.#db = db;
    this.#mayStore = mayStore;
    this.#maxWait = maxWaitMilliseconds;
  }

  /** A token that proves who holds the lock; undefined if the lock did not become free in time. */
  async acquire(name: string): Promise<string | undefined> {
    const deadline = Date.now() + this.#maxWait;
    for (;;) {
      if (!(await this.#mayStore())) return undefined;
      const now = Date.now();
      const heldUntil = this.#find(name)?.expires_at ?? 0;
      if (heldUntil <= now) return this.#take(name, now);
      if (deadline <= now) return undefined;
      const waiting = this.#waiting.get(name) ?? Promise.withResolvers<void>();
      this.#waiting.set(name, waiting);
      await settledWithin(Math.min(heldUntil, deadline) - now, waiting.promise);
    }
  }

  /** Extends the lease. False if somebody else holds the lock, or nobody. */
  renew(name: string, token: string): boolean {
    if (this.#find(name)?.token !== token) return false;
    this.#db.update("UPDATE locks SET expires_at = ? WHERE name = ?", Date.now() + LEASE_MILLISECONDS, name);
    return true;
  }

  release(name: string, token: string): void {
    this.#db.update("DELETE FROM locks WHERE name = ? AND token = ?", name, token);
    this.#waiting.get(name)?.resolve();
    this.#waiting.delete(name);
  }

  deleteExpired(now: number): void {
    this.#db.update("DELETE FROM locks WHERE expires_at <= ?", now);
  }

  nextExpiry(): number {
    const [row] = this.#db.read<{ expires_at: number | null }>("SELECT MIN(expires_at) AS expires_at FROM locks");
    return row?.expires_at ?? Number.POSITIVE_INFINITY;
  }

  #take(name: string, now: number): string {
    const token = crypto.randomUUID();
    this.#db.insert("INSERT OR REPLACE INTO locks VALUES (?, ?, ?)", name, token, now + LEASE_MILLISECONDS);
    this.#db.wakeAt(now + LEASE_MILLISECONDS);
    return token;
  }

  #find(name: string): { token: string; expires_at: number } | undefined {
    return this.#db.read<{ token: string; expires_at: number }>("SELECT * FROM locks WHERE name = ?", name)[0];
  }
}
