// The forms of the authorities in the United States.
//
// FTC: "Report unwanted calls" at https://www.donotcall.gov/report.html. The order follows the tips of the New York
// Department of State on that form, https://dos.ny.gov/tips-fill-out-do-not-call-form (read 2026-11-28), and the subject is
// one of the choices that the FTC publishes with its data (as in the complaint files, 2020 to 2026).
//
// FCC: the complaint form for telephone issues, https://consumercomplaints.fcc.gov/hc/en-us/requests/new?ticket_form_id=39744
// (OMB 3060-0874, read 2026-11-28), in the order of its help texts. It replaced Form 1088, from whose parts B and C
// (https://omb.report/icr/201303-3060-016/doc/38722001) the questions about the advertised goods come.
import type { Category } from '../cases/case.ts';
import type { AuthorityForm, FormField } from './authority-form.ts';
import {
  callDay,
  calledNumber,
  callTime,
  companyIn,
  describedIn,
  US_DATES,
  writtenUs,
  type ReportFacts,
} from './report-facts.ts';

/** Choices of the FTC's form. */
const FTC_SUBJECTS: Readonly<Record<Category, string>> = {
  impersonation: 'Calls pretending to be government, businesses, or family and friends',
  'advance-fee': 'Other',
  harassment: 'Other',
  advertising: 'Other',
  other: 'Other',
};

const IN_WORDS: Readonly<Record<Category, string>> = {
  impersonation: 'The caller pretended to be our company.',
  'advance-fee': 'The caller asked for money up front.',
  harassment: 'The caller threatened or harassed the person called.',
  advertising: 'The call was an unwanted sales call.',
  other: 'The call was unwanted.',
};

const comments = (facts: ReportFacts): string =>
  [
    IN_WORDS[facts.report.category],
    ...describedIn(facts),
    `Our case number: ${facts.report.caseNumber}.`,
  ].join(' ');

const calledFrom = ({ report }: ReportFacts): string | undefined => writtenUs(report.reported);
const receivedBy = (facts: ReportFacts): string | undefined => writtenUs(calledNumber(facts));

const FIRST_NAME: FormField = { label: { 'en-US': 'First name', 'zh-CN': '名' } };
const LAST_NAME: FormField = { label: { 'en-US': 'Last name', 'zh-CN': '姓' } };
const ADDRESS: readonly FormField[] = [
  { label: { 'en-US': 'Street address', 'zh-CN': '街道地址' } },
  { label: { 'en-US': 'City', 'zh-CN': '城市' } },
  { label: { 'en-US': 'State', 'zh-CN': '州' } },
  { label: { 'en-US': 'ZIP code', 'zh-CN': '邮政编码' } },
];

export const FORM_FTC: AuthorityForm = {
  name: { 'en-US': 'FTC, Federal Trade Commission', 'zh-CN': '美国联邦贸易委员会（FTC）' },
  country: 'US',
  language: 'en-US',
  url: 'https://www.donotcall.gov/report.html',
  note: {
    'en-US':
      'For a call by a person, the number that was called must have been on the Do Not Call Registry for 31 days. For a recorded message it need not be.',
    'zh-CN': '人工来电：被叫号码须已在拒绝来电登记处登记满 31 天；录音来电不受此限。',
  },
  source: 'donotcall.gov, “Report unwanted calls” (dos.ny.gov/tips-fill-out-do-not-call-form, November 2026)',
  fields: [
    {
      label: { 'en-US': 'Phone number where you received the call', 'zh-CN': '接到来电的号码' },
      value: receivedBy,
    },
    { label: { 'en-US': 'Date of the call', 'zh-CN': '来电日期' }, value: callDay(US_DATES) },
    { label: { 'en-US': 'Time of the call', 'zh-CN': '来电时间' }, value: callTime(US_DATES) },
    { label: { 'en-US': 'Was it a recorded message or robocall?', 'zh-CN': '是否录音或自动语音' } },
    {
      label: { 'en-US': 'How were you contacted?', 'zh-CN': '联系方式' },
      value: () => 'Phone call',
    },
    {
      label: { 'en-US': 'What was the call about?', 'zh-CN': '来电内容' },
      value: ({ report }) => FTC_SUBJECTS[report.category],
    },
    { label: { 'en-US': 'Phone number that called you', 'zh-CN': '来电号码' }, value: calledFrom },
    { label: { 'en-US': 'Company or person that called you', 'zh-CN': '来电的公司或个人' } },
    {
      label: {
        'en-US': 'Have you done business with them in the last 18 months?',
        'zh-CN': '过去 18 个月内是否有业务往来',
      },
    },
    { label: { 'en-US': 'Have you asked them to stop calling?', 'zh-CN': '是否要求过对方停止来电' } },
    FIRST_NAME,
    LAST_NAME,
    ...ADDRESS,
    { label: { 'en-US': 'Comments', 'zh-CN': '备注' }, value: comments },
  ],
};

export const FORM_FCC: AuthorityForm = {
  name: { 'en-US': 'FCC, Federal Communications Commission', 'zh-CN': '美国联邦通信委员会（FCC）' },
  country: 'US',
  language: 'en-US',
  url: 'https://consumercomplaints.fcc.gov/hc/en-us/requests/new?ticket_form_id=39744',
  source: 'consumercomplaints.fcc.gov, phone form (OMB 3060-0874, November 2026), and FCC Form 1088',
  fields: [
    { label: { 'en-US': 'Your email address', 'zh-CN': '您的电子邮箱' } },
    {
      label: { 'en-US': 'Subject', 'zh-CN': '主题' },
      value: (facts) => {
        const number = calledFrom(facts);
        return `Unwanted call${number === undefined ? '' : ` from ${number}`}`;
      },
    },
    { label: { 'en-US': 'Description', 'zh-CN': '情况说明' }, value: comments },
    { label: { 'en-US': 'Phone issues', 'zh-CN': '电话问题' }, value: () => 'Unwanted Calls' },
    {
      label: { 'en-US': 'Sub issue', 'zh-CN': '子类' },
      value: () => 'All other unwanted calls/messages',
    },
    { label: { 'en-US': 'Type of call or message', 'zh-CN': '来电或信息的类型' } },
    {
      label: { 'en-US': 'Property, goods, or services that were advertised', 'zh-CN': '所推销的商品或服务' },
    },
    { label: { 'en-US': 'How you receive your phone service', 'zh-CN': '电话服务类型' } },
    {
      label: { 'en-US': 'Phone number that received the call', 'zh-CN': '接到来电的号码' },
      value: receivedBy,
    },
    { label: { 'en-US': 'Caller ID number', 'zh-CN': '来电显示号码' }, value: calledFrom },
    { label: { 'en-US': 'Advertiser’s phone number', 'zh-CN': '推销方的号码' } },
    { label: { 'en-US': 'Date of issue', 'zh-CN': '发生日期' }, value: callDay(US_DATES) },
    { label: { 'en-US': 'Time of issue', 'zh-CN': '发生时间' }, value: callTime(US_DATES) },
    FIRST_NAME,
    LAST_NAME,
    {
      label: { 'en-US': 'Company name, if you file for a company', 'zh-CN': '公司名称（代表公司提交时）' },
      value: (facts) => companyIn('en-US', facts),
    },
    ...ADDRESS,
    {
      label: { 'en-US': 'Contact phone number', 'zh-CN': '联系电话' },
      value: ({ hotline }) => writtenUs(hotline.number),
    },
  ],
};
