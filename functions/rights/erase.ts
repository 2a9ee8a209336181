// Erases what is kept about a person: every table, our copies of recordings and attachments, the carrier's own copies, files
// beside the tables, and what partners were given. It can be done again at any time, also by nothing but the log of
// erasures: a restored backup is cleaned in the same way.
import { ownNumbers } from '../../core/departments/staff.ts';
import { companyNumbers } from '../../core/numbers/hotline-settings.ts';
import { isInForce } from '../../core/lists/listing.ts';
import { isNumber, type Identity } from '../../core/numbers/identity.ts';
import { nationalOf } from '../../core/lists/number-blocks.ts';
import { KEPT_REASONS, type Erasure, type KeptReason } from '../../core/rights/rights-request.ts';
import { textsOf, type SubjectTexts } from '../../core/rights/subject.ts';
import { attachmentKeyOf, audioKeyOf, linkWithout } from '../../store/rights/erased-items.ts';
import { forgetNumber } from '../subscriptions/forget.ts';
import type { FoundRecord } from '../../store/rights/subject-records.ts';
import { TABLE_NAMES, type TableName } from '../../store/tables.ts';
import { suppressionToken } from '../keyed/suppression-token.ts';
import { timeOf } from './record-time.ts';
import { withdrawNumber } from '../sharing/withdraw.ts';
import type { RightsRuntime } from '../runtime.ts';

export interface ErasureOrder {
  /** Of the request; named in what is left of the audit log's entries. */
  readonly id: string;
  readonly number: Identity;
  readonly words: readonly string[];
  /** Where it is erased again: records of a later time are new, and stay. ISO 8601. */
  readonly before?: string;
  /** Where it is erased again: the caller's record has no time, and is known to be of a later one. */
  readonly isCallerNew?: boolean;
}

/** The number cannot be erased at all; the message says what to do. */
export class CannotEraseError extends Error {
  override readonly name = 'CannotEraseError';
}

export interface Erased {
  readonly erasure: Erasure;
  /** Entries of the audit log that name the person no more. */
  readonly emptied: number;
}

/** What is written while the tables are read is found by the next pass. */
const MOST_PASSES = 3;

/** @throws {CannotEraseError} and what the stores throw; done again it goes on */
export async function erase(order: ErasureOrder, runtime: RightsRuntime): Promise<Erased> {
  await assertNotOurs(order.number, runtime);
  const texts = textsOf({
    number: order.number,
    words: order.words,
    national: isNumber(order.number) ? nationalOf(order.number) : undefined,
  });
  const suppressed = await suppress(order, runtime);
  const isHeld = await isUnderHold(order.number, runtime);
  const work = new Work(order, texts, isHeld, runtime);
  await withdrawNumber(order.number, runtime);
  await forgetNumber(order.number, runtime);
  for (let pass = 1; (await work.pass()) > 0; pass++)
    if (pass === MOST_PASSES)
      throw new Error('Records about the number are written all the time. Try again.');
  const carrierCopies = isHeld ? 0 : await runtime.carrier.deleteTracesOf(order.number);
  const files = await runtime.traces.erase(texts);
  return {
    emptied: work.emptied,
    erasure: {
      ...work.done(),
      objects: work.objects + files,
      carrierCopies,
      ...(suppressed ? { suppressed: true } : {}),
    },
  };
}

/** A line of the hotline or its staff is in the settings in force: the telephone would stop without it. */
async function assertNotOurs(number: Identity, { settings }: RightsRuntime): Promise<void> {
  const current = await settings.current();
  const ours: readonly string[] = [...ownNumbers(current), ...companyNumbers(current)];
  if (!ours.includes(number)) return;
  throw new CannotEraseError(
    'The number is one of the hotline’s own, or of a member of staff. Take it out of the settings, then erase it.',
  );
}

/** A block in force goes on without the number. */
async function suppress({ id, number }: ErasureOrder, runtime: RightsRuntime): Promise<boolean> {
  const token = suppressionToken(await runtime.secrets(), number);
  const standing = (await runtime.store.listings.get(number))?.listing;
  if (standing?.list !== 'block' || !isInForce(standing, runtime.now()))
    return (await runtime.store.suppressions.get(token)) !== undefined;
  const { expiresAt } = standing;
  await runtime.store.suppressions.put({ token, since: standing.addedAt, request: id, expiresAt });
  return true;
}

async function isUnderHold(number: Identity, { store }: RightsRuntime): Promise<boolean> {
  const holds = await store.holds.inForce();
  return holds.some(({ scope }) => scope.kind === 'calls' && scope.number === number);
}

/** Records that say to whom data was given, or what is held, and settings of before: see docs/privacy.md. */
const KEPT: Partial<Record<TableName, KeptReason>> = {
  packages: 'evidence-package',
  holds: 'legal-hold',
  settings: 'settings-history',
};

/** Complaint files are texts full of figures, from which numbers are taken out one complaint at a time: `Feeds.forget`. */
const SWEPT = TABLE_NAMES.filter((table) => table !== 'feeds');

class Work {
  readonly #order: ErasureOrder;
  readonly #texts: SubjectTexts;
  readonly #isHeld: boolean;
  readonly #runtime: RightsRuntime;
  #removed = 0;
  #redacted = 0;
  #emptied = 0;
  objects = 0;
  /** By record, so that what two passes find counts once. */
  readonly #kept = new Map<string, KeptReason>();

  constructor(order: ErasureOrder, texts: SubjectTexts, isHeld: boolean, runtime: RightsRuntime) {
    this.#order = order;
    this.#texts = texts;
    this.#isHeld = isHeld;
    this.#runtime = runtime;
  }

  /** @returns how many records were found that have to go */
  async pass(): Promise<number> {
    let found = 0;
    for (const table of SWEPT)
      for await (const records of this.#runtime.store.subjects.find(table, this.#texts, this.#order.number))
        for (const record of records) if (await this.#erase(record)) found += 1;
    return found;
  }

  /** Entries of the audit log. */
  get emptied(): number {
    return this.#emptied;
  }

  done(): Pick<Erasure, 'removed' | 'redacted' | 'kept'> {
    const kept = KEPT_REASONS.map((reason) => ({
      reason,
      records: [...this.#kept.values()].filter((one) => one === reason).length,
    }));
    return {
      removed: this.#removed,
      redacted: this.#redacted,
      kept: kept.filter(({ records }) => records > 0),
    };
  }

  /** False where it stays. */
  async #erase(record: FoundRecord): Promise<boolean> {
    const { table, item, isOwn } = record;
    const reason = this.#whyKept(record);
    if (reason !== undefined) {
      this.#kept.set(JSON.stringify([table, record.key]), reason);
      return false;
    }
    if (this.#isLater(record)) return false;
    // The request itself forgets the number when it is done.
    if (table === 'rights' && item.id === this.#order.id) return false;
    if (isOwn) return this.#remove(record);
    return this.#redact(record);
  }

  #isLater({ table, item }: FoundRecord): boolean {
    const { before, isCallerNew = false } = this.#order;
    if (before === undefined) return false;
    const at = timeOf(item);
    if (at !== undefined) return at > before;
    return table === 'limits' || (table === 'callers' && isCallerNew);
  }

  #whyKept({ table, isOwn, isHeld }: FoundRecord): KeptReason | undefined {
    if (isHeld) return 'legal-hold';
    // A hold on the number keeps what is told of it in the audit log too.
    if (this.#isHeld && table === 'audit') return 'legal-hold';
    return isOwn ? undefined : KEPT[table];
  }

  async #remove(record: FoundRecord): Promise<boolean> {
    const { store, recordings, carrier } = this.#runtime;
    const { table, item } = record;
    const audio = table === 'voicemails' ? audioKeyOf(item) : undefined;
    if (!(await store.subjects.remove(record))) return true;
    this.#removed += 1;
    if (audio !== undefined) await this.#removeObject(audio);
    if (table === 'voicemails' && String(item.recordingSid).startsWith('RE'))
      await carrier.deleteRecording(String(item.recordingSid));
    if (table === 'cases') await this.#removeFiles(String(item.caseNumber));
    // A legal hold keeps a second copy; where the record was not held there is none.
    if (audio !== undefined) await recordings.release(audio);
    return true;
  }

  async #removeObject(key: string): Promise<void> {
    await this.#runtime.recordings.remove(key);
    this.objects += 1;
  }

  /** Notes and attachments of a case that is gone. */
  async #removeFiles(caseNumber: string): Promise<void> {
    for await (const items of this.#runtime.store.subjects.each('casefiles'))
      for (const item of items.filter((one) => one.caseNumber === caseNumber)) {
        const { entry } = item;
        const key = { caseNumber, entry: String(entry) };
        const attachment = attachmentKeyOf(item);
        await this.#runtime.store.subjects.remove({
          table: 'casefiles',
          key,
          item,
          isOwn: true,
          isHeld: false,
        });
        this.#removed += 1;
        if (attachment !== undefined) await this.#removeObject(attachment);
      }
  }

  /** An earlier request of the person stays, so that it can be shown that it was answered; their words and the copy go. */
  async #leftOfRequest(item: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
    const copied = item.copy as { readonly key?: unknown } | undefined;
    if (typeof copied?.key === 'string') {
      await this.#runtime.evidence.remove(copied.key);
      this.objects += 1;
    }
    return { ...this.#texts.takenOut(item), text: undefined, words: undefined, copy: undefined };
  }

  #left(
    table: TableName,
    item: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>> {
    if (table === 'rights') return this.#leftOfRequest(item);
    if (table === 'audit') return Promise.resolve(linkWithout(item, this.#texts, this.#order.id));
    return Promise.resolve(this.#texts.takenOut(item));
  }

  async #redact(record: FoundRecord): Promise<boolean> {
    const { table, item } = record;
    const left = await this.#left(table, item);
    if (await this.#runtime.store.subjects.replace(record, left)) {
      this.#redacted += 1;
      if (table === 'audit') this.#emptied += 1;
    }
    return true;
  }
}
