// What the audit log says of the records of a package.
import type { Runtime } from '../runtime.ts';
import { checkAnchors, type AnchorFile } from '../../store/audit/audit-anchors.ts';
import type { Collection } from './collection.ts';
import { type Source, type Piece, redactionsOf } from './piece.ts';
import { bareOf, type Link } from '../../store/audit/audit-chain.ts';
import type { AuditSlice } from '../../store/audit/audit-slice.ts';
import { redactNumbers, type Redacted } from '../../core/packages/people.ts';
import { isListingAction, type TimeLineEntry } from '../../core/packages/time-line.ts';
import { linesFile } from './bag.ts';

const AUDIT = 'data/audit/audit.jsonl';
const PROOF = 'data/audit/proof.jsonl';
const LISTS = 'data/lists/history.jsonl';

/**
 * What the audit log says of the records in the package, with the proof that it is part of the log; apart from it, what
 * happened to the numbers on the lists.
 */
export async function auditPiece(source: Source): Promise<Piece> {
  const { collection, moment, runtime } = source;
  const { anchors } = checkAnchors(await anchorFiles(runtime));
  const inTime = anchors.filter(({ on }) => on <= moment.slice(0, 10));
  const shown: Redacted<AuditLine>[] = [];
  const proof: object[] = [];
  for await (const slice of runtime.store.audit.slices(recordsOf(collection), inTime)) {
    const links = linksUntil(source, slice);
    for (const link of links) if (isEntry(link)) shown.push(redactNumbers(lineOf(link), collection.shown));
    // An entry that names somebody else cannot be shown in full: its hash alone keeps the chain whole.
    if (links.length > 0)
      proof.push({ ...slice, links: links.map((link) => withoutOthers(link, collection.shown)) });
  }
  const lines = shown.map(({ value }) => value);
  const listed = lines.filter(({ action }) => isListingAction(action));
  const places = shown.reduce((sum, one) => sum + one.places, 0);
  return {
    files: [linesFile(AUDIT, lines), linesFile(PROOF, proof), linesFile(LISTS, listed)],
    timeLine: listed.flatMap(listingHappened),
    redactions: redactionsOf(AUDIT, 'other-person', places),
    recordings: 0,
  };
}

async function anchorFiles({ anchors }: Runtime): Promise<readonly AnchorFile[]> {
  return Promise.all((await anchors.list()).map((listed) => anchors.read(listed)));
}

/** Those that were there when the package was first made; behind the last entry that is told, up to the anchor. */
function linksUntil({ moment, auditSequence }: Source, { links, anchor }: AuditSlice): readonly SliceLink[] {
  if (anchor !== undefined) return links;
  const last = links.findLastIndex(
    (link) => isEntry(link) && link.at <= moment && link.sequence <= auditSequence,
  );
  return links.slice(0, last + 1);
}

type SliceLink = AuditSlice['links'][number];
type EntryLink = Extract<Link, { kind: 'entry' }>;
type AuditLine = Omit<EntryLink, 'kind' | 'key'>;

const isEntry = (link: SliceLink): link is EntryLink => 'kind' in link && link.kind === 'entry';
const lineOf = ({ kind: _, key: __, ...line }: EntryLink): AuditLine => line;

const withoutOthers = (link: SliceLink, shown: ReadonlySet<string>): SliceLink =>
  isEntry(link) && redactNumbers(link, shown).places > 0 ? bareOf(link) : link;

/** As entries name them: calls, cases, numbers, and rules for the ranges that hold them. */
const recordsOf = ({ callSids, cases, people }: Collection): ReadonlySet<string> =>
  new Set([
    ...callSids,
    ...cases.map(({ caseNumber }) => caseNumber),
    ...[...people].flatMap((number) => [number, ...rangesOf(number)]),
  ]);

const rangesOf = (number: string): readonly string[] =>
  Array.from({ length: number.length - 1 }, (_, index) => `${number.slice(0, index + 2)}*`);

const listingHappened = ({ at, action, by, record, detail }: AuditLine): TimeLineEntry[] =>
  isListingAction(action)
    ? [{ at, file: LISTS, kind: 'listing', action, by, record, ...(detail === undefined ? {} : { detail }) }]
    : [];
