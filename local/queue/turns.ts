// One after the other: work on the same files does not overlap.

export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Begins when everything before it has ended, well or not. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
