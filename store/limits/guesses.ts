// Answers to the challenge, by number and day: each is counted before it is compared.
import { DAY_MS } from '../../core/basics/durations.ts';
import { SHORT_LIVED_DAYS } from '../../core/holds/kept.ts';
import { isUnvouched, type Attestation } from '../../core/numbers/attestation.ts';
import type { Effect } from '../../core/call/effect.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import { any, contains, exists, hasRoom } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict, wasWritten } from '../database/errors.ts';
import { epochSeconds } from '../database/items.ts';
import { openTable, type Table } from '../database/table.ts';

interface Guess {
  readonly number: Identity;
  /** A caller for whom the network vouches has answers of their own: nobody who forges the number can use them up. */
  readonly attestation: Attestation;
  /** Names the answer: one that is delivered twice counts once. */
  readonly answer: string;
}

export interface Guesses {
  /** @returns false where the number has used up its answers of the day, and this one is not among them */
  readonly take: (guess: Guess, limit: number, now: Date) => Promise<boolean>;
  readonly forget: (effect: Omit<Extract<Effect, { kind: 'forget-guesses' }>, 'kind'>) => Promise<void>;
}

const KEPT_MS = SHORT_LIVED_DAYS * DAY_MS;

export function createGuesses(database: Database): Guesses {
  const table = openTable(database, 'callers');
  return {
    take: (guess, limit, now) => take(table, guess, limit, now),
    forget: async ({ number, attestation, at }) => {
      const key = guessKey(number, attestation, new Date(at));
      // An update leaves an empty item, since the voice functions may not delete.
      await table
        .update('forget guesses', key, { remove: ['answers'] }, { only: exists('answers') })
        .catch(ignoreConflict);
    },
  };
}

function take(
  table: Table,
  { number, attestation, answer }: Guess,
  limit: number,
  now: Date,
): Promise<boolean> {
  const ttl = epochSeconds(new Date(now.getTime() + KEPT_MS).toISOString());
  const change = { set: { ttl }, add: { answers: new Set([answer]) } };
  const only = any(hasRoom('answers', limit), contains('answers', answer));
  return wasWritten(table.update('count guess', guessKey(number, attestation, now), change, { only }));
}

const guessKey = (number: Identity, attestation: Attestation, day: Date) => ({
  number: `guess:${number}:${isUnvouched(attestation) ? 'unvouched' : 'vouched'}:${day.toISOString().slice(0, 10)}`,
});
