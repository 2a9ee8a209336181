// The form of Report Fraud, which took the place of Action Fraud in England, Wales and Northern Ireland on 2025-12-04
// (https://www.wired-gov.net/wg/news.nsf/articles/report+fraud+service+goes+live+04122025143000?open).
//
// Its questions depend on the answers before them, so that no order fits every report. This is the order of the
// government's list of what to have at hand, https://stopthinkfraud.campaign.gov.uk/reporting-fraud/what-to-report (read
// 2026-11-28): who made contact, supporting documents, how money was paid, what made the person suspicious.
import type { Category } from '../cases/case.ts';
import type { AuthorityForm } from './authority-form.ts';
import {
  callDay,
  calledNumber,
  callTime,
  companyIn,
  describedIn,
  UK_DATES,
  writtenFor,
  type ReportFacts,
} from './report-facts.ts';

const written = writtenFor('GB');

const KINDS: Readonly<Record<Category, string>> = {
  impersonation: 'The caller pretended to be our company.',
  'advance-fee': 'The caller asked for a fee to be paid in advance.',
  harassment: 'The caller threatened or harassed the person called.',
  advertising: 'The call was an unwanted sales call.',
  other: 'The call was suspicious.',
};

const whatHappened = (facts: ReportFacts): string =>
  [KINDS[facts.report.category], ...describedIn(facts), `Our case number: ${facts.report.caseNumber}.`].join(
    ' ',
  );

export const FORM_REPORT_FRAUD: AuthorityForm = {
  name: {
    'en-US': 'Report Fraud, City of London Police (UK)',
    'zh-CN': '英国 Report Fraud（伦敦金融城警察局）',
  },
  country: 'GB',
  language: 'en-US',
  url: 'https://www.reportfraud.police.uk',
  note: {
    'en-US': 'For England, Wales, and Northern Ireland. In Scotland, call Police Scotland on 101.',
    'zh-CN': '适用于英格兰、威尔士和北爱尔兰；在苏格兰请拨打苏格兰警方 101。',
  },
  source: 'stopthinkfraud.campaign.gov.uk, “What you’ll need to report” (November 2026)',
  fields: [
    { label: { 'en-US': 'Name of whoever made contact', 'zh-CN': '联系人姓名' } },
    {
      label: { 'en-US': 'Their phone number', 'zh-CN': '对方电话号码' },
      value: ({ report }) => written(report.reported),
    },
    { label: { 'en-US': 'Their web address', 'zh-CN': '对方网址' } },
    { label: { 'en-US': 'Their email address', 'zh-CN': '对方电子邮箱' } },
    { label: { 'en-US': 'Their social media profile', 'zh-CN': '对方社交媒体账号' } },
    { label: { 'en-US': 'How contact was made', 'zh-CN': '联系方式' }, value: () => 'Phone call' },
    {
      label: { 'en-US': 'Phone number that was called', 'zh-CN': '被呼叫号码' },
      value: (facts) => written(calledNumber(facts)),
    },
    { label: { 'en-US': 'Date of contact', 'zh-CN': '联系日期' }, value: callDay(UK_DATES) },
    { label: { 'en-US': 'Time of contact', 'zh-CN': '联系时间' }, value: callTime(UK_DATES) },
    {
      label: { 'en-US': 'Supporting documents or evidence', 'zh-CN': '证明材料' },
      value: ({ report }) =>
        report.recordingSid === undefined ? undefined : 'A recording of the reporter’s account is kept',
    },
    { label: { 'en-US': 'How money was paid', 'zh-CN': '付款方式' } },
    { label: { 'en-US': 'Amount that was lost', 'zh-CN': '损失金额' } },
    { label: { 'en-US': 'What made you suspicious', 'zh-CN': '起疑的原因' } },
    { label: { 'en-US': 'What happened', 'zh-CN': '事情经过' }, value: whatHappened },
    {
      label: { 'en-US': 'Organisation that reports', 'zh-CN': '报告单位' },
      value: (facts) => companyIn('en-US', facts),
    },
    { label: { 'en-US': 'Your name', 'zh-CN': '您的姓名' } },
    {
      label: { 'en-US': 'Your phone number', 'zh-CN': '您的电话号码' },
      value: ({ hotline }) => written(hotline.number),
    },
    { label: { 'en-US': 'Your email address', 'zh-CN': '您的电子邮箱' } },
  ],
};
