// Facts for the staff menu. Where the store does not answer, the PIN is not right and there is nothing to hear.
import type { Call, CallEvent } from '../../core/call/call-event.ts';
import type { CallStep, StaffStep } from '../../core/call/call-step.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import { byMember } from '../../core/call/answers/staff-menu-answers.ts';
import { departmentsOf, MOST_WRONG_STAFF_PINS, type StaffFacts } from '../../core/departments/staff.ts';
import { describesCase, type Voicemail } from '../../core/messages/message.ts';
import type { Runtime, Secrets } from '../runtime.ts';
import { checkPin } from '../staff-pin.ts';

export const isStaffStep = (at: CallStep): at is StaffStep => at.step.startsWith('staff-');

export async function staffFacts(
  event: CallEvent,
  { challengeKey }: Secrets,
  runtime: Runtime,
): Promise<StaffFacts | undefined> {
  if (event.kind !== 'KeysEntered' || !isStaffStep(event.at)) return undefined;
  const { callerId } = event.call;
  if (callerId.kind !== 'number') return undefined;
  const { at, call, keys } = event;
  const asked = { at, call, digits: keys.digits, member: callerId.number, challengeKey };
  try {
    return await factsAt(asked, runtime);
  } catch (error) {
    runtime.log.error('staff menu without the store', { callSid: event.call.callSid, error });
    return undefined;
  }
}

interface Asked {
  readonly call: Call;
  readonly at: StaffStep;
  readonly digits: string;
  readonly member: E164;
  readonly challengeKey: string;
}

/** Keys of the staff menu that need to know something. */
const FLAG = '1';
const MESSAGES = '2';

async function factsAt(asked: Asked, runtime: Runtime): Promise<StaffFacts> {
  const { at, digits, member } = asked;
  switch (at.step) {
    case 'staff-pin':
      return digits === '' ? {} : pinFacts(asked, runtime);
    case 'staff-menu':
      return menuFacts(digits, member, runtime);
    case 'staff-flag':
      return lastCall(member, runtime);
    case 'staff-voicemail':
      return { messages: await newMessages(member, runtime) };
    case 'staff-confirm': {
      const stored = await runtime.store.listings.get(at.number);
      return stored === undefined ? {} : { listed: stored.listing };
    }
    case 'staff-quiet':
    case 'staff-level':
    case 'staff-number':
      return {};
  }
}

async function menuFacts(digits: string, member: E164, runtime: Runtime): Promise<StaffFacts> {
  if (digits === FLAG) return lastCall(member, runtime);
  return digits === MESSAGES ? { messages: await newMessages(member, runtime) } : {};
}

/** Counted before it is compared: of many answers at once only so many are. */
async function pinFacts(
  { digits, member, challengeKey, at, call }: Asked,
  runtime: Runtime,
): Promise<StaffFacts> {
  const { staffMenu } = runtime.settings.lastGood();
  const account = await runtime.store.members.tryPin(member, {
    own: { id: `${call.callSid}:${'attempt' in at ? at.attempt : 0}`, at: runtime.now().getTime() },
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
