// Shares as rows of a plain table, whole or since a moment. Pure.
import type { FeedSource } from './document.ts';
import type { PartnerTerms } from './partner.ts';
import { isLive, type Share } from './share.ts';
import { inOrder, type PartnerView } from './view.ts';

export const CSV_COLUMNS = [
  'number_e164',
  'category',
  'decision',
  'first_seen',
  'last_seen',
  'calls',
  'confidence',
  'expires',
  'tlp',
  'source_org',
  'entry_uuid',
  'action',
] as const;

type Row = Readonly<Record<(typeof CSV_COLUMNS)[number], string>>;

interface CsvFeed {
  readonly source: FeedSource;
  readonly terms: Pick<PartnerTerms, 'tlp'>;
}

/**
 * In the order of their changes. A removal names the entry and no number.
 * @param since ISO 8601, inclusive; without it the whole list, which has no removals
 */
export const csvRows = (view: PartnerView, feed: CsvFeed, since?: Date): readonly Row[] =>
  inOrder(view)
    .filter((share) => (since === undefined ? isLive(share) : Date.parse(share.changed) >= since.getTime()))
    .map((share) => rowOf(share, feed));

function rowOf(share: Share, { source, terms }: CsvFeed): Row {
  const common = {
    category: share.category,
    decision: share.decision,
    tlp: terms.tlp,
    source_org: source.organization,
    entry_uuid: share.entry,
  };
  if (!isLive(share)) return { ...common, ...NOTHING_KNOWN, action: 'remove' };
  const { number, firstSeen, lastSeen, calls, confidence, expires } = share;
  return {
    ...common,
    number_e164: number,
    first_seen: firstSeen,
    last_seen: lastSeen,
    calls: String(calls),
    confidence: String(confidence),
    expires,
    action: 'add',
  };
}

const NOTHING_KNOWN = {
  number_e164: '',
  first_seen: '',
  last_seen: '',
  calls: '',
  confidence: '',
  expires: '',
} as const;
