// Arbitrary callers, listings and events for property tests.
import { DIAL_CALL_STATUSES } from '../../core/departments/hunt-group.ts';
import fc from 'fast-check';
import { ATTESTATIONS } from '../../core/numbers/attestation.ts';
import { CALL_STATUSES, type Call, type CallEvent } from '../../core/call/call-event.ts';
import { withCheckDigit } from '../../core/cases/case.ts';
import type { CallerId } from '../../core/numbers/caller-id.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import { LANGUAGES } from '../../core/basics/language.ts';
import { LISTS, patternsOf, type Listing } from '../../core/lists/listing.ts';
import type { Directory } from '../../core/screening/screening.ts';
import { TRANSCRIBERS } from '../../core/messages/transcript.ts';
import * as fields from '../../core/call/steps/fields.ts';
import type { Field } from '../../core/call/steps/fields.ts';
import {
  STEP_NAMES,
  STEPS,
  type KeypadStepName,
  type Step,
  type StepName,
} from '../../core/call/steps/index.ts';
import { JOURNEY } from '../../core/call/steps/journey.ts';

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
    .record({ listings: listingsFor(NUMBER), takenAt: instants })
    .map(({ listings, takenAt }): Directory => ({ kind: 'copied', listings, takenAt })),
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

const keys = fc
  .record({ digits: fc.stringMatching(/^[0-9*#]{0,6}$/), finishedOn: fc.constantFrom(undefined, '0', '#') })
  .map(({ digits, finishedOn }) => ({ digits, ...(finishedOn === undefined ? {} : { finishedOn }) }));

const departments = fc.constantFrom('front-desk', 'night', 'gone');
/** What somebody may have said. */
const reasons = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/\p{Cs}/u.test(text));
const recordings = fc.oneof(fc.constant(''), sid('RE'));

/** Wider than the examples that a field gives of itself. */
const VALUES: ReadonlyMap<Field<string> | Field<number>, fc.Arbitrary<string>> = new Map<
  Field<string> | Field<number>,
  fc.Arbitrary<string>
>([
  [fields.department, departments],
  [fields.words, reasons],
  [fields.places, fc.stringMatching(/^[0-9]{1,10}$/)],
  [fields.number, numbers],
  [fields.numberOrUnknown, fc.oneof(numbers, fc.constant('unknown'))],
  [fields.numberOrNone, fc.oneof(numbers, fc.constant('none'))],
  [fields.caseNumber, fc.stringMatching(/^[0-9]{5}$/).map(withCheckDigit)],
  [fields.call, sid('CA')],
  [fields.callOrNone, fc.oneof(fc.constant(''), sid('CA'))],
  [fields.recording, sid('RE')],
  [fields.recordingOrNone, recordings],
  [fields.message, sid('RE')],
]);

function valuesOf(field: Field<string> | Field<number>): fc.Arbitrary<string | number> {
  const [least, most = least] = field.examples;
  if (typeof least === 'number') return fc.integer({ min: least, max: Number(most) });
  return VALUES.get(field) ?? fc.constantFrom(...(field.examples as readonly string[]));
}

/** A step with every state that its URL can carry. */
const stepsNamed = <Name extends StepName>(...names: readonly Name[]): fc.Arbitrary<Step<Name>> =>
  fc.oneof(
    ...names.map((step) => {
      const carried = Object.entries<Field<string> | Field<number>>({ ...JOURNEY, ...STEPS[step].carries });
      const values = Object.fromEntries(carried.map(([name, field]) => [name, valuesOf(field)]));
      return fc.record({ step: fc.constant(step), ...values }) as unknown as fc.Arbitrary<Step<Name>>;
    }),
  );

const keypadSteps = stepsNamed(
  ...STEP_NAMES.filter((name): name is KeypadStepName => STEPS[name].event === 'KeysEntered'),
);

const count = (max: number) => fc.integer({ min: 0, max });

const legs = fc.record({ legSid: sid('CA'), callSid: sid('CA'), member: numbers, callerId: callerIds });

/** Every kind of event, with every state that an action URL can carry. */
export const events: fc.Arbitrary<CallEvent> = fc.oneof(
  fc.record({ kind: fc.constant('CallArrived' as const), call: calls }),
  fc.record({
    kind: fc.constant('ChallengeAnswered' as const),
    call: calls,
    at: stepsNamed('challenge'),
    keys,
  }),
  fc.record({
    kind: fc.constant('MenuAnswered' as const),
    call: calls,
    at: stepsNamed('menu'),
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
    at: stepsNamed('description'),
    recording: fc.option(fc.record({ recordingSid: sid('RE'), seconds: count(500) }), { nil: undefined }),
    hungUp: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('DialEnded' as const),
    call: calls,
    at: stepsNamed('ring'),
    status: fc.constantFrom(...DIAL_CALL_STATUSES),
    bridged: fc.boolean(),
    talkSeconds: count(10_000),
  }),
  fc.record({
    kind: fc.constant('LegAnswered' as const),
    leg: legs,
    at: stepsNamed('whisper'),
  }),
  fc.record({
    kind: fc.constant('OfferAnswered' as const),
    leg: legs,
    at: stepsNamed('accept'),
    keys,
  }),
  fc.record({
    kind: fc.constant('MessageEnded' as const),
    call: calls,
    at: stepsNamed('voicemail'),
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
