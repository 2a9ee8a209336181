// Numbers that the hotline itself dials or texts: a premium-rate or satellite number among them costs several dollars a
// minute, and whoever owns it earns from every call. Checked when settings are saved, with the full library.
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Settings } from './settings.ts';
import type { SettingsProblem } from '../basics/settings-problem.ts';

/**
 * Country codes that belong to no country, from ITU-T E.164 (list of assigned country codes): satellite networks,
 * international networks, universal personal numbers, and international premium-rate service.
 */
const CODES: Readonly<Record<string, string>> = {
  '870': 'a satellite number',
  '878': 'a universal personal number',
  '881': 'a satellite number',
  '882': 'a number of an international network, often a satellite’s',
  '883': 'a number of an international network, often a satellite’s',
  '979': 'an international premium-rate number',
};

/** What makes calls to the number dear; undefined where nothing is known to. */
function costlyKindOf(number: string): string | undefined {
  const byCode = CODES[number.slice(1, 4)];
  if (byCode !== undefined) return byCode;
  const type = parsePhoneNumberFromString(number)?.getType();
  return type === 'PREMIUM_RATE' ? 'a premium-rate number' : undefined;
}

/** Kinds of numbers that people have at home, at work or with them. */
const PEOPLE: ReadonlySet<string | undefined> = new Set([
  'FIXED_LINE',
  'MOBILE',
  'FIXED_LINE_OR_MOBILE',
  'VOIP',
]);

/**
 * Whether the hotline may call a number because a stranger wrote it on a page: numbers of people in the hotline's own
 * country. Calls abroad are what fraudsters are paid for.
 * @param region of the hotline, ISO 3166
 */
export function isCheapToCall(number: string, region: string): boolean {
  const parsed = parsePhoneNumberFromString(number);
  return parsed?.country === region && PEOPLE.has(parsed.getType()) && costlyKindOf(number) === undefined;
}

export function dialTargetProblems({ departments, notifications }: Settings): SettingsProblem[] {
  const targets = [
    ...departments.flatMap(({ members, onCall }, index) =>
      Object.entries({ members, onCall }).flatMap(([group, people]) =>
        people.map(({ number }, person) => ({
          at: `/departments/${String(index)}/${group}/${String(person)}/number`,
          number,
        })),
      ),
    ),
    ...notifications.flatMap(({ by }, index) =>
      'sms' in by ? [{ at: `/notifications/${String(index)}/by/sms`, number: by.sms }] : [],
    ),
  ];
  return targets.flatMap(({ at, number }) => {
    const kind = costlyKindOf(number);
    return kind === undefined
      ? []
      : [
          {
            at,
            problem: `${number} is ${kind}; the hotline doesn’t call or text such numbers, so enter another one`,
          },
        ];
  });
}
