// Everything an incoming call is decided on, in one BatchGetItem: the listings under every pattern of the number,
// what is remembered of it, and the settings in force.
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { E164 } from '../core/e164.ts';
import { patternsOf } from '../core/listing.ts';
import type { Database } from './database.ts';
import { StoreUnavailableError } from './errors.ts';
import {
  callerFromItem,
  GUARD_KEY,
  guardFromItem,
  listingFromItem,
  SETTINGS_KEY,
  settingsFromItem,
  type Item,
} from './items.ts';
import type { IncomingFacts } from './store.ts';

export function createIncoming(database: Database) {
  const listings = database.table('listings');
  const callers = database.table('callers');
  const settings = database.table('settings');

  const keysFor = (number: E164) => ({
    [listings]: { Keys: patternsOf(number).map((pattern) => ({ pattern })) },
    [callers]: { Keys: [{ number }] },
  });

  return async (number: E164 | undefined): Promise<IncomingFacts> => {
    const { Responses = {}, UnprocessedKeys = {} } = await database.run(
      'read facts of an incoming call',
      (client, options) =>
        client.send(
          new BatchGetCommand({
            RequestItems: {
              ...(number === undefined ? {} : keysFor(number)),
              [settings]: { Keys: [SETTINGS_KEY, GUARD_KEY] },
            },
          }),
          options,
        ),
    );
    // Half an answer is none: a throttled listing would read as "unlisted".
    if (Object.keys(UnprocessedKeys).length > 0) {
      throw new StoreUnavailableError(
        'read facts of an incoming call',
        new Error('the tables are throttled'),
      );
    }
    const caller = Responses[callers]?.[0];
    return {
      directory: {
        kind: 'known',
        listings: (Responses[listings] ?? []).map(listingFromItem),
        caller: caller === undefined ? undefined : callerFromItem(caller),
      },
      settings: settingsFromItem(named(Responses[settings], SETTINGS_KEY.name)),
      guard: guardFromItem(named(Responses[settings], GUARD_KEY.name)),
    };
  };
}

const named = (items: readonly Item[] = [], name: string): Item | undefined =>
  items.find((item) => item.name === name);
