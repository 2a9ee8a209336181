// What callers would hear and get, for people who are about to save something: the documents that real calls are
// answered with, read as text, and the policy that decides real calls, asked about each kind of caller.
import { drawPrompt } from '../../../core/screening/challenge-prompt.ts';
import type { CaseNews, Extension } from '../../../core/cases/case.ts';
import { menu, question } from '../../../core/call/answers/asking.ts';
import type { Plan } from '../../../core/call/plan.ts';
import type { E164 } from '../../../core/numbers/e164.ts';
import { exampleNumber } from '../../../core/numbers/example-number.ts';
import type { Identity } from '../../../core/numbers/identity.ts';
import { firstCode } from '../../../core/screening/challenge-code.ts';
import { GUARD_LEVELS, type GuardLevel } from '../../../core/screening/levels.ts';
import { LANGUAGES, type Language } from '../../../core/basics/language.ts';
import { type Listing, newListing } from '../../../core/lists/listing.ts';
import { screen } from '../../../core/screening/screening.ts';
import type { Verdict } from '../../../core/screening/verdict.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { departmentsInMenu } from '../../../core/departments/department.ts';
import { render } from '../../../twiml/render.ts';
import { spokenIn, type SpokenPart } from '../../../twiml/spoken.ts';
import { DAY_MS } from '../../../core/basics/durations.ts';
import { CALLER_KINDS, PROMPTS, type CallerKind, type Prompt } from './contract.ts';
import { type ObservedCall, screeningFacts } from '../../../core/screening/screening-facts.ts';
import type { Journey } from '../../../core/call/steps/journey.ts';

const spoken = (plan: Plan, settings: Settings): SpokenPart[] =>
  spokenIn(
    render(plan, {
      settings,
      publicUrl: 'https://preview.invalid',
      playbackUrl: () => 'https://preview.invalid',
    }),
  );

const journeyIn = (language: Language): Journey => ({
  language,
  admission: 'challenged',
  attestation: 'A',
  mailbox: 'open',
});

// --- a case ---------------------------------------------------------------------------------------------------------

export interface News {
  readonly told: CaseNews;
  readonly extension: Extension | undefined;
  readonly feedback: string | undefined;
  readonly language: Language;
}

/** What its reporter hears on asking for news. */
export const caseNews = ({ told, extension, feedback, language }: News, settings: Settings): SpokenPart[] =>
  spoken(
    {
      kind: 'case-told',
      told,
      ...(extension === undefined ? {} : { extension }),
      feedback,
      next: { ...journeyIn(language), step: 'case-told', case: '000000', turn: 1 },
    },
    settings,
  );

// --- prompts --------------------------------------------------------------------------------------------------------

export interface PromptView {
  readonly prompt: Prompt;
  /** Of the caller; another one may be offered in its own words. */
  readonly language: Language;
  readonly spoken: SpokenPart[];
}

/** Numbers and codes in them are examples. */
export const promptsOf = (settings: Settings): PromptView[] =>
  LANGUAGES.flatMap((language) => {
    const plans = plansIn(language, settings);
    return PROMPTS.flatMap((prompt) => {
      const plan = plans[prompt];
      return plan === undefined ? [] : [{ prompt, language, spoken: spoken(plan, settings) }];
    });
  });

const EXAMPLE_CALLER = '+13125550177' as E164;

type Plans = Readonly<Partial<Record<Prompt, Plan | undefined>>>;

const plansIn = (language: Language, settings: Settings): Plans => ({
  ...plansBeforeStaff(journeyIn(language), settings),
  ...plansOfMessages(journeyIn(language), settings),
  ...plansOfReports(journeyIn(language), settings),
  ...whisperPlan(journeyIn(language), settings),
});

function plansBeforeStaff(journey: Journey, settings: Settings): Plans {
  const { digits, kinds } = settings.challenge;
  const { language } = journey;
  const code = '7315926'.slice(0, digits);
  return {
    challenge: {
      kind: 'challenge',
      opening: 'welcome',
      code,
      prompt: drawPrompt(code, new Uint8Array(28), 0, { kinds, language, plain: false }),
      next: { ...journey, step: 'challenge', attempt: 1, switches: 0, digits },
    },
    menu: menu('passed', { ...journey, step: 'menu', turn: 1, misses: 0 }),
    departments:
      departmentsInMenu(settings).length > 1
        ? question('first', { ...journey, step: 'department', attempt: 1 })
        : undefined,
  };
}

function plansOfMessages(journey: Journey, { defaultDepartment: department, afterHours }: Settings): Plans {
  const opens = { daysAhead: 1, date: '2026-11-30', weekday: 'monday', clock: '09:00' } as const;
  const message = {
    ...journey,
    step: 'voicemail',
    department,
    attempt: 1,
    replaces: '',
    notice: '',
  } as const;
  const offer = { step: 'call-back', mailbox: 'full', why: 'chosen', asks: 'offer', number: 'none' } as const;
  return {
    'after-hours': afterHours.fraudNow
      ? {
          kind: 'after-hours',
          opening: 'first',
          opens,
          next: { ...journey, step: 'after-hours', department, attempt: 1 },
        }
      : {
          kind: 'voicemail',
          opens,
          next: { ...message, why: 'after-hours' },
          notice: { words: 'short', turn: 1 },
        },
    'nobody-answered': {
      kind: 'voicemail',
      next: { ...message, why: 'nobody-answered' },
      notice: { words: 'short', turn: 1 },
    },
    'mailbox-full': question('first', { ...journey, ...offer, department, attempt: 1 }),
  };
}

const plansOfReports = (journey: Journey, { reports }: Settings): Plans => ({
  'report-number': question('first', { ...journey, step: 'number', purpose: 'report', attempt: 1 }),
  'report-category': question('first', { ...journey, step: 'category', reported: 'unknown', attempt: 1 }),
  'report-description': {
    kind: 'describe',
    next: { ...journey, step: 'description', about: 'report', official: 'no', notice: '' },
    notice: { words: 'short', turn: 1 },
  },
  'case-opened': {
    kind: 'case-opened',
    caseNumber: '123454',
    pin: '8042',
    sms: reports.sms,
    next: { ...journey, step: 'case-opened', about: 'report', official: 'no', turn: 1, person: 'no' },
  },
  'report-at-risk': question('first', { ...journey, step: 'at-risk', attempt: 1 }),
  'not-ours': {
    kind: 'checked',
    ours: false,
    next: { ...journey, step: 'checked', number: EXAMPLE_CALLER, turn: 1 },
  },
});

/** Staff hear the hotline's own language. */
function whisperPlan(journey: Journey, { hotline, defaultDepartment: department }: Settings): Plans {
  if (journey.language !== hotline.language) return {};
  const number = exampleNumber(hotline.region) ?? hotline.number;
  const next = { ...journey, step: 'accept', department, reason: '', urgent: 'no' } as const;
  return { whisper: { kind: 'offer', callerId: { kind: 'number', number }, next } };
}

// --- kinds of callers -----------------------------------------------------------------------------------------------

export interface CallerOutcome {
  readonly level: GuardLevel;
  readonly caller: CallerKind;
  readonly verdict: Verdict;
  /** Length of the code, where there is a challenge. */
  readonly digits: number | undefined;
}

export const outcomesOf = (settings: Settings, now: Date): CallerOutcome[] =>
  GUARD_LEVELS.flatMap((level) =>
    CALLER_KINDS.map((caller) => {
      const policy = settings.screening.levels[level];
      const { verdict, harder = false } = screen(
        screeningFacts({ ...observed(caller, now), level, now }, settings),
      );
      const { digits } = firstCode(settings.challenge, policy, harder);
      return { level, caller, verdict, digits: verdict === 'challenge' ? digits : undefined };
    }),
  );

function observed(kind: CallerKind, now: Date): Omit<ObservedCall, 'level' | 'now'> {
  const number = EXAMPLE_CALLER;
  if (kind === 'withheld') return { callerId: { kind }, attestation: 'none', directory: nothingKnown };
  const list = LIST_OF[kind];
  const later = new Date(now.getTime() + DAY_MS).toISOString();
  return {
    callerId: { kind: 'number', number },
    attestation: kind === 'spoofed' ? 'failed' : 'none',
    directory: {
      kind: 'known',
      listings: list === undefined ? [] : [listing(list, number, now)],
      caller: kind === 'verified' ? { number, verifiedUntil: later } : undefined,
    },
  };
}

const nothingKnown = { kind: 'known', listings: [], caller: undefined } as const;

/** `spoofed`: an allowlisted number, and the network says that the call is not from there. */
const LIST_OF = {
  unknown: undefined,
  verified: undefined,
  allowlisted: 'allow',
  spoofed: 'allow',
  'never-block': 'never-block',
  blocklisted: 'block',
} as const satisfies Record<Exclude<CallerKind, 'withheld'>, Listing['list'] | undefined>;

const listing = (list: Listing['list'], pattern: Identity, now: Date): Listing =>
  newListing({ pattern, list, reason: '', source: 'admin', addedBy: '', addedAt: now.toISOString() });
