import { settledWithin } from "./settled-within.ts";

/** A task that takes longer no longer holds up the tasks behind it. Ours: token exchanges and KV writes take far less. */
const MAX_WAIT_MILLISECONDS = 30_000;

/** Runs tasks with the same key one after another, in order. Tasks with different keys do not wait for each other. */
export class SerialQueue {
  readonly #maxWait: number;
  /** When the last task of each key lets the next one begin. */
  readonly #tails = new Map<string, Promise<void>>();

  constructor(maxWaitMilliseconds = MAX_WAIT_MILLISECONDS) {
    this.#maxWait = maxWaitMilliseconds;
  }

  run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const previous = this.#tails.get(key) ?? Promise.resolve();
    const result = previous.then(task);
    const tail = previous
      .then(() => settledWithin(this.#maxWait, result))
      .then(() => {
        if (this.#tails.get(key) === tail) this.#tails.delete(key);
      });
    this.#tails.set(key, tail);
    return result;
  }

  /** Resolves when no task is left of those that are queued now. */
  async whenIdle(): Promise<void> {
    await Promise.all(this.#tails.values());
  }
}
