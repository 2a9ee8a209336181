// Messages as they are kept. The Record action and the recording's callback each bring a part, in any order.
import { DAY_SECONDS } from '../../core/basics/durations.ts';
import { callBackIdOf } from '../../core/messages/call-back-id.ts';
import type { Effect } from '../../core/call/effect.ts';
import type {
  AudioPlace,
  DroppedMessage,
  Folder,
  Voicemail,
  VoicemailStatus,
} from '../../core/messages/message.ts';
import type { Change } from '../database/changes.ts';
import { absent, all, any, equals, exists, isOneOf, type Condition } from '../database/conditions.ts';
import { fromCursor, type Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict, tellingConflict, VersionConflictError } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { openTable, type Table } from '../database/table.ts';
import { changeWithPeriod, IS_NOT_HELD } from '../retention/held-period.ts';
import { DROPPED, messageFromItem, versionIn, voicemailFromItem } from './voicemail-items.ts';
import { pageOfVoicemails, type VoicemailQuery } from './voicemail-pages.ts';

export interface Voicemails {
  readonly get: (recordingSid: string) => Promise<Voicemail | DroppedMessage | undefined>;
  /** By status newest first; over all statuses in no order. */
  readonly page: (query: VoicemailQuery) => Promise<Page<Voicemail>>;
  /** Raises the version; {@link VoicemailConflictError} when the message does not exist or is at another version. */
  readonly update: (
    recordingSid: string,
    change: VoicemailChange,
    expected: number | 'any',
  ) => Promise<Voicemail>;
  readonly keep: (effect: EffectOf<'keep-voicemail'>) => Promise<void>;
  /** Left alone where a request for the same number is open; one that is done or deleted makes room for the new one. */
  readonly keepCallBack: (effect: EffectOf<'keep-call-back'>) => Promise<void>;
  /** Heard by whoever heard it first; a message that is done already stays so. */
  readonly hear: (effect: EffectOf<'hear-voicemail'>) => Promise<void>;
  /** It is shown no more, and forgotten when no late callback can bring it back. Under a legal hold it stays as it is. */
  readonly drop: (effect: EffectOf<'drop-voicemail'>) => Promise<void>;
  /** The first one stays. {@link ConflictError} where the message is not kept yet; one that was dropped has no words. */
  readonly noteTranscript: (effect: EffectOf<'note-transcript'>) => Promise<void>;
  readonly noteStored: (
    recordingSid: string,
    audio: Extract<AudioPlace, { place: 'stored' }>,
  ) => Promise<void>;
}

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

interface VoicemailChange {
  readonly status?: VoicemailStatus | undefined;
  readonly folder?: Folder | undefined;
  readonly heardBy?: string | undefined;
  readonly assignedTo?: string | undefined;
  readonly writeKey?: string | undefined;
}

/** The message is at another version than the writer believed, or is gone. */
export class VoicemailConflictError extends VersionConflictError<Voicemail> {
  constructor(recordingSid: string, standing: Voicemail | undefined) {
    super(`the message ${recordingSid}`, standing, standing?.version ?? 0);
  }
}

/** The reconciler looks back a day. */
const KEEP_DROPPED_SECONDS = 3 * DAY_SECONDS;

export function createVoicemails(database: Database): Voicemails {
  const table = openTable(database, 'voicemails');
  return {
    get: (recordingSid) => get(table, recordingSid),
    page: (query) => fromCursor(query.cursor, () => pageOfVoicemails(table, query)),
    update: (recordingSid, change, expected) => edit(table, recordingSid, change, expected),
    keep: (effect) => keep(table, effect),
    keepCallBack: (effect) => keepCallBack(table, effect),
    hear: ({ recordingSid, by }) =>
      update(
        table,
        'hear voicemail',
        recordingSid,
        { once: { heardBy: by }, set: { status: 'heard' }, add: RAISED },
        IS_NEW,
      ).catch(ignoreConflict),
    drop: (effect) => drop(table, effect),
    noteTranscript: (effect) => noteTranscript(table, effect),
    noteStored: (recordingSid, audio) =>
      update(table, 'note stored audio', recordingSid, { set: { audio } }, IS_KEPT),
  };
}

const IS_KEPT: Condition = exists('recordingSid');
const IS_NEW: Condition = equals('status', 'new');
const IS_KEPT_AND_NOT_DROPPED: Condition = all(IS_KEPT, absent('dropped'));
/** No request for a call-back is open. */
const HAS_NO_OPEN_REQUEST: Condition = any(absent('recordingSid'), isOneOf('status', ['done', DROPPED]));
/** This is an edit that other editors must notice. */
const RAISED = { version: 1 };

async function get(table: Table, recordingSid: string): Promise<Voicemail | DroppedMessage | undefined> {
  const item = await table.get('read voicemail', { recordingSid });
  return item === undefined ? undefined : messageFromItem(item);
}

async function update(
  table: Table,
  operation: string,
  recordingSid: string,
  change: Change,
  only?: Condition,
): Promise<void> {
  await table.update(operation, { recordingSid }, change, { only });
}

async function edit(
  table: Table,
  recordingSid: string,
  change: VoicemailChange,
  expected: number | 'any',
): Promise<Voicemail> {
  const changed = table.update(
    'change voicemail',
    { recordingSid },
    { set: { ...change }, add: RAISED },
    { only: expected === 'any' ? IS_KEPT : equals('version', expected), returns: 'ALL_NEW' },
  );
  return voicemailFromItem(await tellingConflict(changed, () => conflictAt(table, recordingSid)));
}

async function conflictAt(table: Table, recordingSid: string): Promise<VoicemailConflictError> {
  const standing = await get(table, recordingSid);
  return new VoicemailConflictError(recordingSid, standing?.dropped === undefined ? standing : undefined);
}

function keep(
  table: Table,
  { kind: _, recordingSid, from, room: __, expiresAt, ...message }: EffectOf<'keep-voicemail'>,
): Promise<void> {
  const audio: AudioPlace = { place: 'at-carrier' };
  const once = { ...message, ...from, status: 'new', version: 1, audio, ttl: epochSeconds(expiresAt) };
  return update(table, 'keep voicemail', recordingSid, { once });
}

/** A request that is done and under a hold keeps its words: the new one gets a name of its own, after its call. */
async function keepCallBack(
  table: Table,
  { kind: _, recordingSid, number, expiresAt, ...request }: EffectOf<'keep-call-back'>,
): Promise<void> {
  const before = await table.get('read voicemail', { recordingSid });
  const isFixed = before?.holds !== undefined && before.status !== 'new' && before.status !== 'heard';
  const key = { recordingSid: isFixed ? callBackIdOf(request.callSid) : recordingSid };
  const version = isFixed ? 1 : versionIn(before) + 1;
  const audio: AudioPlace = { place: 'none' };
  const set: Item = { ...request, callBack: number, status: 'new', seconds: 0, version, audio };
  const remove = ['heardBy', 'assignedTo', 'dropped', 'folder', 'writeKey'];
  const written = { change: { set, remove }, ttl: epochSeconds(expiresAt), only: HAS_NO_OPEN_REQUEST };
  await changeWithPeriod({ table, key }, 'keep call-back', written).catch(ignoreConflict);
}

function drop(table: Table, { recordingSid, by, at }: EffectOf<'drop-voicemail'>): Promise<void> {
  const change: Change = {
    once: { dropped: { by, at } },
    set: { status: DROPPED, ttl: epochSeconds(at) + KEEP_DROPPED_SECONDS },
    remove: ['transcript', 'nuisance'],
  };
  return update(table, 'drop voicemail', recordingSid, change, IS_NOT_HELD).catch(ignoreConflict);
}

async function noteTranscript(
  table: Table,
  { recordingSid, transcript, nuisance }: EffectOf<'note-transcript'>,
): Promise<void> {
  const once = { transcript, nuisance };
  try {
    await update(table, 'note transcript', recordingSid, { once }, IS_KEPT_AND_NOT_DROPPED);
  } catch (error) {
    ignoreConflict(error);
    if ((await get(table, recordingSid))?.dropped === undefined) throw error;
  }
}
