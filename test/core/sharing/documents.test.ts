// What leaves the hotline, to the byte: one view of two live shares and a withdrawn one, in each format; and that nothing
// else can leave.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CATEGORIES } from '../../../core/cases/case.ts';
import { csvRows } from '../../../core/sharing/csv.ts';
import { manifestEntry, mispEvents } from '../../../core/sharing/misp.ts';
import type { Partner, PartnerTerms } from '../../../core/sharing/partner.ts';
import { tombstoneOf, type Share } from '../../../core/sharing/share.ts';
import { stixObjects } from '../../../core/sharing/stix.ts';
import { pageOfCollection } from '../../../core/sharing/taxii.ts';
import { viewOf } from '../../../core/sharing/view.ts';
import { sharedNumber } from '../../support/partners.ts';

const NOW = new Date('2026-11-24T09:00:00.000Z');
const source = { organization: 'Bank of Examples', id: '11111111-1111-4111-8111-111111111111' };
const idOf = (text: string): string =>
  `22222222-2222-4222-8222-${String([...text].reduce((sum, one) => sum + (one.codePointAt(0) ?? 0), 0)).padStart(12, '0')}`;

const terms: PartnerTerms = {
  trust: 'normal',
  requestsPerHour: 60,
  mostNumbers: 100,
  categories: ['impersonation', 'advertising'],
  automatic: true,
  formats: ['misp', 'taxii', 'csv'],
  basis: { kind: 'contract', reference: '17' },
  tlp: 'amber',
  anonymity: 1000,
  prefixDigits: 5,
  contact: { name: 'Grace' },
  contractReference: '17',
  expiresOn: '2027-12-31',
};
const partner: Partner = {
  name: 'bank',
  state: 'active',
  terms,
  termsSince: '2026-11-01T00:00:00.000Z',
  ever: { categories: ['impersonation', 'advertising'], automatic: true },
  credentials: [],
  createdBy: 'grace',
  version: 1,
};

const E1 = '00000000-0000-4000-8000-0000000000a1';
const E2 = '00000000-0000-4000-8000-0000000000a2';
const E3 = '00000000-0000-4000-8000-0000000000a3';
const human = sharedNumber('+13125550161', { entry: E1 });
const auto = sharedNumber('+8613800138000', {
  entry: E2,
  category: 'advertising',
  decision: 'auto',
  confidence: 50,
  changed: '2026-11-23T00:00:00.000Z',
  falsePositives: ['shop'],
  flaggedAt: '2026-11-23T10:00:00.000Z',
});
const gone = tombstoneOf(sharedNumber('+13125550163', { entry: E3 }), '2026-11-24T08:00:00.000Z');
const view = viewOf(partner, [human, auto, gone], NOW);

test('a MISP event', () => {
  const [event] = mispEvents(view, { source, terms, idOf });
  const tags = (category: string, decision: string, confidence: string) =>
    [`category="${category}"`, `decision="${decision}"`, `confidence="${confidence}"`].map((name) => ({
      name: `hotline:${name}`,
      colour: '#0F6CBD',
      exportable: true,
    }));
  const common = {
    event_id: '20264701',
    type: 'phone-number',
    distribution: '5',
    sharing_group_id: '0',
    disable_correlation: false,
  };
  const expiry = {
    uuid: expect.any(String),
    type: '2',
    date_sighting: '1810891800',
    source: 'Bank of Examples',
  };
  expect(event).toEqual({
    id: '20264701',
    uuid: idOf('misp-event:2026-W47'),
    info: 'Fraud callers 2026-W47',
    date: '2026-11-20',
    published: true,
    timestamp: '1795507200',
    publish_timestamp: '1795507200',
    first_publication: '1795161600',
    attribute_count: '3',
    threat_level_id: '2',
    analysis: '2',
    distribution: '0',
    sharing_group_id: '0',
    extends_uuid: '',
    org_id: '1',
    orgc_id: '1',
    Orgc: { id: '1', name: 'Bank of Examples', uuid: source.id },
    Tag: [{ name: 'tlp:amber', colour: '#FFC000', exportable: true }],
    Attribute: [
      {
        ...common,
        id: '1',
        uuid: E1,
        category: 'Financial fraud',
        value: '+13125550161',
        to_ids: true,
        timestamp: '1795339800',
        comment: 'impersonation; calls=7; decision=human; confidence=85; expires=2027-05-21T09:30:00.000Z',
        deleted: false,
        first_seen: '2026-11-18T08:00:00.000000+00:00',
        last_seen: '2026-11-22T09:30:00.000000+00:00',
        Tag: tags('impersonation', 'human', '85'),
        Sighting: [expiry],
      },
      {
        ...common,
        id: '1',
        uuid: E2,
        category: 'Other',
        value: '+8613800138000',
        to_ids: false,
        timestamp: '1795392000',
        comment: 'advertising; calls=7; decision=auto; confidence=50; expires=2027-05-21T09:30:00.000Z',
        deleted: false,
        first_seen: '2026-11-18T08:00:00.000000+00:00',
        last_seen: '2026-11-22T09:30:00.000000+00:00',
        Tag: tags('advertising', 'auto', '50'),
        Sighting: [{ ...expiry, type: '1', date_sighting: '1795428000' }, expiry],
      },
      {
        ...common,
        id: '1',
        uuid: E3,
        category: 'Financial fraud',
        value: '+0',
        to_ids: false,
        timestamp: '1795507200',
        comment: 'withdrawn',
        deleted: true,
      },
    ],
  });
  expect(event && manifestEntry(event)).toEqual({
    info: 'Fraud callers 2026-W47',
    Orgc: { id: '1', name: 'Bank of Examples', uuid: source.id },
    analysis: '2',
    timestamp: '1795507200',
    date: '2026-11-20',
    threat_level_id: '2',
    Tag: [{ name: 'tlp:amber', colour: '#FFC000' }],
  });
});

test('STIX objects', () => {
  const objects = stixObjects(view, { source, terms, idOf }).map(({ object }) => object);
  const amber = 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421';
  const common = {
    spec_version: '2.1',
    created_by_ref: `identity--${source.id}`,
    created: '2026-11-20T08:00:00.000Z',
    object_marking_refs: [amber],
  };
  expect(objects.map(({ type }) => type)).toEqual([
    'identity',
    'marking-definition',
    'extension-definition',
    ...Array.from({ length: 3 }, () => ['indicator', 'sighting']).flat(),
  ]);
  expect(objects[1]).toEqual({
    type: 'marking-definition',
    spec_version: '2.1',
    id: amber,
    created: '2022-10-01T00:00:00.000Z',
    name: 'TLP:AMBER',
    extensions: {
      'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d': {
        extension_type: 'property-extension',
        tlp_2_0: 'amber',
      },
    },
  });
  expect(objects[3]).toEqual({
    ...common,
    type: 'indicator',
    id: `indicator--${E1}`,
    modified: '2026-11-22T09:30:00.000Z',
    name: 'Fraud caller: impersonation',
    indicator_types: ['malicious-activity'],
    pattern_type: 'stix',
    labels: ['impersonation', 'decision-human'],
    pattern: "[phone-number:value = '+13125550161']",
    valid_from: '2026-11-18T08:00:00.000Z',
    valid_until: '2027-05-21T09:30:00.000Z',
    confidence: 85,
  });
  expect(objects[4]).toEqual({
    ...common,
    type: 'sighting',
    id: `sighting--${idOf(`stix-sighting:${E1}`)}`,
    modified: '2026-11-22T09:30:00.000Z',
    sighting_of_ref: `indicator--${E1}`,
    where_sighted_refs: [`identity--${source.id}`],
    first_seen: '2026-11-18T08:00:00.000Z',
    last_seen: '2026-11-22T09:30:00.000Z',
    count: 7,
  });
  expect(objects[7]).toMatchObject({ revoked: true, pattern: "[phone-number:value = '+0']" });
});

test('CSV, whole and since a moment', () => {
  const rows = csvRows(view, { source, terms });
  expect(rows.map(({ entry_uuid: entry, action }) => [entry, action])).toEqual([
    [E1, 'add'],
    [E2, 'add'],
  ]);
  expect(rows[0]).toEqual({
    number_e164: '+13125550161',
    category: 'impersonation',
    decision: 'human',
    first_seen: '2026-11-18T08:00:00.000Z',
    last_seen: '2026-11-22T09:30:00.000Z',
    calls: '7',
    confidence: '85',
    expires: '2027-05-21T09:30:00.000Z',
    tlp: 'amber',
    source_org: 'Bank of Examples',
    entry_uuid: E1,
    action: 'add',
  });
  const since = csvRows(view, { source, terms }, new Date('2026-11-23T00:00:00.000Z'));
  expect(since.map(({ number_e164: number, entry_uuid: entry, action }) => [number, entry, action])).toEqual([
    ['+8613800138000', E2, 'add'],
    ['', E3, 'remove'],
  ]);
});

describe('what one partner sees', () => {
  const shares: readonly Share[] = [human, auto, gone];
  const seen = (change: Partial<Partner>, at = NOW): [string[], string[]] => {
    const { live, withdrawn } = viewOf({ ...partner, ...change }, shares, at);
    return [live, withdrawn].map((some) => some.map(({ entry }) => entry).toSorted()) as [string[], string[]];
  };

  test.each<[string, Partial<Partner>, Date, string[], string[]]>([
    ['all of its agreement', {}, NOW, [E1, E2], [E3]],
    ['no automatic ones', { terms: { ...terms, automatic: false } }, NOW, [E1], [E2, E3]],
    [
      'fewer categories than before',
      { terms: { ...terms, categories: ['advertising'] } },
      NOW,
      [E2],
      [E1, E3],
    ],
    [
      'never more than it could see',
      {
        terms: { ...terms, categories: ['advertising'] },
        ever: { categories: ['advertising'], automatic: true },
      },
      NOW,
      [E2],
      [],
    ],
    ['the cap', { terms: { ...terms, mostNumbers: 1 } }, NOW, [E1], [E2, E3]],
    ['expired ones go', {}, new Date('2027-06-01T00:00:00.000Z'), [], [E1, E2, E3]],
  ])('%s', (_name, change, at, live, withdrawn) => {
    expect(seen(change, at)).toEqual([live, withdrawn]);
  });

  test('a disputed number is withdrawn', () => {
    const disputed = { ...human, state: 'disputed' } as const;
    const { live, withdrawn } = viewOf(partner, [disputed], NOW);
    expect([live, JSON.stringify(withdrawn).includes(human.number)]).toEqual([[], false]);
  });
});

test('whatever else an item holds, only the declared members of a share leave', () => {
  const members = fc.dictionary(
    fc.stringMatching(/^[a-z]{3,12}$/),
    fc.constant('planted: Mrs. Example said so'),
    {
      maxKeys: 5,
    },
  );
  fc.assert(
    fc.property(members, fc.constantFrom(...CATEGORIES), (planted, category) => {
      const all: Partner = {
        ...partner,
        terms: { ...terms, categories: CATEGORIES },
        ever: { categories: CATEGORIES, automatic: true },
      };
      const dirty = viewOf(
        all,
        [
          { ...planted, ...human, category },
          { ...planted, ...gone },
        ],
        NOW,
      );
      const documents = [
        mispEvents(dirty, { source, terms, idOf }),
        stixObjects(dirty, { source, terms, idOf }),
        csvRows(dirty, { source, terms }, new Date(0)),
      ];
      expect(JSON.stringify(documents)).not.toContain('planted');
    }),
    { numRuns: 50 },
  );
});

test('pages of a collection are all of it, each object once, whatever their size', () => {
  const objects = stixObjects(view, { source, terms, idOf });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), (limit) => {
      const found: string[] = [];
      let next: ReturnType<typeof pageOfCollection>['next'];
      do {
        const page = pageOfCollection(objects, { limit, next, match: {} });
        found.push(...page.objects.map(({ object }) => object.id));
        next = page.next;
      } while (next !== undefined);
      expect(found.toSorted()).toEqual(objects.map(({ object }) => object.id).toSorted());
    }),
  );
});
