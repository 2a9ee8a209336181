// The carrier's webhooks as they came. Those of an ordinary call are forgotten after days; those of a call that ended in
// a case, a flag or a block are kept as long as the call.
import * as z from 'zod';
import type { KeptWebhook } from '../../core/call/kept-webhook.ts';
import type { Effect } from '../../core/call/effect.ts';
import { equals, isBelow } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { parserOf, schemaOf, text, time } from '../database/parse.ts';
import { allItems, openTable, type Table } from '../database/table.ts';

export interface Webhooks {
  /** Each delivery once. */
  readonly keep: (effect: Extract<Effect, { kind: 'keep-webhook' }>) => Promise<void>;
  /** Oldest first. */
  readonly of: (callSid: string) => Promise<readonly KeptWebhook[]>;
  /** Not removed before then; what stays longer anyway is left alone. @param until ISO 8601 */
  readonly keepUntil: (callSid: string, until: string) => Promise<void>;
}

export function createWebhooks(database: Database): Webhooks {
  const table = openTable(database, 'webhooks');
  return {
    keep: ({ callSid, webhook, expiresAt }) =>
      table.put('keep webhook', {
        callSid,
        arrival: `${webhook.at} ${webhook.id}`,
        ...webhook,
        ttl: epochSeconds(expiresAt),
      }),
    of: async (callSid) => (await itemsOf(table, callSid)).map(webhookOf),
    keepUntil: (callSid, until) => keepUntil(table, callSid, until),
  };
}

const webhookOf = parserOf(
  'webhooks',
  schemaOf<KeptWebhook>({
    at: time,
    id: text,
    url: text,
    signature: text,
    verified: z.enum(['signed', 'partly']),
    body: text,
  }),
);

const itemsOf = (table: Table, callSid: string): Promise<Item[]> =>
  allItems(table, 'read webhooks', { where: equals('callSid', callSid), consistent: true });

const keyOf = parserOf(
  'webhooks',
  schemaOf<{ callSid: string; arrival: string }>({ callSid: text, arrival: text }),
);

async function keepUntil(table: Table, callSid: string, until: string): Promise<void> {
  const ttl = epochSeconds(until);
  for (const item of await itemsOf(table, callSid))
    await table
      .update('keep webhook longer', keyOf(item), { set: { ttl } }, { only: isBelow('ttl', ttl) })
      .catch(ignoreConflict);
}
