// The register of partners and of the numbers that are shared with them.
import type { Partner } from '../../core/sharing/partner.ts';
import type { LiveShare, WithdrawnShare } from '../../core/sharing/share.ts';
import { fieldsOf, period, whole, type Field } from './field.ts';

export const PARTNERS = {
  ...period('audit'),
  ...fieldsOf<Exclude<keyof Partner, 'name'> | 'partner'>('audit', {
    partner: 'technical',
    state: 'technical',
    // With the name and the address of the person to turn to.
    terms: whole('person'),
    termsSince: 'course',
    ever: whole('technical'),
    credentials: whole('secret'),
    proposal: whole('person'),
    stopped: whole('person'),
    createdBy: 'person',
    approvedBy: 'person',
    version: 'technical',
  }),
  ...fieldsOf('audit', {
    record: 'technical',
    writeKey: 'technical',
    lastFetchedAt: 'course',
    fetches: 'technical',
    numbers: 'technical',
    lookUps: 'technical',
    'sighting-seen': 'technical',
    'sighting-false-positive': 'technical',
    'sighting-expired': 'technical',
    'sighting-confirmed': 'technical',
    entry: 'technical',
    type: 'judgement',
    seenAt: 'course',
    at: 'course',
  }),
} as const satisfies Record<string, Field>;

export const SHARES = {
  ...period('listings'),
  ...fieldsOf<keyof LiveShare | keyof WithdrawnShare>('listings', {
    entry: 'technical',
    batch: 'technical',
    added: 'course',
    changed: 'course',
    checked: 'course',
    state: 'judgement',
    number: 'number',
    category: 'judgement',
    decision: 'judgement',
    firstSeen: 'course',
    lastSeen: 'course',
    calls: 'course',
    confidence: 'judgement',
    expires: 'course',
    falsePositives: whole('judgement'),
    flaggedAt: 'course',
    decided: 'judgement',
  }),
  ...fieldsOf('listings', { feed: 'technical', revision: 'technical' }),
} as const satisfies Record<string, Field>;
