// The smaller parts of the core: codes, keys, hours, hunt groups, settings.
import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeOfDraw, drawCode, gradeAnswer } from '../../core/screening/challenge-code.ts';
import {
  CHALLENGE_KINDS,
  drawPrompt,
  type ChallengeKind,
  type ChallengePrompt,
} from '../../core/screening/challenge-prompt.ts';
import type { Language } from '../../core/basics/language.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import { isOpen, nextOpening, type Calendar, type Hours, type Timetable } from '../../core/hours/hours.ts';
import {
  DIAL_CALL_STATUSES,
  type DialCallStatus,
  firstSweep,
  type MemberState,
  nextSweep,
  pickedUpIn,
  ringOrder,
  targetsOf,
} from '../../core/departments/hunt-group.ts';
import { type Department, RING_WAYS } from '../../core/departments/department.ts';
import { judgeRate } from '../../core/guard/attack.ts';
import { attackEvidence } from '../../core/guard/attack-evidence.ts';
import { mailboxFor, takesMessage, type MailboxCaller } from '../../core/messages/mailbox.ts';
import { readMenuAnswer } from '../../core/departments/menu-entries.ts';
import { checkSettings } from '../../core/settings/settings-check.ts';
import { parseSettings } from '../../core/settings/settings.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';

const seedOf =
  (key: string) =>
  (draw: number): Uint8Array =>
    createHmac('sha256', key).update(String(draw)).digest();

describe('the code', () => {
  test('different digits from 1 to 9, as many as asked for', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 24, maxLength: 64 }),
        fc.integer({ min: 2, max: 6 }),
        (seed, length) => {
          const code = drawCode(seed, length);
          expect(code).toMatch(/^[1-9]+$/);
          expect(new Set(code).size).toBe(length);
        },
      ),
    );
  });

  test('no draw of a call repeats an earlier one', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 2, max: 6 }), (key, length) => {
        const codes = Array.from({ length: 18 }, (_, draw) => codeOfDraw(seedOf(key), draw, length));
        expect(new Set(codes).size).toBe(codes.length);
      }),
    );
  });

  test('the default is guessed in less than 0.5 % of calls, 0.1 % of days, and 0.03 % under attack', () => {
    const { digits, attempts, answersPerDay } = SEED_SETTINGS.challenge;
    const codes = (length: number): number =>
      Array.from({ length }, (_, index) => 9 - index).reduce((product, left) => product * left, 1);
    expect(attempts / codes(digits)).toBeLessThan(0.005);
    expect(answersPerDay / codes(digits)).toBeLessThan(0.001);
    for (const level of ['elevated', 'siege'] as const) {
      const { extraDigits } = SEED_SETTINGS.screening.levels[level];
      expect(attempts / codes(Math.min(6, digits + extraDigits))).toBeLessThan(0.0003);
    }
  });

  describe('how it is asked for', () => {
    const ALL = CHALLENGE_KINDS;
    const drawn = (choice: { kinds?: readonly ChallengeKind[]; language?: Language; plain?: boolean }) =>
      Array.from({ length: 3_000 }, (_, round) => {
        const seed = seedOf('prompt')(round);
        const all = { kinds: ALL, language: 'en-US', plain: false, ...choice } as const;
        return drawPrompt(drawCode(seed, 4), seed, 0, all);
      });
    const kindsOf = (prompts: readonly ChallengePrompt[]) =>
      [...new Set(prompts.map(({ clue }) => clue?.kind ?? 'digits'))].toSorted();

    test.each<[string, Parameters<typeof drawn>[0], readonly ChallengeKind[]]>([
      ['all that are allowed', {}, ['after', 'digits', 'letters', 'sum']],
      ['of the settings', { kinds: ['sum', 'after'] }, ['after', 'sum']],
      ['no letters in Chinese', { language: 'zh-CN' }, ['after', 'digits', 'sum']],
      ['digits where a language has none of them', { language: 'zh-CN', kinds: ['letters'] }, ['digits']],
      ['digits once a prompt was not managed', { plain: true }, ['digits']],
      ['where the settings allow digits', { plain: true, kinds: ['sum'] }, ['sum']],
    ])('kinds: %s', (_, choice, kinds) => {
      expect(kindsOf(drawn(choice))).toEqual(kinds);
    });

    test('kinds, the place of the clue and the wordings are about equally likely', () => {
      const prompts = drawn({ kinds: ['digits', 'sum', 'after'] });
      const share = (found: (prompt: ChallengePrompt) => boolean) => prompts.filter(found).length / 3_000;
      for (const kind of ['digits', 'sum', 'after'])
        expect(share(({ clue }) => (clue?.kind ?? 'digits') === kind)).toBeCloseTo(1 / 3, 1);
      expect(share(({ clue }) => clue?.at === 'first')).toBeCloseTo(1 / 3, 1);
      for (const wording of [0, 1, 2])
        expect(share((prompt) => prompt.wording % 3 === wording)).toBeCloseTo(1 / 3, 1);
    });

    test('the kind says nothing of the code: every code has the same kinds', () => {
      fc.assert(
        fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
          const kinds = ['digits', 'sum', 'after'] as const;
          const of = (code: string) =>
            drawPrompt(code, seed, 0, { kinds, language: 'en-US', plain: false }).clue?.kind;
          expect(of('1234')).toBe(of('9871'));
        }),
      );
    });
  });

  test('every code of two digits is about equally likely', () => {
    const counts = new Map<string, number>();
    const rounds = 14_400;
    for (let round = 0; round < rounds; round++) {
      const code = drawCode(seedOf('even')(round), 2);
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    expect(counts.size).toBe(72);
    // 200 each; six standard deviations are 85.
    for (const count of counts.values()) expect(Math.abs(count - rounds / 72)).toBeLessThan(85);
  });

  test.each([
    ['73', {}, 'right'],
    ['37', {}, 'wrong'],
    ['7', {}, 'wrong'],
    ['', {}, 'silence'],
    ['', { finishedOn: '0' }, 'person'],
    ['7', { finishedOn: '0' }, 'person'],
    ['0', {}, 'person'],
    ['*', {}, 'other-language'],
    ['**', {}, 'other-language'],
    ['7#', {}, 'wrong'],
  ])('of 73, the keys %j with %j are %s', (digits, rest, expected) => {
    expect(gradeAnswer('73', { digits, ...rest })).toBe(expected);
  });
});

test.each([
  ['1', 'staff'],
  ['2', 'report'],
  ['3', 'case-status'],
  ['4', 'official-number'],
  ['0', 'person'],
  ['9', 'other-language'],
  ['*', 'repeat'],
  ['', 'silence'],
  ['5', 'unknown-key'],
  ['#', 'unknown-key'],
  ['constructor', 'unknown-key'],
])('the menu key %j is %s', (digits, expected) => {
  const answer = readMenuAnswer(digits, SEED_SETTINGS);
  expect(typeof answer === 'string' ? answer : answer.choice).toBe(expected);
});

describe('rooms of the mailbox', () => {
  const EMPTY = { known: 0, passed: 0, reporter: 0, stranger: 0, hidden: 0 };
  const voicemail = { ...SEED_SETTINGS.voicemail, mostPerHour: 60, mostPerCallerPerDay: 5 };
  const mailbox = (caller: MailboxCaller, lastHour: Partial<typeof EMPTY>, ofCaller = 0): string =>
    mailboxFor({ ofCaller, lastHour: { ...EMPTY, ...lastHour } }, { ...SEED_SETTINGS, voicemail }, caller);

  test.each([
    ['a stranger', { in: 'stranger' }, { stranger: 59 }, 0, 'open'],
    [
      'a stranger, after as many as there is room for',
      { in: 'stranger' },
      { stranger: 60 },
      0,
      'after-passing',
    ],
    ['a suspect', { in: 'stranger', suspect: true }, { stranger: 29 }, 0, 'open'],
    [
      'a suspect, whose part is full',
      { in: 'stranger', suspect: true },
      { stranger: 30 },
      0,
      'after-passing',
    ],
    ['a caller without a number', { in: 'hidden' }, { hidden: 29 }, 0, 'open'],
    ['a caller without a number, too many', { in: 'hidden' }, { hidden: 30 }, 0, 'after-passing'],
    [
      'a known caller, beside any number of strangers',
      { in: 'known' },
      { stranger: 999, hidden: 999 },
      0,
      'known',
    ],
    ['a known caller, in the room of those who passed', { in: 'known' }, { known: 60 }, 0, 'known'],
    [
      'a stranger, where passing does not help',
      { in: 'stranger' },
      { stranger: 60, passed: 60 },
      0,
      'reports-only',
    ],
    ['everything full', { in: 'stranger' }, { stranger: 60, passed: 60, reporter: 60 }, 0, 'full'],
    ['a caller who left as many as one may', { in: 'known' }, {}, 5, 'caller-full'],
  ] as const)('%s', (_, caller, lastHour, ofCaller, expected) => {
    expect(mailbox(caller, lastHour, ofCaller)).toBe(expected);
  });

  test('where nobody could count, messages are taken', () => {
    expect(mailboxFor(undefined, SEED_SETTINGS, { in: 'stranger' })).toBe('open');
  });

  test.each([
    ['after-passing', 'unverified', false],
    ['after-passing', 'challenged', true],
    ['open', 'unverified', true],
    ['known', 'unverified', true],
    ['reports-only', 'challenged', false],
    ['caller-full', 'allowlisted', false],
  ] as const)('mailbox %s, admission %s: a message is taken: %s', (word, admission, taken) => {
    expect(takesMessage({ mailbox: word, admission })).toBe(taken);
  });
});

describe('opening hours', () => {
  const hours: Hours = {
    weekly: {
      monday: [
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '18:00' },
      ],
      saturday: [{ from: '20:00', to: '24:00' }],
    },
  };

  const shanghai = (more: Partial<Timetable> = {}): Timetable => ({
    hours,
    timeZone: 'Asia/Shanghai',
    calendar: undefined,
    doNotDisturbUntil: undefined,
    ...more,
  });

  test.each([
    ['2026-11-23T00:59:59Z', false],
    ['2026-11-23T01:00:00Z', true],
    ['2026-11-23T03:59:59Z', true],
    ['2026-11-23T04:00:00Z', false],
    ['2026-11-23T05:00:00Z', true],
    ['2026-11-23T10:00:00Z', false],
    ['2026-11-28T15:59:00Z', true],
    ['2026-11-28T16:00:00Z', false],
    ['2026-11-24T02:00:00Z', false],
  ])('in Shanghai at %s: %s', (now, expected) => {
    expect(isOpen(shanghai(), new Date(now))).toBe(expected);
  });

  test('always is always', () => {
    const always = shanghai({ hours: 'always' });
    fc.assert(fc.property(fc.date({ noInvalidDate: true }), (now) => isOpen(always, now)));
  });

  const workdays: Hours = {
    weekly: Object.fromEntries(
      ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [
        day,
        [{ from: '09:00', to: '18:00' }],
      ]),
    ),
    calendar: 'CN',
    exceptions: [
      { date: '2026-10-09', spans: [] },
      { date: '2026-10-11', spans: [{ from: '10:00', to: '11:00' }] },
    ],
  };
  const calendar: Calendar = {
    id: 'CN',
    years: [2026],
    days: [
      ...[1, 2, 3, 4, 5, 6, 7].map((day) => ({
        date: `2026-10-0${String(day)}`,
        name: '国庆节',
        kind: 'holiday' as const,
      })),
      { date: '2026-10-10', name: '国庆节', kind: 'workday' },
    ],
  };

  test.each([
    [
      '2026-09-30T10:30:00Z',
      false,
      { daysAhead: 8, date: '2026-10-08', weekday: 'thursday', clock: '09:00' },
    ],
    [
      '2026-10-08T00:00:00Z',
      false,
      { daysAhead: 0, date: '2026-10-08', weekday: 'thursday', clock: '09:00' },
    ],
    [
      '2026-10-09T02:00:00Z',
      false,
      { daysAhead: 1, date: '2026-10-10', weekday: 'saturday', clock: '09:00' },
    ],
    ['2026-10-10T02:00:00Z', true, { daysAhead: 0, date: '2026-10-10', weekday: 'saturday', clock: '10:00' }],
    ['2026-10-10T11:00:00Z', false, { daysAhead: 1, date: '2026-10-11', weekday: 'sunday', clock: '10:00' }],
    ['2027-10-01T02:00:00Z', true, { daysAhead: 0, date: '2027-10-01', weekday: 'friday', clock: '10:00' }],
  ])('holidays, the day worked instead, and exceptions: at %s open %s', (now, open, opening) => {
    const timetable = shanghai({ hours: workdays, calendar });
    expect(isOpen(timetable, new Date(now))).toBe(open);
    expect(nextOpening(timetable, new Date(now))).toEqual(opening);
  });

  test('do not disturb closes even what is always open, and opens again by itself', () => {
    const timetable = shanghai({ hours: 'always', doNotDisturbUntil: '2026-11-24T05:30:00Z' });
    expect(isOpen(timetable, new Date('2026-11-24T05:29:59Z'))).toBe(false);
    expect(isOpen(timetable, new Date('2026-11-24T05:30:00Z'))).toBe(true);
    expect(nextOpening(timetable, new Date('2026-11-23T15:00:00Z'))).toMatchObject({
      daysAhead: 1,
      clock: '13:30',
    });
  });

  test.each([
    // New York, 2026-03-08: 2:00 becomes 3:00; 2026-11-01: 2:00 becomes 1:00.
    ['2026-03-08T06:59:00Z', false],
    ['2026-03-08T07:00:00Z', true],
    ['2026-03-08T12:59:00Z', true],
    ['2026-03-08T13:00:00Z', false],
    ['2026-11-01T05:30:00Z', false],
    ['2026-11-01T07:00:00Z', true],
    ['2026-11-01T13:59:00Z', true],
    ['2026-11-01T14:00:00Z', false],
  ])('on the days when the clocks change the posted hours hold: %s %s', (now, open) => {
    const sundays = { weekly: { sunday: [{ from: '02:00', to: '09:00' }] } };
    expect(isOpen(shanghai({ hours: sundays, timeZone: 'America/New_York' }), new Date(now))).toBe(open);
  });

  test('what never opens has no next opening, and any hours have one within reach or none', () => {
    expect(nextOpening(shanghai({ hours: { weekly: {} } }), new Date())).toBeUndefined();
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
        (now) => {
          const opening = nextOpening(shanghai({ hours: workdays, calendar }), now);
          expect(opening?.daysAhead).toBeLessThan(12);
        },
      ),
    );
  });
});

describe('a hunt group', () => {
  const member = (index: number) => ({ name: `M${index}`, number: `+1312555${String(1000 + index)}` });
  const department = (ring: Department['ring'], size: number): Department => {
    // Settings from before a department needed people stay in force, so that a group may be empty.
    const checked = parseSettings({
      ...SEED_SETTINGS,
      departments: [
        {
          ...SEED_SETTINGS.departments[0],
          ring,
          members: Array.from({ length: size }, (_, index) => member(index)),
        },
      ],
    });
    if (!checked.ok || checked.settings.departments[0] === undefined) throw new Error('settings');
    return checked.settings.departments[0];
  };
  const now = new Date('2026-11-24T10:00:00Z');
  const order = (group: Department, states: Record<number, Partial<MemberState>> = {}): string => {
    const known = Object.entries(states).map(([place, state]): [E164, MemberState] => [
      member(Number(place)).number as E164,
      { answeredToday: 0, hasPin: false, ...state },
    ]);
    return ringOrder(group, 'members', new Map(known), { now, longestCallSeconds: 3600 });
  };
  const nobody = (): boolean => false;
  const everyRound = (group: Department, places: string, statuses: readonly DialCallStatus[]): string[][] => {
    const rounds: string[][] = [];
    let sweep = firstSweep(group, 'members', places);
    while (sweep !== undefined) {
      rounds.push(targetsOf(group, sweep));
      sweep = nextSweep(sweep, statuses[rounds.length - 1] ?? 'no-answer', nobody);
    }
    return rounds;
  };

  test('ends after at most one round each and one together, whatever happens', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RING_WAYS),
        fc.integer({ min: 0, max: 10 }),
        fc.array(fc.constantFrom(...DIAL_CALL_STATUSES), { minLength: 12, maxLength: 12 }),
        (ring, size, statuses) => {
          const group = department(ring, size);
          const rounds = everyRound(group, order(group), statuses);
          expect(rounds.length).toBeLessThanOrEqual(size + 1);
          for (const targets of rounds) expect(targets.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('whose telephone was picked up in vain is tried again after everybody else', () => {
    const group = department('simultaneous', 4);
    const all = firstSweep(group, 'members', '0123');
    if (all === undefined) throw new Error('nobody rings');
    const states = new Map([
      [member(1).number as E164, { answeredToday: 0, hasPin: false, pickedUp: { callSid: 'CA1', at: '' } }],
    ]);
    const order = (callSid: string) =>
      nextSweep(all, 'completed', pickedUpIn(callSid, group, 'members', states))?.order;
    expect([order('CA1'), order('CA2')]).toEqual(['0231', '0123']);
  });

  test.each(RING_WAYS)('%s: everybody who is free rings before it is given up, and nobody else', (ring) => {
    const group = department(ring, 4);
    const onCall = { callSid: 'CA1', since: '2026-11-24T09:30:00Z' };
    const rung = everyRound(group, order(group, { 1: { onCall } }), []).flat();
    expect(rung.toSorted()).toEqual([0, 2, 3].map((index) => member(index).number));
  });

  test.each<[Department['ring'], Record<number, Partial<MemberState>>, string]>([
    ['sequential', {}, '0123'],
    ['round-robin', {}, '0123'],
    ['round-robin', { 0: { lastAnsweredAt: '2026-11-24T09:00:00Z' } }, '1230'],
    [
      'round-robin',
      { 0: { lastAnsweredAt: '2026-11-24T09:00:00Z' }, 1: { lastAnsweredAt: '2026-11-24T08:00:00Z' } },
      '2310',
    ],
    ['fewest-calls', { 0: { answeredToday: 3 }, 2: { answeredToday: 1 } }, '1320'],
    ['simultaneous', { 0: { answeredToday: 3 } }, '0123'],
    ['sequential', { 0: { onCall: { callSid: 'CA1', since: '2026-11-24T09:30:00Z' } } }, '123'],
    // A call that was never reported over does not silence a member for ever.
    ['sequential', { 0: { onCall: { callSid: 'CA1', since: '2026-11-24T08:59:59Z' } } }, '0123'],
  ])('%s with %j rings in the order %s', (ring, states, expected) => {
    expect(order(department(ring, 4), states)).toBe(expected);
  });
});

describe('settings', () => {
  const [desk] = SEED_SETTINGS.departments;
  test.each<[string, unknown, string]>([
    ['not an object', 42, ''],
    ['an unknown key', { ...SEED_SETTINGS, colour: 'red' }, ''],
    ['no departments', { ...SEED_SETTINGS, departments: [] }, '/departments'],
    [
      'a number that is none',
      { ...SEED_SETTINGS, hotline: { ...SEED_SETTINGS.hotline, number: '312' } },
      '/hotline/number',
    ],
    [
      'an unknown country',
      { ...SEED_SETTINGS, hotline: { ...SEED_SETTINGS.hotline, region: 'XX' } },
      '/hotline/region',
    ],
    [
      'a time zone on Mars',
      { ...SEED_SETTINGS, departments: [{ ...desk, timeZone: 'Mars/X' }] },
      '/departments/0/timeZone',
    ],
    [
      'a span that ends before it begins',
      {
        ...SEED_SETTINGS,
        departments: [{ ...desk, hours: { weekly: { monday: [{ from: '18:00', to: '09:00' }] } } }],
      },
      '/departments/0/hours',
    ],
    [
      'the hotline as its own staff',
      { ...SEED_SETTINGS, departments: [{ ...desk, members: [{ name: 'x', number: '+13125550100' }] }] },
      '/departments/0/members/0/number',
    ],
    [
      'a member twice',
      { ...SEED_SETTINGS, departments: [{ ...desk, members: [desk?.members[0], desk?.members[0]] }] },
      '/departments/0/members/1/number',
    ],
    [
      'a default department that is not there',
      { ...SEED_SETTINGS, defaultDepartment: 'gone' },
      '/defaultDepartment',
    ],
    [
      'a challenge of one digit',
      { ...SEED_SETTINGS, challenge: { ...SEED_SETTINGS.challenge, digits: 1 } },
      '/challenge/digits',
    ],
  ])('%s is refused, with the place', (_what, document, at) => {
    const checked = checkSettings(document);
    expect(checked.ok).toBe(false);
    if (!checked.ok) expect(checked.problems.some((problem) => problem.at.startsWith(at))).toBe(true);
  });

  test('every problem is told, not only the first', () => {
    const checked = checkSettings({
      ...SEED_SETTINGS,
      menu: { answerSeconds: 0 },
      voicemail: { maxSeconds: 0 },
    });
    expect(checked).toMatchObject({
      ok: false,
      problems: [{ at: '/menu/answerSeconds' }, { at: '/voicemail/maxSeconds' }],
    });
  });
});

describe('what speaks for an attack', () => {
  type Seen = Parameters<typeof attackEvidence>[0][number];
  const silent = { step: 'challenge', outcome: 'silence', then: 'challenge', at: '', key: '' } as const;
  const wrong = { ...silent, outcome: 'wrong' } as const;
  const number = (index: number, block = '312555'): E164 => `+1${block}${String(1000 + index)}` as E164;
  const call = (caller: E164 | undefined, more: Partial<Seen> = {}): Seen => ({
    ...(caller === undefined ? {} : { caller }),
    verdict: 'challenge',
    status: 'completed',
    seconds: 40,
    timeline: [silent],
    ...more,
  });
  const many = (count: number, make: (index: number) => Seen): Seen[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const apart = (index: number): E164 => number(0, String(212200 + index));
  const level = (calls: readonly Seen[], usual: number): string =>
    judgeRate({ recent: attackEvidence(calls), usual }, SEED_SETTINGS.attack);

  test.each<[string, Seen[], number, string]>([
    ['nothing', [], 0, 'normal'],
    ['one number a hundred times', many(100, () => call(number(1))), 0, 'normal'],
    ['29 numbers', many(29, (index) => call(apart(index))), 0, 'normal'],
    ['30 numbers at a small hotline', many(30, (index) => call(apart(index))), 0, 'elevated'],
    ['30 numbers where 20 calls are usual', many(30, (index) => call(apart(index))), 20, 'normal'],
    ['90 numbers at a small hotline', many(90, (index) => call(apart(index))), 0, 'siege'],
    ['90 numbers where ten calls are usual', many(90, (index) => call(apart(index))), 10, 'elevated'],
    [
      'one wrong code from each of 30 numbers, and no second attempt',
      many(30, (index) => call(apart(index), { timeline: [wrong] })),
      0,
      'elevated',
    ],
    [
      'wrong codes from 90 numbers',
      many(90, (index) => call(apart(index), { timeline: [wrong, { ...wrong, outcome: 'failed' }] })),
      0,
      'siege',
    ],
    [
      'customers who get it right the second time, however many',
      many(90, (index) => call(apart(index), { timeline: [wrong, { ...wrong, outcome: 'right' }] })),
      0,
      'normal',
    ],
    ['wrong codes of one number', many(90, () => call(apart(1), { timeline: [wrong] })), 0, 'normal'],
    [
      'short calls alone, however many',
      many(500, (index) => call(apart(index), { seconds: 2, timeline: [] })),
      0,
      'elevated',
    ],
    [
      'new neighbours alone, however many',
      many(500, (index) => call(number(index), { timeline: [] })),
      0,
      'elevated',
    ],
    ['hidden callers alone, however many', many(500, () => call(undefined)), 0, 'elevated'],
    [
      'known callers who hang up at once',
      many(500, (index) => call(apart(index), { verdict: 'menu', seconds: 2, timeline: [] })),
      0,
      'normal',
    ],
  ])('%s', (_, calls, usual, expected) => {
    expect(level(calls, usual)).toBe(expected);
  });
});
