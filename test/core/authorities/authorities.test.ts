// The forms of the authorities: their fields in order, what is filled in of a report, and what never is.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AUTHORITIES, fillIn } from '../../../core/authorities/authorities.ts';
import type { ReportFacts } from '../../../core/authorities/report-facts.ts';
import { CATEGORIES } from '../../../core/cases/case.ts';
import { AUTHORITY_IDS, type AuthorityId } from '../../../core/cases/sent-report.ts';
import { parseIdentity, type Identity } from '../../../core/numbers/identity.ts';

const number = (text: string): Identity => {
  const parsed = parseIdentity(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

const HOTLINE = {
  company: { 'en-US': 'Harbor Finance', 'zh-CN': '海港消费金融' },
  language: 'en-US',
  number: '+13125550100',
  timeZone: 'America/Chicago',
} as const;

/** The fraudster called the hotline itself, and a member of staff opened the case. */
const CALLED_US: ReportFacts = {
  report: { caseNumber: '123455', category: 'impersonation', reported: number('+13125550199') },
  description: 'Said to be from our risk team.',
  call: { startedAt: '2026-11-24T05:05:00.000Z', seconds: 75, to: '+13125550100' },
  hotline: HOTLINE,
  now: new Date('2026-11-25T16:00:00.000Z'),
};

/** A customer reports a call to their own telephone: nobody here knows when that call was. */
const CALLED_A_CUSTOMER: ReportFacts = {
  ...CALLED_US,
  report: { ...CALLED_US.report, reporter: number('+8613800138000'), recordingSid: 'RE1' },
  call: undefined,
};

const linesOf = (authority: AuthorityId, facts: ReportFacts): string[] =>
  fillIn(authority, facts).map(({ label, value }) => `${label[AUTHORITIES[authority].language]}: ${value}`);

describe('a call to the hotline', () => {
  test('on the FTC’s form', () => {
    expect(linesOf('ftc', CALLED_US)).toEqual([
      'Phone number where you received the call: 312-555-0100',
      'Date of the call: 11/23/2026',
      'Time of the call: 11:05 PM (America/Chicago)',
      'Was it a recorded message or robocall?: ',
      'How were you contacted?: Phone call',
      'What was the call about?: Calls pretending to be government, businesses, or family and friends',
      'Phone number that called you: 312-555-0199',
      'Company or person that called you: ',
      'Have you done business with them in the last 18 months?: ',
      'Have you asked them to stop calling?: ',
      'First name: ',
      'Last name: ',
      'Street address: ',
      'City: ',
      'State: ',
      'ZIP code: ',
      'Comments: The caller pretended to be our company. Said to be from our risk team. Our case number: 123455.',
    ]);
  });

  test('on the FCC’s form', () => {
    expect(linesOf('fcc', CALLED_US)).toEqual([
      'Your email address: ',
      'Subject: Unwanted call from 312-555-0199',
      'Description: The caller pretended to be our company. Said to be from our risk team. Our case number: 123455.',
      'Phone issues: Unwanted Calls',
      'Sub issue: All other unwanted calls/messages',
      'Type of call or message: ',
      'Property, goods, or services that were advertised: ',
      'How you receive your phone service: ',
      'Phone number that received the call: 312-555-0100',
      'Caller ID number: 312-555-0199',
      'Advertiser’s phone number: ',
      'Date of issue: 11/23/2026',
      'Time of issue: 11:05 PM (America/Chicago)',
      'First name: ',
      'Last name: ',
      'Company name, if you file for a company: Harbor Finance',
      'Street address: ',
      'City: ',
      'State: ',
      'ZIP code: ',
      'Contact phone number: 312-555-0100',
    ]);
  });

  test('on the form of 12321', () => {
    expect(linesOf('12321', CALLED_US)).toEqual([
      '举报人手机号: ',
      '短信验证码: ',
      '被举报号码: +1 312 555 0199',
      '举报类型: 冒充企业客服',
      '来电时间: 2026-11-23 23:05 (America/Chicago)',
      '通话时长: 75 秒',
      '接听号码: +1 312 555 0100',
      '举报描述: Said to be from our risk team；本热线受理编号 123455',
      '证据（录音、截图）: ',
    ]);
  });

  test('on the form of 12381, in the order of Article 12', () => {
    expect(linesOf('12381', CALLED_US)).toEqual([
      '申诉人姓名或名称: 海港消费金融',
      '申诉人地址: ',
      '申诉人电话号码: +1 312 555 0100',
      '申诉人邮政编码: ',
      '被申诉人名称（运营商）: ',
      '被申诉人地址: ',
      '申诉要求: 请核查并依法处置号码 +1 312 555 0199',
      '理由和事实根据: 涉嫌号码：+1 312 555 0199；接听号码：+1 312 555 0100；来电时间：2026-11-23 23:05 (America/Chicago)；类别：冒充企业客服；经过：Said to be from our risk team；本热线受理编号 123455',
      '证据材料: ',
      '申诉日期: 2026-11-25',
    ]);
  });

  test('on the form of Report Fraud', () => {
    expect(linesOf('report-fraud', CALLED_US)).toEqual([
      'Name of whoever made contact: ',
      'Their phone number: +1 312 555 0199',
      'Their web address: ',
      'Their email address: ',
      'Their social media profile: ',
      'How contact was made: Phone call',
      'Phone number that was called: +1 312 555 0100',
      'Date of contact: 23/11/2026',
      'Time of contact: 23:05 (America/Chicago)',
      'Supporting documents or evidence: ',
      'How money was paid: ',
      'Amount that was lost: ',
      'What made you suspicious: ',
      'What happened: The caller pretended to be our company. Said to be from our risk team. Our case number: 123455.',
      'Organisation that reports: Harbor Finance',
      'Your name: ',
      'Your phone number: +1 312 555 0100',
      'Your email address: ',
    ]);
  });
});

describe('a call to a customer', () => {
  const valueOf = (authority: AuthorityId, label: string): string | undefined =>
    linesOf(authority, CALLED_A_CUSTOMER)
      .find((line) => line.startsWith(`${label}: `))
      ?.slice(label.length + 2);

  test.each([
    ['ftc', 'Date of the call', ''],
    ['ftc', 'Time of the call', ''],
    ['ftc', 'Phone number where you received the call', '+86 138 0013 8000'],
    ['fcc', 'Date of issue', ''],
    ['12321', '来电时间', ''],
    ['12321', '通话时长', ''],
    ['12321', '接听号码', '138 0013 8000'],
    ['12321', '证据（录音、截图）', '有举报说明录音，可另行提供'],
    ['report-fraud', 'Supporting documents or evidence', 'A recording of the reporter’s account is kept'],
  ] as const)(
    '%s: %s is "%s": the time of the report is not the time of the call',
    (authority, label, value) => {
      expect(valueOf(authority, label)).toBe(value);
    },
  );
});

test('whatever is known, a form has its fields in its order, and no value says "undefined"', () => {
  const some = <Value>(value: Value) => fc.option(fc.constant(value), { nil: undefined });
  const facts = fc.record({
    category: fc.constantFrom(...CATEGORIES),
    reported: some(number('+13125550199')),
    reporter: some(number('+442079460018')),
    description: fc.option(fc.string(), { nil: undefined }),
    call: some(CALLED_US.call),
  });
  fc.assert(
    fc.property(
      facts,
      fc.constantFrom(...AUTHORITY_IDS),
      ({ category, reported, reporter, ...rest }, authority) => {
        const parties = { ...(reported && { reported }), ...(reporter && { reporter }) };
        const report = { caseNumber: '123455', category, ...parties };
        const filled = fillIn(authority, { ...CALLED_US, ...rest, report });
        expect(filled.map(({ label }) => label)).toEqual(
          AUTHORITIES[authority].fields.map(({ label }) => label),
        );
        for (const { value } of filled) {
          if (rest.description === undefined) expect(value).not.toMatch(/undefined|NaN/);
        }
      },
    ),
  );
});

test.each(AUTHORITY_IDS)(
  '%s has labels of its own in both languages, and says where its order comes from',
  (id) => {
    const { fields, name, source, url } = AUTHORITIES[id];
    for (const language of ['en-US', 'zh-CN'] as const) {
      const labels = fields.map(({ label }) => label[language]);
      expect(new Set(labels).size).toBe(labels.length);
      expect(name[language]).not.toBe('');
    }
    expect(source).toMatch(/20\d\d/);
    expect(url).toMatch(/^https:\/\//);
  },
);
