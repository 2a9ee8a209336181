// Shares as STIX 2.1 objects (https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html). STIX has no object for
// telephone numbers: the pattern is about `phone-number`, which an extension definition declares. Pure.
import { NO_NUMBER, type FeedSource, type IdOf } from './document.ts';
import type { PartnerTerms, Tlp } from './partner.ts';
import { isLive, type Share } from './share.ts';
import { inOrder, type PartnerView } from './view.ts';

interface StixObject {
  readonly type: string;
  readonly id: string;
  readonly [property: string]: unknown;
}

/** An object of a TAXII collection. `added`: ISO 8601, of the version that is there now. */
export interface CollectionObject {
  readonly object: StixObject;
  readonly added: string;
  readonly version: string;
}

interface StixFeed {
  readonly source: FeedSource;
  readonly terms: Pick<PartnerTerms, 'tlp'>;
  readonly idOf: IdOf;
}

/** When the objects that every feed has came into being. */
const BEGINNING = '2026-01-01T00:00:00.000Z';

/** Fixed by OASIS for TLP 2.0 (https://github.com/oasis-open/cti-stix-common-objects, extension TLP 2.0). */
const TLP_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';
const TLP_MARKINGS: Readonly<Record<Tlp, string>> = {
  clear: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  green: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  amber: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'amber+strict': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  red: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
};

/** In the order in which they were added; the objects that others refer to come first. */
export function stixObjects(view: PartnerView, feed: StixFeed): readonly CollectionObject[] {
  const fixed = [identityOf(feed.source), tlpOf(feed.terms.tlp), extensionOf(feed)];
  return [
    ...fixed.map((object) => ({ object, added: BEGINNING, version: BEGINNING })),
    ...inOrder(view).flatMap((share) =>
      [indicatorOf(share, feed), sightingOf(share, feed)].map((object) => ({
        object,
        added: share.changed,
        version: share.changed,
      })),
    ),
  ];
}

const identityId = ({ id }: FeedSource): string => `identity--${id}`;

const identityOf = (source: FeedSource): StixObject => ({
  type: 'identity',
  spec_version: '2.1',
  id: identityId(source),
  created: BEGINNING,
  modified: BEGINNING,
  name: source.organization,
  identity_class: 'organization',
});

const tlpOf = (tlp: Tlp): StixObject => ({
  type: 'marking-definition',
  spec_version: '2.1',
  id: TLP_MARKINGS[tlp],
  created: '2022-10-01T00:00:00.000Z',
  name: `TLP:${tlp.toUpperCase()}`,
  extensions: { [TLP_EXTENSION]: { extension_type: 'property-extension', tlp_2_0: tlp } },
});

const extensionOf = ({ source, idOf }: StixFeed): StixObject => ({
  type: 'extension-definition',
  spec_version: '2.1',
  id: `extension-definition--${idOf('stix-extension:phone-number')}`,
  created_by_ref: identityId(source),
  created: BEGINNING,
  modified: BEGINNING,
  name: 'phone-number',
  description: 'A cyber observable for telephone numbers.',
  schema:
    'type: "phone-number"; id: "phone-number--" and a UUID; value: string, required: a telephone number as E.164 with its plus.',
  version: '1.0.0',
  extension_types: ['new-sco'],
});

const common = (share: Share, { source, terms }: StixFeed) => ({
  spec_version: '2.1',
  created_by_ref: identityId(source),
  created: share.added,
  modified: share.changed,
  object_marking_refs: [TLP_MARKINGS[terms.tlp]],
});

const indicatorId = ({ entry }: Share): string => `indicator--${entry}`;
const patternOf = (number: string): string => `[phone-number:value = '${number}']`;

function indicatorOf(share: Share, feed: StixFeed): StixObject {
  const base = {
    type: 'indicator',
    id: indicatorId(share),
    ...common(share, feed),
    name: `Fraud caller: ${share.category}`,
    indicator_types: [share.category === 'advertising' ? 'anomalous-activity' : 'malicious-activity'],
    pattern_type: 'stix',
    labels: [share.category, `decision-${share.decision}`],
  };
  if (!isLive(share))
    return { ...base, pattern: patternOf(NO_NUMBER), valid_from: share.added, revoked: true };
  const { number, firstSeen, expires, confidence } = share;
  return { ...base, pattern: patternOf(number), valid_from: firstSeen, valid_until: expires, confidence };
}

function sightingOf(share: Share, feed: StixFeed): StixObject {
  const base = {
    type: 'sighting',
    id: `sighting--${feed.idOf(`stix-sighting:${share.entry}`)}`,
    ...common(share, feed),
    sighting_of_ref: indicatorId(share),
    where_sighted_refs: [identityId(feed.source)],
  };
  if (!isLive(share)) return { ...base, revoked: true };
  return { ...base, first_seen: share.firstSeen, last_seen: share.lastSeen, count: share.calls };
}
