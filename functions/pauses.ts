// Long work in slices: one event loop serves everybody, and a file that somebody sends must not hold up the others.
import { performance } from 'node:perf_hooks';

/** Work goes on for so long before others get a turn. */
const SLICE_MS = 8;

/**
 * To be awaited between two small steps of long work: it lets others have a turn whenever a slice is over.
 * @param now milliseconds
 * @param turn resolves after everything that waits has had its turn
 */
export function pauses(
  now: () => number = () => performance.now(),
  turn: () => Promise<void> = () => new Promise((resolve) => setImmediate(resolve)),
): () => Promise<void> | undefined {
  let since = now();
  return () => {
    if (now() - since < SLICE_MS) return undefined;
    return turn().then(() => {
      since = now();
    });
  };
}

/** Runs work that yields between its steps to its end. */
export async function inSlices<Result>(work: Iterator<unknown, Result>): Promise<Result> {
  const pause = pauses();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await pause();
  }
}
