// The part of the audit log that concerns some records, with the proof that it is part of the log: each piece goes on to the
// next anchor, and other people's entries on the way are shown without their content. Pure.
import type { Anchor } from './audit-anchors.ts';
import { bareOf, flawOfShown, GENESIS, type BareLink, type Link, type RemovedPart } from './audit-chain.ts';

/** What one link follows. */
type Before = Pick<Link, 'sequence' | 'hash'>;

/** From the first entry that concerns the records, after one anchor, to the next anchor. */
export interface AuditSlice {
  readonly after: Before;
  readonly links: readonly (Link | BareLink)[];
  /** That of the last link; absent where none has been made since: the slice then ends with the log. */
  readonly anchor?: Anchor;
}

/** Which records are asked for, as entries name them. */
export type Records = Pick<ReadonlySet<string>, 'has'>;

/** Whether an entry is about one of the records; some entries name several, with spaces between. */
const concerns = (link: Link, records: Records): boolean =>
  link.kind === 'entry' &&
  (records.has(link.record) || link.record.split(' ').some((one) => records.has(one)));

/**
 * @param links the log in its order, from the beginning or from the removed part
 * @param anchors in their order
 * @param records as entries name them: CallSids, RecordingSids, case numbers, numbers and prefix rules
 */
export async function* slicesOf(
  links: AsyncIterable<Link> | Iterable<Link>,
  anchors: readonly Anchor[],
  records: Records,
  removed?: RemovedPart,
): AsyncGenerator<AuditSlice> {
  const anchorAt = new Map(anchors.map((anchor) => [anchor.sequence, anchor]));
  let before: Before = removed ?? GENESIS;
  let open: { after: Before; links: (Link | BareLink)[] } | undefined;
  for await (const link of links) {
    const shown = concerns(link, records);
    if (shown) open ??= { after: before, links: [] };
    open?.links.push(shown ? link : bareOf(link));
    const anchor = anchorAt.get(link.sequence);
    if (open !== undefined && anchor !== undefined) {
      yield { ...open, anchor };
      open = undefined;
    }
    before = { sequence: link.sequence, hash: link.hash };
  }
  if (open !== undefined) yield open;
}

/** What is wrong with a slice; undefined for nothing. */
export function flawOfSlice({ after, links, anchor }: AuditSlice): string | undefined {
  let end = after;
  for (const link of links) {
    const flaw = flawOfShown(link, end);
    if (flaw !== undefined) return `entry ${String(link.sequence)}: ${flaw}`;
    end = { sequence: link.sequence, hash: link.hash };
  }
  if (anchor === undefined || (anchor.sequence === end.sequence && anchor.hash === end.hash))
    return undefined;
  return `the slice does not end in the anchor of ${anchor.on}`;
}
