// The register of what is shared with partners, and of the partners.
import type { Act, Credential, Partner, PartnerTerms, View } from '../../core/sharing/partner.ts';
import type { LiveShare, WithdrawnShare } from '../../core/sharing/share.ts';
import { fieldsOf, mapOf, period, type Field, type Part } from './field.ts';

export const SHARES = {
  ...period('shared-numbers'),
  ...fieldsOf<keyof LiveShare | keyof WithdrawnShare>('shared-numbers', {
    entry: 'technical',
    batch: 'technical',
    added: 'course',
    changed: 'course',
    number: 'number',
    category: 'judgement',
    decision: 'judgement',
    firstSeen: 'course',
    lastSeen: 'course',
    calls: 'judgement',
    confidence: 'judgement',
    expires: 'course',
    state: 'course',
    checked: 'course',
    falsePositives: 'judgement',
    flaggedAt: 'course',
    decided: 'judgement',
  }),
  ...fieldsOf('shared-numbers', { feed: 'technical', revision: 'technical' }),
} as const satisfies Record<string, Field>;

const TERMS = {
  trust: 'judgement',
  requestsPerHour: 'technical',
  mostNumbers: 'technical',
  categories: 'technical',
  automatic: 'technical',
  formats: 'technical',
  basis: mapOf<NonNullable<PartnerTerms['basis']>>('technical', {
    kind: 'technical',
    reference: 'technical',
  }),
  tlp: 'technical',
  anonymity: 'technical',
  prefixDigits: 'technical',
  contact: mapOf<PartnerTerms['contact']>('person', { name: 'person', email: 'person', phone: 'number' }),
  contractReference: 'technical',
  expiresOn: 'technical',
} as const satisfies Record<keyof PartnerTerms, Part>;
const ACT = { by: 'person', at: 'course', why: 'words' } as const satisfies Record<keyof Act, Part>;

export const PARTNERS = {
  ...period('partners'),
  ...fieldsOf<Exclude<keyof Partner, 'name'>>('partners', {
    state: 'course',
    terms: mapOf<PartnerTerms>('technical', TERMS),
    termsSince: 'course',
    ever: mapOf<View>('technical', { categories: 'technical', automatic: 'technical' }),
    credentials: mapOf<Credential>('secret', {
      id: 'technical',
      tokenHash: 'secret',
      keyId: 'secret',
      from: 'course',
      until: 'course',
    }),
    proposal: {
      kind: 'technical',
      parts: {
        ...ACT,
        kind: 'technical',
        terms: mapOf<PartnerTerms>('technical', TERMS),
        overlapHours: 'technical',
      },
    },
    stopped: mapOf<Act>('course', ACT),
    createdBy: 'person',
    approvedBy: 'person',
    version: 'technical',
  }),
  ...fieldsOf('partners', {
    partner: 'technical',
    record: 'technical',
    writeKey: 'technical',
    // What a partner has fetched and reported.
    lastFetchedAt: 'course',
    fetches: 'technical',
    numbers: 'technical',
    lookUps: 'technical',
    'sighting-*': 'technical',
    entry: 'technical',
    type: 'judgement',
    seenAt: 'course',
    at: 'course',
  }),
} as const satisfies Record<string, Field>;
