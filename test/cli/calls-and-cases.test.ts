// What people read of calls and cases in a terminal: words, and no line wider than 100 columns.
import { describe, expect, test } from '@jest/globals';
import { callTable } from '../../cli/calls/calls.ts';
import { caseInWords } from '../../cli/cases/cases.ts';
import { formInWords } from '../../cli/authorities/authority-reports.ts';
import { localTime } from '../../cli/terminal/times.ts';
import type { AuthorityReport, CallView, CaseView } from '../../functions/admin/contract.ts';
import { DISPOSITIONS } from '../../core/records/call-record.ts';
import { VERDICTS } from '../../core/screening/verdict.ts';

const asIs = (number: string): string => number;
const AT = '2026-11-24T14:05:09.120Z';

describe('the table of calls', () => {
  const call = (more: Partial<CallView>): CallView =>
    ({
      callSid: 'CA0123456789abcdef0123456789abcdef',
      caller: 'sip:someone.with.a.long.name@voice.example.com',
      verdict: 'challenge',
      disposition: 'talked-to-staff',
      startedAt: AT,
      seconds: 3_725,
      reasons: [
        {
          code: 'unknown-caller',
          text: 'the number is unknown here, and so its caller is asked for a code '.repeat(3),
        },
      ],
      timeline: Array.from({ length: 12 }, (_, index) => ({
        key: String(index),
        at: AT,
        step: 'challenge',
        outcome: 'passed',
        then: 'menu',
      })),
      ...more,
    }) as CallView;
  const every = VERDICTS.flatMap((verdict) =>
    DISPOSITIONS.map((disposition) => call({ verdict, disposition })),
  );

  test('has times as clocks show them, words, and a length in minutes', () => {
    const [header, row] = callTable([call({ caller: '+13125550177' })], asIs, { steps: false }).split('\n');
    expect(header).toBe('started           caller        result        outcome            duration  call');
    expect(row).toBe(`${localTime(AT)}  +13125550177  keypad check  talked with staff  62:05     CA01234567`);
    expect(localTime(AT)).toMatch(/^2026-11-2\d \d\d:\d\d$/);
  });

  test.each([false, true])('fits 100 columns whatever became of the calls; with the steps: %s', (steps) => {
    const lines = callTable(every, asIs, { steps }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.length > every.length + 1).toBe(steps);
  });

  test('names the steps and outcomes of a story in words, and its instants on the clock of the reader', () => {
    const story = callTable(
      [
        call({
          reasons: [{ code: 'verified', text: `verified until ${AT}`, texts: { 'en-US': '', 'zh-CN': '' } }],
          timeline: [{ at: AT, step: 'case-pin', outcome: 'silence', then: 'question' }] as never,
        }),
      ],
      asIs,
      { steps: true },
    );
    expect(story).toContain(`verified until ${localTime(AT)}`);
    expect(story).toContain('Case PIN entry: No keys pressed');
  });

  test('of a call of which only the end is known', () => {
    const bare: CallView = { callSid: 'CA1', disposition: 'in-progress', reasons: [], timeline: [] };
    expect(callTable([bare], asIs, { steps: true })).toMatch(/in progress +CA1\n +CA1$/);
  });
});

test('a case in words, with its history and without what nobody said', () => {
  const found = {
    caseNumber: '482913',
    kind: 'report',
    status: 'action-taken',
    category: 'advance-fee',
    reported: '+13125550199',
    official: false,
    standing: 'claimed',
    channel: 'phone',
    language: 'en-US',
    receivedAt: AT,
    dueAt: AT,
    overdue: true,
    extension: { until: AT, reason: 'We asked the bank.' },
    assignee: 'grace',
    priority: 'high',
    priorityBy: 'rule',
    next: 'close',
    merged: ['482921'],
    feedback: 'We blocked this\u0007 number.',
    sent: [{ authority: 'ftc', sentAt: AT, by: 'ada', reference: 'F-1' }],
    history: [
      { at: AT, by: 'caller', status: 'received' },
      { at: AT, by: 'admin', status: 'received', assignee: 'grace', priority: 'high' },
      { at: AT, by: 'admin', status: 'received', assignee: null },
      { at: AT, by: 'grace', status: 'received', tookIn: '482921' },
      { at: AT, by: 'admin', status: 'action-taken', feedback: 'We blocked this number.' },
    ],
    version: 2,
  } as unknown as CaseView;
  const when = localTime(AT);
  const files = [
    { kind: 'note', by: 'grace', at: AT, text: 'Asked\u0007 the bank.' },
    { kind: 'link', by: 'admin', at: AT, other: '100003', otherKind: 'report', otherStatus: 'closed' },
  ] as const;
  expect(caseInWords(found, asIs, files)).toBe(
    [
      'Report 482913: action taken',
      '  Do first       The reporter has an answer. Close the case.',
      `  Answer due     ${when}, overdue`,
      `  Extended       to ${when}: We asked the bank.`,
      '  Assigned to    grace',
      '  Priority       high, by rule',
      '  Duplicates     482921',
      '  Category       asked for money up front',
      '  Number         +13125550199',
      '  Reporter       hidden number',
      '  Language       English',
      `  Received       ${when}, by phone`,
      '  Evidence       not confirmed yet',
      '  Answer         We blocked this number.',
      `  Sent           to ftc, ${when}, ada, F-1`,
      `  Files          ${when}, grace: “Asked the bank.”`,
      `                 ${when}, admin token: linked to report 100003, closed`,
      `  History        ${when}, caller: received`,
      `                 ${when}, admin token: received, assigned to grace, priority high`,
      `                 ${when}, admin token: received, assigned to no one`,
      `                 ${when}, grace: received, took in duplicate 482921`,
      `                 ${when}, admin token: action taken, answer “We blocked this number.”`,
    ].join('\n'),
  );
});

test('the form of an authority in its own language, with what is to be filled in and what was sent', () => {
  const report: AuthorityReport = {
    caseNumber: '482913',
    authority: '12321',
    name: { 'en-US': '12321', 'zh-CN': '12321 举报中心' },
    country: 'CN',
    language: 'zh-CN',
    url: 'https://www.12321.cn',
    source: '2025',
    fields: [
      { label: { 'en-US': 'Code', 'zh-CN': '验证码' }, value: '' },
      { label: { 'en-US': 'Number', 'zh-CN': '被举报号码' }, value: '138 0013 8000' },
    ],
    sent: [{ authority: '12321', sentAt: AT, by: 'ada', reference: 'JB-1' }],
  };
  expect(formInWords(report)).toBe(
    [
      '12321',
      'Send to: https://www.12321.cn',
      'Field order: 2025. Compare it with the form before you send.',
      '',
      '验证码: (to fill in)',
      '被举报号码: 138 0013 8000',
      '',
      `Sent to 12321, ${localTime(AT)}, ada, JB-1`,
    ].join('\n'),
  );
});
