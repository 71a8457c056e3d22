import { settledWithin } from "./settled-within.ts";

/** A task that takes longer no longer holds up the tasks behind it. Ours: token exchanges and KV writes take far less. */
const MAX_WAIT_MILLISECONDS = 30_000;
/** Tasks of one key that may wait. Ours: a client that has lost a response repeats its request a few times. */
const MAX_WAITING = 50;

export class QueueFull extends Error {
  constructor() {
    super("too many tasks are waiting");
    this.name = "QueueFull";
  }
}

/** Runs tasks with the same key one after another, in order. Tasks with different keys do not wait for each other. */
export class SerialQueue {
  readonly #maxWait: number;
  /** For each key, how many tasks have not ended, and when the last one lets the next one begin. */
  readonly #queues = new Map<string, { length: number; tail: Promise<void> }>();

  constructor(maxWaitMilliseconds = MAX_WAIT_MILLISECONDS) {
    this.#maxWait = maxWaitMilliseconds;
  }

  /** @throws QueueFull */
  async run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    if ((this.#queues.get(key)?.length ?? 0) > MAX_WAITING) throw new QueueFull();
    return this.runAlways(key, task);
  }

  /** For what must be done, however many tasks are waiting. */
  async runAlways<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const queue = this.#queues.get(key) ?? { length: 0, tail: Promise.resolve() };
    const result = queue.tail.then(task);
    queue.length++;
    queue.tail = queue.tail
      .then(() => settledWithin(this.#maxWait, result))
      .then(() => {
        queue.length--;
        if (queue.length === 0) this.#queues.delete(key);
      });
    this.#queues.set(key, queue);
    return result;
  }

  /** Resolves when no task is left of those that are queued now. */
  async whenIdle(): Promise<void> {
    await Promise.all([...this.#queues.values()].map(({ tail }) => tail));
  }
}
