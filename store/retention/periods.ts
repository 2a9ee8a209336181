// Records that stay longer than their own period: what an open case rests on, and the PINs of members of staff.
import type { E164 } from '../../core/numbers/e164.ts';
import { absent, all, any, differs, exists, isBelow, type Condition } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict } from '../database/errors.ts';
import { epochSeconds } from '../database/items.ts';
import { openTable, type Key, type Table } from '../database/table.ts';
import { DROPPED } from '../messages/voicemail-items.ts';

export interface Periods {
  /** Not removed before then; a record that stays longer anyway, or is gone, is left alone. @param until ISO 8601 */
  readonly keepCall: (callSid: string, until: string) => Promise<void>;
  readonly keepVoicemail: (recordingSid: string, until: string) => Promise<void>;
  /** Where the member has a PIN. What is known of the number as a caller lies in the same record. */
  readonly keepPin: (member: E164, until: string) => Promise<void>;
}

/** A message that a person deleted has a period of its own, and is not brought back. */
const IS_NOT_DROPPED: Condition = differs('status', DROPPED);
const HAS_PIN: Condition = exists('pinHash');

export function createPeriods(database: Database): Periods {
  const calls = openTable(database, 'calls');
  const voicemails = openTable(database, 'voicemails');
  const callers = openTable(database, 'callers');
  return {
    keepCall: (callSid, until) => keepUntil(calls, { callSid }, until),
    keepVoicemail: (recordingSid, until) => keepUntil(voicemails, { recordingSid }, until, IS_NOT_DROPPED),
    keepPin: (number, until) => keepPin(callers, number, until),
  };
}

/** A PIN has no end of its own; it gets one here, which the job moves on for as long as its owner is a member. */
async function keepPin(table: Table, number: E164, until: string): Promise<void> {
  const ttl = epochSeconds(until);
  const only = all(any(absent('ttl'), isBelow('ttl', ttl)), HAS_PIN);
  await table.update('keep longer', { number }, { set: { ttl } }, { only }).catch(ignoreConflict);
}

async function keepUntil(table: Table, key: Key, until: string, ...also: Condition[]): Promise<void> {
  const ttl = epochSeconds(until);
  const only = all(isBelow('ttl', ttl), ...also);
  await table.update('keep longer', key, { set: { ttl } }, { only }).catch(ignoreConflict);
}
