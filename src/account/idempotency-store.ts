import type { Sealer } from "../crypto/envelope.ts";
import type { AccountDatabase } from "./account-database.ts";
import { settledWithin } from "./settled-within.ts";

/** How long a repeated call counts as the same call. Ours: clients retry within seconds, users confirm within minutes. */
const WINDOW_MILLISECONDS = 10 * 60_000;
/** No call takes longer. One that started earlier and has no result was interrupted. */
const MAX_CALL_MILLISECONDS = 60_000;

/** What is known of a call that is about to create something. */
export type Claim =
  | { state: "new" }
  /** The same call completed at this time with this result. */
  | { state: "completed"; at: number; result: string }
  /** The same call started at this time and its outcome is unknown. The next claim is `new` again. */
  | { state: "interrupted"; at: number };

export interface IdempotencyStoreOptions {
  db: AccountDatabase;
  sealer: Sealer;
  /** False once the account was disconnected or deleted: calls in progress may finish but store nothing. */
  mayStore: () => Promise<boolean>;
}

/** Runs a repeated call only once: a repeat waits for the first one and gets its result. Keys are hashes of calls. */
export class IdempotencyStore {
  readonly #db: AccountDatabase;
  readonly #sealer: Sealer;
  readonly #mayStore: () => Promise<boolean>;
  readonly #running = new Map<string, PromiseWithResolvers<void>>();

  constructor({ db, sealer, mayStore }: IdempotencyStoreOptions) {
    this.#db = db;
    this.#sealer = sealer;
    this.#mayStore = mayStore;
  }

  /** Waits while the same call is running. */
  async claim(key: string): Promise<Claim> {
    for (;;) {
      await this.#whenNotRunning(key);
      if (!(await this.#mayStore())) return { state: "new" };
      // Another claim may have been first while this one waited.
      if (!this.#running.has(key)) return this.#start(key);
    }
  }

  async complete(key: string, result: string): Promise<void> {
    const sealed = await this.#sealer.seal(result);
    if (await this.#mayStore()) this.#db.update("UPDATE idempotency_keys SET result = ? WHERE key = ?", sealed, key);
    this.interrupt(key);
  }

  /** The call created nothing, so it may be repeated. */
  release(key: string): void {
    this.#db.update("DELETE FROM idempotency_keys WHERE key = ?", key);
    this.interrupt(key);
  }

  /** The outcome of the call is unknown. */
  interrupt(key: string): void {
    this.#running.get(key)?.resolve();
    this.#running.delete(key);
  }

  /** After a deletion or an undo, what was created before may be created again. */
  clearCompleted(): void {
    this.#db.update("DELETE FROM idempotency_keys WHERE result IS NOT NULL");
  }

  deleteExpired(now: number): void {
    this.#db.update("DELETE FROM idempotency_keys WHERE started_at <= ?", now - WINDOW_MILLISECONDS);
  }

  nextExpiry(): number {
    const [row] = this.#db.read<{ started_at: number | null }>(
      "SELECT MIN(started_at) AS started_at FROM idempotency_keys",
    );
    return (row?.started_at ?? Number.POSITIVE_INFINITY) + WINDOW_MILLISECONDS;
  }

  async #whenNotRunning(key: string): Promise<void> {
    for (let running = this.#running.get(key); running; running = this.#running.get(key)) {
      await settledWithin(MAX_CALL_MILLISECONDS, running.promise);
      if (this.#running.get(key) === running) this.#running.delete(key);
    }
  }

  async #start(key: string): Promise<Claim> {
    const now = Date.now();
    this.deleteExpired(now);
    const query = "SELECT started_at, result FROM idempotency_keys WHERE key = ?";
    const [row] = this.#db.read<{ started_at: number; result: string | null }>(query, key);
    if (row?.result) {
      return { state: "completed", at: row.started_at, result: await this.#sealer.open(row.result) };
    }
    if (row) {
      this.#db.update("DELETE FROM idempotency_keys WHERE key = ?", key);
      return { state: "interrupted", at: row.started_at };
    }
    this.#db.insert("INSERT INTO idempotency_keys VALUES (?, ?, NULL)", key, now);
    this.#db.wakeAt(now + WINDOW_MILLISECONDS);
    this.#running.set(key, Promise.withResolvers());
    return { state: "new" };
  }
}
