// The audit log as items of DynamoDB. A link that somebody has changed is read all the same, with what it says now: its
// hash then tells that it was changed, and the log can still be shown and verified as a whole.
import * as z from 'zod';
import type { AuditEntry } from '../../core/call/audit.ts';
import type { Item } from '../database/items.ts';
import { count, optionalText, parserOf, schemaOf, text } from '../database/parse.ts';
import type { Link, LinkPlace, RemovedPart } from './audit-chain.ts';

/** Where the chain began and has come to, as far as was noted: it may go on behind. */
export interface Extent {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly lastSequence: number;
  readonly lastHash: string;
  /** What stood before `firstDay`. */
  readonly removed?: RemovedPart;
  /** The first day whose links may not be marked for deletion yet, where a removal is under way. */
  readonly removingFrom?: string;
}

const extentOf = parserOf(
  'audit',
  schemaOf<Extent>({
    firstDay: text,
    lastDay: text,
    lastSequence: count,
    lastHash: text,
    removed: schemaOf<RemovedPart>({ sequence: count, hash: text }).optional(),
    removingFrom: optionalText,
  }),
);

export const extentFromItem = (item: Item | undefined): Extent | undefined =>
  item === undefined ? undefined : extentOf(item);

const placeOf = parserOf(
  'audit',
  schemaOf<{ readonly atDay: string; readonly atSequence: number }>({ atDay: text, atSequence: count }),
);

/** Where an entry is, from the item under its key. */
export function placeFromItem(item: Item | undefined): LinkPlace | undefined {
  if (item === undefined) return undefined;
  const { atDay, atSequence } = placeOf(item);
  return { day: atDay, sequence: atSequence };
}

export const sequenceFromItem = (item: Item): number => keyOf(item).sequence;

/** What links are keyed by, so that DynamoDB itself keeps its form. */
const keyOf = parserOf('audit', schemaOf<LinkPlace>({ day: text, sequence: count }));

/** Whatever stands there as a text: a value of another kind has another hash. */
const written = z.unknown().transform((value) => {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
});
const writtenOrAbsent = written.optional();
/** Absent in links of form 1. */
const form = z.unknown().optional();
const action = written.pipe(z.custom<AuditEntry['action']>());

const entryOf = parserOf(
  'audit',
  schemaOf<AuditEntry & Chained>({
    key: written,
    at: written,
    by: written,
    action,
    record: written,
    detail: writtenOrAbsent,
    why: writtenOrAbsent,
    form,
    contentHash: form,
    erasure: form,
    previous: written,
    hash: written,
  }),
);
const closingOf = parserOf(
  'audit',
  schemaOf<Omit<Chained, 'contentHash' | 'erasure'> & { readonly next: string }>({
    next: written,
    form,
    previous: written,
    hash: written,
  }),
);

interface Chained {
  readonly form?: unknown;
  readonly contentHash?: unknown;
  readonly erasure?: unknown;
  readonly previous: string;
  readonly hash: string;
}

export function linkFromItem(item: Item): Link {
  const place = keyOf(item);
  return item.kind === 'day-closed'
    ? { ...place, kind: 'day-closed', ...closingOf(item) }
    : { ...place, kind: 'entry', ...entryOf(item) };
}
