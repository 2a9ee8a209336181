// Changes that open the door, which a second person approves where the settings ask for it: telephones and addresses
// that the hotline contacts, what callers get at each level, numbers that callers are told are the company's, and rules
// about a whole region. A change that only takes something away from those lists needs nobody else.
import type { GuardedKind } from './guarded-kinds.ts';
import { canonical } from '../numbers/numbering-plan.ts';
import { companyNumbers, type Settings } from './settings.ts';
import { staffNumbers } from '../departments/staff.ts';

/** Taking a kind off the list is guarded itself, whatever else is on the list. */
export type GuardedChange = Exclude<GuardedKind, 'wide-rules'> | 'second-approver';

type Find = (before: Settings, after: Settings) => boolean;

const hasNew = (before: readonly string[], after: readonly string[]): boolean =>
  after.some((one) => !before.includes(one));

/** Every telephone and address that the hotline rings, texts or writes to. */
const targetsOf = (settings: Settings): string[] => [
  ...staffNumbers(settings),
  ...settings.notifications.map(({ by }) => JSON.stringify('sms' in by ? { sms: canonical(by.sms) } : by)),
];

const GUARDED: Readonly<Record<Exclude<GuardedKind, 'wide-rules'>, Find>> = {
  'dial-targets': (before, after) => hasNew(targetsOf(before), targetsOf(after)),
  levels: (before, after) =>
    JSON.stringify(before.screening.levels) !== JSON.stringify(after.screening.levels),
  'official-numbers': (before, after) => hasNew(companyNumbers(before), companyNumbers(after)),
};

/** Why the change from one document to the other waits for a second person; empty where it does not. */
export function guardedChanges(before: Settings, after: Settings): GuardedChange[] {
  const asked = before.security.secondApprover;
  const kinds = (Object.keys(GUARDED) as (keyof typeof GUARDED)[]).filter(
    (kind) => asked.includes(kind) && GUARDED[kind](before, after),
  );
  return hasNew(after.security.secondApprover, asked) ? [...kinds, 'second-approver'] : kinds;
}
