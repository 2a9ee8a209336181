// Reports and appeals as they are kept.
import { CASE_STATUSES, type CaseChange, type CaseRecord } from '../../core/cases/case.ts';
import type { SentReport } from '../../core/cases/sent-report.ts';
import type { Effect } from '../../core/call/effect.ts';
import type { Counted } from '../../core/basics/limit.ts';
import type { LockPolicy } from '../../core/basics/lock.ts';
import {
  absent,
  all,
  any,
  contains,
  equals,
  exists,
  hasRoom,
  isBetween,
  lacks,
  type Condition,
} from '../database/conditions.ts';
import { fromCursor, type Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict, tellingConflict, VersionConflictError, wasWritten } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { allItems, openTable, type Table } from '../database/table.ts';
import { locksBeside, takeTry } from '../limits/tries.ts';
import { caseFromItem, originOf, OWNED_ATTRIBUTES, ownerFromItem } from './case-items.ts';
import { pageOfCases, type CaseQuery } from './case-pages.ts';
import { noteSentReport } from './sent-reports.ts';

/** None of the candidates is free. */
export class CaseNumbersTakenError extends Error {
  override readonly name = 'CaseNumbersTakenError';
  constructor() {
    super('no case number is free');
  }
}

/** The case is at another version than the writer believed, or is gone. */
export class CaseConflictError extends VersionConflictError<CaseRecord> {
  constructor(caseNumber: string, standing: CaseRecord | undefined) {
    super(`the case ${caseNumber}`, standing, standing?.version ?? 0);
  }
}

type EffectOf<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;
type Opening = Omit<EffectOf<'open-case'>, 'kind'>;

interface Opened {
  readonly kept: CaseRecord;
  /** False where the case was there: this is its second delivery. */
  readonly made: boolean;
}

export interface Cases {
  readonly get: (caseNumber: string) => Promise<CaseRecord | undefined>;
  /** Which of these numbers are taken, and by which call or request. */
  readonly owners: (caseNumbers: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Of one status, or about one number, in the order asked for; all of them in no order. */
  readonly page: (query: CaseQuery) => Promise<Page<CaseRecord>>;
  /** Appeals that came in between: how many, and how many of them have been accepted since. */
  readonly appealsBetween: (from: Date, to: Date) => Promise<{ received: number; accepted: number }>;
  /** Raises the version; {@link CaseConflictError} when the case is at another one. */
  readonly change: (
    found: CaseRecord,
    change: CaseChange,
    writeKey: string | undefined,
    /** When the record is to be removed, ISO 8601; undefined for a case that is open: it stays. */
    expiresAt?: string,
  ) => Promise<CaseRecord>;
  readonly noteSent: (
    caseNumber: string,
    noted: { readonly sent: SentReport; readonly request: string },
  ) => Promise<CaseRecord | undefined>;
  readonly open: (effect: Opening) => Promise<Opened>;
  /** Opened where it is the first report to join; each call joins once. A closed case is open again. */
  readonly join: (effect: EffectOf<'join-case'>) => Promise<void>;
  readonly describe: (effect: EffectOf<'describe-case'>) => Promise<void>;
  /**
   * Counts an answer before it is compared, so that of many at once no more are compared than the policy says.
   * @returns undefined where there is no such case, or while it is locked
   */
  readonly tryPin: (
    caseNumber: string,
    answer: Counted,
    policy: LockPolicy,
  ) => Promise<CaseRecord | undefined>;
  /** It was right: what was counted before is forgotten, and the lock with it. */
  readonly forgivePin: (caseNumber: string) => Promise<void>;
}

/** Reports that one case of a day takes; the item stays far below the 400 KB that DynamoDB takes. */
const MOST_JOINED = 1000;

const WRONG_PINS = 'wrongPins';

export function createCases(database: Database): Cases {
  const table = openTable(database, 'cases');
  return {
    get: (caseNumber) => get(table, caseNumber),
    owners: async (caseNumbers) => {
      const keys = caseNumbers.map((caseNumber) => ({ caseNumber }));
      const items = await table.getMany('read cases', keys, { attributes: OWNED_ATTRIBUTES });
      return new Map(items.map(ownerFromItem));
    },
    page: (query) => fromCursor(query.cursor, () => pageOfCases(table, query)),
    appealsBetween: (from, to) => appealsBetween(table, from, to),
    change: (found, change, writeKey, expiresAt) => changeCase(table, { found, change, writeKey, expiresAt }),
    noteSent: (caseNumber, noted) => noteSentReport(table, caseNumber, noted),
    open: (effect) => open(table, effect),
    join: (effect) => join(table, effect),
    describe: async ({ caseNumber, callSid, recordingSid }) => {
      const options = { only: isPartOf(callSid) };
      await table.update('describe case', { caseNumber }, { once: { recordingSid } }, options);
    },
    tryPin: (caseNumber, own, policy) => tryPin(table, caseNumber, { own, policy }),
    forgivePin: async (caseNumber) => {
      await table.update('forgive PIN', { caseNumber }, { remove: [WRONG_PINS, locksBeside(WRONG_PINS)] });
    },
  };
}

const IS_KEPT: Condition = exists('caseNumber');
/** The call opened the case, or joined it. */
const isPartOf = (callSid: string): Condition =>
  any(equals('callSid', callSid), contains('joinedCalls', callSid));

async function get(
  table: Table,
  caseNumber: string,
  reading: { readonly consistent?: true } = {},
): Promise<CaseRecord | undefined> {
  const item = await table.get('read case', { caseNumber }, reading);
  return item === undefined ? undefined : caseFromItem(item);
}

async function tryPin(
  table: Table,
  caseNumber: string,
  asked: { readonly own: Counted; readonly policy: LockPolicy },
): Promise<CaseRecord | undefined> {
  const key = { caseNumber };
  const found = await takeTry(
    { table, key, attribute: WRONG_PINS, only: IS_KEPT, operation: 'try PIN' },
    asked,
  );
  return found === undefined ? undefined : caseFromItem(found);
}

// --- opening ------------------------------------------------------------------------------------------------------

/** Two calls that drew the same number in the same moment: the later one moves to its next candidate. */
async function open(table: Table, { candidates, report }: Opening): Promise<Opened> {
  for (const caseNumber of candidates) {
    const kept = { ...report, caseNumber, history: [], version: 1 };
    if (await wasWritten(table.put('open case', kept, absent('caseNumber')))) return { kept, made: true };
    const taken = await get(table, caseNumber);
    if (taken !== undefined && originOf(taken) === originOf(report)) return { kept: taken, made: false };
  }
  throw new CaseNumbersTakenError();
}

const mayJoin = (callSid: string): Condition =>
  all(IS_KEPT, lacks('joinedCalls', callSid), hasRoom('joinedCalls', MOST_JOINED));

async function join(table: Table, { candidates, report, joined }: EffectOf<'join-case'>): Promise<void> {
  const { kept } = await open(table, { candidates, report });
  const change = {
    append: { joined: [joined] },
    set: { status: 'received' },
    add: { joinedCalls: new Set([joined.callSid]), version: 1 },
    remove: ['ttl'],
  };
  await table
    .update('join case', { caseNumber: kept.caseNumber }, change, { only: mayJoin(joined.callSid) })
    .catch(ignoreConflict);
}

// --- changing -----------------------------------------------------------------------------------------------------

interface CaseEdit {
  readonly found: CaseRecord;
  readonly change: CaseChange;
  readonly writeKey: string | undefined;
  readonly expiresAt: string | undefined;
}

async function changeCase(table: Table, edit: CaseEdit): Promise<CaseRecord> {
  const { caseNumber, version } = edit.found;
  const changed = table.update('change case', { caseNumber }, changeOf(edit), {
    only: equals('version', version),
    returns: 'ALL_NEW',
  });
  const conflict = async () =>
    new CaseConflictError(caseNumber, await get(table, caseNumber, { consistent: true }));
  return caseFromItem(await tellingConflict(changed, conflict));
}

function changeOf({ found, change, writeKey, expiresAt }: CaseEdit) {
  const { status, feedback, decision, withdrawnFor } = change;
  const ttl = expiresAt === undefined ? undefined : epochSeconds(expiresAt);
  // Somebody has moved the report on since: its status is the news again.
  const isMovedOn = withdrawnFor === undefined && status !== found.status;
  return {
    append: { history: [change] },
    set: { status, feedback, decision, withdrawnFor, writeKey, ttl, version: found.version + 1 },
    remove: [...(isMovedOn ? ['withdrawnFor'] : []), ...(ttl === undefined ? ['ttl'] : [])],
  };
}

// --- counting -----------------------------------------------------------------------------------------------------

async function appealsBetween(
  table: Table,
  from: Date,
  to: Date,
): Promise<{ received: number; accepted: number }> {
  // BETWEEN is inclusive, the span's end is not.
  const within = isBetween('receivedAt', from.toISOString(), new Date(to.getTime() - 1).toISOString());
  const ofStatus = (status: string): Promise<Item[]> =>
    allItems(table, 'appeals', { index: 'byStatus', where: all(equals('status', status), within) });
  const found = (await Promise.all(CASE_STATUSES.map(ofStatus))).flat().map(caseFromItem);
  const appeals = found.filter(({ kind }) => kind === 'appeal');
  return {
    received: appeals.length,
    accepted: appeals.filter(({ decision }) => decision === 'accepted').length,
  };
}
