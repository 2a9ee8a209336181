// Anchors: the head of the audit log as it was on a day, kept outside of the database. A log that is written anew from its
// beginning, with hashes that fit, does not have the heads that the anchors remember. Pure.
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { GENESIS, type LinkPlace, type RemovedPart } from './audit-chain.ts';

export interface Anchor extends LinkPlace {
  /** The day on which it was made, UTC; `day` is that of the link. */
  readonly on: string;
  /** Of the link. */
  readonly hash: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** SHA-256 of the file of the anchor before; zeros for the first. */
  readonly previous: string;
}

/** An anchor as it is kept: the bytes of its file, and the time stamp of them where there is one (RFC 3161, DER). */
export interface AnchorFile {
  /** `2026-11-28` */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly stamp?: Uint8Array | undefined;
}

const anchorSchema = z.strictObject({
  on: z.iso.date(),
  day: z.iso.date(),
  sequence: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  previous: z.string().regex(/^[0-9a-f]{64}$/),
});

export const anchorBytes = (anchor: Anchor): Uint8Array => {
  const { on, day, sequence, hash, at, previous } = anchor;
  return new TextEncoder().encode(`${JSON.stringify({ on, day, sequence, hash, at, previous })}\n`);
};

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Undefined for a file that is no anchor. */
export function anchorIn(bytes: Uint8Array): Anchor | undefined {
  try {
    const read = anchorSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** What the first anchor follows. */
export const FIRST_PREVIOUS = GENESIS.hash;

export interface AnchorProblem {
  /** The day of the anchor. */
  readonly on: string;
  readonly problem: string;
}

export interface CheckedAnchors {
  /** By the sequence of the link that each names. */
  readonly anchors: readonly Anchor[];
  readonly problem?: AnchorProblem;
}

/** Whether the anchors themselves are all there and unchanged; each names the one before by its hash. */
export function checkAnchors(files: readonly AnchorFile[]): CheckedAnchors {
  const anchors: Anchor[] = [];
  let previous: string = FIRST_PREVIOUS;
  for (const { name, bytes } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const anchor = anchorIn(bytes);
    if (anchor === undefined) return { anchors, problem: { on: name, problem: 'the anchor cannot be read' } };
    if (anchor.on !== name)
      return { anchors, problem: { on: name, problem: `the anchor is one of ${anchor.on}` } };
    if (anchor.previous !== previous)
      return { anchors, problem: { on: name, problem: 'an anchor before it is missing, or was changed' } };
    previous = sha256Of(bytes);
    anchors.push(anchor);
  }
  return { anchors };
}

/** Follows a log past its anchors. */
export interface AnchorCheck {
  /** What is wrong with a link that an anchor names; undefined for nothing. */
  readonly pass: (link: AnchoredLink) => AnchorProblem | undefined;
  /** Of a log that was passed whole: anchors that name what is not there, and an anchor that should be there. */
  readonly end: () => AnchorProblem | undefined;
  readonly passed: () => number;
}

type AnchoredLink = LinkPlace & { readonly hash: string; readonly form?: unknown };

/** An anchor is due daily; so many days may pass without one before something is wrong. */
const LATE_DAYS = 2;

export function followAnchors(
  { anchors, problem }: CheckedAnchors,
  removed: RemovedPart | undefined,
): AnchorCheck {
  const bySequence = new Map<number, Anchor[]>();
  for (const anchor of anchors)
    bySequence.set(anchor.sequence, [...(bySequence.get(anchor.sequence) ?? []), anchor]);
  const passed = new Set<Anchor>();
  let last: AnchoredLink | undefined;
  /** Logs that were begun by a version without anchors have links of form 1 first. */
  let anchoredSince: string | undefined;
  return {
    pass: (link) => {
      last = link;
      if (link.form !== undefined) anchoredSince ??= link.day;
      const here = bySequence.get(link.sequence) ?? [];
      for (const anchor of here) passed.add(anchor);
      const other = here.find(({ hash }) => hash !== link.hash);
      return (
        other && { on: other.on, problem: `entry ${String(link.sequence)} is not the one that was anchored` }
      );
    },
    end: () =>
      problem ?? missingPart(anchors, passed, removed) ?? lateness(last, anchors.at(-1)?.on ?? anchoredSince),
    passed: () => passed.size,
  };
}

function missingPart(
  anchors: readonly Anchor[],
  passed: ReadonlySet<Anchor>,
  removed: RemovedPart = GENESIS,
): AnchorProblem | undefined {
  const atRemoval = anchors.find(
    ({ sequence, hash }) => sequence === removed.sequence && hash !== removed.hash,
  );
  if (atRemoval !== undefined)
    return { on: atRemoval.on, problem: 'the part that was removed did not end as it was anchored' };
  const gone = anchors.find((anchor) => anchor.sequence > removed.sequence && !passed.has(anchor));
  return (
    gone && { on: gone.on, problem: `the log had come to entry ${String(gone.sequence)}, which is missing` }
  );
}

/** @param since day of the last anchor; where there is none, of the first link that should have been anchored */
function lateness(last: LinkPlace | undefined, since: string | undefined): AnchorProblem | undefined {
  if (last === undefined || since === undefined) return undefined;
  const days = (Date.parse(last.day) - Date.parse(since)) / 86_400_000;
  return days <= LATE_DAYS
    ? undefined
    : { on: since, problem: `there is no anchor after this day, and the log goes on until ${last.day}` };
}
