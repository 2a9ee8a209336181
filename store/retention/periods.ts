// Records that stay longer than their own period: what an open case rests on, and the PINs of members of staff.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { E164 } from '../../core/numbers/e164.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict } from '../database/errors.ts';
import { epochSeconds } from '../database/items.ts';

export interface Periods {
  /** Not removed before then; a record that stays longer anyway, or is gone, is left alone. @param until ISO 8601 */
  readonly keepCall: (callSid: string, until: string) => Promise<void>;
  readonly keepVoicemail: (recordingSid: string, until: string) => Promise<void>;
  /** Where the member has a PIN. What is known of the number as a caller lies in the same record. */
  readonly keepPin: (member: E164, until: string) => Promise<void>;
}

export function createPeriods(database: Database): Periods {
  const keep = async (
    table: 'calls' | 'voicemails' | 'callers',
    Key: Readonly<Record<string, string>>,
    until: string,
    { condition, names = {}, values = {} }: Condition = NO_CONDITION,
  ): Promise<void> => {
    const update = new UpdateCommand({
      TableName: database.table(table),
      Key,
      UpdateExpression: 'SET #ttl = :until',
      ConditionExpression: ['#ttl < :until', ...condition].join(' AND '),
      ExpressionAttributeNames: { '#ttl': 'ttl', ...names },
      ExpressionAttributeValues: { ':until': epochSeconds(until), ...values },
    });
    await database
      .run('keep longer', (client, options) => client.send(update, options))
      .catch(ignoreConflict);
  };
  return {
    keepCall: (callSid, until) => keep('calls', { callSid }, until),
    keepVoicemail: (recordingSid, until) => keep('voicemails', { recordingSid }, until, NOT_DROPPED),
    keepPin: (number, until) => keep('callers', { number }, until, HAS_PIN),
  };
}

interface Condition {
  readonly condition: readonly string[];
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, string>>;
}

const NO_CONDITION: Condition = { condition: [] };
/** A message that a person deleted has a period of its own, and is not brought back. */
const NOT_DROPPED: Condition = {
  condition: ['#status <> :dropped'],
  names: { '#status': 'status' },
  values: { ':dropped': 'dropped' },
};
const HAS_PIN: Condition = { condition: ['attribute_exists(pinHash)'] };
