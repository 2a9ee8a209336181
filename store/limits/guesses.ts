// Answers to the challenge, by number and day: each is counted before it is compared.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isUnvouched, type Attestation } from '../../core/numbers/attestation.ts';
import type { Effect } from '../../core/call/decision.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict, wasWritten } from '../database/errors.ts';
import { epochSeconds } from '../database/items.ts';

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

/** Longer than any day that the item is about. */
const KEPT_MS = 2 * 86_400_000;

export function createGuesses(database: Database): Guesses {
  const TableName = database.table('callers');
  return {
    take: async ({ number, attestation, answer }, limit, now) => {
      return wasWritten(
        database.run('count guess', (client, options) =>
          client.send(
            new UpdateCommand({
              TableName,
              Key: { number: guessKey(number, attestation, now) },
              UpdateExpression: 'SET #ttl = :ttl ADD answers :some',
              ConditionExpression:
                'attribute_not_exists(answers) OR size(answers) < :limit OR contains(answers, :one)',
              ExpressionAttributeNames: { '#ttl': 'ttl' },
              ExpressionAttributeValues: {
                ':ttl': epochSeconds(new Date(now.getTime() + KEPT_MS).toISOString()),
                ':some': new Set([answer]),
                ':one': answer,
                ':limit': limit,
              },
            }),
            options,
          ),
        ),
      );
    },

    forget: async ({ number, attestation, at }) => {
      // An update leaves an empty item, since the voice functions may not delete.
      await database
        .run('forget guesses', (client, options) =>
          client.send(
            new UpdateCommand({
              TableName,
              Key: { number: guessKey(number, attestation, new Date(at)) },
              UpdateExpression: 'REMOVE answers',
              ConditionExpression: 'attribute_exists(answers)',
            }),
            options,
          ),
        )
        .catch(ignoreConflict);
    },
  };
}

const guessKey = (number: Identity, attestation: Attestation, day: Date): string =>
  `guess:${number}:${isUnvouched(attestation) ? 'unvouched' : 'vouched'}:${day.toISOString().slice(0, 10)}`;
