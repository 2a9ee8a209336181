// The register of the tables that hold what is known of numbers: lists, callers and staff, counts, complaint files.
import type { AskedOnPage } from '../../core/cases/page-appeal.ts';
import type { CallerRecord } from '../../core/screening/caller.ts';
import type { BlockReason } from '../../core/lists/block-basis.ts';
import type { Listing } from '../../core/lists/listing.ts';
import type { MailboxClass } from '../../core/messages/mailbox.ts';
import type { Countable } from '../../core/screening/allowance.ts';
import { CORRECTION, SUPPRESSED } from './rights-fields.ts';
import { each, fieldsOf, mapOf, period, whole, type Field } from './field.ts';

export const LISTINGS = {
  ...period('listings'),
  ...fieldsOf<keyof Listing>('listings', {
    pattern: 'number',
    list: 'judgement',
    reason: 'words',
    source: 'judgement',
    addedBy: 'person',
    approvedBy: 'person',
    correction: CORRECTION,
    addedAt: 'course',
    expiresAt: 'course',
    department: 'technical',
    ringThrough: 'judgement',
    pending: 'judgement',
    basis: mapOf<BlockReason>('judgement', {
      kind: 'judgement',
      days: 'judgement',
      count: 'judgement',
      points: 'judgement',
    }),
    unvouched: 'judgement',
    complaints: mapOf<NonNullable<Listing['complaints']>>('judgement', {
      feed: 'technical',
      count: 'judgement',
      from: 'course',
      to: 'course',
    }),
    version: 'technical',
  }),
  ...fieldsOf('listings', { writeKey: 'technical', change: 'technical' }),
} as const satisfies Record<string, Field>;

/** The messages of the last hour, by the class of their callers. */
const ROOMS = fieldsOf<MailboxClass>('short-lived', {
  known: 'number',
  passed: 'number',
  reporter: 'number',
  stranger: 'number',
  hidden: 'voice',
});

const SUMS = each('judgement');

/** Callers, members of staff, appeals that wait, receipts of complaints, and counts: all lie under a number or a block. */
export const CALLERS = {
  ...period('caller-records'),
  ...SUPPRESSED,
  ...fieldsOf<keyof CallerRecord>('caller-records', {
    number: 'number',
    verifiedUntil: 'judgement',
    verifiedWith: 'judgement',
    language: 'course',
    reporters: 'number',
    claimants: 'number',
    appealOffered: { kind: 'course', parts: { callSid: 'technical', block: 'technical' } },
    protectedUntil: 'judgement',
    flaggedCalls: 'judgement',
    automaticBlocks: 'judgement',
  }),
  ...fieldsOf('caller-records', {
    verifiedBy: 'technical',
    suspendedUntil: 'judgement',
    suspendedWith: 'judgement',
    'messages:*': 'voice',
    // Sums of evidence and habits that fade, and what was counted in them lately.
    'complaints*': 'judgement',
    'numbers*': 'judgement',
    'own-*': 'judgement',
    'counted:*': 'technical',
    'withdrawn:*': 'technical',
    // The receipt of a complaint.
    once: 'technical',
    at: 'course',
    own: SUMS,
    around: SUMS,
    added: 'number',
    withdrawnAt: 'course',
    // Of a year: whose data has left the country.
    people: 'technical',
    voices: 'technical',
    through: 'course',
  }),
  ...fieldsOf('short-lived', {
    // Answers to the code that a caller is asked for.
    answers: 'technical',
    // Appeals of the report page that wait for a call.
    waiting: each({
      kind: 'words',
      parts: {
        id: 'technical',
        description: 'words',
        language: 'course',
        until: 'course',
        network: 'network',
        provenBy: 'technical',
        // Where it is a request about personal data.
        request: mapOf<AskedOnPage>('course', { id: 'technical', kind: 'course', dueAt: 'course' }),
      },
    }),
    openUntil: 'course',
    countedUntil: 'technical',
    answered: 'technical',
    answeredVouched: 'technical',
    tried: 'technical',
    triedVouched: 'technical',
  }),
  ...ROOMS,
  ...fieldsOf('staff', {
    pinHash: 'secret',
    onCall: { kind: 'course', parts: { callSid: 'technical', since: 'course' } },
    lastCall: { kind: 'course', parts: { callSid: 'technical', at: 'course', caller: 'number' } },
    lastAnsweredAt: 'course',
    lastFlag: 'course',
    pickedUp: { kind: 'course', parts: { callSid: 'technical', at: 'course' } },
    'answered:*': 'course',
    wrongStaffPins: 'technical',
    wrongStaffPinsLocks: 'technical',
    wrongStaffPinsVouched: 'technical',
    wrongStaffPinsVouchedLocks: 'technical',
  }),
} as const satisfies Record<string, Field>;

export const LIMITS = {
  ...period('short-lived'),
  ...fieldsOf<Countable>('short-lived', {
    calls: 'course',
    rings: 'course',
    conversations: 'course',
    live: 'course',
  }),
  ...fieldsOf('short-lived', {
    // A number, a keyed code of a network address, a day, or what was claimed.
    name: 'number',
    counted: 'course',
    owner: 'technical',
    blockedUntil: 'judgement',
    blocks: 'judgement',
    poor: 'judgement',
    minutes: 'technical',
    texts: 'technical',
    waitingTexts: 'technical',
  }),
} as const satisfies Record<string, Field>;

export const FEEDS = {
  ...period('complaint-files'),
  ...fieldsOf('complaint-files', {
    key: 'number',
    version: 'technical',
    registry: whole('technical'),
    // The numbers that others complained about, by block of numbers, as compact text.
    parts: each('number'),
    complaints: 'number',
    kinds: 'technical',
    dropped: { kind: 'technical', parts: { code: 'technical', count: 'technical' } },
  }),
} as const satisfies Record<string, Field>;
