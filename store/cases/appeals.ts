// Appeals from the report page that wait for a call from their number: one item a number, for minutes. What is counted is
// counted by the same conditional write that allows it, so that many at once get no more than one after another.
import * as z from 'zod';
import { HOUR_SECONDS, MINUTE_MS } from '../../core/basics/durations.ts';
import {
  CODE_MINUTES,
  isExpired,
  MOST_CALLS_ANSWERED,
  MOST_CODES_TRIED,
  replacedAppeals,
  type AskedOnPage,
  type WaitingAppeal,
} from '../../core/cases/page-appeal.ts';
import { RIGHTS_KINDS } from '../../core/rights/rights-request.ts';
import type { Effect } from '../../core/call/effect.ts';
import { isUnvouched, type Attestation } from '../../core/numbers/attestation.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import {
  absent,
  all,
  any,
  contains,
  exists,
  hasRoom,
  isAbove,
  isAtMost,
  isBelow,
  type Condition,
  type Path,
} from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict, unlessConflict } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { language, optionalText, optionalTime, parserOf, schemaOf, text, time } from '../database/parse.ts';
import { openTable, type Table } from '../database/table.ts';

/** A call from the number, by which its caller may show whose it is. */
interface ProvingCall {
  readonly number: Identity;
  /** Calls that the network vouches for are counted apart from the others. */
  readonly attestation: Attestation;
}

export interface Appeals {
  /** Lets the appeal wait; beyond so many, others make room for it. The same appeal may be opened twice. */
  readonly open: (number: Identity, appeal: WaitingAppeal, now: Date) => Promise<void>;
  /** @returns undefined also for an appeal that has made room for another one */
  readonly get: (number: Identity, id: string) => Promise<WaitingAppeal | undefined>;
  /** Whether this refused call may be answered for a code; the same call may ask twice. */
  readonly takeCall: (call: ProvingCall, callSid: string, now: Date) => Promise<boolean>;
  /**
   * Counts a code before it is compared; the same answer counts once.
   * @returns the appeals that wait, or undefined where no further code is taken
   */
  readonly tryCode: (
    call: ProvingCall,
    answer: string,
    now: Date,
  ) => Promise<readonly WaitingAppeal[] | undefined>;
  /** Its code opens no other case. */
  readonly prove: (effect: Extract<Effect, { kind: 'prove-number' }>) => Promise<void>;
}

/** Beside the numbers themselves, so that an incoming call reads it with them. */
export const appealKey = (number: Identity): string => `appeal:${number}`;
const keyOf = (number: Identity) => ({ number: appealKey(number) });

/** What is counted in the minutes of a code: the sets of the item, by whether the network vouches for the call. */
const COUNTED = {
  answered: { unvouched: 'answered', vouched: 'answeredVouched' },
  tried: { unvouched: 'tried', vouched: 'triedVouched' },
} as const;
const ALL_COUNTED = Object.values(COUNTED).flatMap((sets) => Object.values(sets));

/** The page shows what came of an appeal for so long after its code has expired. */
const KEPT_SECONDS = HOUR_SECONDS;

export function createAppeals(database: Database): Appeals {
  const table = openTable(database, 'callers');
  return {
    open: async (number, appeal, now) => {
      await forgetExpired(table, number, now);
      await countAnew(table, number, now);
      await replace(table, number, replacedAppeals(await add(table, number, appeal), now));
    },

    get: async (number, id) => {
      const item = await table.get('read appeal', keyOf(number));
      return waitingIn(item).find((appeal) => appeal.id === id);
    },

    takeCall: async (call, callSid, now) =>
      (await count(table, call, 'answered', { one: callSid, most: MOST_CALLS_ANSWERED, now })) !== undefined,

    tryCode: async (call, answer, now) => {
      const item = await count(table, call, 'tried', { one: answer, most: MOST_CODES_TRIED, now });
      return item === undefined ? undefined : waitingIn(item).filter((appeal) => !isExpired(appeal, now));
    },

    // Where another appeal has taken its place in this moment, there is nothing to note: the case is open, and its
    // caller has heard the number of it.
    prove: async ({ number, id, callSid }) => {
      const once = [[provenBy(id), callSid]] as const;
      await table
        .update('prove number', keyOf(number), { once }, { only: exists(place(id)) })
        .catch(ignoreConflict);
    },
  };
}

const place = (id: string): Path => ['waiting', id];
const provenBy = (id: string): Path => ['waiting', id, 'provenBy'];

interface CountedOne {
  /** Names what is counted: the same twice counts once. */
  readonly one: string;
  readonly most: number;
  readonly now: Date;
}

const mayCount = (set: string, { one, most, now }: CountedOne): Condition =>
  all(isAbove('openUntil', now.toISOString()), any(hasRoom(set, most), contains(set, one)));

/** Adds one more to a set while appeals wait. @returns the item; undefined where the set is full */
function count(
  table: Table,
  { number, attestation }: ProvingCall,
  what: keyof typeof COUNTED,
  counted: CountedOne,
): Promise<Item | undefined> {
  const set = COUNTED[what][isUnvouched(attestation) ? 'unvouched' : 'vouched'];
  const change = { add: { [set]: new Set([counted.one]) } };
  const options = { only: mayCount(set, counted), returns: 'ALL_NEW' } as const;
  return unlessConflict(table.update('count for an appeal', keyOf(number), change, options));
}

// --- opening ------------------------------------------------------------------------------------------------------

/** The first appeal after all others have expired finds nothing of them left. */
async function forgetExpired(table: Table, number: Identity, now: Date): Promise<void> {
  const at = now.toISOString();
  const set = { waiting: {}, openUntil: at, ttl: epochSeconds(at) + KEPT_SECONDS };
  const noneWaits = any(absent('openUntil'), isBelow('openUntil', at));
  await unlessConflict(table.update('forget expired appeals', keyOf(number), { set }, { only: noneWaits }));
}

/** Counts begin anew when the minutes of a code are over, also where other appeals wait all the time. */
async function countAnew(table: Table, number: Identity, now: Date): Promise<void> {
  const countedUntil = new Date(now.getTime() + CODE_MINUTES * MINUTE_MS).toISOString();
  const isOver = any(absent('countedUntil'), isAtMost('countedUntil', now.toISOString()));
  const change = { set: { countedUntil }, remove: ALL_COUNTED };
  await unlessConflict(table.update('count anew for appeals', keyOf(number), change, { only: isOver }));
}

async function add(table: Table, number: Identity, appeal: WaitingAppeal): Promise<readonly WaitingAppeal[]> {
  const change = {
    once: [[place(appeal.id), appeal]] as const,
    set: { openUntil: appeal.until, ttl: epochSeconds(appeal.until) + KEPT_SECONDS },
  };
  return waitingIn(await table.update('open appeal', keyOf(number), change, { returns: 'ALL_NEW' }));
}

/** One that is proven at this moment stays; the next appeal makes the room again. */
async function replace(table: Table, number: Identity, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const onlyUnproven = all(...ids.map((id) => absent(provenBy(id))));
  await table
    .update('replace appeals', keyOf(number), { remove: ids.map(place) }, { only: onlyUnproven })
    .catch(ignoreConflict);
}

// --- the item -----------------------------------------------------------------------------------------------------

interface StoredAppeals {
  readonly waiting?: Readonly<Record<string, WaitingAppeal>>;
  readonly openUntil?: string;
}

const appealSchema = schemaOf<WaitingAppeal>({
  id: text,
  description: optionalText,
  language,
  until: time,
  network: text,
  provenBy: optionalText,
  request: schemaOf<AskedOnPage>({ id: text, kind: z.enum(RIGHTS_KINDS), dueAt: time }).optional(),
});
const appealsOf = parserOf(
  'callers',
  schemaOf<StoredAppeals>({
    waiting: z.record(text, appealSchema).optional(),
    openUntil: optionalTime,
  }),
);

const waitingIn = (item: Item | undefined): readonly WaitingAppeal[] =>
  item === undefined ? [] : Object.values(appealsOf(item).waiting ?? {});

export function awaitsCall(item: Item | undefined, now: Date): boolean {
  if (item === undefined) return false;
  const { openUntil } = appealsOf(item);
  return openUntil !== undefined && Date.parse(openUntil) > now.getTime();
}
