// The part of checking settings that needs knowledge of the world or of the whole document. Run when settings are
// saved, synthesised or loaded at start, never during a call.
import { isSupportedCountry } from 'libphonenumber-js/max';
import { dialTargetProblems } from './dial-targets.ts';
import { menuEntries, MOST_OPTIONS, OPTION_CHOICES, WAYS_TO_A_PERSON } from '../departments/menu-entries.ts';
import { canonical } from '../numbers/numbering-plan.ts';
import { type ParsedSettings, parseSettings, type Settings } from './settings.ts';
import type { SettingsProblem } from '../basics/settings-problem.ts';
import { departmentsInMenu } from '../departments/department.ts';
import { EEA_AREA } from '../privacy/places.ts';
import { passagesIn } from '../privacy/passages.ts';
import { crossingWords, refusedCrossings, SWITCH, type Passage } from '../privacy/residency.ts';
import { readNumbers } from './settings-numbers.ts';
import { departmentProblems } from './settings-reach.ts';

/** Schema first, then sense. A document that passes can be acted on without further doubt. */
export function checkSettings(document: unknown): ParsedSettings {
  const numbers = readNumbers(document);
  const parsed = parseSettings(numbers.document);
  if (!parsed.ok || numbers.problems.length > 0) return refused(numbers.problems, parsed);
  const problems = settingsProblems(parsed.settings);
  return problems.length === 0 ? parsed : { ok: false, problems };
}

/** A number that could not be read has one problem in words. The schema’s own problem at the same place is left out. */
function refused(numbers: readonly SettingsProblem[], parsed: ParsedSettings): ParsedSettings {
  const told = new Set(numbers.map(({ at }) => at));
  const others = parsed.ok ? [] : parsed.problems.filter(({ at }) => !told.has(at));
  return { ok: false, problems: [...numbers, ...others] };
}

/** What is wrong with a document of the right shape; settings that were stored under older rules may have some of it. */
export const settingsProblems = (settings: Settings): SettingsProblem[] =>
  CHECKS.flatMap((check) => check(settings));

/** What each threshold of the risk score leads to, as its label on the settings page says it. */
const SCORE_NAMES = {
  challenge: 'a code',
  harder: 'a longer code',
  voicemail: 'voicemail',
  reject: 'rejection',
} as const;

type Check = (settings: Settings) => SettingsProblem[];

const CHECKS: readonly Check[] = [
  ({ hotline: { region } }) =>
    isSupportedCountry(region)
      ? []
      : [{ at: '/hotline/region', problem: `unknown country ${String(region)}` }],
  ({ hotline }) =>
    hotline.company[hotline.language] === undefined
      ? [
          {
            at: `/hotline/company/${hotline.language}`,
            problem: 'enter the company name in the hotline’s language',
          },
        ]
      : [],
  ({ departments, defaultDepartment }) =>
    departments.some(({ id }) => id === defaultDepartment)
      ? []
      : [{ at: '/defaultDepartment', problem: `there is no department "${defaultDepartment}"` }],
  departmentProblems,
  (settings) => residencyCountries(settings),
  (settings) => residencyProblems(settings, passagesIn(settings)),
  dialTargetProblems,
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
  ({ departments }) =>
    departments.flatMap(({ id, overflow }, index) => {
      if (overflow === undefined) return [];
      const at = `/departments/${index}/overflow`;
      if (overflow === id) return [{ at, problem: 'a department can’t be its own backup' }];
      return departments.some((other) => other.id === overflow)
        ? []
        : [{ at, problem: `there is no department "${overflow}"` }];
    }),
  ({ departments, calendars }) =>
    departments.flatMap(({ hours }, index) =>
      hours === 'always' || hours.calendar === undefined || calendars.some(({ id }) => id === hours.calendar)
        ? []
        : [
            {
              at: `/departments/${index}/hours/calendar`,
              problem: `there is no calendar "${hours.calendar}"`,
            },
          ],
    ),
  ({ calendars }) =>
    duplicates(calendars.map(({ id }) => id)).map((index) => ({
      at: `/calendars/${index}/id`,
      problem: 'another calendar has this id',
    })),
  ({ attack }) =>
    attack.siegeTimes > attack.elevatedTimes
      ? []
      : [
          {
            at: '/attack/siegeTimes',
            problem: 'must be more than elevatedTimes, the value for level Elevated',
          },
        ],
  ({ attack: { spend } }) =>
    spend === undefined || Intl.supportedValuesOf('currency').includes(spend.currency)
      ? []
      : [{ at: '/attack/spend/currency', problem: `unknown currency ${spend.currency}` }],
  ({ notifications, departments }) =>
    notifications.flatMap((target, index) =>
      (target.departments ?? []).flatMap((department, place) =>
        departments.some(({ id }) => id === department)
          ? []
          : [
              {
                at: `/notifications/${index}/departments/${place}`,
                problem: `there is no department "${department}"`,
              },
            ],
      ),
    ),
  ({ screening: { reputation } }) =>
    (['challenge', 'harder', 'voicemail', 'reject'] as const).flatMap((name, index, order) => {
      const milder = order[index - 1];
      return milder === undefined || reputation[name] >= reputation[milder]
        ? []
        : [
            {
              at: `/screening/reputation/${name}`,
              problem: `must be at least the score for ${SCORE_NAMES[milder]} (${milder})`,
            },
          ];
    }),
  ({ menu }) =>
    duplicates(menu.entries.map(({ key }) => key)).map((index) => ({
      at: `/menu/entries/${index}/key`,
      problem: 'another option has this key',
    })),
  (settings) =>
    menuEntries(settings).filter(({ choice }) => OPTION_CHOICES.has(choice)).length > MOST_OPTIONS
      ? [
          {
            at: '/menu/entries',
            problem: `the menu can have at most ${MOST_OPTIONS} options; turn some off`,
          },
        ]
      : [],
  (settings) =>
    menuEntries(settings).some(({ choice }) => WAYS_TO_A_PERSON.has(choice))
      ? []
      : [
          {
            at: '/menu/entries',
            problem: `add an option that reaches a person: ${[...WAYS_TO_A_PERSON].join(', ')}`,
          },
        ],
  ({ menu, departments }) =>
    menu.entries.flatMap(({ department }, index) =>
      department === undefined || departments.some(({ id }) => id === department)
        ? []
        : [{ at: `/menu/entries/${index}/department`, problem: `there is no department "${department}"` }],
    ),
  (settings) =>
    departmentsInMenu(settings).length > MOST_OPTIONS
      ? [
          {
            at: '/departments',
            problem: `at most ${MOST_OPTIONS} departments can be offered to callers; turn off inMenu for others`,
          },
        ]
      : [],
  ({ hotline, departments }) =>
    departments.flatMap((department, index) =>
      (['members', 'onCall'] as const).flatMap((group) =>
        department[group].flatMap(({ number }, member) =>
          canonical(number) === canonical(hotline.number)
            ? [
                {
                  at: `/departments/${index}/${group}/${member}/number`,
                  problem: 'this is the hotline’s own number; enter a staff member’s number',
                },
              ]
            : [],
        ),
      ),
    ),
];

/** What data residency refuses of these, in words that name the field. */
export const residencyProblems = (
  { privacy: { residency } }: Pick<Settings, 'privacy'>,
  passages: readonly Passage[],
): SettingsProblem[] =>
  refusedCrossings(passages, residency).map((crossing) => ({
    at: crossing.at,
    problem: crossingWords(crossing, residency.within),
  }));

/** Countries of data residency that the world does not have. */
const residencyCountries: Check = ({ privacy: { residency } }) => [
  ...(residency.within === '' || residency.within === EEA_AREA || isSupportedCountry(residency.within)
    ? []
    : [{ at: SWITCH, problem: `unknown country ${residency.within}` }]),
  ...residency.places.flatMap(({ country }, index) =>
    isSupportedCountry(country)
      ? []
      : [{ at: `/privacy/residency/places/${index}/country`, problem: `unknown country ${country}` }],
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
