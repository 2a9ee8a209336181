// Whatever is shared, the documents keep to the published formats: STIX 2.1 (OASIS standard, sections 3, 4.7, 5.2, 7.2 and
// 7.3) and the MISP core format (draft-dulaunoy-misp-core-format-18), as we read them. With STIX_SCHEMAS or MISP_SCHEMA the
// same documents are held to the schema files that OASIS and MISP publish; see docs/sharing.md.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import * as z from 'zod';
import { CATEGORIES } from '../../../core/cases/case.ts';
import { hashedValues, manifestEntry, mispEvents, type MispEvent } from '../../../core/sharing/misp.ts';
import { TLP_LABELS, type Partner, type PartnerTerms } from '../../../core/sharing/partner.ts';
import { SHARE_DECISIONS, tombstoneOf, type Share } from '../../../core/sharing/share.ts';
import { stixObjects } from '../../../core/sharing/stix.ts';
import { viewOf } from '../../../core/sharing/view.ts';
import { sharedNumber } from '../../support/partners.ts';

const { STIX_SCHEMAS, MISP_SCHEMA } = process.env;

const NOW = new Date('2026-11-24T09:00:00.000Z');
const source = { organization: 'Bank of Examples', id: '11111111-1111-4111-8111-111111111111' };
const idOf = (text: string): string => {
  const sum = [...text].reduce((hash, one) => (hash * 31 + (one.codePointAt(0) ?? 0)) % 1e12, 7);
  return `22222222-2222-4222-8222-${String(sum).padStart(12, '0')}`;
};

const termsWith = (tlp: PartnerTerms['tlp']): PartnerTerms => ({
  trust: 'normal',
  requestsPerHour: 60,
  mostNumbers: 100,
  categories: CATEGORIES,
  automatic: true,
  formats: ['misp', 'taxii', 'csv'],
  basis: { kind: 'contract', reference: '17' },
  tlp,
  anonymity: 1000,
  prefixDigits: 5,
  contact: { name: 'Grace' },
  contractReference: '17',
  expiresOn: '2027-12-31',
});

const DAY_MS = 86_400_000;
const at = (day: number): string => new Date(NOW.getTime() + day * DAY_MS).toISOString();

/** A share of any kind: live, doubted, disputed, or withdrawn. */
const share: fc.Arbitrary<Share> = fc
  .record({
    last: fc.integer({ min: 0, max: 9_999 }),
    category: fc.constantFrom(...CATEGORIES),
    decision: fc.constantFrom(...SHARE_DECISIONS),
    calls: fc.integer({ min: 0, max: 100 }),
    confidence: fc.integer({ min: 0, max: 100 }),
    first: fc.integer({ min: -400, max: -10 }),
    doubted: fc.boolean(),
    state: fc.constantFrom('shared', 'disputed', 'withdrawn'),
    part: fc.constantFrom('', '.2'),
  })
  .map(({ last, first, doubted, state, part, ...facts }) => {
    const live = sharedNumber(`+1312555${String(last).padStart(4, '0')}`, {
      ...facts,
      batch: `2026-W47${part}`,
      firstSeen: at(first),
      ...(doubted ? { falsePositives: ['shop'], flaggedAt: at(-1) } : {}),
      ...(state === 'disputed' ? { state } : {}),
    });
    return state === 'withdrawn' ? tombstoneOf(live, at(-1)) : live;
  });

function viewAndTerms(shares: readonly Share[], tlp: PartnerTerms['tlp']) {
  const terms = termsWith(tlp);
  const partner: Partner = {
    name: 'bank',
    state: 'active',
    terms,
    termsSince: at(-30),
    ever: { categories: CATEGORIES, automatic: true },
    credentials: [],
    createdBy: 'grace',
    version: 1,
  };
  return { view: viewOf(partner, shares, NOW), feed: { source, terms, idOf } };
}

/** Holds the documents of any shares to a check. */
function always(
  check: (documents: { stix: readonly StixObject[]; misp: readonly MispEvent[] }) => void,
): void {
  const shares = fc.array(share, { maxLength: 8 });
  fc.assert(
    fc.property(shares, fc.constantFrom(...TLP_LABELS), (some, tlp) => {
      const { view, feed } = viewAndTerms(some, tlp);
      check({
        stix: stixObjects(view, feed).map(({ object }) => object),
        misp: mispEvents(view, feed),
      });
    }),
    { numRuns: 60 },
  );
}

// --- STIX ------------------------------------------------------------------------------------------------------------

interface StixObject {
  readonly type: string;
  readonly id: string;
  readonly [property: string]: unknown;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const idFor = (type: string) => z.string().regex(new RegExp(`^${type}--${UUID}$`));
const stixTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/);
const common = { spec_version: z.literal('2.1'), created: stixTime };
const versioned = { ...common, modified: stixTime, revoked: z.boolean().optional() };
const byUs = {
  ...versioned,
  created_by_ref: idFor('identity'),
  object_marking_refs: z.array(idFor('marking-definition')).min(1),
};

/** Closed: a property that the specification does not have needs an extension. */
const STIX: Readonly<Record<string, z.ZodType>> = {
  identity: z.strictObject({
    ...versioned,
    type: z.literal('identity'),
    id: idFor('identity'),
    name: z.string().min(1),
    identity_class: z.enum(['individual', 'group', 'system', 'organization', 'class', 'unknown']),
  }),
  'marking-definition': z.strictObject({
    ...common,
    type: z.literal('marking-definition'),
    id: idFor('marking-definition'),
    name: z.string(),
    extensions: z.record(idFor('extension-definition'), z.looseObject({ extension_type: z.string() })),
  }),
  'extension-definition': z.strictObject({
    ...versioned,
    type: z.literal('extension-definition'),
    id: idFor('extension-definition'),
    created_by_ref: idFor('identity'),
    name: z.string().min(1),
    description: z.string().optional(),
    schema: z.string().min(1),
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    extension_types: z.array(z.enum(['new-sdo', 'new-sco', 'new-sro', 'property-extension'])).min(1),
  }),
  indicator: z.strictObject({
    ...byUs,
    type: z.literal('indicator'),
    id: idFor('indicator'),
    name: z.string(),
    indicator_types: z.array(z.enum(['anomalous-activity', 'malicious-activity'])).min(1),
    pattern: z.string().regex(/^\[[a-z0-9-]+:[a-z_]+ = '\+\d{1,15}'\]$/),
    pattern_type: z.literal('stix'),
    valid_from: stixTime,
    valid_until: stixTime.optional(),
    confidence: z.int().min(0).max(100).optional(),
    labels: z.array(z.string()).min(1),
  }),
  sighting: z.strictObject({
    ...byUs,
    type: z.literal('sighting'),
    id: idFor('sighting'),
    sighting_of_ref: idFor('indicator'),
    where_sighted_refs: z.array(idFor('identity')).min(1),
    first_seen: stixTime.optional(),
    last_seen: stixTime.optional(),
    count: z.int().min(0).max(999_999_999).optional(),
  }),
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const notBefore = (later: unknown, earlier: unknown): boolean =>
  later === undefined || earlier === undefined || text(later) >= text(earlier);

describe('STIX 2.1', () => {
  test('every object has what its type must have, and nothing else', () => {
    always(({ stix }) => {
      for (const object of stix) expect(STIX[object.type]?.safeParse(object).error).toBeUndefined();
      expect(new Set(stix.map(({ id }) => id)).size).toBe(stix.length);
    });
  });

  test('what is referred to is there, and no time lies before one that it must follow', () => {
    always(({ stix }) => {
      const ids = new Set(stix.map(({ id }) => id));
      for (const one of stix) {
        const refs = [
          one.created_by_ref,
          one.sighting_of_ref,
          one.object_marking_refs,
          one.where_sighted_refs,
        ];
        for (const ref of refs.flat()) if (ref !== undefined) expect(ids).toContain(ref);
        expect(notBefore(one.modified, one.created)).toBe(true);
        expect(notBefore(one.last_seen, one.first_seen)).toBe(true);
        if (one.valid_until !== undefined) expect(text(one.valid_until) > text(one.valid_from)).toBe(true);
      }
    });
  });
});

// --- MISP ------------------------------------------------------------------------------------------------------------

const whole = z.string().regex(/^\d{1,12}$/);
const uuid = z.string().regex(new RegExp(`^${UUID}$`));
const day = z.iso.date();
const seen = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}\+00:00$/);
const org = z.strictObject({ id: whole, name: z.string().min(1), uuid });
const tag = z.strictObject({
  name: z.string().min(1),
  colour: z.string().regex(/^#[0-9A-F]{6}$/),
  exportable: z.boolean(),
});
const attribute = z.strictObject({
  id: whole,
  event_id: whole,
  uuid,
  type: z.literal('phone-number'),
  /** Of the categories that may hold a telephone number: Financial fraud, Other, Person. */
  category: z.enum(['Financial fraud', 'Other']),
  value: z.string().regex(/^\+\d{1,15}$/),
  to_ids: z.boolean(),
  distribution: z.enum(['0', '1', '2', '3', '4', '5']),
  sharing_group_id: z.literal('0'),
  timestamp: whole,
  comment: z.string(),
  deleted: z.boolean(),
  disable_correlation: z.boolean(),
  first_seen: seen.optional(),
  last_seen: seen.optional(),
  Tag: z.array(tag).optional(),
  Sighting: z
    .array(z.strictObject({ uuid, type: z.enum(['0', '1', '2']), date_sighting: whole, source: z.string() }))
    .optional(),
});
const event = z.strictObject({
  id: whole,
  uuid,
  info: z.string().min(1).max(256),
  date: day,
  published: z.literal(true),
  timestamp: whole,
  publish_timestamp: whole,
  first_publication: whole,
  attribute_count: whole,
  threat_level_id: z.enum(['1', '2', '3', '4']),
  analysis: z.enum(['0', '1', '2']),
  distribution: z.enum(['0', '1', '2', '3', '4']),
  sharing_group_id: z.literal('0'),
  extends_uuid: z.union([z.literal(''), uuid]),
  org_id: whole,
  orgc_id: whole,
  Orgc: org,
  Tag: z.array(tag),
  Attribute: z.array(attribute),
});

describe('the MISP core format', () => {
  test('every event has what it must have, and nothing else', () => {
    always(({ misp }) => {
      for (const one of misp) {
        expect(event.safeParse(one).error).toBeUndefined();
        expect(one.attribute_count).toBe(String(one.Attribute.length));
        expect(new Set(one.Attribute.map((each) => each.event_id))).toEqual(new Set([one.id]));
      }
      expect(new Set(misp.map(({ id }) => id)).size).toBe(misp.length);
    });
  });

  test('the manifest names each event with what section 4.1 asks for', () => {
    always(({ misp }) => {
      const entry = z.looseObject({
        info: z.string(),
        Orgc: org,
        analysis: z.string(),
        timestamp: whole,
        date: day,
        threat_level_id: z.string(),
      });
      for (const one of misp) expect(entry.safeParse(manifestEntry(one)).error).toBeUndefined();
      const listed = new Set(misp.map((one) => one.uuid));
      for (const [value, uuidOfEvent] of hashedValues(misp)) {
        expect(value).toMatch(/^\+\d+$/);
        expect(listed).toContain(uuidOfEvent);
      }
    });
  });
});

// --- schemas of others -------------------------------------------------------------------------------------------------

/** Their patterns are written for expressions without the flag `u`. */
const validator = (): Ajv2020 => new Ajv2020({ strict: false, validateFormats: false, unicodeRegExp: false });

/** Draft 4 names a schema by `id`. */
function readSchema(file: string): object {
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return schema;
}

function stixValidators(folder: string): (type: string) => ValidateFunction {
  const ajv = validator();
  const byType = new Map<string, string>();
  for (const part of readdirSync(folder))
    for (const file of readdirSync(join(folder, part))) {
      const schema = readSchema(join(folder, part, file)) as { readonly $id: string };
      ajv.addSchema(schema);
      byType.set(file.replace(/\.json$/, ''), schema.$id);
    }
  return (type) => {
    const found = ajv.getSchema(byType.get(type) ?? '');
    if (found === undefined) throw new Error(`${folder} has no schema for ${type}`);
    return found;
  };
}

const withStix = STIX_SCHEMAS === undefined ? test.skip : test;
const withMisp = MISP_SCHEMA === undefined ? test.skip : test;

withStix('the schemas of OASIS accept every object', () => {
  const validate = stixValidators(STIX_SCHEMAS ?? '');
  always(({ stix }) => {
    for (const object of stix) {
      const check = validate(object.type);
      expect([check(object), check.errors]).toEqual([true, null]);
      expect(check({ ...object, id: 'no-id' })).toBe(false);
    }
  });
});

withMisp('the schema of MISP accepts every event', () => {
  const check = validator().compile(readSchema(MISP_SCHEMA ?? ''));
  always(({ misp }) => {
    for (const Event of misp) {
      expect([check({ Event }), check.errors]).toEqual([true, null]);
      expect(check({ Event: { ...Event, timestamp: 1 } })).toBe(false);
    }
  });
});
