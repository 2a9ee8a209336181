// What each error of DynamoDB is told as, and how large an item is.
import { describe, expect, test } from '@jest/globals';
import {
  StoreMisconfiguredError,
  StoreRefusedError,
  StoreUnavailableError,
} from '../../store/database/errors.ts';
import { failureOf, storeError } from '../../store/database/failures.ts';
import { itemBytes } from '../../store/database/item-size.ts';
import { outageProblem, storeTrouble } from '../../functions/http/outage-problem.ts';
import { statusOf } from '../../functions/http/problem.ts';

const named = (name: string, message = 'x'): Error => Object.assign(new Error(message), { name });
const TOO_LARGE = named('ValidationException', 'Item size has exceeded the maximum allowed size');

describe('errors of the database', () => {
  test.each([
    ['InternalServerError', StoreUnavailableError, 503, /does not answer/],
    ['TimeoutError', StoreUnavailableError, 503, /does not answer/],
    ['SomethingNew', StoreUnavailableError, 503, /does not answer/],
    ['ProvisionedThroughputExceededException', StoreUnavailableError, 503, /throttles/],
    ['ThrottlingException', StoreUnavailableError, 503, /throttles/],
    ['ValidationException', StoreRefusedError, 500, /refuses/],
    ['ItemCollectionSizeLimitExceededException', StoreRefusedError, 500, /refuses/],
    ['ResourceNotFoundException', StoreMisconfiguredError, 500, /not set up/],
    ['AccessDeniedException', StoreMisconfiguredError, 500, /not set up/],
    ['UnrecognizedClientException', StoreMisconfiguredError, 500, /not set up/],
  ])('%s', (name, kind, status, health) => {
    const error = storeError('read settings', named(name));
    expect(error).toBeInstanceOf(kind);
    expect(statusOf(outageProblem(error)!.kind)).toBe(status);
    expect(storeTrouble(error)).toMatch(health);
  });

  test('an item that is too large is a 413', () => {
    const error = storeError('write', TOO_LARGE);
    expect(error).toMatchObject({ tooLarge: true });
    expect(statusOf(outageProblem(error)!.kind)).toBe(413);
  });

  test('a failed condition is a conflict', () => {
    expect(failureOf(named('ConditionalCheckFailedException'))).toBe('conflict');
  });
});

test('an item is as large as DynamoDB’s own rules say', () => {
  expect(itemBytes({ name: 'é', n: 123, on: true, none: undefined, list: ['a', { b: 1 }] })).toBe(
    4 + 2 + (1 + 3) + (2 + 1) + (4 + 3 + (1 + 1) + (1 + 3 + (1 + 1 + 2))),
  );
});
