// Corrections that somebody accepts: beside which records they are written.
import type { CorrectedRecord } from '../../../core/basics/correction.ts';
import { normaliseNumber } from '../../../core/numbers/number-input.ts';
import type { Identity } from '../../../core/numbers/identity.ts';
import type { RightsRequest } from '../../../core/rights/rights-request.ts';
import { Problem } from '../../http/problem.ts';
import type { Runtime } from '../../runtime.ts';
import type { BodyOf } from '../contract.ts';

type Answer = Extract<BodyOf<'rights.decide'>, { decision: 'answer' }>;

interface Accepted {
  readonly by: string;
  readonly at: string;
}

/**
 * Writes the correction beside every record that is named, before the request is answered: done again, it is the same.
 * @returns what the request's history says of it; no number is in it
 * @throws {Problem} invalid-request for a record that is not about the person
 */
export async function correct(
  { id: request, kind, number }: RightsRequest,
  { correction }: Answer,
  { by, at }: Accepted,
  runtime: Runtime,
): Promise<string | undefined> {
  if (correction === undefined) return undefined;
  if (kind !== 'correct' || number === undefined)
    throw new Problem('invalid-request', 'correction: only a request for a correction can have one.');
  const records = await Promise.all(correction.records.map((one) => spelled(one, runtime)));
  for (const [index, one] of records.entries())
    if (!(await isAbout(number, one, runtime)))
      throw new Problem(
        'invalid-request',
        `correction/records/${String(index)}: there is no such ${one.record} about this number.`,
      );
  for (const one of records)
    await runtime.store.corrections.put(one, { text: correction.text, by, at, request });
  const told = records.map(({ record, id }) => (record === 'listing' ? 'list entry' : `${record} ${id}`));
  return `corrected: ${told.join(', ')}`;
}

/** A list entry goes by its number, in any usual spelling. */
async function spelled({ record, id }: CorrectedRecord, { settings }: Runtime): Promise<CorrectedRecord> {
  if (record !== 'listing') return { record, id };
  const read = normaliseNumber(id, (await settings.current()).hotline);
  if (!read.ok) throw new Problem('invalid-number', read.problem);
  return { record, id: read.number };
}

async function isAbout(
  number: Identity,
  { record, id }: CorrectedRecord,
  { store }: Runtime,
): Promise<boolean> {
  switch (record) {
    case 'call':
      return (await store.calls.get(id))?.caller === number;
    case 'case': {
      const found = await store.cases.get(id);
      return found?.reporter === number || found?.reported === number;
    }
    case 'listing':
      return id === number && (await store.listings.get(number)) !== undefined;
  }
}
