// The rules by which a case is worked on, as tables: no store, no clock.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { campaignsOf } from '../../../core/cases/campaigns.ts';
import {
  ATTACHMENT_ENDINGS,
  ATTACHMENT_TYPES,
  attachmentTypeOf,
  cleanFileName,
} from '../../../core/cases/case-file.ts';
import {
  countedTwice,
  dueNotice,
  extensionOf,
  extensionTold,
  isOverdue,
  mergeProblem,
  nextStep,
  priorityOf,
  saysSoElsewhere,
  spokesman,
  toConfirm,
} from '../../../core/cases/case-work.ts';
import type { CaseRecord } from '../../../core/cases/case.ts';
import type { Identity } from '../../../core/numbers/identity.ts';

const RECEIVED = '2026-11-01T09:00:00.000Z';
const DUE = '2026-11-16T09:00:00.000Z';
const day = (date: number, clock = '09:00'): Date =>
  new Date(`2026-11-${String(date).padStart(2, '0')}T${clock}:00Z`);
const number = (last: number): Identity => `+1312555${String(last).padStart(4, '0')}` as Identity;

const report = (more: Partial<CaseRecord> = {}): CaseRecord => ({
  caseNumber: '100003',
  kind: 'report',
  status: 'investigating',
  category: 'other',
  official: false,
  reported: number(150),
  language: 'en-US',
  receivedAt: RECEIVED,
  dueAt: DUE,
  history: [],
  version: 1,
  ...more,
});
const appeal = (more: Partial<CaseRecord> = {}): CaseRecord => report({ kind: 'appeal', ...more });

test.each<[Partial<CaseRecord>, string]>([
  [{ official: true, category: 'advertising' }, 'urgent'],
  [{ kind: 'appeal' }, 'high'],
  [{ category: 'advance-fee' }, 'high'],
  [{ category: 'impersonation' }, 'high'],
  [{ category: 'harassment' }, 'normal'],
  [{ category: 'advertising' }, 'low'],
  [{ official: true, priority: 'low' }, 'low'],
])('the priority of %j is %s', (more, expected) => {
  expect(priorityOf(report(more))).toBe(expected);
});

describe('the due date', () => {
  test.each<[string, Partial<CaseRecord>, Date, string | undefined]>([
    ['four days before', {}, day(12), undefined],
    ['three days before', {}, day(13), `due-soon:${DUE}`],
    ['told already', { dueTold: `due-soon:${DUE}` }, day(14), undefined],
    ['at the very time', { dueTold: `due-soon:${DUE}` }, day(16), `overdue:${DUE}`],
    ['told that it is overdue', { dueTold: `overdue:${DUE}` }, day(20), undefined],
    ['answered', { status: 'action-taken' }, day(20), undefined],
    ['closed', { status: 'closed' }, day(20), undefined],
    // Extended after it was overdue: the new date is told anew.
    [
      'extended',
      { dueTold: `overdue:${DUE}`, dueAt: '2026-12-01T09:00:00.000Z' },
      day(29),
      'due-soon:2026-12-01T09:00:00.000Z',
    ],
    // One day was promised: its last fifth, not three days before it came in.
    ['promised for tomorrow, just in', { dueAt: '2026-11-02T09:00:00.000Z' }, day(1), undefined],
    [
      'promised for tomorrow, an hour before',
      { dueAt: '2026-11-02T09:00:00.000Z' },
      day(2, '08:00'),
      'due-soon:2026-11-02T09:00:00.000Z',
    ],
  ])('%s', (_, more, now, told) => {
    expect(dueNotice(report(more), now)?.told).toBe(told);
  });

  test('is extended once, counted from the day of the report, and only to a later day that is still to come', () => {
    const settings = { extendedDueDays: 30 };
    const extended = (more: Partial<CaseRecord>, now = day(10), given = settings) =>
      extensionOf(report(more), 'why', given, now);
    expect(extended({})).toEqual({ until: '2026-12-01T09:00:00.000Z', reason: 'why' });
    expect(extended({}, day(20))).toEqual({ until: '2026-12-01T09:00:00.000Z', reason: 'why' });
    expect(extended({ status: 'action-taken' })).toBe('answered');
    expect(extended({ extension: { until: DUE, reason: 'x' } })).toBe('extended-before');
    expect(extended({}, day(10), { extendedDueDays: 15 })).toBe('not-later');
    expect(extended({}, new Date('2026-12-05T00:00:00Z'))).toBe('past');
  });

  test('its extension is told while the answer is still to come', () => {
    const extension = { until: DUE, reason: 'why' };
    expect(extensionTold(report({ extension }))).toBe(extension);
    expect(extensionTold(report({ extension, status: 'action-taken' }))).toBeUndefined();
  });
});

test.each<[string, CaseRecord, Date, string]>([
  ['a duplicate', report({ mergedInto: '100011', status: 'closed' }), day(2), 'see-survivor'],
  ['closed', report({ status: 'closed' }), day(20), 'nothing'],
  ['of nobody', report({ status: 'received' }), day(20), 'take'],
  ['an appeal', appeal({ assignee: 'ada', status: 'received' }), day(20), 'decide-appeal'],
  ['new', report({ assignee: 'ada', status: 'received' }), day(2), 'investigate'],
  ['being looked into', report({ assignee: 'ada' }), day(2), 'answer'],
  ['nearly due', report({ assignee: 'ada' }), day(15), 'answer-or-extend'],
  [
    'nearly due, extended',
    report({ assignee: 'ada', extension: { until: DUE, reason: 'x' } }),
    day(15),
    'answer',
  ],
  ['overdue', report({ assignee: 'ada' }), day(17), 'answer-or-extend'],
  [
    'overdue, extended',
    report({ assignee: 'ada', extension: { until: DUE, reason: 'x' } }),
    day(17),
    'answer-overdue',
  ],
  ['acted on, not answered', report({ assignee: 'ada', status: 'action-taken' }), day(17), 'answer'],
  [
    'acted on and answered',
    report({ assignee: 'ada', status: 'action-taken', feedback: 'Done.' }),
    day(17),
    'close',
  ],
])('what a case needs first: %s', (_, found, now, step) => {
  expect(nextStep(found, now)).toBe(step);
});

test('only what waits for an answer is overdue', () => {
  expect([report(), report({ status: 'action-taken' })].map((one) => isOverdue(one, day(17)))).toEqual([
    true,
    false,
  ]);
});

test.each<[string | undefined, CaseRecord, CaseRecord]>([
  [undefined, report(), report({ caseNumber: '100011' })],
  [undefined, report({ status: 'closed' }), report({ caseNumber: '100011' })],
  ['same-case', report(), report()],
  ['merged-before', report({ mergedInto: '100020' }), report({ caseNumber: '100011' })],
  ['has-duplicates', report({ merged: ['100020'] }), report({ caseNumber: '100011' })],
  ['takes-reports', report({ joined: [] }), report({ caseNumber: '100011' })],
  ['decided', appeal({ decision: 'refused' }), appeal({ caseNumber: '100011' })],
  ['survivor-merged', report(), report({ caseNumber: '100011', mergedInto: '100020' })],
  ['survivor-full', report(), report({ caseNumber: '100011', merged: Array.from({ length: 50 }, String) })],
  [
    undefined,
    report(),
    report({ caseNumber: '100011', merged: ['100003', ...Array.from({ length: 49 }, String)] }),
  ],
  ['other-kind', report(), appeal({ caseNumber: '100011' })],
  ['other-number', report(), report({ caseNumber: '100011', reported: number(151) })],
])('merging: %s', (problem, duplicate, survivor) => {
  expect(mergeProblem(duplicate, survivor)).toBe(problem);
});

test('a report that knows the number takes in one that does not, and not the other way around', () => {
  const { reported: _, ...unknown } = report({ caseNumber: '100011' });
  expect([mergeProblem(unknown, report()), mergeProblem(report(), unknown)]).toEqual([
    undefined,
    'knows-the-number',
  ]);
});

describe('what duplicates say against a number counts once', () => {
  const counted = report({ caseNumber: '100011', reporter: number(1), standing: 'counted' });
  const claimed = report({ caseNumber: '100020', reporter: number(2), standing: 'claimed' });
  const reviewed = report({ caseNumber: '100038', reporter: number(3), standing: 'for-review' });
  const staff = report({ caseNumber: '100046', standing: 'counted' });
  const numbersOf = (found: readonly CaseRecord[]): string[] => found.map(({ caseNumber }) => caseNumber);

  test.each<[string, readonly CaseRecord[], string, string[], string | undefined]>([
    ['the stronger speaks', [claimed, counted], '100011', ['100020'], undefined],
    [
      'of equal ones the case itself',
      [claimed, { ...claimed, caseNumber: '100053', reporter: number(9) }],
      '100020',
      ['100053'],
      '100020',
    ],
    ['what does not count takes nothing away', [reviewed, counted], '100011', [], undefined],
    ['a claim is confirmed with its own case', [reviewed, claimed], '100020', [], '100038'],
    ['without a reporter nothing counts', [staff, claimed], '100020', [], '100020'],
    [
      'one reporter counts once by himself',
      [counted, { ...claimed, reporter: number(1) }],
      '100011',
      [],
      undefined,
    ],
    [
      'withdrawn reports count nothing',
      [{ ...counted, withdrawnFor: '100061' }, claimed],
      '100020',
      [],
      '100020',
    ],
  ])('%s', (_, group, speaker, twice, confirmed) => {
    expect(spokesman(group)?.caseNumber).toBe(speaker);
    expect(numbersOf(countedTwice(group))).toEqual(twice);
    expect(toConfirm(group)?.caseNumber).toBe(confirmed);
  });

  test('whose reporter says the same in a case of its own still counts', () => {
    const group = [counted, claimed];
    const own = report({ caseNumber: '100079', reporter: number(2), standing: 'claimed' });
    expect(saysSoElsewhere(claimed, group, [...group, own])).toBe(true);
    expect(saysSoElsewhere(claimed, group, group)).toBe(false);
    expect(saysSoElsewhere(claimed, group, [{ ...own, mergedInto: '100011' }])).toBe(false);
    expect(saysSoElsewhere(claimed, group, [{ ...own, reported: number(7) }])).toBe(false);
  });
});

describe('campaigns', () => {
  const about = (caseNumber: string, last: number, more: Partial<CaseRecord> = {}): CaseRecord =>
    report({ caseNumber, reported: number(last), reporter: number(9000 + last), ...more });

  test('several reports about one number, and about the smallest block that has them all', () => {
    const cases = [
      about('1', 150),
      about('2', 150, { status: 'closed', receivedAt: '2026-11-03T09:00:00.000Z' }),
      about('3', 163),
    ];
    expect(campaignsOf(cases)).toEqual([
      {
        kind: 'hundred',
        pattern: '+131255501*',
        cases: ['2', '1', '3'],
        numbers: 2,
        reporters: 2,
        open: 2,
        first: RECEIVED,
        last: '2026-11-03T09:00:00.000Z',
      },
      {
        kind: 'number',
        pattern: '+13125550150',
        cases: ['2', '1'],
        numbers: 1,
        reporters: 1,
        open: 1,
        first: RECEIVED,
        last: '2026-11-03T09:00:00.000Z',
      },
    ]);
  });

  test.each<[string, readonly CaseRecord[]]>([
    ['one report', [about('1', 150)]],
    ['two neighbours in different hundreds', [about('1', 150), about('2', 250)]],
    ['an appeal beside a report', [about('1', 150), appeal({ caseNumber: '2' })]],
    ['a report and its duplicate', [about('1', 150), about('2', 150, { mergedInto: '1' })]],
    ['reports about nobody', [about('1', 150), report({ caseNumber: '2', reported: undefined } as never)]],
  ])('%s make none', (_, cases) => {
    expect(campaignsOf(cases)).toEqual([]);
  });

  test('numbers spread over a thousand make one there', () => {
    expect(
      campaignsOf([about('1', 150), about('2', 250), about('3', 350)]).map(({ kind, pattern }) => [
        kind,
        pattern,
      ]),
    ).toEqual([['thousand', '+13125550*']]);
  });
});

describe('the name of a file', () => {
  test.each([
    ['screenshot.PNG', 'image/png', 'screenshot.png'],
    ['../../etc/passwd', 'application/pdf', 'passwd.pdf'],
    ['C:\\Users\\me\\call.wav', 'audio/wav', 'call.wav'],
    ['invoice\u202Egnp.exe', 'image/png', 'invoicegnp.png'],
    ['a\r\nSet-Cookie: x.png', 'image/png', 'aSet-Cookie_ x.png'],
    ['<img src=x onerror=alert(1)>.gif', 'image/gif', '_img src=x onerror=alert(1)_.gif'],
    ['.htaccess', 'image/png', 'htaccess.png'],
    ['诈骗 截图.jpg', 'image/jpeg', '诈骗 截图.jpg'],
    ['', 'audio/ogg', 'attachment.ogg'],
    ['...', 'audio/ogg', 'attachment.ogg'],
  ] as const)('%j as %s becomes %j', (given, type, clean) => {
    expect(cleanFileName(given, type)).toBe(clean);
  });

  test('whatever it is, it is short, in no folder, without control characters, and ends as its type', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom(...ATTACHMENT_TYPES),
        (given, type) => {
          const name = cleanFileName(given, type);
          const ending = `.${ATTACHMENT_ENDINGS[type]}`;
          expect([...name].length).toBeLessThanOrEqual(100);
          expect(name.endsWith(ending) && name.length > ending.length).toBe(true);
          expect(name).not.toMatch(/[\\/<>:"|?*\p{Cc}\p{Cf}]|^[.\s]/u);
          expect(cleanFileName(name, type)).toBe(name);
        },
      ),
    );
  });

  test.each([
    ['image/png', 'image/png'],
    ['audio/ogg; codecs=opus', 'audio/ogg'],
    ['audio/x-m4a', 'audio/mp4'],
    ['audio/vnd.wave', 'audio/wav'],
    ['image/svg+xml', undefined],
    ['text/html', undefined],
    ['application/x-msdownload', undefined],
    ['constructor', undefined],
  ])('the type %s is taken as %s', (mime, type) => {
    expect(attachmentTypeOf(mime)).toBe(type);
  });
});
