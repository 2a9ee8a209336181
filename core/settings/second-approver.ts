// Changes that weaken the protection, and therefore need a second approver if the settings say so: new phone numbers and
// addresses that the hotline contacts, how callers are handled at each level, new official numbers, prefix rules for a
// whole region, and where data may be. Changes that only remove entries from those lists need no second approver.
import type { GuardedKind } from './guarded-kinds.ts';
import { canonical } from '../numbers/numbering-plan.ts';
import type { Settings } from './settings.ts';
import { companyNumbers } from '../numbers/hotline-settings.ts';
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
  'data-residency': (before, after) => {
    const [was, is] = [before.privacy.residency, after.privacy.residency];
    const allowed = ({ places, exceptions }: typeof was): string[] =>
      [...places, ...exceptions].map((one) => JSON.stringify(one));
    return was.within !== '' && (was.within !== is.within || hasNew(allowed(was), allowed(is)));
  },
};

/** Why the change from one document to the other waits for a second person; empty where it does not. */
export function guardedChanges(before: Settings, after: Settings): GuardedChange[] {
  const asked = before.security.secondApprover;
  const kinds = (Object.keys(GUARDED) as (keyof typeof GUARDED)[]).filter(
    (kind) => asked.includes(kind) && GUARDED[kind](before, after),
  );
  return hasNew(after.security.secondApprover, asked) ? [...kinds, 'second-approver'] : kinds;
}
