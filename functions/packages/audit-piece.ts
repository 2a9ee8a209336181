// What the audit log says of the records of a package.
import type { Runtime } from '../runtime.ts';
import { checkAnchors, type AnchorFile } from '../../store/audit/audit-anchors.ts';
import type { Collection } from './collection.ts';
import { NOTHING, type Source, type Piece, redactionsOf } from './piece.ts';
import { bareOf, type Link } from '../../store/audit/audit-chain.ts';
import type { AuditSlice, Records } from '../../store/audit/audit-slice.ts';
import { redactNumbers } from '../../core/packages/people.ts';
import { isListingAction, type TimeLineEntry } from '../../core/packages/time-line.ts';
import { spoolFile } from './bag.ts';

const AUDIT = 'data/audit/audit.jsonl';
const PROOF = 'data/audit/proof.jsonl';
const LISTS = 'data/lists/history.jsonl';

/**
 * What the audit log says of the records in the package, with the proof that it is part of the log; apart from it, what
 * happened to the numbers on the lists.
 */
export async function auditPiece(source: Source): Promise<Piece> {
  const { collection, moment, runtime, scratch } = source;
  const { anchors } = checkAnchors(await anchorFiles(runtime));
  const inTime = anchors.filter(({ on }) => on <= moment.slice(0, 10));
  const [told, proof, lists] = [await scratch.spool(), await scratch.spool(), await scratch.spool()];
  const listed: TimeLineEntry[] = [];
  let places = 0;
  for await (const slice of runtime.store.audit.slices(recordsOf(collection), inTime)) {
    const links = linksUntil(source, slice);
    for (const link of links) {
      if (!isEntry(link)) continue;
      const line = redactNumbers(lineOf(link), collection.shown);
      places += line.places;
      await told.add(lineText(line.value));
      if (isListingAction(line.value.action)) await lists.add(lineText(line.value));
      listed.push(...listingHappened(line.value));
    }
    // An entry that names somebody else cannot be shown in full: its hash alone keeps the chain whole.
    if (links.length > 0)
      await proof.add(
        lineText({ ...slice, links: links.map((link) => withoutOthers(link, collection.shown)) }),
      );
  }
  return {
    ...NOTHING,
    files: [spoolFile(AUDIT, told), spoolFile(PROOF, proof), spoolFile(LISTS, lists)],
    timeLine: listed,
    redactions: redactionsOf(AUDIT, 'other-person', places),
  };
}

const lineText = (value: object): string => `${JSON.stringify(value)}\n`;

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
const recordsOf = ({ callSids, caseNumbers, people }: Collection): Records => ({
  has: (record) =>
    callSids.has(record) ||
    caseNumbers.has(record) ||
    people.has(record) ||
    (IS_RANGE.test(record) && [...people].some((number) => number.startsWith(record.slice(0, -1)))),
});

/** A rule for all numbers that begin so. */
const IS_RANGE = /^\+\d.*\*$/;

const listingHappened = ({ at, action, by, record, detail }: AuditLine): TimeLineEntry[] =>
  isListingAction(action)
    ? [{ at, file: LISTS, kind: 'listing', action, by, record, ...(detail === undefined ? {} : { detail }) }]
    : [];
