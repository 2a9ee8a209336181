// Facts for the staff menu. Where the store does not answer, the PIN is not right and there is nothing to hear.
import type { Call } from '../../core/call/call-event.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import { byMember } from '../../core/call/answers/staff/staff-menu-answers.ts';
import { departmentsOf, MOST_WRONG_STAFF_PINS } from '../../core/departments/staff.ts';
import type { StaffFacts } from '../../core/call/staff-facts.ts';
import { describesCase, type Voicemail } from '../../core/messages/message.ts';
import type { Step, StepNeeding } from '../../core/call/steps/index.ts';
import type { Runtime, Secrets } from '../runtime.ts';
import type { Asked, FactReader, FactReaders } from './asked.ts';
import { checkPin } from '../keyed/staff-pin.ts';

type StaffFact = 'staff-pin' | 'last-call' | 'new-messages' | 'listing';

/** Makes a reader of a fact about the staff member who calls. It reads nothing if the call shows no number. */
const ofMember =
  <Fact extends StaffFact>(
    read: (
      member: E164,
      asked: Asked<StepNeeding<Fact>>,
      runtime: Runtime,
      secrets: Secrets,
    ) => Promise<StaffFacts>,
  ): FactReader<Fact> =>
  async (asked, runtime, secrets) => {
    const { callerId, callSid } = asked.call;
    if (callerId.kind !== 'number') return {};
    try {
      return { staff: await read(callerId.number, asked, runtime, secrets) };
    } catch (error) {
      runtime.log.error('staff menu without the store', { callSid, error });
      return {};
    }
  };

export const STAFF_FACTS: FactReaders<StaffFact> = {
  'staff-pin': ofMember(async (member, { call, at, keys }, runtime, { challengeKey }) =>
    keys.digits === '' ? {} : pinFacts({ call, at, digits: keys.digits, member, challengeKey }, runtime),
  ),
  'last-call': ofMember((member, _, runtime) => lastCall(member, runtime)),
  'new-messages': ofMember(async (member, _, runtime) => ({ messages: await newMessages(member, runtime) })),
  listing: ofMember(async (_, { at }, runtime) => {
    const stored = await runtime.store.listings.get(at.number);
    return stored === undefined ? {} : { listed: stored.listing };
  }),
};

interface PinAsked {
  readonly call: Call;
  readonly at: Step<'staff-pin'>;
  readonly digits: string;
  readonly member: E164;
  readonly challengeKey: string;
}

/** Counts a PIN before comparing it, so that many answers at once cannot exceed the limit of attempts. */
async function pinFacts(
  { digits, member, challengeKey, at, call }: PinAsked,
  runtime: Runtime,
): Promise<StaffFacts> {
  const { staffMenu } = runtime.settings.lastGood();
  const account = await runtime.store.members.tryPin(member, {
    own: { id: `${call.callSid}:${at.attempt}`, at: runtime.now().getTime() },
    vouched: call.attestation === 'A',
    policy: { most: MOST_WRONG_STAFF_PINS, firstMinutes: staffMenu.lockMinutes },
  });
  return { pin: await checkPin(challengeKey, { pin: digits, member, account }) };
}

async function lastCall(member: E164, { store }: Runtime): Promise<StaffFacts> {
  const { lastCall: found, lastFlag } = await store.members.account(member);
  const flagged = lastFlag === undefined ? undefined : await store.calls.get(lastFlag);
  const stands = flagged?.flag?.by === byMember(member);
  return {
    ...(found === undefined ? {} : { lastCall: found }),
    ...(stands
      ? {
          lastFlag: {
            callSid: flagged.callSid,
            ...(flagged.caller === undefined ? {} : { caller: flagged.caller }),
          },
        }
      : {}),
  };
}

const MOST_MESSAGES = 100;

/** Of the inbox, for the member's departments, oldest first. What was said about a case stays with the case. */
async function newMessages(member: E164, runtime: Runtime): Promise<Voicemail[]> {
  const own = new Set(departmentsOf(member, runtime.settings.lastGood()).map(({ id }) => id));
  const { items } = await runtime.store.voicemails.page({
    status: 'new',
    folder: 'inbox',
    limit: MOST_MESSAGES,
  });
  return items
    .filter((message) => own.has(message.department ?? '') && !describesCase(message))
    .toSorted((a, b) => key(a).localeCompare(key(b)));
}

const key = ({ receivedAt, recordingSid }: Voicemail): string => `${receivedAt} ${recordingSid}`;
