// The chain of the audit log: how a link is hashed, and where a row of links is broken. Pure.
//
// Canonical form: the fields of a link as a JSON array in the order of `canonical`, UTF-8, hashed by SHA-256. An
// absent detail is `null`. Whoever has the links can check them with any JSON and SHA-256 tool.
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

export type Link = LinkPlace &
  LinkContent & {
    /** Hash of the link before. */
    readonly previous: string;
    readonly hash: string;
  };

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

const FORM = 1;

/** As in: `printf %s '[1,"2026-11-24",1,"000…","entry",…]' | sha256sum`. */
const canonical = (link: Omit<Link, 'hash'> & LinkContent): readonly unknown[] => {
  const place = [FORM, link.day, link.sequence, link.previous, link.kind];
  return link.kind === 'day-closed'
    ? [...place, link.next]
    : [...place, link.key, link.at, link.by, link.action, link.record, link.detail];
};

export function linkTo(previous: string, place: LinkPlace, content: LinkContent): Link {
  const link = { ...place, ...content, previous };
  return { ...link, hash: hashOf(link) };
}

const hashOf = (link: Omit<Link, 'hash'> & LinkContent): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(link)))
    .digest('hex');

export const endOf = (link: Link): ChainEnd => ({
  sequence: link.sequence,
  hash: link.hash,
  day: link.kind === 'day-closed' ? link.next : link.day,
});

/** What is wrong with a link that stands behind `end`; undefined for nothing. */
export function flawOf(link: Link, end: ChainEnd): string | undefined {
  if (link.sequence > end.sequence + 1)
    return `entries are missing before it, from ${String(end.sequence + 1)}`;
  if (link.sequence < end.sequence + 1) return 'it is out of order';
  if (link.day !== end.day) return `the chain goes on on another day, ${end.day}`;
  if (link.hash !== hashOf(link)) return 'it was changed';
  return link.previous === end.hash ? undefined : 'it does not follow the entry before it';
}
