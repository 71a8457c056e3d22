/** Lets one thing happen at a time, in the order in which it was asked for. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  run<Result>(run: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(run);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
