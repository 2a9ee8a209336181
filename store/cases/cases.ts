// Reports and appeals as they are kept.
import { CASE_STATUSES, MAX_MERGED, type CaseChange, type CaseRecord } from '../../core/cases/case.ts';
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
  isAtLeast,
  isBetween,
  lacks,
  type Condition,
} from '../database/conditions.ts';
import { fromCursor, type Page } from '../database/cursor.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict, tellingConflict, VersionConflictError, wasWritten } from '../database/errors.ts';
import { epochSeconds, type Item } from '../database/items.ts';
import { allItems, openTable, type Table } from '../database/table.ts';
import { changeWithPeriod, ENDLESS } from '../retention/held-period.ts';
import { locksBeside, takeTry } from '../limits/tries.ts';
import {
  caseFromItem,
  OPENED_ATTRIBUTES,
  openedFromItem,
  originOf,
  OWNED_ATTRIBUTES,
  ownerFromItem,
} from './case-items.ts';
import { pageOfCases, type CaseQuery } from './case-pages.ts';
import { noteSentReport, takeBackSentReport } from './sent-reports.ts';

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
type TakeIn = CaseChange & { readonly tookIn: string };

interface Opened {
  readonly kept: CaseRecord;
  /** False where the case was there: this is its second delivery. */
  readonly made: boolean;
}

export interface Cases {
  readonly get: (caseNumber: string) => Promise<CaseRecord | undefined>;
  /** Of a duplicate: the case that it was merged into. Undefined for any other case, and where that one is gone. */
  readonly survivorOf: (found: CaseRecord) => Promise<CaseRecord | undefined>;
  /** Those of these numbers that are kept, in no order. */
  readonly getMany: (caseNumbers: readonly string[]) => Promise<readonly CaseRecord[]>;
  /** Which of these numbers are taken, and by which call or request. */
  readonly owners: (caseNumbers: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Of one status, or about one number, in the order asked for; all of them in no order. */
  readonly page: (query: CaseQuery) => Promise<Page<CaseRecord>>;
  /** Of each status the newest, up to so many; `complete` says whether that is all. */
  readonly receivedSince: (
    from: Date,
    most: number,
  ) => Promise<{ readonly found: readonly CaseRecord[]; readonly complete: boolean }>;
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
  /**
   * The survivor notes its duplicate; can be done twice.
   * @throws {CaseConflictError} where the survivor is itself a duplicate, is gone, or has {@link MAX_MERGED} duplicates
   */
  readonly takeIn: (survivor: CaseRecord, change: TakeIn) => Promise<CaseRecord>;
  /** A duplicate is kept as long as its survivor. @param expiresAt undefined while the survivor is open */
  readonly keepDuplicate: (caseNumber: string, expiresAt: string | undefined) => Promise<void>;
  /** What was said of the due date; the version stays as it is, because nobody edits this. */
  readonly noteDueTold: (caseNumber: string, dueTold: string) => Promise<void>;
  /** `receivedAt` of those that are kept. */
  readonly openedAt: (caseNumbers: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly noteSent: (
    caseNumber: string,
    noted: { readonly sent: SentReport; readonly request: string },
  ) => Promise<CaseRecord | undefined>;
  /** Whether the case had the note until now. */
  readonly takeBackSent: (caseNumber: string, batch: string) => Promise<boolean>;
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
    survivorOf: async ({ caseNumber, mergedInto }) => {
      const survivor = mergedInto === undefined ? undefined : await get(table, mergedInto);
      return survivor?.merged?.includes(caseNumber) === true ? survivor : undefined;
    },
    receivedSince: (from, most) => receivedSince(table, from, most),
    getMany: async (caseNumbers) => {
      const keys = [...new Set(caseNumbers)].map((caseNumber) => ({ caseNumber }));
      return keys.length === 0 ? [] : (await table.getMany('read cases', keys)).map(caseFromItem);
    },
    owners: async (caseNumbers) => {
      const keys = caseNumbers.map((caseNumber) => ({ caseNumber }));
      const items = await table.getMany('read cases', keys, { attributes: OWNED_ATTRIBUTES });
      return new Map(items.map(ownerFromItem));
    },
    page: (query) => fromCursor(query.cursor, () => pageOfCases(table, query)),
    appealsBetween: (from, to) => appealsBetween(table, from, to),
    change: (found, change, writeKey, expiresAt) => changeCase(table, { found, change, writeKey, expiresAt }),
    takeIn: (survivor, change) => takeIn(table, survivor, change),
    keepDuplicate: (caseNumber, expiresAt) => keepDuplicate(table, caseNumber, expiresAt),
    noteDueTold: async (caseNumber, dueTold) => {
      await table
        .update('note due date told', { caseNumber }, { set: { dueTold } }, { only: IS_KEPT })
        .catch(ignoreConflict);
    },
    openedAt: async (caseNumbers) => {
      const keys = [...new Set(caseNumbers)].map((caseNumber) => ({ caseNumber }));
      const reading = { attributes: OPENED_ATTRIBUTES, consistent: true } as const;
      return new Map((await table.getMany('read cases', keys, reading)).map(openedFromItem));
    },
    noteSent: (caseNumber, noted) => noteSentReport(table, caseNumber, noted),
    takeBackSent: (caseNumber, batch) => takeBackSentReport(table, caseNumber, batch),
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
    remove: ENDLESS,
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
  const change = changeOf(edit);
  const key = { caseNumber };
  const only = equals('version', version);
  const changed =
    edit.expiresAt === undefined
      ? table.update('change case', key, change, { only, returns: 'ALL_NEW' })
      : changeWithPeriod({ table, key }, 'change case', { change, ttl: epochSeconds(edit.expiresAt), only });
  const conflict = async () =>
    new CaseConflictError(caseNumber, await get(table, caseNumber, { consistent: true }));
  return caseFromItem(await tellingConflict(changed, conflict));
}

function changeOf({ found, change, writeKey, expiresAt }: CaseEdit) {
  const { at: _, by: __, tookIn: ___, assignee, extension, ...set } = change;
  // Somebody has moved the report on since: its status is the news again.
  const isMovedOn = change.withdrawnFor === undefined && change.status !== found.status;
  return {
    append: { history: [change] },
    set: {
      ...set,
      assignee: assignee ?? undefined,
      extension,
      dueAt: extension?.until,
      writeKey,
      version: found.version + 1,
    },
    remove: [
      ...(isMovedOn ? ['withdrawnFor'] : []),
      ...(assignee === null ? ['assignee'] : []),
      ...(expiresAt === undefined ? ENDLESS : []),
    ],
  };
}

// --- duplicates ---------------------------------------------------------------------------------------------------

const hasNotTakenIn = (caseNumber: string): Condition =>
  all(IS_KEPT, absent('mergedInto'), lacks('merged', caseNumber), hasRoom('merged', MAX_MERGED));

async function takeIn(table: Table, { caseNumber }: CaseRecord, change: TakeIn): Promise<CaseRecord> {
  const added = {
    append: { history: [change] },
    add: { merged: new Set([change.tookIn]), version: 1 },
  };
  const options = { only: hasNotTakenIn(change.tookIn) };
  await table.update('take in duplicate', { caseNumber }, added, options).catch(ignoreConflict);
  const kept = await get(table, caseNumber, { consistent: true });
  if (kept?.merged?.includes(change.tookIn) === true) return kept;
  throw new CaseConflictError(caseNumber, kept);
}

async function keepDuplicate(table: Table, caseNumber: string, expiresAt: string | undefined): Promise<void> {
  const key = { caseNumber };
  const only = exists('mergedInto');
  const kept =
    expiresAt === undefined
      ? table.update('keep duplicate', key, { remove: ENDLESS }, { only })
      : changeWithPeriod({ table, key }, 'keep duplicate', {
          change: {},
          ttl: epochSeconds(expiresAt),
          only,
        });
  await kept.catch(ignoreConflict);
}

// --- counting -----------------------------------------------------------------------------------------------------

async function receivedSince(
  table: Table,
  from: Date,
  most: number,
): Promise<{ found: readonly CaseRecord[]; complete: boolean }> {
  const pages = await Promise.all(
    CASE_STATUSES.map((status) =>
      table.query('cases since', {
        index: 'byStatus',
        where: all(equals('status', status), isAtLeast('receivedAt', from.toISOString())),
        newestFirst: true,
        limit: most,
      }),
    ),
  );
  return {
    found: pages.flatMap(({ items }) => items.map(caseFromItem)),
    complete: pages.every(({ next }) => next === undefined),
  };
}

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
