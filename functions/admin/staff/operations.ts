// Members of staff: who they are, and their PINs for the staff menu. A PIN goes in and never comes out.
import type { E164 } from '../../../core/numbers/e164.ts';
import { normaliseNumber } from '../../../core/numbers/number-input.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import type { MemberState } from '../../../core/departments/hunt-group.ts';
import { lockedUntil } from '../../../core/basics/lock.ts';
import {
  departmentsOf,
  MOST_WRONG_STAFF_PINS,
  pinProblem,
  staffNumbers,
} from '../../../core/departments/staff.ts';
import { Problem } from '../../http/problem.ts';
import { hashPin } from '../../keyed/staff-pin.ts';
import { answer, NO_CONTENT, pathSegment, type Operations } from '../operation.ts';

export const STAFF_OPERATIONS: Operations<
  'staff.page' | 'staff.pin.put' | 'staff.pin.delete' | 'staff.pin-lock.delete'
> = {
  'staff.page': async ({ runtime }) => {
    const settings = await runtime.settings.current();
    const numbers = staffNumbers(settings);
    const { members } = await runtime.store.members.onDuty(numbers, runtime.now());
    const items = numbers.map((number) => {
      const state = members.get(number);
      return {
        name: nameOf(number, settings),
        number,
        departments: departmentsOf(number, settings).map(({ id }) => id),
        hasPin: state?.hasPin ?? false,
        ...lockOf(state, settings, runtime.now()),
        onCall: state?.onCall !== undefined,
        answeredToday: state?.answeredToday ?? 0,
      };
    });
    return answer('staff.page', { items });
  },

  'staff.pin.put': async ({ path, body, runtime }) => {
    const problem = pinProblem(body.pin);
    if (problem !== undefined) throw new Problem('invalid-request', `body /pin: ${problem}.`);
    const member = memberIn(pathSegment(path, 'number'), await runtime.settings.current());
    const { challengeKey } = await runtime.secrets();
    await runtime.store.members.setPin(member, await hashPin(challengeKey, member, body.pin));
    return NO_CONTENT;
  },

  'staff.pin.delete': async ({ path, runtime }) => {
    const member = memberIn(pathSegment(path, 'number'), await runtime.settings.current());
    await runtime.store.members.setPin(member, null);
    return NO_CONTENT;
  },

  'staff.pin-lock.delete': async ({ path, runtime }) => {
    await runtime.store.members.unlock(
      memberIn(pathSegment(path, 'number'), await runtime.settings.current()),
    );
    return NO_CONTENT;
  },
};

function lockOf(
  state: MemberState | undefined,
  { staffMenu }: Settings,
  now: Date,
): { readonly pinLockedUntil?: string } {
  const policy = { most: MOST_WRONG_STAFF_PINS, firstMinutes: staffMenu.lockMinutes };
  const ends = (state?.pinLocks ?? []).flatMap((lock) => lockedUntil(lock, policy, now.getTime()) ?? []);
  return ends.length === 0 ? {} : { pinLockedUntil: new Date(Math.max(...ends)).toISOString() };
}

const nameOf = (number: E164, { departments }: Settings): string =>
  departments
    .flatMap(({ members, onCall }) => [...members, ...onCall])
    .find((member) => member.number === number)?.name ?? '';

function memberIn(text: string, settings: Settings): E164 {
  const read = normaliseNumber(text, settings.hotline);
  const member = staffNumbers(settings).find((number) => read.ok && number === read.number);
  if (member !== undefined) return member;
  throw new Problem('not-found', `No staff member has the number ${text.slice(0, 20)}.`);
}
