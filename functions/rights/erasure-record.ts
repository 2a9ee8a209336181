// What the log of erasures keeps of one: enough to erase again after a restore, and to show the request. Nothing in it names
// the person: a keyed hash stands for the number.
import * as z from 'zod';
import { dueAt, RIGHTS_CHANNELS, type RightsRequest } from '../../core/rights/rights-request.ts';
import { sealWords } from '../keyed/sealed-words.ts';
import type { Secrets } from '../runtime.ts';
import { LANGUAGES } from '../../core/basics/language.ts';

const recordSchema = z.object({
  id: z.string(),
  token: z.string(),
  /** What was written later is not erased again. */
  erasedAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  channel: z.enum(RIGHTS_CHANNELS),
  language: z.enum(LANGUAGES),
  /** Names, sealed under the hotline's key. */
  words: z.string().optional(),
});
export type ErasureRecord = z.output<typeof recordSchema>;

export const recordOf = (
  { id, token, receivedAt, channel, language, words = [] }: RightsRequest,
  erasedAt: string,
  secrets: Secrets,
): ErasureRecord => ({
  id,
  token,
  erasedAt,
  receivedAt,
  channel,
  language,
  ...(words.length === 0 ? {} : { words: sealWords(secrets, words) }),
});

export const recordBytes = (record: ErasureRecord): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(record)}\n`);

/** Undefined for what is no such record. */
export function readRecord(bytes: Uint8Array | undefined): ErasureRecord | undefined {
  if (bytes === undefined) return undefined;
  try {
    return recordSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}

/** The request as the tracker shows it, where the restored database does not know it. */
export const requestAgain = (record: ErasureRecord, now: string): RightsRequest => ({
  id: record.id,
  kind: 'erase',
  status: 'done',
  token: record.token,
  channel: record.channel,
  language: record.language,
  receivedAt: record.receivedAt,
  dueAt: dueAt(record.receivedAt),
  history: [
    { at: record.erasedAt, by: 'rights', status: 'done' },
    { at: now, by: 'rights', status: 'done', note: 'erased again after a restore' },
  ],
  version: 1,
});
