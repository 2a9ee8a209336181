// The secrets, as they are kept in memory. Once there is a copy no call waits for another one: it serves while a fresh one
// is fetched in the background.
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../core/basics/durations.ts';
import type { Log } from './log.ts';
import type { Runtime, Secrets } from './runtime.ts';
import { within } from './within.ts';

/** A token that was replaced is refused, and a new one known, so long after it at the latest. */
const FRESH_MS = 5 * MINUTE_MS;
/** An older copy is none: a token that was replaced a day ago opens nothing any more, whatever the manager does. */
const USABLE_MS = DAY_MS;
/** After an attempt that failed, or where a signature was not valid, the next one follows so long after it. */
const RETRY_MS = 15 * SECOND_MS;
/** A function that has none yet waits so long, from the beginning of an attempt. */
const COLD_WAIT_MS = 1_200;
/** An attempt that has not come to an end by then has failed. */
const ATTEMPT_MS = 3_000;

export interface SecretsSourceOptions {
  /** Asks the manager. */
  readonly ask: () => Promise<Secrets>;
  /** Milliseconds, of this process. */
  readonly clock: () => number;
  readonly log: Log;
}

/** There is no copy, and the manager gave none in time. */
export class SecretsUnavailableError extends Error {
  override readonly name = 'SecretsUnavailableError';
  constructor() {
    super('the secrets are not to be had');
  }
}

type SecretsSource = Required<Pick<Runtime, 'secrets' | 'newerSecrets'>>;

export function createSecretsSource({ ask, clock, log }: SecretsSourceOptions): SecretsSource {
  let kept: { readonly secrets: Secrets; readonly at: number } | undefined;
  let attempt: Promise<void> | undefined;
  let attemptedAt = -Infinity;

  const tryFetch = async (): Promise<void> => {
    try {
      const fetched = await within<Secrets | undefined>(ATTEMPT_MS, ask(), () => undefined);
      if (fetched === undefined) throw new Error('the secrets did not come in time');
      kept = { secrets: fetched, at: clock() };
    } catch (error) {
      log.warn(kept === undefined ? 'there are no secrets' : 'secrets not fetched, the copy serves', {
        error,
      });
    }
    attempt = undefined;
  };
  /** One at a time, and not again at once: many forged requests ask no more often than one. */
  const refresh = (): Promise<void> => {
    if (attempt === undefined && clock() - attemptedAt >= RETRY_MS) {
      attemptedAt = clock();
      attempt = tryFetch();
    }
    return attempt ?? Promise.resolve();
  };
  const waited = (done: Promise<void>): Promise<void> =>
    within(attemptedAt + COLD_WAIT_MS - clock(), done, () => undefined);

  return {
    secrets: async () => {
      const age = clock() - (kept?.at ?? -Infinity);
      if (age >= USABLE_MS) await waited(refresh());
      else if (age >= FRESH_MS) void refresh();
      if (kept === undefined || clock() - kept.at >= USABLE_MS) throw new SecretsUnavailableError();
      return kept.secrets;
    },
    newerSecrets: async (than) => {
      await waited(refresh());
      return kept === undefined || kept.secrets === than ? undefined : kept.secrets;
    },
  };
}
