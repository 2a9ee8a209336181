// The rights function: carries out what a person at the company has decided, and erases again what came back.
import { createHash, randomUUID } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/basics/durations.ts';
import type { Act } from '../../core/call/audit.ts';
import type { Identity } from '../../core/numbers/identity.ts';
import { COPY_DAYS, type MadeCopy, type RightsRequest } from '../../core/rights/rights-request.ts';
import { emptiedWords } from '../../store/audit/audit-erasures.ts';
import { defer } from '../commit.ts';
import { openWords } from '../keyed/sealed-words.ts';
import type { RightsRuntime } from '../runtime.ts';
import { Scratch } from '../packages/scratch.ts';
import { Zip } from '../packages/zip.ts';
import { dataOf, fillCopy } from './copy.ts';
import { CannotEraseError, erase, type Erased } from './erase.ts';
import { dueAgain, numbersAgain } from './erase-again.ts';
import { recordBytes, recordOf, requestAgain, type ErasureRecord } from './erasure-record.ts';
import { RIGHTS_WORDS } from './rights-words.ts';

/** A job that has not been heard of for so long has died; the next run begins again. */
const LEASE_MINUTES = 16;
/** So often it is asked whether the database knows all erasures, and every number in it is compared with them. */
const ASKED_EVERY_MS = HOUR_MS;
const COMPARED_EVERY_MS = DAY_MS;

export function createRightsHandler(runtime: RightsRuntime): () => Promise<void> {
  let askedAt = -Infinity;
  return async () => {
    const now = runtime.now().getTime();
    if (now - askedAt >= ASKED_EVERY_MS) {
      await eraseWhatCameBack(runtime);
      askedAt = now;
    }
    const { items } = await runtime.store.rights.page({ status: 'working', limit: 100 });
    for (const { id } of items) await workOn(id, runtime);
  };
}

/**
 * Reading every item once a day is what it costs; a function that starts anew, or a second one, does not read them again.
 * That comparison is noted in the database too, so that after a restore it is made at once.
 */
async function eraseWhatCameBack(runtime: RightsRuntime): Promise<void> {
  const { store, now } = runtime;
  const at = now();
  const comparedAt = await store.suppressions.comparedAt();
  const isDue = comparedAt === undefined || at.getTime() - Date.parse(comparedAt) >= COMPARED_EVERY_MS;
  const run = Math.floor(at.getTime() / (LEASE_MINUTES * MINUTE_MS));
  const expiresAt = new Date(at.getTime() + DAY_MS).toISOString();
  if (!(await store.limits.claim(`erase-again:${String(run)}`, randomUUID(), expiresAt))) return;
  await eraseAgain(isDue ? 'all' : 'restored', runtime);
  if (isDue) await store.suppressions.noteCompared(at.toISOString());
}

async function workOn(id: string, runtime: RightsRuntime): Promise<void> {
  const now = runtime.now();
  const until = new Date(now.getTime() + LEASE_MINUTES * MINUTE_MS).toISOString();
  const request = await runtime.store.rights.take(id, now.toISOString(), until);
  if (request?.number === undefined) return;
  try {
    await (request.kind === 'erase' ? eraseFor : copyFor)({ ...request, number: request.number }, runtime);
  } catch (error) {
    const problem =
      error instanceof CannotEraseError ? error.message : 'It could not be done. The log says why.';
    runtime.log.error('a request about personal data failed', { requestId: id, error });
    const event = { at: now.toISOString(), by: 'rights', status: 'failed', note: problem } as const;
    await runtime.store.rights.change(request, { event, problem });
    await note('rights.failed', request, problem, runtime);
  }
}

type Work = RightsRequest & { readonly number: Identity };

// --- erasing ---------------------------------------------------------------------------------------------------------

async function eraseFor(request: Work, runtime: RightsRuntime): Promise<void> {
  const { id, number, words = [] } = request;
  const erasedAt = runtime.now().toISOString();
  // First of all: where this dies midway, a restore is cleaned all the same.
  await runtime.erasureLog.keep(id, recordBytes(recordOf(request, erasedAt, await runtime.secrets())));
  const erased = await erase({ id, number, words }, runtime);
  await note('rights.erased', request, wordsOf(erased), runtime);
  const event = { at: runtime.now().toISOString(), by: 'rights', status: 'done' } as const;
  const answer = answerOf(request, erased);
  await runtime.store.suppressions.noteErasure({ token: request.token, since: erasedAt, request: id });
  await runtime.store.rights.change(request, { event, erasure: erased.erasure, answer, forget: true });
  // Last of all: the request itself held the number until now.
  await runtime.traces.compact();
}

const wordsOf = ({ erasure: { removed, redacted, objects, carrierCopies, kept }, emptied }: Erased): string =>
  [
    `removed ${String(removed)}, redacted ${String(redacted)}, files ${String(objects)}, at the carrier ${String(carrierCopies)}`,
    ...kept.map(({ reason, records }) => `kept ${String(records)} (${reason})`),
    emptiedWords(emptied),
  ].join('; ');

/** What the person is told, in their language. */
function answerOf({ language }: RightsRequest, { erasure }: Erased): string {
  const words = RIGHTS_WORDS[language];
  return [
    words.erased(erasure.removed + erasure.redacted, erasure.objects),
    ...erasure.kept.map(({ reason }) => words.kept[reason]),
    ...(erasure.suppressed === true ? [words.suppressed] : []),
  ].join('\n');
}

async function eraseAgain(which: 'all' | 'restored', runtime: RightsRuntime): Promise<void> {
  const due = await dueAgain(which, runtime);
  if (due.length === 0) return;
  const cameBack = await numbersAgain(due, runtime);
  const secrets = await runtime.secrets();
  for (const { number, record, isCallerNew } of cameBack) {
    const words = record.words === undefined ? [] : openWords(secrets, record.words);
    const order = { id: record.id, number, words, before: record.erasedAt, isCallerNew };
    const erased = await erase(order, runtime);
    const { removed, redacted } = erased.erasure;
    if (removed + redacted > 0) await note('rights.erased', record, `again: ${wordsOf(erased)}`, runtime);
  }
  const now = runtime.now().toISOString();
  for (const record of due) {
    const { token, erasedAt: since, id: request } = record;
    if (record.isRestored) await putBack(record, now, runtime);
    if (record.areCallersRestored) await runtime.store.suppressions.noteErasure({ token, since, request });
  }
  if (cameBack.length > 0) await runtime.traces.compact();
}

/** The tracker knows the erasure again. */
async function putBack(record: ErasureRecord, now: string, { store }: RightsRuntime): Promise<void> {
  const known = await store.rights.get(record.id);
  const again = requestAgain(record, now);
  if (known === undefined) await store.rights.open(again);
  else
    await store.rights.change(known, {
      event: { at: now, by: 'rights', status: 'done', note: 'erased again after a restore' },
      forget: true,
    });
}

// --- copies ----------------------------------------------------------------------------------------------------------

async function copyFor(request: Work, runtime: RightsRuntime): Promise<void> {
  const { id, number, language } = request;
  const data = await dataOf(number, language, runtime);
  const scratch = new Scratch();
  try {
    const zip = new Zip(await scratch.spool());
    const counted = new Counted();
    const key = `copies/${id}.zip`;
    const written = runtime.evidence.write(key, zip.output.pipe(counted));
    const filled = fillCopy(zip, data, runtime);
    filled.catch((error: unknown) =>
      counted.destroy(error instanceof Error ? error : new Error(String(error))),
    );
    await Promise.all([filled, written]);
    const until = new Date(runtime.now().getTime() + COPY_DAYS * DAY_MS).toISOString();
    const copy: MadeCopy = { key, ...counted.totals(), until };
    const event = { at: runtime.now().toISOString(), by: 'rights', status: 'done' } as const;
    await runtime.store.rights.change(request, { event, copy });
    await note('rights.copied', request, `SHA-256 ${copy.sha256}`, runtime);
  } finally {
    await scratch.close();
  }
}

/** Passes everything on, and knows what it was. */
class Counted extends Transform {
  readonly #hash = createHash('sha256');
  #bytes = 0;

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.byteLength;
    done(null, chunk);
  }

  totals(): Pick<MadeCopy, 'bytes' | 'sha256'> {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

// --- the audit log ---------------------------------------------------------------------------------------------------

/** The number is not in it: the entry would have to be erased with the rest. */
async function note(
  action: Extract<Act, `rights.${string}`>,
  { id }: { readonly id: string },
  detail: string,
  runtime: RightsRuntime,
): Promise<void> {
  const at = runtime.now().toISOString();
  const entry = { key: `${action}:${id}:${at}`, at, by: 'rights', action, record: id, detail } as const;
  const { failed } = await runtime.store.commit([{ kind: 'audit', entry }]);
  if (failed.length > 0) await defer({ kind: 'commit', effects: [{ kind: 'audit', entry }] }, runtime);
}
