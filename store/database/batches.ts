// Work on many items at once: cut into batches of DynamoDB's own sizes, a few of which are on their way at any moment.
import { StoreUnavailableError } from './errors.ts';

/** DynamoDB's own limits for one batch. */
export const MOST_READS = 100;
export const MOST_WRITES = 25;
/** Batches on their way at once, and how often what a throttled table left over is sent again. */
const BATCHES_AT_ONCE = 4;
const MOST_ROUNDS = 6;

export async function inBatches<Work, Result>(
  work: readonly Work[],
  size: number,
  send: (batch: readonly Work[]) => Promise<Result>,
): Promise<Result[]> {
  const batches = Array.from({ length: Math.ceil(work.length / size) }, (_, index) =>
    work.slice(index * size, (index + 1) * size),
  );
  const results: Result[] = [];
  const worker = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      results.push(await send(batch));
    }
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, worker));
  return results;
}

/** Sends a batch and then what the table left unprocessed, waiting longer each time. */
export async function untilNoneLeft<Request>(
  operation: string,
  batch: Request[],
  send: (requests: Request[]) => Promise<Request[]>,
): Promise<void> {
  let left = batch;
  for (let round = 0; left.length > 0; round++) {
    if (round === MOST_ROUNDS)
      throw new StoreUnavailableError(operation, new Error('the table is throttled'), 'throttled');
    if (round > 0) await new Promise((resolve) => setTimeout(resolve, 25 * 2 ** round));
    left = await send(left);
  }
}
