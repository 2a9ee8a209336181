// When something came in that a person enters here: a request of an authority, or of a person about their own data.
import { Problem } from '../http/problem.ts';
import type { Runtime } from '../runtime.ts';
import { spanOf } from './span.ts';

/** @param given of the body's `/receivedAt` @returns ISO 8601, UTC; now where nothing is said @throws {Problem} invalid-request */
export async function receivedOn(given: string | undefined, runtime: Runtime): Promise<string> {
  const now = runtime.now();
  if (given === undefined) return now.toISOString();
  const { from = now } = spanOf({ from: given }, await runtime.settings.current());
  if (from > now) {
    const problem = 'must not be in the future.';
    throw new Problem('invalid-request', `body /receivedAt: ${problem}`, {
      problems: [{ at: '/receivedAt', problem }],
    });
  }
  return from.toISOString();
}
