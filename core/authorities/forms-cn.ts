// The forms of the Chinese authorities.
//
// 12321: the steps of "举报诈骗电话" in the official WeChat account, as described on
// https://blob.wenxiaobai.com/article/18236881-afdd-7b07-b782-030a286a74aa (2025): the reporter's mobile number with its
// verification code, the reported number, the kind of fraud, time and length of the call, the description.
//
// 12381: the Ministry took the complaint lines 12300 and 12321 into 12381 in 2020. It asks for what Article 12 of
// 《电信用户申诉处理办法》 (Order 35 of the Ministry of Industry and Information Technology, 2016) lists: name, address,
// telephone number and postcode of the complainant; name and address of the company complained about; what is asked for,
// reasons and facts; the date. Confirmed on http://hubca.miit.gov.cn/gzcy/dxyhss/index.html.
import { trimEndOf } from '../basics/trim-end.ts';
import type { Category } from '../cases/case.ts';
import type { AuthorityForm } from './authority-form.ts';
import {
  callDay,
  calledNumber,
  callTime,
  CN_DATES,
  companyIn,
  today,
  writtenFor,
  type ReportFacts,
} from './report-facts.ts';

const written = writtenFor('CN');

const KINDS: Readonly<Record<Category, string>> = {
  impersonation: '冒充企业客服',
  'advance-fee': '要求先交费用',
  harassment: '骚扰、威胁',
  advertising: '推销骚扰',
  other: '其他',
};

const when = (facts: ReportFacts): string | undefined => {
  const [day, time] = [callDay(CN_DATES)(facts), callTime(CN_DATES)(facts)];
  return day === undefined || time === undefined ? undefined : `${day} ${time}`;
};

const seconds = ({ call }: ReportFacts): string | undefined =>
  call?.seconds === undefined ? undefined : `${String(call.seconds)} 秒`;

const recording = ({ report }: ReportFacts): string | undefined =>
  report.recordingSid === undefined ? undefined : '有举报说明录音，可另行提供';

const ownReference = ({ report }: ReportFacts): string => `本热线受理编号 ${report.caseNumber}`;

/** What happened in sentences, for a form that takes reasons and facts in one field. */
function account(facts: ReportFacts): string {
  const { report } = facts;
  const [number, at, called] = [written(report.reported), when(facts), written(calledNumber(facts))];
  return [
    ...(number === undefined ? [] : [`涉嫌号码：${number}`]),
    ...(called === undefined ? [] : [`接听号码：${called}`]),
    ...(at === undefined ? [] : [`来电时间：${at}`]),
    `类别：${KINDS[report.category]}`,
    ...described(facts).map((words) => `经过：${words}`),
    ownReference(facts),
  ].join('；');
}

export const FORM_12321: AuthorityForm = {
  name: {
    'zh-CN': '12321 网络不良与垃圾信息举报受理中心',
    'en-US': '12321, China’s center for reports of spam and nuisance calls',
  },
  country: 'CN',
  language: 'zh-CN',
  url: 'https://www.12321.cn',
  source: '12321 微信公众号“举报诈骗电话”填写步骤（2025 年）',
  fields: [
    { label: { 'zh-CN': '举报人手机号', 'en-US': 'Reporter’s mobile number (a code is sent to it)' } },
    { label: { 'zh-CN': '短信验证码', 'en-US': 'Code from the text message' } },
    {
      label: { 'zh-CN': '被举报号码', 'en-US': 'Reported number' },
      value: ({ report }) => written(report.reported),
    },
    {
      label: { 'zh-CN': '举报类型', 'en-US': 'Kind of call' },
      value: ({ report }) => KINDS[report.category],
    },
    { label: { 'zh-CN': '来电时间', 'en-US': 'Time of the call' }, value: when },
    { label: { 'zh-CN': '通话时长', 'en-US': 'Length of the call' }, value: seconds },
    {
      label: { 'zh-CN': '接听号码', 'en-US': 'Number that was called' },
      value: (facts) => written(calledNumber(facts)),
    },
    {
      label: { 'zh-CN': '举报描述', 'en-US': 'Description' },
      value: (facts) => [...described(facts), ownReference(facts)].join('；'),
    },
    {
      label: { 'zh-CN': '证据（录音、截图）', 'en-US': 'Evidence (recording, screenshot)' },
      value: recording,
    },
  ],
};

const described = ({ description }: ReportFacts): string[] => {
  const words = trimEndOf(description?.trim() ?? '', /[。.；;]/u);
  return words === '' ? [] : [words];
};

export const FORM_12381: AuthorityForm = {
  name: {
    'zh-CN': '12381 工业和信息化部公共服务平台',
    'en-US': '12381, China’s ministry for telecommunications',
  },
  country: 'CN',
  language: 'zh-CN',
  url: 'https://www.miit.gov.cn',
  source: '《电信用户申诉处理办法》（工业和信息化部令第 35 号，2016 年）第十二条',
  note: {
    'zh-CN': '须先向运营商投诉，对处理结果不满意或 15 日内未获答复，方可申诉（第十条）。',
    'en-US':
      'Only after the carrier has answered and you are not satisfied, or has not answered in 15 days (Article 10).',
  },
  fields: [
    {
      label: { 'zh-CN': '申诉人姓名或名称', 'en-US': 'Name of the complainant' },
      value: (facts) => companyIn('zh-CN', facts),
    },
    { label: { 'zh-CN': '申诉人地址', 'en-US': 'Address of the complainant' } },
    {
      label: { 'zh-CN': '申诉人电话号码', 'en-US': 'Telephone number of the complainant' },
      value: ({ hotline }) => written(hotline.number),
    },
    { label: { 'zh-CN': '申诉人邮政编码', 'en-US': 'Postcode of the complainant' } },
    { label: { 'zh-CN': '被申诉人名称（运营商）', 'en-US': 'Company complained about (the carrier)' } },
    { label: { 'zh-CN': '被申诉人地址', 'en-US': 'Address of the company complained about' } },
    {
      label: { 'zh-CN': '申诉要求', 'en-US': 'What is asked for' },
      value: ({ report }) =>
        report.reported === undefined ? undefined : `请核查并依法处置号码 ${written(report.reported) ?? ''}`,
    },
    { label: { 'zh-CN': '理由和事实根据', 'en-US': 'Reasons and facts' }, value: account },
    { label: { 'zh-CN': '证据材料', 'en-US': 'Evidence' }, value: recording },
    { label: { 'zh-CN': '申诉日期', 'en-US': 'Date of the complaint' }, value: today(CN_DATES) },
  ],
};
