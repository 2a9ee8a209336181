// Members of staff as callers: who they are, what the staff menu is decided on, and which PINs are none.
import type { E164 } from '../numbers/e164.ts';
import type { Identity } from '../numbers/identity.ts';
import type { Listing } from '../lists/listing.ts';
import { companyNumbers, type Department, type Settings } from '../settings/settings.ts';
import { canonical } from '../numbers/numbering-plan.ts';
import type { Voicemail } from '../messages/message.ts';

/** `locked`: too many wrong ones lately. `unavailable`: the store could not tell, and trust is not granted by a fault. */
export type PinCheck = 'right' | 'wrong' | 'locked' | 'unavailable';

export interface StaffFacts {
  readonly pin?: PinCheck;
  /** The last call that the member accepted. */
  readonly lastCall?: LastCall;
  /** The call that the member flagged last by telephone, while that flag stands. */
  readonly lastFlag?: FlaggedCall;
  /** New messages for the member's departments, oldest first. */
  readonly messages?: readonly Voicemail[];
  /** What stands on a list under the number that the member keyed. */
  readonly listed?: Listing;
}

export interface FlaggedCall {
  readonly callSid: string;
  /** Absent when withheld. */
  readonly caller?: Identity;
}

export interface LastCall extends FlaggedCall {
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** In the spelling in which callers are compared: a member may be rung under another one. */
const numbersOf = ({ members, onCall }: Department): E164[] =>
  [...members, ...onCall].map(({ number }) => canonical(number));

/** Everybody who may be rung, each once, in the order of the settings. */
export const staffNumbers = ({ departments }: Settings): E164[] => [
  ...new Set(departments.flatMap(numbersOf)),
];

/** The hotline's own lines and its people: no prefix rule decides about these, whatever list it is on. */
export const ownNumbers = (settings: Settings): readonly Identity[] => [
  ...new Set([...companyNumbers(settings), ...staffNumbers(settings)]),
];

export const departmentsOf = (member: E164, { departments }: Settings): Department[] =>
  departments.filter((department) => numbersOf(department).includes(member));

/** Wrong PINs in the time of a lock after which there is no further try. */
export const MOST_WRONG_STAFF_PINS = 5;

/** As many digits as a person keeps in mind, and not what everybody tries first. */
export function pinProblem(pin: string): string | undefined {
  if (!/^\d{4,8}$/.test(pin)) return 'must be four to eight digits';
  const steps = new Set([...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index])));
  const [only] = steps;
  const guessable = steps.size === 1 && only !== undefined && Math.abs(only) <= 1;
  return guessable ? 'is too easy to guess: not one digit repeated, nor digits in a row' : undefined;
}
