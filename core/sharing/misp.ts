// Shares as a MISP feed: a manifest, and an event for each week in which numbers were added. Format: misp-core-format
// (draft-dulaunoy-misp-core-format-18), sections 2 and 4. All numbers are strings there. Pure.
import { epochText, NO_NUMBER, type FeedSource, type IdOf } from './document.ts';
import type { PartnerTerms, Tlp } from './partner.ts';
import { isLive, type LiveShare, type Share } from './share.ts';
import { inOrder, type PartnerView } from './view.ts';

interface Tag {
  readonly name: string;
  readonly colour: string;
  readonly exportable: true;
}

interface Organization {
  readonly id: '1';
  readonly name: string;
  readonly uuid: string;
}

interface Sighting {
  readonly uuid: string;
  readonly type: '1' | '2';
  readonly date_sighting: string;
  readonly source: string;
}

interface Attribute {
  readonly id: string;
  readonly event_id: string;
  readonly uuid: string;
  readonly type: 'phone-number';
  readonly category: 'Financial fraud' | 'Other';
  readonly value: string;
  readonly to_ids: boolean;
  readonly distribution: '5';
  readonly sharing_group_id: '0';
  readonly timestamp: string;
  readonly comment: string;
  readonly deleted: boolean;
  readonly disable_correlation: false;
  readonly first_seen?: string;
  readonly last_seen?: string;
  readonly Tag?: readonly Tag[];
  readonly Sighting?: readonly Sighting[];
}

export interface MispEvent {
  readonly id: string;
  readonly uuid: string;
  readonly info: string;
  readonly date: string;
  readonly published: true;
  readonly timestamp: string;
  readonly publish_timestamp: string;
  readonly first_publication: string;
  readonly attribute_count: string;
  readonly threat_level_id: '2';
  readonly analysis: '2';
  readonly distribution: '0';
  readonly sharing_group_id: '0';
  readonly extends_uuid: '';
  readonly org_id: '1';
  readonly orgc_id: '1';
  readonly Orgc: Organization;
  readonly Tag: readonly Tag[];
  readonly Attribute: readonly Attribute[];
}

interface MispFeed {
  readonly source: FeedSource;
  readonly terms: Pick<PartnerTerms, 'tlp'>;
  readonly idOf: IdOf;
}

/** The colors of TLP 2.0 (https://www.first.org/tlp/). */
const TLP_COLORS: Readonly<Record<Tlp, string>> = {
  clear: '#FFFFFF',
  green: '#33FF00',
  amber: '#FFC000',
  'amber+strict': '#FFC000',
  red: '#FF2B2B',
};
const TAG_COLOR = '#0F6CBD';

/** An event for each batch, the oldest first. */
export function mispEvents(view: PartnerView, feed: MispFeed): readonly MispEvent[] {
  const batches = new Map<string, Share[]>();
  for (const share of inOrder(view)) batches.set(share.batch, [...(batches.get(share.batch) ?? []), share]);
  return [...batches]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([batch, shares]) => eventOf(batch, shares, feed));
}

function eventOf(batch: string, shares: readonly Share[], feed: MispFeed): MispEvent {
  const { source, terms, idOf } = feed;
  const stamp = shares.reduce((latest, { changed }) => (changed > latest ? changed : latest), '');
  const first = shares.reduce((least, { added }) => (added < least ? added : least), stamp);
  return {
    id: eventId(batch),
    uuid: idOf(`misp-event:${batch}`),
    info: `Fraud callers ${batch}`,
    date: first.slice(0, 10),
    published: true,
    timestamp: epochText(stamp),
    publish_timestamp: epochText(stamp),
    first_publication: epochText(first),
    attribute_count: String(shares.length),
    threat_level_id: '2',
    analysis: '2',
    distribution: '0',
    sharing_group_id: '0',
    extends_uuid: '',
    org_id: '1',
    orgc_id: '1',
    Orgc: organizationOf(source),
    Tag: [{ name: `tlp:${terms.tlp}`, colour: TLP_COLORS[terms.tlp], exportable: true }],
    Attribute: shares.map((share) => attributeOf(share, feed)),
  };
}

/**
 * The format wants whole numbers beside the UUIDs; whoever imports the feed gives its own. `2026-W47.2` -> `20264702`
 */
function eventId(batch: string): string {
  const [week = '', part = '1'] = batch.split('.');
  return `${week.replace('-W', '')}${part.padStart(2, '0')}`;
}

const attributeId = (entry: string): string => String(Number.parseInt(entry.slice(0, 8), 16) + 1);

const organizationOf = ({ id, organization }: FeedSource): Organization => ({
  id: '1',
  name: organization,
  uuid: id,
});

/** Advertising is a nuisance, and no fraud. */
const categoryOf = ({ category }: Share): Attribute['category'] =>
  category === 'advertising' || category === 'other' ? 'Other' : 'Financial fraud';

const tag = (name: string): Tag => ({ name, colour: TAG_COLOR, exportable: true });

function attributeOf(share: Share, feed: MispFeed): Attribute {
  const common = {
    id: attributeId(share.entry),
    event_id: eventId(share.batch),
    uuid: share.entry,
    type: 'phone-number',
    category: categoryOf(share),
    distribution: '5',
    sharing_group_id: '0',
    timestamp: epochText(share.changed),
    disable_correlation: false,
  } as const;
  if (!isLive(share))
    return { ...common, value: NO_NUMBER, to_ids: false, comment: 'withdrawn', deleted: true };
  return {
    ...common,
    value: share.number,
    to_ids: share.decision === 'human',
    comment: commentOf(share),
    deleted: false,
    first_seen: mispTime(share.firstSeen),
    last_seen: mispTime(share.lastSeen),
    Tag: [
      tag(`hotline:category="${share.category}"`),
      tag(`hotline:decision="${share.decision}"`),
      tag(`hotline:confidence="${String(share.confidence)}"`),
    ],
    Sighting: sightingsOf(share, feed),
  };
}

const commentOf = ({ category, calls, decision, confidence, expires }: LiveShare): string =>
  `${category}; calls=${String(calls)}; decision=${decision}; confidence=${String(confidence)}; expires=${expires}`;

/** `2026-11-20T08:00:00.000000+00:00` */
const mispTime = (at: string): string => new Date(at).toISOString().replace(/Z$/, '000+00:00');

/** MISP dates an expiry by a sighting in the future. Partners that reported a false positive are not named. */
function sightingsOf(share: LiveShare, { source, idOf }: MispFeed): readonly Sighting[] {
  const of = (type: Sighting['type'], at: string): Sighting => ({
    uuid: idOf(`misp-sighting:${share.entry}:${type}`),
    type,
    date_sighting: epochText(at),
    source: source.organization,
  });
  const doubts = share.falsePositives.length === 0 ? [] : [of('1', share.flaggedAt ?? share.changed)];
  return [...doubts, of('2', share.expires)];
}

/** What the manifest says of one event; the sums and signatures of the files are added to it. */
export const manifestEntry = ({
  info,
  Orgc,
  analysis,
  timestamp,
  date,
  threat_level_id,
  Tag: tags,
}: MispEvent) => ({
  info,
  Orgc,
  analysis,
  timestamp,
  date,
  threat_level_id,
  Tag: tags.map(({ name, colour }) => ({ name, colour })),
});

/** Value and event of every number, for `hashes.csv`. */
export const hashedValues = (
  events: readonly MispEvent[],
): readonly (readonly [value: string, event: string])[] =>
  events.flatMap(({ uuid, Attribute: attributes }) =>
    attributes.flatMap(({ value, deleted }) => (deleted ? [] : [[value, uuid] as const])),
  );
