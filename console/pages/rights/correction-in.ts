// What somebody has entered of a correction, as the API takes it.
import { recordNamed } from '../../../core/basics/correction.ts';
import type { SentBodyOf } from '../../../functions/admin/contract.ts';

type Correction = NonNullable<Extract<SentBodyOf<'rights.decide'>, { decision: 'answer' }>['correction']>;

export interface Corrected {
  readonly text: string;
  /** One on each line. */
  readonly records: string;
}
export const NOTHING_CORRECTED: Corrected = { text: '', records: '' };

/** Undefined where nothing is corrected. */
export function correctionIn({ text, records }: Corrected): Correction | undefined {
  if (text.trim() === '') return undefined;
  const lines = records.split('\n').map((line) => line.trim());
  return { text: text.trim(), records: lines.filter((line) => line !== '').map(recordNamed) };
}
