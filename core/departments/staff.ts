// Members of staff as callers: who they are, what the staff menu is decided on, and which PINs are none.
import * as z from 'zod';
import type { E164 } from '../numbers/e164.ts';
import type { Identity } from '../numbers/identity.ts';
import { companyNumbers, type WithHotline } from '../numbers/hotline-settings.ts';
import type { Department, WithDepartments } from './department.ts';
import { canonical } from '../numbers/numbering-plan.ts';

/**
 * `locked`: there were too many wrong PINs recently. `unavailable`: the database could not answer, so the PIN is not
 * accepted.
 */
export type PinCheck = 'right' | 'wrong' | 'locked' | 'unavailable';

/** `staffMenu` in the settings: what staff can do by telephone, from their own number and with a PIN. */
export const staffMenuSettings = z
  .strictObject({
    on: z.boolean().default(true),
    /** After five wrong PINs no further one is compared for so long; a lock that follows within a week holds twice as long. */
    lockMinutes: z.int().min(1).max(1_440).default(30),
  })
  .prefault({});

/** In the spelling in which callers are compared: a member may be rung under another one. */
const numbersOf = ({ members, onCall }: Department): E164[] =>
  [...members, ...onCall].map(({ number }) => canonical(number));

/** All numbers that may ring, each once, in the order of the settings. */
export const staffNumbers = ({ departments }: WithDepartments): E164[] => [
  ...new Set(departments.flatMap(numbersOf)),
];

/** The hotline's own lines and its people: no prefix rule decides about these, whatever list it is on. */
export const ownNumbers = (settings: WithHotline & WithDepartments): readonly Identity[] => [
  ...new Set([...companyNumbers(settings), ...staffNumbers(settings)]),
];

export const departmentsOf = (member: E164, { departments }: WithDepartments): Department[] =>
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
