// The chain of the audit log: how a link is hashed, and where a row of links is broken. Pure.
//
// Canonical form 2: the content of a link (`contentOf`) is hashed by itself, and its hash stands in the link's own array
// (`canonical`). So a link can be shown without its content, and the chain through it still be checked. Form 1, in which
// links were written before, has the content in the array itself. Each array is JSON in UTF-8, hashed by SHA-256; an
// absent text is `null`. Any JSON and SHA-256 tool can check them.
import { createHash } from 'node:crypto';
import type { AuditEntry } from '../../core/call/audit.ts';

/** The last link of a day: nothing can be put behind it on that day, so the chain goes on on one other day only. */
interface DayClosed {
  readonly kind: 'day-closed';
  /** `YYYY-MM-DD` */
  readonly next: string;
}

export type LinkContent = ({ readonly kind: 'entry' } & AuditEntry) | DayClosed;

export interface LinkPlace {
  /** UTC. On which the entry was written: not before that of the link before, whatever the entry's own time. */
  readonly day: string;
  /** From 1, over all days. */
  readonly sequence: number;
}

/** How a link is hashed; absent for form 1. A value of any other kind has a hash that fits no link. */
interface Formed {
  readonly form?: unknown;
  /**
   * Of an entry from which a person was erased: the hash of its content as it was. What the entry says now is no longer
   * covered by the chain; that it was changed at all has to be told by a later entry, see `audit-erasures.ts`.
   */
  readonly contentHash?: unknown;
  /** The request by which the person was erased. */
  readonly erasure?: unknown;
}

interface Chained {
  /** Hash of the link before. */
  readonly previous: string;
  readonly hash: string;
}

export type Link = LinkPlace & LinkContent & Formed & Chained;

/**
 * A link without its content: other people's entries between those that are shown. One of form 1 has no hash of its content,
 * so that its own hash cannot be checked.
 */
export type BareLink = LinkPlace & Chained & { readonly kind: 'bare'; readonly contentHash?: string };

/** What the first link follows. */
export const GENESIS = { sequence: 0, hash: '0'.repeat(64) } as const;

/** The last link of the part that was removed at the end of its period: the chain is verified from here on. */
export interface RemovedPart {
  readonly sequence: number;
  readonly hash: string;
}

/** What the next link has to follow, and the day on which it lies. */
export interface ChainEnd extends LinkPlace {
  readonly hash: string;
}

const FORM = 2;

type Unhashed = LinkPlace & LinkContent & Formed & Pick<Chained, 'previous'>;

/** `printf %s '["entry","key","2026-11-24T…",…]' | sha256sum` gives the hash of the content. */
function contentOf(link: LinkContent & Formed): readonly unknown[] {
  if (link.kind === 'day-closed') return [link.kind, link.next];
  const { kind, key, at, by, action, record, detail, why } = link;
  return [kind, key, at, by, action, record, detail, ...(link.form === FORM ? [why] : [])];
}

/** As in: `printf %s '[2,"2026-11-24",1,"000…","<hash of the content>"]' | sha256sum`. */
const canonical = (
  { day, sequence, previous }: LinkPlace & Pick<Chained, 'previous'>,
  contentHash: string,
) => [FORM, day, sequence, previous, contentHash];

const sha256 = (value: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');

function hashOf(link: Unhashed): string {
  const { day, sequence, previous, form = 1 } = link;
  if (form !== FORM) return sha256([form, day, sequence, previous, ...contentOf(link)]);
  return sha256(canonical(link, keptHashOf(link) ?? sha256(contentOf(link))));
}

const keptHashOf = ({ contentHash }: Formed): string | undefined =>
  typeof contentHash === 'string' ? contentHash : undefined;

/** Of an entry of form 2, as it is now. */
export const contentHashOf = (link: Link): string => keptHashOf(link) ?? sha256(contentOf(link));

/** @param form 1 only for what was written so */
export function linkTo(previous: string, place: LinkPlace, content: LinkContent, form: 1 | 2 = FORM): Link {
  const { day, sequence } = place;
  const link = { ...content, day, sequence, ...(form === FORM ? { form } : {}), previous };
  return { ...link, hash: hashOf(link) };
}

export function bareOf(link: Link): BareLink {
  const { day, sequence, previous, hash, form } = link;
  const contentHash = form === FORM ? { contentHash: contentHashOf(link) } : {};
  return { kind: 'bare', day, sequence, previous, ...contentHash, hash };
}

export const endOf = (link: Link): ChainEnd => ({
  sequence: link.sequence,
  hash: link.hash,
  day: link.kind === 'day-closed' ? link.next : link.day,
});

/** What is wrong with a link that stands behind `end`; undefined for nothing. */
export function flawOf(link: Link, end: ChainEnd): string | undefined {
  const misplaced = misplacementOf(link, end.sequence);
  if (misplaced !== undefined) return misplaced;
  if (link.day !== end.day) return `the chain goes on on another day, ${end.day}`;
  if (link.hash !== hashOf(link)) return 'it was changed';
  return link.previous === end.hash ? undefined : 'it does not follow the entry before it';
}

/** Likewise of a link that may be bare; the days of the chain cannot be followed through one. */
export function flawOfShown(link: Link | BareLink, end: Omit<ChainEnd, 'day'>): string | undefined {
  const misplaced = misplacementOf(link, end.sequence);
  if (misplaced !== undefined) return misplaced;
  const hash = hashOfShown(link);
  if (link.hash !== hash) return 'it was changed';
  return link.previous === end.hash ? undefined : 'it does not follow the entry before it';
}

function hashOfShown(link: Link | BareLink): string {
  if (link.kind !== 'bare') return hashOf(link);
  return link.contentHash === undefined ? link.hash : sha256(canonical(link, link.contentHash));
}

function misplacementOf({ sequence }: LinkPlace, before: number): string | undefined {
  if (sequence > before + 1) return `entries are missing before it, from ${String(before + 1)}`;
  return sequence < before + 1 ? 'it is out of order' : undefined;
}
