/** How long a call that is sent again counts as the same one. Ours: hosts retry within seconds, people think for minutes. */
const SAME_MILLISECONDS = 10 * 60_000;
/** No call runs longer than this; one that began earlier and left no answer has died. */
const LONGEST_CALL_MILLISECONDS = 60_000;

/** What is known about a call that is about to make something. */
export type Claim =
  | { state: "new" }
  /** It was done; `answer` as it was handed in. */
  | { state: "completed"; at: number; answer: string }
  /** An earlier one began and never said what became of it. The next one after this is the first again. */
  | { state: "interrupted"; at: number };

/**
 * Lets a call through once: one that is repeated by a host, with the same tool and arguments, waits for the first one
 * and gets its answer. Keys are hashes.
 */
export class IdempotencyStore {
  readonly #sql: SqlStorage;
  readonly #running = new Map<string, PromiseWithResolvers<void>>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Waits until no such call is at work. */
  async whenFree(key: string): Promise<void> {
    for (let running = this.#running.get(key); running; running = this.#running.get(key)) {
      await orAfter(LONGEST_CALL_MILLISECONDS, running.promise);
      if (this.#running.get(key) === running) this.#running.delete(key);
    }
  }

  /** Nothing when another one was quicker. */
  claim(key: string): Claim | undefined {
    if (this.#running.has(key)) return undefined;
    const now = Date.now();
    this.#prepare();
    this.#sql.exec("DELETE FROM writes WHERE began_at < ?", now - SAME_MILLISECONDS);
    const [row] = this.#sql
      .exec<{ began_at: number; answer: string | null }>("SELECT began_at, answer FROM writes WHERE key = ?", key)
      .toArray();
    if (row?.answer) return { state: "completed", at: row.began_at, answer: row.answer };
    this.#sql.exec("DELETE FROM writes WHERE key = ?", key);
    if (row) return { state: "interrupted", at: row.began_at };
    this.#sql.exec("INSERT INTO writes VALUES (?, ?, NULL)", key, now);
    this.#running.set(key, Promise.withResolvers());
    return { state: "new" };
  }

  /** With the answer when it was done; without one when nothing was made. */
  end(key: string, answer?: string): void {
    this.#prepare();
    if (answer === undefined) this.#sql.exec("DELETE FROM writes WHERE key = ?", key);
    else this.#sql.exec("UPDATE writes SET answer = ? WHERE key = ?", answer, key);
    this.interrupt(key);
  }

  /** Nobody knows what came of it: the next one is told so. */
  interrupt(key: string): void {
    this.#running.get(key)?.resolve();
    this.#running.delete(key);
  }

  /** After a deletion or an undo, what was made before may be made again. */
  clearCompleted(): void {
    this.#prepare();
    this.#sql.exec("DELETE FROM writes WHERE answer IS NOT NULL");
  }

  #prepare(): void {
    this.#sql.exec("CREATE TABLE IF NOT EXISTS writes (key TEXT PRIMARY KEY, began_at INTEGER NOT NULL, answer TEXT)");
  }
}

/** Waits for something, but not for ever; no timer is left behind that would keep the object awake. */
async function orAfter(milliseconds: number, what: Promise<void>): Promise<void> {
  const done = new AbortController();
  const timer = scheduler.wait(milliseconds, { signal: done.signal }).catch(() => {});
  await Promise.race([what, timer]);
  done.abort();
}
