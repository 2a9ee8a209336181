// Whether callers reach anybody: departments, their people and hours, and where the menu leads.
import { nextOpening, type Hours } from '../hours/hours.ts';
import { LANGUAGES, type Language } from '../basics/language.ts';
import { menuEntries, type MenuEntry } from '../departments/menu-entries.ts';
import { isMachine, isReachableNumber } from '../numbers/number-input.ts';
import type { Settings } from './settings.ts';
import type { SettingsProblem } from '../basics/settings-problem.ts';
import {
  type Department,
  departmentOrDefault,
  departmentsInMenu,
  timetableOf,
} from '../departments/department.ts';

/** As they are called in the sentences that administrators read. */
const LANGUAGE_NAMES = { 'en-US': 'English', 'zh-CN': 'Chinese' } as const satisfies Record<Language, string>;

/**
 * What keeps a department from going live. Callers can switch to every language that the hotline speaks, so a
 * department needs a name in each.
 */
export const departmentProblems = ({ departments }: Settings): SettingsProblem[] =>
  departments.flatMap((department, index) => [
    ...namesMissing(department.name, `/departments/${index}/name`),
    ...(department.members.length === 0
      ? [
          {
            at: `/departments/${index}/members`,
            problem: 'this department has no members, so callers would reach nobody; add at least one person',
          },
        ]
      : []),
    ...(opensEver(department.hours)
      ? []
      : [
          {
            at: `/departments/${index}/hours/weekly`,
            problem: 'this department has no opening hours; enter its hours or remove it',
          },
        ]),
  ]);

const namesMissing = (name: Department['name'], at: string): SettingsProblem[] =>
  LANGUAGES.filter((language) => (name[language] ?? '').trim() === '').map((language) => ({
    at: `${at}/${language}`,
    problem: `callers can choose ${LANGUAGE_NAMES[language]}, so a name in ${LANGUAGE_NAMES[language]} is needed`,
  }));

const opensEver = (hours: Hours): boolean =>
  hours === 'always' ||
  Object.values(hours.weekly).some((spans) => (spans ?? []).length > 0) ||
  (hours.exceptions ?? []).some(({ spans }) => spans.length > 0);

/** Settings that are allowed, and under which callers reach nobody. */
export const reachWarnings = (settings: Settings, now: Date): SettingsProblem[] => [
  ...companyNamesMissing(settings),
  ...emergencyNamesMissing(settings),
  ...unreachablePeople(settings),
  ...closedForLong(settings, now),
  ...entriesToNowhere(settings, now),
];

const emergencyNamesMissing = ({ afterHours }: Settings): SettingsProblem[] =>
  afterHours.emergencyNumbers.flatMap(({ name }, index) =>
    namesMissing(name, `/afterHours/emergencyNumbers/${index}/name`),
  );

const companyNamesMissing = ({ hotline: { company, language: own } }: Settings): SettingsProblem[] =>
  LANGUAGES.filter((language) => language !== own && (company[language] ?? '').trim() === '').map(
    (language) => ({
      at: `/hotline/company/${language}`,
      problem: `callers who choose ${LANGUAGE_NAMES[language]} hear the company name in ${LANGUAGE_NAMES[own]}`,
    }),
  );

const unreachablePeople = ({ departments }: Settings): SettingsProblem[] =>
  departments.flatMap((department, index) =>
    (['members', 'onCall'] as const).flatMap((group) =>
      department[group].flatMap(({ number }, place) =>
        isMachine(number)
          ? [
              {
                at: `/departments/${index}/${group}/${place}/number`,
                problem: `${number} is a pager or voicemail number, where no person answers; enter the person’s own phone`,
              },
            ]
          : [],
      ),
    ),
  );

/** Weekly hours that holidays, closed days or do-not-disturb leave nothing of for as far as is looked ahead. */
const closedForLong = (settings: Settings, now: Date): SettingsProblem[] =>
  settings.departments.flatMap((department, index) => {
    if (opensSoon(department, settings, now)) return [];
    const undisturbed = { ...department, doNotDisturbUntil: undefined };
    const part = opensSoon(undisturbed, settings, now) ? 'doNotDisturbUntil' : 'hours';
    return [
      {
        at: `/departments/${index}/${part}`,
        problem: `this department does not open in the next ${SOON_DAYS} days; callers can only leave messages`,
      },
    ];
  });

/** Do-not-disturb may end long after today, and the next opening with it. */
const SOON_DAYS = 60;

function opensSoon(department: Department, settings: Settings, now: Date): boolean {
  const opening = nextOpening(timetableOf(department, settings), now);
  return opening !== undefined && opening.daysAhead <= SOON_DAYS;
}

const answers = (department: Department, settings: Settings, now: Date): boolean =>
  department.members.some(({ number }) => isReachableNumber(number)) && opensSoon(department, settings, now);

/** Entries of the menu that are switched on and behind which nobody answers, or nothing can be found. */
const entriesToNowhere = (settings: Settings, now: Date): SettingsProblem[] =>
  settings.menu.entries.flatMap((entry, index) => {
    if (!entry.on) return [];
    const problem = whyNowhere(entry, settings, now);
    return problem === undefined
      ? []
      : [{ at: `/menu/entries/${index}/${problem.part}`, problem: problem.words }];
  });

function whyNowhere(
  entry: MenuEntry,
  settings: Settings,
  now: Date,
): { readonly part: 'choice' | 'department'; readonly words: string } | undefined {
  switch (entry.choice) {
    case 'staff':
    case 'person': {
      const unanswered = destinationsOf(entry, settings).filter((one) => !answers(one, settings, now));
      const [first] = unanswered;
      return first === undefined
        ? undefined
        : {
            part: entry.department === undefined ? 'choice' : 'department',
            words: `key ${entry.key} leads to the department "${first.id}", where nobody answers`,
          };
    }
    case 'case-status':
      return casesCanExist(settings)
        ? undefined
        : {
            part: 'choice',
            words: `key ${entry.key} asks for a case number, and callers can report neither by telephone nor on the report page`,
          };
    case 'report':
    case 'official-number':
    case 'message':
    case 'personal-data':
    case 'other-language':
    case 'repeat':
      return undefined;
  }
}

/** Departments that an entry may ring: those to choose between, else its own or the default one. */
function destinationsOf({ choice, department }: MenuEntry, settings: Settings): readonly Department[] {
  const choices = departmentsInMenu(settings);
  const asks = choice === 'staff' && department === undefined && choices.length > 1;
  return asks ? choices : [departmentOrDefault(settings, choice === 'staff' ? department : undefined)];
}

const casesCanExist = (settings: Settings): boolean =>
  settings.reports.web.on || menuEntries(settings).some(({ choice }) => choice === 'report');
