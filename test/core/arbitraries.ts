// Arbitrary callers, listings and events for property tests.
import fc from 'fast-check';
import { ATTESTATIONS } from '../../core/numbers/attestation.ts';
import { CALL_STATUSES, DIAL_CALL_STATUSES, type Call, type CallEvent } from '../../core/call/call-event.ts';
import {
  ADMISSIONS,
  GROUPS,
  CALL_BACK_ASKS,
  MAILBOXES,
  PURPOSES,
  VOICEMAIL_REASONS,
  type Journey,
  type KeypadStep,
  type StaffStep,
} from '../../core/call/call-step.ts';
import { CASE_KINDS, withCheckDigit } from '../../core/cases/case.ts';
import type { CallerId } from '../../core/numbers/caller-id.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import { LANGUAGES } from '../../core/basics/language.ts';
import { LISTS, patternsOf, type Listing } from '../../core/lists/listing.ts';
import type { Directory } from '../../core/screening/screening.ts';
import { TRANSCRIBERS } from '../../core/messages/transcript.ts';

export const NOW = new Date('2026-11-24T02:00:00Z');
export const NUMBER = '+13125550177' as E164;

export const numbers: fc.Arbitrary<E164> = fc.stringMatching(/^\+[1-9]\d{6,14}$/).map((text) => text as E164);

export const callerIds: fc.Arbitrary<CallerId> = fc.oneof(
  numbers.map((number): CallerId => ({ kind: 'number', number })),
  fc.constant<CallerId>({ kind: 'withheld' }),
  fc.string({ maxLength: 64 }).map((raw): CallerId => ({ kind: 'other', raw })),
);

const instants = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Listings that may stand for this number, at most one a pattern. */
export const listingsFor = (number: E164): fc.Arbitrary<Listing[]> =>
  fc
    .uniqueArray(
      fc.record({
        pattern: fc.constantFrom(...patternsOf(number)),
        list: fc.constantFrom(...LISTS),
        expiresAt: fc.option(instants, { nil: undefined }),
        ringThrough: fc.boolean(),
        department: fc.option(fc.constantFrom('front-desk', 'gone'), { nil: undefined }),
      }),
      { selector: ({ pattern }) => pattern, maxLength: 6 },
    )
    .map((drafts) =>
      drafts.map(({ expiresAt, department, ...rest }): Listing => ({
        ...rest,
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...(department === undefined ? {} : { department }),
        reason: 'a reason',
        source: 'admin',
        addedBy: 'admin',
        addedAt: '2026-01-01T00:00:00.000Z',
        version: 1,
      })),
    );

export const directories: fc.Arbitrary<Directory> = fc.oneof(
  fc.constant<Directory>({ kind: 'unavailable' }),
  fc
    .record({
      listings: listingsFor(NUMBER),
      verifiedUntil: fc.option(instants, { nil: undefined }),
      language: fc.constantFrom(...LANGUAGES),
    })
    .map(({ listings, verifiedUntil, language }): Directory => ({
      kind: 'known',
      listings,
      caller: { number: NUMBER, language, ...(verifiedUntil === undefined ? {} : { verifiedUntil }) },
    })),
);

const sid = (prefix: string): fc.Arbitrary<string> =>
  fc.stringMatching(/^[0-9a-f]{32}$/).map((hex) => prefix + hex);

export const calls: fc.Arbitrary<Call> = fc.record({
  callSid: sid('CA'),
  callerId: fc.oneof(callerIds, fc.constant<CallerId>({ kind: 'number', number: NUMBER })),
  to: fc.constant('+13125550100'),
  attestation: fc.constantFrom(...ATTESTATIONS),
});

const journeys: fc.Arbitrary<Journey> = fc.record({
  language: fc.constantFrom(...LANGUAGES),
  admission: fc.constantFrom(...ADMISSIONS),
  attestation: fc.constantFrom(...ATTESTATIONS),
  mailbox: fc.constantFrom(...MAILBOXES),
});

const keys = fc
  .record({ digits: fc.stringMatching(/^[0-9*#]{0,6}$/), finishedOn: fc.constantFrom(undefined, '0', '#') })
  .map(({ digits, finishedOn }) => ({ digits, ...(finishedOn === undefined ? {} : { finishedOn }) }));

const at = <Step extends object>(step: fc.Arbitrary<Step>): fc.Arbitrary<Journey & Step> =>
  fc.tuple(journeys, step).map(([journey, rest]) => ({ ...journey, ...rest }));

const departments = fc.constantFrom('front-desk', 'night', 'gone');
/** What somebody may have said. */
const reasons = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/\p{Cs}/u.test(text));
const flags = fc.constantFrom('yes' as const, 'no' as const);
const turns = fc.integer({ min: 1, max: 99 });
const caseNumbers = fc.stringMatching(/^[0-9]{5}$/).map(withCheckDigit);

/** Every step of the staff menu. */
const staffSteps: fc.Arbitrary<StaffStep> = fc.oneof(
  at(fc.record({ step: fc.constant('staff-pin' as const), attempt: fc.integer({ min: 1, max: 9 }) })),
  at(
    fc.record({
      step: fc.constant('staff-menu' as const),
      turn: turns,
      misses: fc.integer({ min: 0, max: 9 }),
      doNotDisturb: flags,
      attackMode: flags,
    }),
  ),
  at(
    fc.record({
      step: fc.constant('staff-flag' as const),
      turn: turns,
      call: sid('CA'),
      flagged: fc.oneof(fc.constant(''), sid('CA')),
    }),
  ),
  at(fc.record({ step: fc.constant('staff-voicemail' as const), turn: turns, recording: sid('RE') })),
  at(
    fc.record({
      step: fc.constantFrom('staff-quiet' as const, 'staff-level' as const, 'staff-number' as const),
      turn: turns,
    }),
  ),
  at(fc.record({ step: fc.constant('staff-confirm' as const), turn: turns, number: numbers })),
);

/** Every step that waits for keys and needs nothing else. */
const keypadSteps: fc.Arbitrary<KeypadStep> = fc.oneof(
  staffSteps,
  at(
    fc.record({
      step: fc.constant('review' as const),
      department: departments,
      why: fc.constantFrom(...VOICEMAIL_REASONS),
      recording: sid('RE'),
      turn: fc.integer({ min: 1, max: 9 }),
    }),
  ),
  at(
    fc.record({
      step: fc.constant('call-back' as const),
      department: departments,
      why: fc.constantFrom(...VOICEMAIL_REASONS),
      asks: fc.constantFrom(...CALL_BACK_ASKS),
      number: fc.oneof(numbers, fc.constant('none' as const)),
      attempt: fc.integer({ min: 1, max: 9 }),
    }),
  ),
  at(
    fc.record({
      step: fc.constant('after-hours' as const),
      department: departments,
      attempt: fc.integer({ min: 1, max: 9 }),
    }),
  ),
  at(
    fc.record({
      step: fc.constant('reason' as const),
      department: departments,
      attempt: fc.integer({ min: 1, max: 9 }),
    }),
  ),
  at(fc.record({ step: fc.constant('appeal' as const), attempt: fc.integer({ min: 1, max: 9 }) })),
  at(fc.record({ step: fc.constant('department' as const), attempt: fc.integer({ min: 1, max: 9 }) })),
  at(
    fc.record({
      step: fc.constant('number' as const),
      purpose: fc.constantFrom(...PURPOSES),
      attempt: fc.integer({ min: 1, max: 9 }),
    }),
  ),
  at(
    fc.record({
      step: fc.constant('confirm' as const),
      purpose: fc.constantFrom(...PURPOSES),
      number: numbers,
      attempt: fc.integer({ min: 1, max: 9 }),
    }),
  ),
  at(
    fc.record({
      step: fc.constant('category' as const),
      reported: fc.oneof(numbers, fc.constant('unknown' as const)),
      attempt: fc.integer({ min: 1, max: 9 }),
    }),
  ),
  at(
    fc.record({
      step: fc.constant('case-opened' as const),
      about: fc.constantFrom(...CASE_KINDS),
      official: fc.constantFrom('yes' as const, 'no' as const),
      turn: fc.integer({ min: 1, max: 9 }),
    }),
  ),
  at(fc.record({ step: fc.constant('case-number' as const), attempt: fc.integer({ min: 1, max: 9 }) })),
  at(
    fc.record({
      step: fc.constant('case-pin' as const),
      case: caseNumbers,
      attempt: fc.integer({ min: 1, max: 9 }),
    }),
  ),
  at(
    fc.record({
      step: fc.constant('case-told' as const),
      case: caseNumbers,
      turn: fc.integer({ min: 1, max: 9 }),
    }),
  ),
  at(
    fc.record({
      step: fc.constant('checked' as const),
      number: numbers,
      turn: fc.integer({ min: 1, max: 9 }),
    }),
  ),
);

const count = (max: number) => fc.integer({ min: 0, max });

const legs = fc.record({ legSid: sid('CA'), callSid: sid('CA'), member: numbers, callerId: callerIds });

/** Every kind of event, with every state that an action URL can carry. */
export const events: fc.Arbitrary<CallEvent> = fc.oneof(
  fc.record({ kind: fc.constant('CallArrived' as const), call: calls }),
  fc.record({
    kind: fc.constant('ChallengeAnswered' as const),
    call: calls,
    at: at(
      fc.record({
        step: fc.constant('challenge' as const),
        attempt: fc.integer({ min: 1, max: 9 }),
        switches: count(9),
        digits: fc.integer({ min: 2, max: 6 }),
      }),
    ),
    keys,
  }),
  fc.record({
    kind: fc.constant('MenuAnswered' as const),
    call: calls,
    at: at(
      fc.record({
        step: fc.constant('menu' as const),
        turn: fc.integer({ min: 1, max: 99 }),
        misses: count(9),
      }),
    ),
    keys,
  }),
  fc.record({
    kind: fc.constant('KeysEntered' as const),
    call: calls,
    at: keypadSteps,
    keys,
  }),
  fc.record({
    kind: fc.constant('DescriptionEnded' as const),
    call: calls,
    at: at(
      fc.record({
        step: fc.constant('description' as const),
        about: fc.constantFrom(...CASE_KINDS),
        official: fc.constantFrom('yes' as const, 'no' as const),
      }),
    ),
    recording: fc.option(fc.record({ recordingSid: sid('RE'), seconds: count(500) }), { nil: undefined }),
    hungUp: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('DialEnded' as const),
    call: calls,
    at: at(
      fc.record({
        step: fc.constant('ring' as const),
        department: departments,
        sweep: fc.constantFrom('all' as const, 'in-turn' as const),
        position: count(99),
        order: fc.stringMatching(/^[0-9]{1,10}$/),
        group: fc.constantFrom(...GROUPS),
        overflowed: flags,
        reason: reasons,
        urgent: flags,
      }),
    ),
    status: fc.constantFrom(...DIAL_CALL_STATUSES),
    bridged: fc.boolean(),
    talkSeconds: count(10_000),
  }),
  fc.record({
    kind: fc.constant('LegAnswered' as const),
    leg: legs,
    at: at(
      fc.record({
        step: fc.constant('whisper' as const),
        department: departments,
        reason: reasons,
        urgent: flags,
      }),
    ),
  }),
  fc.record({
    kind: fc.constant('OfferAnswered' as const),
    leg: legs,
    at: at(
      fc.record({
        step: fc.constant('accept' as const),
        department: departments,
        reason: reasons,
        urgent: flags,
      }),
    ),
    keys,
  }),
  fc.record({
    kind: fc.constant('MessageEnded' as const),
    call: calls,
    at: at(
      fc.record({
        step: fc.constant('voicemail' as const),
        department: departments,
        why: fc.constantFrom(...VOICEMAIL_REASONS),
        attempt: fc.integer({ min: 1, max: 9 }),
        replaces: fc.oneof(fc.constant(''), sid('RE')),
      }),
    ),
    recording: fc.option(fc.record({ recordingSid: sid('RE'), seconds: count(500) }), { nil: undefined }),
    hungUp: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('RecordingReported' as const),
    callSid: sid('CA'),
    recordingSid: sid('RE'),
    status: fc.constantFrom(
      'in-progress' as const,
      'completed' as const,
      'absent' as const,
      'failed' as const,
      'unknown' as const,
    ),
    seconds: count(500),
  }),
  fc.record({
    kind: fc.constant('TranscriptArrived' as const),
    callSid: sid('CA'),
    recordingSid: sid('RE'),
    caller: fc.option(numbers, { nil: undefined }),
    by: fc.constantFrom(...TRANSCRIBERS),
    text: fc.string({ unit: 'grapheme', maxLength: 200 }),
  }),
  fc.record({
    kind: fc.constant('StatusReported' as const),
    call: calls,
    status: fc.constantFrom(...CALL_STATUSES),
    seconds: count(10_000),
  }),
);
