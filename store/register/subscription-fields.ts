// The register of lists that partners and authorities publish, as far as the hotline has taken them over.
import type {
  ContentRef,
  Failure,
  HeldContent,
  Marks,
  SealedKey,
  Subscription,
  SubscriptionCounts,
  SubscriptionProposal,
  SubscriptionState,
} from '../../core/subscriptions/subscription.ts';
import type { PendingLookUp, PendingSighting } from '../subscriptions/subscription-items.ts';
import { fieldsOf, mapOf, period, whole, type Field, type Part } from './field.ts';

const MARKS = mapOf<Marks>('technical', { etag: 'technical', lastModified: 'technical', since: 'technical' });
const KEYS = mapOf<SealedKey>('secret', { keyId: 'technical', sealed: 'secret' });
const CONTENT = {
  id: 'technical',
  pieces: 'technical',
  numbers: 'technical',
  nextExpiry: 'course',
} as const satisfies Record<keyof ContentRef, Part>;

export const SUBSCRIPTIONS = {
  ...period('complaint-files'),
  ...fieldsOf<keyof Subscription | keyof SubscriptionState | keyof SubscriptionCounts>('complaint-files', {
    name: 'technical',
    // Addresses of the lists and what was agreed; the contract describes it.
    terms: whole('technical'),
    credential: 'secret',
    keys: KEYS,
    proposal: mapOf<SubscriptionProposal>('course', {
      terms: whole('technical'),
      credential: 'secret',
      keys: KEYS,
      by: 'person',
      at: 'course',
      why: 'words',
    }),
    proposed: 'technical',
    approvedBy: 'person',
    addedBy: 'person',
    addedAt: 'course',
    version: 'technical',
    writeKey: 'technical',
    checkedAt: 'course',
    freshAt: 'course',
    changedAt: 'course',
    dueAt: 'course',
    marks: MARKS,
    content: mapOf<ContentRef>('technical', CONTENT),
    held: mapOf<HeldContent>('technical', {
      ...CONTENT,
      at: 'course',
      added: 'technical',
      removed: 'technical',
      marks: MARKS,
    }),
    dropped: whole('technical'),
    failure: mapOf<Failure>('technical', { code: 'technical', problem: 'technical', at: 'course' }),
    failures: 'technical',
    staleSince: 'course',
    busy: { kind: 'technical', parts: { id: 'technical', until: 'course' } },
    hits: 'technical',
    kept: 'technical',
    falsePositives: 'technical',
    reported: 'technical',
  }),
  ...fieldsOf<keyof PendingSighting | keyof PendingLookUp>('complaint-files', {
    subscription: 'technical',
    entry: 'technical',
    type: 'judgement',
    at: 'course',
    tries: 'technical',
    notBefore: 'course',
    number: 'number',
  }),
  ...fieldsOf('complaint-files', {
    kind: 'technical',
    // Numbers or keyed codes with their categories, a line each.
    lines: 'number',
    until: 'course',
    state: 'technical',
    id: 'technical',
  }),
} as const satisfies Record<string, Field>;
