// Everything an incoming call is decided on, in one BatchGetItem: the listings under every pattern of the number,
// what is remembered of it, the staff, the mailbox, the settings in force and the switches beside them.
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Calibration } from '../core/calibration.ts';
import type { E164 } from '../core/e164.ts';
import type { Identity } from '../core/identity.ts';
import { patternsOf } from '../core/listing.ts';
import type { Database } from './database.ts';
import { StoreUnavailableError } from './errors.ts';
import {
  callerFromItem,
  CALIBRATION_KEY,
  DO_NOT_DISTURB_KEY,
  doNotDisturbFromItem,
  GUARD_KEY,
  guardFromItem,
  INSTALLATION_KEY,
  listingFromItem,
  named,
  SETTINGS_KEY,
  settingsFromItem,
} from './items.ts';
import { evidenceFromItems, evidenceKeys } from './evidence.ts';
import { mailboxFromItems, mailboxKeys } from './mailbox.ts';
import { memberFromItem } from './members.ts';
import type { IncomingFacts, Store } from './store.ts';

export function createIncoming(database: Database): Store['incoming'] {
  const listings = database.table('listings');
  const callers = database.table('callers');
  const settings = database.table('settings');

  const keysFor = (number: Identity | undefined, members: readonly E164[], now: Date) => {
    const own = number === undefined ? [] : evidenceKeys(number);
    const numbers = new Set([...own, ...members, ...mailboxKeys(now)]);
    return {
      ...(number === undefined
        ? {}
        : { [listings]: { Keys: patternsOf(number).map((pattern) => ({ pattern })) } }),
      [callers]: { Keys: [...numbers].map((one) => ({ number: one })) },
      [settings]: {
        Keys: [SETTINGS_KEY, GUARD_KEY, DO_NOT_DISTURB_KEY, INSTALLATION_KEY, CALIBRATION_KEY],
      },
    };
  };

  return async (number, { members, now } = { members: [], now: new Date(0) }): Promise<IncomingFacts> => {
    const { Responses = {}, UnprocessedKeys = {} } = await database.run(
      'read facts of an incoming call',
      (client, options) =>
        client.send(
          new BatchGetCommand({
            RequestItems: keysFor(number, members, now),
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
    const people = Responses[callers] ?? [];
    const caller = people.find((item) => item.number === number);
    return {
      directory: {
        kind: 'known',
        listings: (Responses[listings] ?? []).map(listingFromItem),
        caller: caller === undefined ? undefined : callerFromItem(caller),
        ...(number === undefined ? {} : { evidence: evidenceFromItems(people, number, now) }),
      },
      settings: settingsFromItem(named(Responses[settings], SETTINGS_KEY.name)),
      members: new Map(
        people
          .filter((item) => members.includes(item.number as E164))
          .map((item) => [item.number as E164, memberFromItem(item, now)]),
      ),
      guard: guardFromItem(named(Responses[settings], GUARD_KEY.name)),
      doNotDisturb: doNotDisturbFromItem(named(Responses[settings], DO_NOT_DISTURB_KEY.name)),
      mailbox: mailboxFromItems(people, number, now),
      installedAt: named(Responses[settings], INSTALLATION_KEY.name)?.since as string | undefined,
      calibration: named(Responses[settings], CALIBRATION_KEY.name)?.points as Calibration | undefined,
    };
  };
}
