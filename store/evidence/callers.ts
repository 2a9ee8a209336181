// What is remembered of a number. One item a number; withheld callers have none.
import type { CallerRecord } from '../../core/screening/caller.ts';
import type { Effect } from '../../core/call/effect.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import type { Language } from '../../core/basics/language.ts';
import type { Change } from '../database/changes.ts';
import { absent, all, any, differs, exists, hasRoom, lacks, type Condition } from '../database/conditions.ts';
import type { Database } from '../database/database.ts';
import { ignoreConflict, wasWritten } from '../database/errors.ts';
import { epochSeconds } from '../database/items.ts';
import { entriesIn } from '../database/parse.ts';
import { openTable, type Table } from '../database/table.ts';
import { callerFromItem } from './caller-items.ts';
import type { Evidence } from './evidence.ts';
import { updateKeepingLongest } from './keep-longest.ts';

type Verification = Omit<Extract<Effect, { kind: 'verify-caller' }>, 'kind'>;

export interface Callers {
  readonly get: (number: Identity) => Promise<CallerRecord | undefined>;
  /** Once per call: a second delivery neither lengthens nor restores it. */
  readonly verify: (effect: Verification) => Promise<void>;
  readonly rememberLanguage: (number: Identity, language: Language, expiresAt: string) => Promise<void>;
  /** Staff said nuisance: counted once per flag, and the caller is challenged again. @param at when it was flagged */
  readonly flag: (number: Identity, callSid: string, at: Date) => Promise<void>;
  /** The caller is asked for the code again; a flag that is taken back does not restore the pass. */
  readonly endPass: (number: Identity) => Promise<void>;
  /** The flag no longer counts; after the last one the caller is trusted as before. Can be done twice. */
  readonly unflag: (number: Identity, callSid: string, before: Date) => Promise<void>;
  /** What this reporter has said of the number until then no longer counts. Can be done twice. */
  readonly withdrawReport: (number: Identity, reporter: Identity, before: Date) => Promise<void>;
  /** The automatic blocks of before were a mistake: the next one is short again. */
  readonly forgetBlocks: (number: Identity) => Promise<void>;
  /** Once a block: the first call keeps it. */
  readonly offerAppeal: (effect: Extract<Effect, { kind: 'offer-appeal' }>) => Promise<void>;
  /** No automatic block has effect until then. */
  readonly protect: (number: Identity, until: string) => Promise<void>;
  /** Somebody reported the number; the same reporter counts once. */
  readonly report: (effect: ReportEffect) => Promise<void>;
  /** A person has acted on the report: it counts fully from now on. Can be done twice. */
  readonly confirmReport: (report: ConfirmedReport) => Promise<void>;
  /** An automatic block was made, or would have been; each once. */
  readonly noteBlock: (number: Identity, at: string) => Promise<void>;
}

type ReportEffect = Extract<Effect, { kind: 'count-report' | 'claim-report' }>;

interface ConfirmedReport {
  readonly number: Identity;
  readonly reporter: Identity;
  readonly caseNumber: string;
  readonly at: string;
  readonly expiresAt: string;
}

/** More of them say nothing new of a number, and the item stays far below the 400 KB that DynamoDB takes. */
const MOST_REPORTERS = 1000;
const MOST_FLAGGED_CALLS = 1000;

export function createCallers(database: Database, evidence: Evidence): Callers {
  const table = openTable(database, 'callers');
  const into: Into = { table, evidence };
  const update = async (operation: string, number: Identity, change: Change): Promise<void> => {
    await table.update(operation, { number }, change);
  };
  return {
    get: async (number) => {
      const item = await table.get('read caller', { number });
      return item === undefined ? undefined : callerFromItem(item);
    },
    verify: (effect) => verify(table, effect),
    rememberLanguage: (number, language, expiresAt) =>
      keep(table, 'remember language', { number, expiresAt, change: { set: { language } } }),
    endPass: (number) => update('end pass', number, { remove: [...PASS, ...SUSPENDED_PASS] }),
    offerAppeal: (effect) => offerAppeal(table, effect),
    protect: (number, until) =>
      keep(table, 'protect caller', {
        number,
        expiresAt: until,
        change: { set: { protectedUntil: until } },
      }),
    noteBlock: (number, at) =>
      update('note automatic block', number, { add: { automaticBlocks: new Set([at]) } }),
    forgetBlocks: (number) => update('forget automatic blocks', number, { remove: ['automaticBlocks'] }),
    report: (effect) => report(into, effect),
    confirmReport: (given) => confirmReport(into, given),
    withdrawReport: async (number, reporter, before) => {
      await evidence.withdrawComplaint(number, reportOf(reporter), before);
      const one = new Set([reporter]);
      await update('forget reporter', number, { takeOut: { reporters: one, claimants: one } });
    },
    flag: (number, callSid, at) => flag(into, number, callSid, at),
    unflag: (number, callSid, before) => unflag(into, number, callSid, before),
  };
}

interface Into {
  readonly table: Table;
  readonly evidence: Evidence;
}

interface KeptChange {
  readonly number: Identity;
  /** ISO 8601; the record lives at least until then. */
  readonly expiresAt: string;
  readonly change: Omit<Change, 'once'>;
  readonly only?: Condition;
}

const keep = (table: Table, operation: string, { expiresAt, ...update }: KeptChange): Promise<void> =>
  updateKeepingLongest(table, operation, { ...update, expiry: epochSeconds(expiresAt) });

// --- the pass -----------------------------------------------------------------------------------------------------

/** What a passed challenge leaves behind; while a flag stands, it is kept aside. */
const PASS = ['verifiedUntil', 'verifiedWith'] as const;
const SUSPENDED_PASS = ['suspendedUntil', 'suspendedWith'] as const;

/** A flag on this very call is older news than the pass, whatever order the writes arrive in. */
const isFirstPassOf = (callSid: string): Condition =>
  all(any(absent('verifiedBy'), differs('verifiedBy', callSid)), lacks('flaggedCalls', callSid));

function verify(
  table: Table,
  { number, callSid, attestation, until, expiresAt }: Verification,
): Promise<void> {
  const set = { verifiedUntil: until, verifiedWith: attestation, verifiedBy: callSid };
  const only = isFirstPassOf(callSid);
  return keep(table, 'verify caller', { number, expiresAt, change: { set }, only }).catch(ignoreConflict);
}

/** Kept aside, so that it comes back with the last flag that is taken back. */
async function suspendTrust(table: Table, number: Identity): Promise<void> {
  const hasPass = all(...PASS.map(exists));
  const suspend: Change = {
    copy: { suspendedUntil: 'verifiedUntil', suspendedWith: 'verifiedWith' },
    remove: PASS,
  };
  if (await wasWritten(table.update('suspend trust', { number }, suspend, { only: hasPass }))) return;
  await table.update('withdraw trust', { number }, { remove: PASS });
}

/** A challenge that was passed since the flag counts for longer. */
async function restoreTrust(table: Table, number: Identity): Promise<void> {
  const onlySuspended = all(exists('suspendedUntil'), absent('verifiedUntil'));
  const restore: Change = {
    copy: { verifiedUntil: 'suspendedUntil', verifiedWith: 'suspendedWith' },
    remove: SUSPENDED_PASS,
  };
  await table.update('restore trust', { number }, restore, { only: onlySuspended }).catch(ignoreConflict);
}

// --- appeals ------------------------------------------------------------------------------------------------------

const isNotOffered = (block: string): Condition =>
  any(absent('appealOffered'), differs(['appealOffered', 'block'], block));

function offerAppeal(
  table: Table,
  { number, callSid, block, expiresAt }: Extract<Effect, { kind: 'offer-appeal' }>,
): Promise<void> {
  const set = { appealOffered: { callSid, block } };
  const only = isNotOffered(block);
  return keep(table, 'offer appeal', { number, expiresAt, change: { set }, only }).catch(ignoreConflict);
}

// --- reports ------------------------------------------------------------------------------------------------------

const reportOf = (reporter: Identity) => `report:${reporter}` as const;

async function report(
  { table, evidence }: Into,
  { kind, number, reporter, callSid, at, expiresAt }: ReportEffect,
): Promise<void> {
  const own = await table.get('read caller', { number });
  const [reporters, claimants] = [entriesIn(own, 'reporters'), entriesIn(own, 'claimants')];
  const isClaim = kind === 'claim-report';
  // Who was vouched for once and is not now has said it already; the other way around it counts for more.
  const said = isClaim ? [reporters, claimants] : [reporters];
  if (said.some((set) => set.has(reporter) || set.size >= MOST_REPORTERS)) return;
  const source = reportOf(reporter);
  const when = new Date(at);
  if (!isClaim && claimants.has(reporter)) await evidence.withdrawComplaint(number, source, when);
  // First the sums, which count a reporter once by themselves: a failure between the two is made good by the next try.
  const once = `report:${callSid}`;
  const counts = await evidence.addComplaint({
    number,
    source,
    once,
    at: when,
    ...(isClaim ? { claim: true } : {}),
  });
  if (!counts) return;
  await remember(table, { number, reporter, expiresAt }, isClaim ? 'claimants' : 'reporters');
}

const remember = (
  table: Table,
  { number, reporter, expiresAt }: Pick<ConfirmedReport, 'number' | 'reporter' | 'expiresAt'>,
  among: 'reporters' | 'claimants',
): Promise<void> =>
  keep(table, 'report caller', { number, expiresAt, change: { add: { [among]: new Set([reporter]) } } });

async function confirmReport({ table, evidence }: Into, given: ConfirmedReport): Promise<void> {
  const { number, reporter, caseNumber, at } = given;
  const own = await table.get('read caller', { number });
  if (entriesIn(own, 'reporters').has(reporter)) return;
  const source = reportOf(reporter);
  const when = new Date(at);
  await evidence.withdrawComplaint(number, source, when);
  await evidence.addComplaint({ number, source, once: `confirmed:${caseNumber}`, at: when });
  await remember(table, given, 'reporters');
  await table.update('forget claim', { number }, { takeOut: { claimants: new Set([reporter]) } });
}

// --- flags --------------------------------------------------------------------------------------------------------

const flagOf = (callSid: string) => `flag:${callSid}` as const;

async function flag({ table, evidence }: Into, number: Identity, callSid: string, at: Date): Promise<void> {
  const once = `flag:${callSid}:${at.getTime().toString(36)}`;
  const source = flagOf(callSid);
  if (!(await evidence.addComplaint({ number, source, once, at, habit: 'flagged' }))) return;
  await suspendTrust(table, number);
  const keepCall: Change = { add: { flaggedCalls: new Set([callSid]) } };
  await table
    .update('keep flagged call', { number }, keepCall, { only: hasRoom('flaggedCalls', MOST_FLAGGED_CALLS) })
    .catch(ignoreConflict);
}

async function unflag(
  { table, evidence }: Into,
  number: Identity,
  callSid: string,
  before: Date,
): Promise<void> {
  await evidence.withdrawComplaint(number, flagOf(callSid), before);
  const forgetCall: Change = { takeOut: { flaggedCalls: new Set([callSid]) } };
  const left = await table.update('forget flagged call', { number }, forgetCall, { returns: 'ALL_NEW' });
  if (entriesIn(left, 'flaggedCalls').size === 0) await restoreTrust(table, number);
}
