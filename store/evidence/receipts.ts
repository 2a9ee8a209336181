// Complaints about a number, with what each of them added: exactly that is subtracted when the complaint is withdrawn.
import * as z from 'zod';
import type { Identity } from '../../core/numbers/identity.ts';
import type { Sums } from '../../core/evidence/evidence.ts';
import { habitAddition, type Habit } from '../../core/evidence/habits.ts';
import { complaintAbout, readEvidence } from '../../core/evidence/reputation.ts';
import { keysOf } from '../../core/lists/number-blocks.ts';
import { absent, all, any, differs, equals, exists, type Condition } from '../database/conditions.ts';
import { ignoreConflict, wasWritten } from '../database/errors.ts';
import type { Item } from '../database/items.ts';
import { count, optionalTime, parserOf, schemaOf, text, time } from '../database/parse.ts';
import type { Table } from '../database/table.ts';
import { addSums, keepEvidenceUntil, readEvidenceItem, subtractSums, sumsIn } from './sums.ts';

/** A flag is named by its call, a report by its reporter. */
export type ComplaintSource = `flag:${string}` | `report:${string}`;

export interface Complaint {
  readonly number: Identity;
  readonly source: ComplaintSource;
  /** Names this complaint among all of its source: the same twice, redelivered, counts once. */
  readonly once: string;
  readonly at: Date;
  /** Counted for the number itself beside the complaint. */
  readonly habit?: Habit;
  /** Nobody vouches for it: it is added to the number's claims, and to nothing else. */
  readonly claim?: boolean;
}

/** What a complaint added: `own` to the item of its number, `around` to those of its blocks. */
interface Receipt {
  readonly once: string;
  readonly at: string;
  readonly own: Sums;
  readonly around: Sums;
  /** Keys of the items that it was added to. */
  readonly added?: ReadonlySet<string>;
  readonly withdrawnAt?: string;
}

const receiptOf = parserOf(
  'callers',
  schemaOf<Receipt>({
    once: text,
    at: time,
    own: z.record(text, count),
    around: z.record(text, count),
    added: z.set(text).optional(),
    withdrawnAt: optionalTime,
  }),
);

async function readReceipt(table: Table, key: string): Promise<Receipt | undefined> {
  const item = await readEvidenceItem(table, key);
  return item?.once === undefined ? undefined : receiptOf(item);
}

const receiptKey = (number: Identity, source: ComplaintSource): string => `receipt:${number}:${source}`;

const isFree = (once: string): Condition =>
  any(absent('once'), all(exists('withdrawnAt'), differs('once', once)));
const isOpen = (once: string): Condition => all(equals('once', once), absent('withdrawnAt'));

/**
 * Kept before anything is added: what a redelivery adds is what the first delivery would have.
 * @returns undefined where the source has another complaint that counts, or this one was withdrawn
 */
async function openReceipt(table: Table, key: string, receipt: Receipt): Promise<Receipt | undefined> {
  const { once, at, own, around } = receipt;
  const set = { once, at, own, around, ttl: keepEvidenceUntil(new Date(at)) };
  const opened = table.update(
    'open receipt',
    { number: key },
    { set, remove: ['added', 'withdrawnAt'] },
    { only: isFree(once) },
  );
  if (await wasWritten(opened)) return receipt;
  const kept = await readReceipt(table, key);
  return kept?.once === once && kept.withdrawnAt === undefined ? kept : undefined;
}

/**
 * To the number and the blocks around it; each source counts once until it is withdrawn.
 * @returns whether the complaint stands: false when its source has another one that counts, or it was withdrawn
 */
export async function addComplaint(table: Table, complaint: Complaint): Promise<boolean> {
  const { number, source, once, at } = complaint;
  const key = receiptKey(number, source);
  const amounts = amountsOf(await readEvidenceItem(table, number), complaint);
  const receipt = await openReceipt(table, key, { once, at: at.toISOString(), ...amounts });
  if (receipt === undefined) return false;
  const keys = complaint.claim === true ? [number] : keysOf(number);
  const added = await Promise.all(
    keys.map((one) =>
      addSums(table, { key: one, sums: sumsFor(one, number, receipt), once, at: new Date(receipt.at) }),
    ),
  );
  const where = new Set<string>(keys.filter((_, index) => added[index]));
  if (where.size > 0) await table.update('note receipt', { number: key }, { add: { added: where } });
  return true;
}

/**
 * Subtracts what the complaint of this source added, once, however often it is asked.
 * @param before a complaint that was made after this moment stands
 */
export async function withdrawComplaint(
  table: Table,
  number: Identity,
  source: ComplaintSource,
  before: Date,
): Promise<void> {
  const key = receiptKey(number, source);
  const receipt = await readReceipt(table, key);
  if (receipt === undefined || receipt.withdrawnAt !== undefined) return;
  if (Date.parse(receipt.at) > before.getTime()) return;
  const { once } = receipt;
  await Promise.all(
    [...(receipt.added ?? [])].map((one) =>
      subtractSums(table, { key: one, sums: sumsFor(one, number, receipt), once, at: before }),
    ),
  );
  const close = { set: { withdrawnAt: before.toISOString() } };
  await table.update('close receipt', { number: key }, close, { only: isOpen(once) }).catch(ignoreConflict);
}

const sumsFor = (key: string, number: Identity, { own, around }: Receipt): Sums =>
  key === number ? own : around;

/** @param own the item of the number as it was just before */
function amountsOf(
  own: Item | undefined,
  { number, at, habit, claim = false }: Omit<Complaint, 'source' | 'once'>,
): Pick<Receipt, 'own' | 'around'> {
  if (claim) return { own: habitAddition('claimed', 1, at), around: {} };
  const { number: before } = readEvidence(number, () => sumsIn(own), at);
  const [{ add: around } = { add: {} }] = complaintAbout(number, before, at);
  return { around, own: { ...around, ...(habit === undefined ? {} : habitAddition(habit, 1, at)) } };
}
