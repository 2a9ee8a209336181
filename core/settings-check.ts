// The part of checking settings that needs knowledge of the world or of the whole document. Run when settings are
// saved, synthesised or loaded at start, never during a call.
import { isSupportedCountry } from 'libphonenumber-js/max';
import { parseSettings, type ParsedSettings, type Settings, type SettingsProblem } from './settings.ts';

/** Schema first, then sense. A document that passes can be acted on without further doubt. */
export function checkSettings(document: unknown): ParsedSettings {
  const parsed = parseSettings(document);
  if (!parsed.ok) return parsed;
  const problems = CHECKS.flatMap((check) => check(parsed.settings));
  return problems.length === 0 ? parsed : { ok: false, problems };
}

type Check = (settings: Settings) => SettingsProblem[];

const CHECKS: readonly Check[] = [
  ({ hotline: { region } }) =>
    isSupportedCountry(region)
      ? []
      : [{ at: '/hotline/region', problem: `no country ${String(region)} is known` }],
  ({ hotline }) =>
    hotline.company[hotline.language] === undefined
      ? [
          {
            at: `/hotline/company/${hotline.language}`,
            problem: 'the hotline’s own language needs a company name',
          },
        ]
      : [],
  ({ departments, defaultDepartment }) =>
    departments.some(({ id }) => id === defaultDepartment)
      ? []
      : [{ at: '/defaultDepartment', problem: `there is no department "${defaultDepartment}"` }],
  ({ departments }) =>
    duplicates(departments.map(({ id }) => id)).map((index) => ({
      at: `/departments/${index}/id`,
      problem: 'another department has this id',
    })),
  ({ departments }) =>
    departments.flatMap(({ timeZone }, index) =>
      isTimeZone(timeZone)
        ? []
        : [
            {
              at: `/departments/${index}/timeZone`,
              problem: 'must be an IANA time zone, like Asia/Shanghai',
            },
          ],
    ),
  ({ departments }) =>
    departments.flatMap(({ members }, index) =>
      duplicates(members.map(({ number }) => number)).map((member) => ({
        at: `/departments/${index}/members/${member}/number`,
        problem: 'another member of this department has this number',
      })),
    ),
  ({ hotline, departments }) =>
    departments.flatMap(({ members }, index) =>
      members.flatMap(({ number }, member) =>
        number === hotline.number
          ? [
              {
                at: `/departments/${index}/members/${member}/number`,
                problem: 'the hotline would call itself',
              },
            ]
          : [],
      ),
    ),
];

/** Indexes of all entries that repeat an earlier one. */
const duplicates = (values: readonly string[]): number[] =>
  values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
