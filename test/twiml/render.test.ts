// Whole documents, as the carrier receives them; prompts and action URLs.
import { VOICEMAIL_REASONS } from '../../core/messages/message.ts';
import { ADMISSIONS } from '../../core/screening/admission.ts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  CHALLENGE_KINDS,
  drawPrompt,
  KINDS_IN,
  type ChallengePrompt,
} from '../../core/screening/challenge-prompt.ts';
import { drawCode } from '../../core/screening/challenge-code.ts';
import type { Plan } from '../../core/call/plan.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import { LANGUAGES, type Language } from '../../core/basics/language.ts';
import { DEFAULT_MENU, spokenEntries } from '../../core/departments/menu-entries.ts';
import { shortNotice } from '../../core/privacy/spoken-notice.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { checkTwiml } from '../../carrier/twiml/check-twiml.ts';
import { slowSpeechSeconds, speechSeconds } from '../../carrier/speech/speech-time.ts';
import { codeIn } from '../../in-process/challenge-heard.ts';
import { challengeWords } from '../../twiml/challenge-words.ts';
import {
  EMPTY_RESPONSE,
  FALLBACK_DOCUMENTS,
  LAST_RESORT_ON_ARRIVAL,
  lastResortOf,
} from '../../twiml/fallback.ts';
import { CATALOGS } from '../../twiml/prompts/index.ts';
import { render } from '../../twiml/render.ts';
import { digitByDigit, speakable, spokenSite } from '../../twiml/speak.ts';
import { readStep, stepUrl, StepUrlError } from '../../twiml/step-url.ts';
import { events } from '../core/arbitraries.ts';
import { STEP_NAMES, type Step } from '../../core/call/steps/index.ts';
import type { Journey } from '../../core/call/steps/journey.ts';

const PUBLIC = 'https://hotline.example.com';
const playbackUrl = (recording: string): string => `${PUBLIC}/voice/playback?recording=${recording}`;
const context = { settings: SEED_SETTINGS, publicUrl: PUBLIC, playbackUrl };
const journey: Journey = {
  language: 'en-US',
  admission: 'challenged',
  attestation: 'A',
  mailbox: 'open',
};
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const EN = 'voice="Polly.Joanna-Neural" language="en-US"';
const ZH = 'voice="Polly.Zhiyu-Neural" language="cmn-CN"';
const RECORDING = `RE${'0'.repeat(32)}`;
const WITH = 'admission=challenged&amp;attestation=A';

/** Chance by which these are drawn. */
const chanceOf = (
  ...draws: readonly [kind: number, place: number, detail: number, wording: number]
): Uint8Array => Uint8Array.from([...new Uint8Array(24), ...draws]);

const NAMED: ChallengePrompt = { named: '73', clue: undefined, wording: 0, voice: 0 };

const documents: readonly [string, Plan, string][] = [
  ['reject', { kind: 'reject' }, '<Response><Reject/></Response>'],
  ['noted', { kind: 'noted' }, '<Response/>'],
  ['bridge', { kind: 'bridge' }, '<Response/>'],
  ['decline', { kind: 'decline' }, '<Response><Hangup/></Response>'],
  [
    'challenge',
    {
      kind: 'challenge',
      opening: 'welcome',
      code: '73',
      prompt: NAMED,
      next: { ...journey, step: 'challenge', attempt: 1, digits: 2, switches: 0 },
    },
    `<Response><Gather action="${PUBLIC}/voice/challenge?admission=challenged&amp;attempt=1&amp;attestation=A&amp;digits=2&amp;language=en-US&amp;mailbox=open&amp;switches=0" actionOnEmptyResult="true" finishOnKey="0" input="dtmf" numDigits="2" timeout="8">` +
      `<Say ${EN}>Thank you for calling Harbor Consumer Loans. One quick check.</Say>` +
      `<Say ${EN}>Please press 7, 3. Again, 7, 3. To get a call back instead, press 0.</Say>` +
      `<Say ${ZH}>中文服务，请按星号键。</Say></Gather></Response>`,
  ],
  [
    'menu',
    { kind: 'menu', opening: 'passed', next: { ...journey, step: 'menu', turn: 1, misses: 0 } },
    `<Response><Gather action="${PUBLIC}/voice/menu?${WITH}&amp;language=en-US&amp;mailbox=open&amp;misses=0&amp;turn=1" actionOnEmptyResult="true" finishOnKey="" input="dtmf" numDigits="1" timeout="8">` +
      `<Pause length="1"/><Say ${EN}>Thank you. To speak with the front desk, press 1. To report a suspicious call, press 2. To check on a report you made, press 3. To check if a call really came from us, press 4. To speak with a person, press 0. To hear these options again, press star.</Say>` +
      `<Say ${ZH}>中文服务，请按 9。</Say></Gather></Response>`,
  ],
  [
    'ring',
    {
      kind: 'ring',
      targets: ['+13125550111' as E164, '+13125550112' as E164],
      ringSeconds: 20,
      next: {
        ...journey,
        step: 'ring',
        department: 'front-desk',
        sweep: 'all',
        position: 0,
        order: '01',
        overflowed: 'no',
        reason: '',
        group: 'members',
        urgent: 'no',
      },
      callerIdToShow: undefined,
      announce: true,
    },
    `<Response><Say ${EN}>Please hold while we connect you with the front desk.</Say>` +
      `<Dial action="${PUBLIC}/voice/ring?${WITH}&amp;department=front-desk&amp;group=members&amp;language=en-US&amp;mailbox=open&amp;order=01&amp;overflowed=no&amp;position=0&amp;reason=&amp;sweep=all&amp;urgent=no" answerOnBridge="true" timeLimit="7200" timeout="20">` +
      ['+13125550111', '+13125550112']
        .map(
          (number) =>
            `<Number url="${PUBLIC}/voice/whisper?${WITH}&amp;department=front-desk&amp;language=en-US&amp;mailbox=open&amp;reason=&amp;urgent=no">${number}</Number>`,
        )
        .join('') +
      '</Dial></Response>',
  ],
  [
    'offer',
    {
      kind: 'offer',
      callerId: { kind: 'withheld' },
      next: { ...journey, step: 'accept', department: 'front-desk', reason: '', urgent: 'no' },
    },
    `<Response><Gather action="${PUBLIC}/voice/accept?${WITH}&amp;department=front-desk&amp;language=en-US&amp;mailbox=open&amp;reason=&amp;urgent=no" finishOnKey="" input="dtmf" numDigits="1" timeout="6">` +
      `<Say ${EN}>Harbor Consumer Loans hotline. Call from a hidden number, just passed the keypad check. To accept, press 1.</Say><Pause length="1"/>` +
      `<Say ${EN}>Harbor Consumer Loans hotline. Call from a hidden number, just passed the keypad check. To accept, press 1.</Say></Gather><Hangup/></Response>`,
  ],
  [
    'voicemail',
    {
      kind: 'voicemail',
      next: {
        ...journey,
        step: 'voicemail',
        department: 'front-desk',
        why: 'after-hours',
        attempt: 1,
        replaces: '',
        notice: '2026-11-28.0a1b2c3d',
      },
      notice: { words: 'short', turn: 1 },
      opens: { daysAhead: 3, date: '2026-11-27', weekday: 'friday', clock: '13:30' },
    },
    `<Response><Say ${EN}>Thank you for calling Harbor Consumer Loans. We are closed right now. We open again on Friday at 1:30 PM.</Say>` +
      `<Gather action="${PUBLIC}/voice/message-notice?${WITH}&amp;department=front-desk&amp;language=en-US&amp;mailbox=open&amp;notice=2026-11-28.0a1b2c3d&amp;turn=1&amp;why=after-hours" finishOnKey="" numDigits="1" input="dtmf" timeout="1">` +
      `<Say ${EN}>To answer you and check reports, Harbor Consumer Loans records what you say and deletes it after 180 days. Press 9 not to be recorded, or 8 for more.</Say>` +
      `<Say ${EN}>After the tone, please say your name, your phone number, and your message. When you’re done, press the pound key or hang up.</Say></Gather>` +
      `<Record action="${PUBLIC}/voice/voicemail?admission=challenged&amp;attempt=1&amp;attestation=A&amp;department=front-desk&amp;language=en-US&amp;mailbox=open&amp;notice=2026-11-28.0a1b2c3d&amp;replaces=&amp;why=after-hours" finishOnKey="#" maxLength="120" playBeep="true" recordingStatusCallback="${PUBLIC}/voice/recording" recordingStatusCallbackEvent="completed absent" timeout="5"/>` +
      `<Redirect>${PUBLIC}/voice/voicemail?admission=challenged&amp;attempt=1&amp;attestation=A&amp;department=front-desk&amp;language=en-US&amp;mailbox=open&amp;notice=2026-11-28.0a1b2c3d&amp;replaces=&amp;why=after-hours</Redirect></Response>`,
  ],
  [
    'review',
    {
      kind: 'review',
      played: true,
      next: {
        ...journey,
        step: 'review',
        department: 'front-desk',
        why: 'chosen',
        recording: RECORDING,
        turn: 2,
        notice: '',
      },
    },
    `<Response><Gather action="${PUBLIC}/voice/review?${WITH}&amp;department=front-desk&amp;language=en-US&amp;mailbox=open&amp;recording=${RECORDING}&amp;turn=2&amp;why=chosen" actionOnEmptyResult="true" finishOnKey="" input="dtmf" numDigits="1" timeout="8">` +
      `<Pause length="1"/><Say ${EN}>Here is your message.</Say><Play>${PUBLIC}/voice/playback?recording=${RECORDING}</Play>` +
      `<Say ${EN}>We have your message. To listen to it, press 1. To record it again, press 2. Otherwise, you can hang up.</Say></Gather></Response>`,
  ],
  [
    'after hours',
    {
      kind: 'after-hours',
      opening: 'first',
      opens: { daysAhead: 1, date: '2026-11-25', weekday: 'wednesday', clock: '09:00' },
      next: { ...journey, step: 'after-hours', department: 'front-desk', attempt: 1 },
    },
    `<Response><Gather action="${PUBLIC}/voice/after-hours?admission=challenged&amp;attempt=1&amp;attestation=A&amp;department=front-desk&amp;language=en-US&amp;mailbox=open" actionOnEmptyResult="true" finishOnKey="" input="dtmf" numDigits="1" timeout="8">` +
      `<Pause length="1"/><Say ${EN}>Thank you for calling Harbor Consumer Loans. We are closed right now. We open again tomorrow at 9 AM.</Say>` +
      `<Say ${EN}>If someone is taking your money right now, press 1. To leave a message, please stay on the line.</Say></Gather></Response>`,
  ],
  [
    'staff menu',
    {
      kind: 'staff-menu',
      opening: 'welcome',
      next: {
        ...journey,
        admission: 'staff',
        step: 'staff-menu',
        turn: 1,
        misses: 0,
        doNotDisturb: 'yes',
        attackMode: 'no',
      },
    },
    `<Response><Gather action="${PUBLIC}/voice/staff-menu?admission=staff&amp;attackMode=no&amp;attestation=A&amp;doNotDisturb=yes&amp;language=en-US&amp;mailbox=open&amp;misses=0&amp;turn=1" actionOnEmptyResult="true" finishOnKey="" input="dtmf" numDigits="1" timeout="8">` +
      `<Pause length="1"/><Say ${EN}>Thank you. To flag your last caller, press 1. For new messages, press 2. To turn do not disturb off, press 3. To turn attack mode on, press 4. To allow a number, press 5.</Say></Gather></Response>`,
  ],
  [
    'goodbye',
    { kind: 'goodbye', after: 'message', language: 'zh-CN' },
    `<Response><Say ${ZH}>${CATALOGS['zh-CN'].goodbye.message}</Say><Hangup/></Response>`,
  ],
];

test.each(documents)('%s', (_name, plan, expected) => {
  const document = render(plan, context);
  expect(document).toBe(HEAD + expected);
  expect(checkTwiml(document)).toEqual([]);
});

test('the constant documents are accepted by Twilio, and small', () => {
  for (const document of [
    EMPTY_RESPONSE,
    ...Object.values(FALLBACK_DOCUMENTS),
    LAST_RESORT_ON_ARRIVAL,
    ...STEP_NAMES.map(lastResortOf),
  ]) {
    expect(checkTwiml(document)).toEqual([]);
    expect(Buffer.byteLength(document)).toBeLessThan(4_000);
  }
});

describe('prompts', () => {
  /** Every wording of every kind that the language has. */
  const challengesOf = (code: string, language: Language): string[] =>
    [0, 1, 2].flatMap((wording) =>
      KINDS_IN[language].flatMap((kind) =>
        [0, 1].map((place) =>
          challengeWords(
            code,
            drawPrompt(code, chanceOf(0, place, 0, wording), 0, { kinds: [kind], language, plain: false }),
            language,
          ),
        ),
      ),
    );

  test('whatever is drawn, in each language the words lead to the keys of the code', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.integer({ min: 2, max: 6 }),
        fc.subarray([...CHALLENGE_KINDS], { minLength: 1 }),
        fc.constantFrom(...LANGUAGES),
        (seed, length, kinds, language) => {
          const code = drawCode(seed, length);
          const prompt = drawPrompt(code, seed, 0, { kinds, language, plain: false });
          expect(codeIn(challengeWords(code, prompt, language))).toBe(code);
        },
      ),
    );
  });

  test('a caller hears one of three voices of the language, in every document of the challenge', () => {
    for (const language of LANGUAGES) {
      const voices = [0, 1, 2, 3].map((voice) => {
        const next = { ...journey, language, step: 'challenge', attempt: 1, digits: 2, switches: 0 } as const;
        const document = render(
          { kind: 'challenge', opening: 'slower', code: '73', prompt: { ...NAMED, voice }, next },
          { settings: SEED_SETTINGS, publicUrl: PUBLIC, playbackUrl },
        );
        expect(checkTwiml(document)).toEqual([]);
        return new Set(Array.from(document.matchAll(/<Say voice="([^"]+)"/g), ([, name]) => name));
      });
      expect(voices.map(({ size }) => size)).toEqual([1, 1, 1, 1]);
      expect(new Set(voices.flatMap((voice) => [...voice])).size).toBe(3);
      expect(voices[3]).toEqual(voices[0]);
    }
  });

  test.each([
    ['en-US', 'sum', 'first', 'Please press 1 plus 6, then 3, 1, 4. Again, 1 plus 6, then 3, 1, 4.'],
    [
      'en-US',
      'after',
      'last',
      'Please press 7, 3, 1, then the number after 3. Again, 7, 3, 1, then after 3.',
    ],
    [
      'en-US',
      'letters',
      'last',
      'Please press 7, 3, 1, then the letter H. Again, 7, 3, 1, then the letter H.',
    ],
    ['zh-CN', 'sum', 'first', '请按 1 加 6 的和，再按 3, 1, 4。再说一遍：1 加 6，再按 3, 1, 4。'],
    ['zh-CN', 'after', 'last', '请按 7, 3, 1，再按 3 后面的数。再说一遍：7, 3, 1，再按 3 之后。'],
    ['zh-CN', 'letters', 'last', '请按 7, 3, 1, 4。再说一遍：7, 3, 1, 4。'],
  ] as const)('%s, %s, the clue %s: %s', (language, kind, at, words) => {
    const chance = chanceOf(0, at === 'first' ? 0 : 1, 0, 0);
    const prompt = drawPrompt('7314', chance, 0, { kinds: [kind], language, plain: false });
    expect(challengeWords('7314', prompt, language)).toContain(words);
  });

  /** With two digits, three attempts and 4.2 % of calls guessed: what customers heard before. */
  const BEFORE: Readonly<Record<Language, (company: string) => string>> = {
    'en-US': (company) =>
      `Thank you for calling ${company}. One short step keeps automatic calls away. Please press 7, 3. Again: 7, 3. For a call back from a person, press 0.`,
    'zh-CN': (company) =>
      `您好，欢迎致电${company}。请先完成一个简单的按键确认。请按 7, 3。再说一遍：7, 3。需要人工回电，请按 0。`,
  };

  test.each(LANGUAGES)(
    '%s: four digits cost at most two seconds more than two did, in each kind',
    (language) => {
      const company = SEED_SETTINGS.hotline.company[language] ?? '';
      const opening = CATALOGS[language].challengeOpening.welcome(company);
      const before = slowSpeechSeconds(BEFORE[language](company));
      for (const words of challengesOf('7318', language))
        expect([words, slowSpeechSeconds(opening + words) - before <= 2]).toEqual([words, true]);
    },
  );

  test.each(LANGUAGES)('%s: no prompt takes longer than 20 seconds, spoken slowly', (language) => {
    const catalog = CATALOGS[language];
    const company = SEED_SETTINGS.hotline.company[language] ?? '';
    const department = SEED_SETTINGS.departments[0]?.name[language] ?? '';
    const menuOf = (isAgain: boolean): string =>
      spokenEntries({ menu: { entries: DEFAULT_MENU.map((entry) => ({ ...entry, on: true })) } }, isAgain)
        .map(({ key, choice }) =>
          choice === 'other-language' ? '' : catalog.menuOption[choice](key, department),
        )
        .join(' ');
    const prompts = [
      ...Object.values(catalog.challengeOpening).map((opening) => opening(company)),
      ...challengesOf('123456', language),
      ...Object.values(catalog.menuOpening).map((opening) => opening(company)),
      menuOf(false),
      menuOf(true),
      catalog.question['personal-data'],
      catalog.question['proof-call'](company),
      ...Object.values(catalog.requestOpened).map((words) => words('December 19')),
      ['1', '2', '3', '4', '5'].map((key) => catalog.departmentOption(key, department)).join(' '),
      ...Object.values(catalog.questionOpening),
      ...Object.values(catalog.question.number),
      catalog.question.confirm('1, 3, 1, 2, 5, 5, 5, 0, 1, 7, 7'),
      catalog.question.category,
      catalog.question['case-number'],
      catalog.question['case-pin'],
      ...Object.values(catalog.describe),
      catalog.question.appeal,
      catalog.question.reason,
      ...Object.values(catalog.caseOpened).map((words) => words('1, 2, 3, 4, 5, 6', '1, 2, 3, 4')),
      ...Object.values(catalog.caseTold).flatMap((told) => Object.values(told)),
      ...Object.values(catalog.checked),
      ...Object.values(catalog.afterwards),
      catalog.connecting(department),
      ...Object.values(catalog.voicemailOpening).map((opening) => opening(company)),
      catalog.voicemail,
      catalog.voicemailAgain,
      ...Object.values(catalog.goodbye).map((words) =>
        typeof words === 'string' ? words : words(spokenSite('https://hotline.example.com/report', language)),
      ),
      shortNotice(SEED_SETTINGS, language),
      catalog.whisper({
        company,
        caller: '1, 3, 1, 2, 5, 5, 5, 0, 1, 7, 7',
        admission: 'verified',
        reason: '',
        urgent: true,
      }),
      ...Object.values(catalog.callBack.offer).map((offer) => offer(true)),
      catalog.callBack.number,
      catalog.callBack.confirm('1, 3, 1, 2, 5, 5, 5, 0, 1, 7, 7'),
      catalog.staffCallBack('1, 3, 1, 2, 5, 5, 5, 0, 1, 7, 7', 12),
      catalog.review,
      catalog.yourMessage,
      catalog.question['staff-pin'],
      catalog.question['staff-quiet'],
      catalog.question['staff-level'],
      catalog.question['staff-number'],
      ...Object.values(catalog.staffOpening),
      catalog.staffMenu({ doNotDisturb: true, attackMode: false }),
      catalog.staffFlag('1, 3, 1, 2, 5, 5, 5, 0, 1, 7, 7', {
        on: 'earlier-call',
        ending: '1, 7, 8',
      }),
      catalog.staffMessage('1, 3, 1, 2, 5, 5, 5, 0, 1, 7, 7', 12),
      catalog.callBackNumber('1, 3, 1, 2, 5, 5, 5, 0, 1, 7, 7'),
      catalog.staffMessageKeys,
      catalog.voicemailOpening['after-hours'](company) +
        catalog.opens({ daysAhead: 9, date: '2026-12-27', weekday: 'friday', clock: '13:30' }),
      catalog.afterHours,
    ];
    const options = prompts.map((text) => (text.match(/press \S+[.,]|请按 ?\S/g) ?? []).length);
    // The menu offers its five choices, and beside them to hear it again; told again, the personal data.
    expect(Math.max(...options)).toBeLessThanOrEqual(6);
    expect(options.filter((count) => count > 5)).toHaveLength(2);
    const tooLong = prompts.filter((text) => slowSpeechSeconds(text) > 20);
    expect(tooLong).toEqual([]);
  });

  test.each(LANGUAGES)('%s: nothing before a choice takes longer than 20 seconds to say', (language) => {
    const catalog = CATALOGS[language];
    const company = SEED_SETTINGS.hotline.company[language] ?? '';
    const challenges = Object.values(catalog.challengeOpening).flatMap((opening) =>
      challengesOf('7314', language).map((words) => opening(company) + words),
    );
    const mailboxes = Object.values(catalog.voicemailOpening).map(
      (opening) => opening(company) + catalog.voicemail,
    );
    const notices = Object.values(catalog.voicemailOpening).map(
      (opening) => opening(company) + shortNotice(SEED_SETTINGS, language),
    );
    for (const text of [...challenges, ...mailboxes, ...notices])
      expect(speechSeconds(text)).toBeLessThan(20);
  });

  test.each(LANGUAGES)('%s: the recording is announced before every beep', (language) => {
    const { voicemailReplacement, voicemailAgain } = CATALOGS[language];
    for (const text of [shortNotice(SEED_SETTINGS, language), voicemailReplacement, voicemailAgain])
      expect(text).toMatch(/record|录音/);
  });

  test.each(LANGUAGES)('%s: every reason and admission has words of its own', (language) => {
    const catalog = CATALOGS[language];
    for (const why of VOICEMAIL_REASONS) expect(catalog.voicemailOpening[why]('X').length).toBeGreaterThan(3);
    const whispers = ADMISSIONS.map((admission) =>
      catalog.whisper({ company: 'X', caller: '1', admission, reason: '', urgent: false }),
    );
    expect(new Set(whispers).size).toBe(ADMISSIONS.length);
  });

  test('numbers are read digit by digit', () => {
    expect(digitByDigit('+13125550177')).toBe('1, 3, 1, 2, 5, 5, 5, 0, 1, 7, 7');
  });

  test('any text from outside can be spoken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const settings = {
          ...SEED_SETTINGS,
          hotline: { ...SEED_SETTINGS.hotline, company: { 'en-US': text } },
        };
        const next = { ...journey, step: 'challenge', attempt: 1, digits: 2, switches: 0 } as const;
        const document = render(
          { kind: 'challenge', opening: 'welcome', code: '73', prompt: NAMED, next },
          { settings, publicUrl: PUBLIC, playbackUrl },
        );
        expect(checkTwiml(document)).toEqual([]);
        expect([...speakable(text, 80)].length).toBeLessThanOrEqual(80);
      }),
    );
  });
});

describe('action URLs', () => {
  const steps = events.filter((event) => 'at' in event).map((event) => (event as unknown as { at: Step }).at);

  test('carry a step there and back, keys in alphabetical order', () => {
    fc.assert(
      fc.property(steps, (step) => {
        const url = new URL(stepUrl(PUBLIC, step));
        expect(readStep(step.step, url.search.slice(1), journey)).toEqual(step);
        const keys = [...url.searchParams.keys()];
        expect(keys).toEqual([...keys].sort());
      }),
    );
  });

  test.each([
    ['a missing key', 'admission=challenged&attestation=A&language=en-US&misses=0'],
    ['a repeated key', 'admission=challenged&attestation=A&language=en-US&misses=0&turn=1&turn=2'],
    ['an unknown key', 'admission=challenged&attestation=A&language=en-US&misses=0&turn=1&x=1'],
    ['another word', 'admission=king&attestation=A&language=en-US&misses=0&turn=1'],
    ['a number out of range', 'admission=challenged&attestation=A&language=en-US&misses=0&turn=1000'],
  ])('%s is refused', (_what, query) => {
    expect(() => readStep('menu', query, journey)).toThrow(StepUrlError);
  });
});
