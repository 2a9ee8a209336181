// The register in words, for the notice, the page /privacy, the record of processing and the impact assessment.
import type { Language } from '../basics/language.ts';
import type { KeptCategory } from '../holds/kept.ts';
import type { DataCategory, GdprLetter, PiplItem, Purpose, Recipient } from './categories.ts';
import type { DataKind, Sensitivity } from './kinds.ts';

type InBoth<Key extends string | number, Words = string> = Readonly<
  Record<Language, Readonly<Record<Key, Words>>>
>;

/** `spoken` stands in the notice, in English after "to". */
export const PURPOSE_WORDS: InBoth<Purpose, { readonly spoken: string; readonly written: string }> = {
  'en-US': {
    'answer-calls': { spoken: 'answer calls', written: 'Answer calls and connect them with our staff' },
    'keep-fraud-away': { spoken: 'keep fraud away', written: 'Keep fraud and nuisance calls away' },
    'take-messages': { spoken: 'answer you', written: 'Take messages and call back' },
    'handle-reports': {
      spoken: 'check reports',
      written: 'Check reports of fraud and appeals, and answer them',
    },
    'preserve-evidence': { spoken: 'keep evidence', written: 'Preserve evidence for authorities and courts' },
    'run-safely': { spoken: 'run safely', written: 'Run the hotline safely and limit abuse' },
    'account-for-acts': { spoken: 'show who did what', written: 'Show who did what with records' },
    'train-staff': { spoken: 'train staff', written: 'Train staff' },
    'answer-rights': {
      spoken: 'answer your requests',
      written: 'Answer requests of people about their own data',
    },
  },
  'zh-CN': {
    'answer-calls': { spoken: '接听来电', written: '接听来电并转接工作人员' },
    'keep-fraud-away': { spoken: '防范诈骗', written: '防范诈骗和骚扰来电' },
    'take-messages': { spoken: '回复', written: '受理留言并回电' },
    'handle-reports': { spoken: '核查', written: '核查诈骗举报和申诉，并予以答复' },
    'preserve-evidence': { spoken: '保全证据', written: '为主管机关和法院保全证据' },
    'run-safely': { spoken: '安全运行', written: '保障热线安全运行，限制滥用' },
    'account-for-acts': { spoken: '记录操作', written: '记录谁对数据做了什么' },
    'train-staff': { spoken: '培训', written: '培训工作人员' },
    'answer-rights': { spoken: '答复您的请求', written: '答复个人提出的权利请求' },
  },
};

export const RECIPIENT_WORDS: InBoth<Recipient> = {
  'en-US': {
    carrier: 'our telephone carrier Twilio, in the United States',
    cloud: 'the operator of our servers',
    transcription: 'a transcription service',
    notified: 'the people at our company who are told of messages',
    authorities: 'authorities and courts, on a legal request that two people have approved',
    partners:
      'partner institutions, which are told blocked numbers or codes that stand for them, under an agreement',
  },
  'zh-CN': {
    carrier: '通信服务商 Twilio（位于美国）',
    cloud: '服务器运营方',
    transcription: '语音转写服务商',
    notified: '公司内负责处理留言的人员',
    authorities: '经两人批准后依法调取的主管机关和法院',
    partners: '依协议合作的机构（仅提供被拦截的号码或其代码）',
  },
};

export const CATEGORY_WORDS: InBoth<KeptCategory> = {
  'en-US': {
    calls: 'Calls: number, time, course, and how they were screened',
    recordings: 'Messages: recordings, and what was said in writing',
    cases: 'Reports of fraud and appeals',
    webhooks: 'What the carrier sent about a call',
    'evidence-packages': 'Evidence packages for authorities',
    holds: 'Legal holds',
    'caller-records': 'What is known of a number: passes, reports, evidence',
    'privacy-requests': 'Requests of people about their own data',
    'shared-numbers': 'Blocked numbers that are shared with partners',
    partners: 'Partners and their contacts',
    'short-lived': 'Short-lived counts and limits',
    listings: 'Lists of blocked and allowed numbers',
    'complaint-files': 'Numbers in complaint files of others',
    staff: 'Phones and PINs of our staff',
    exercises: 'Training results of our staff',
    audit: 'The audit log',
    settings: 'Settings of the hotline',
  },
  'zh-CN': {
    calls: '来电：号码、时间、经过及筛查结果',
    recordings: '留言：录音及其文字',
    cases: '诈骗举报和申诉',
    webhooks: '通信服务商发来的通话数据',
    'evidence-packages': '提供给主管机关的证据包',
    holds: '依法保留',
    'caller-records': '号码的相关信息：验证、举报和证据',
    'privacy-requests': '个人信息权利请求',
    'shared-numbers': '与合作机构共享的拦截号码',
    partners: '合作机构及其联系人',
    'short-lived': '短期计数和限额',
    listings: '拦截和放行名单',
    'complaint-files': '外部投诉文件中的号码',
    staff: '工作人员的电话和 PIN 码',
    exercises: '工作人员的培训成绩',
    audit: '审计日志',
    settings: '热线设置',
  },
};

export const KIND_WORDS: InBoth<DataKind> = {
  'en-US': {
    number: 'phone number or address',
    voice: 'voice',
    words: 'words that were spoken or written',
    course: 'time and course',
    judgement: 'what we concluded',
    person: 'name or account of staff',
    network: 'network address, in keyed form',
    secret: 'PIN or password, hashed',
    technical: 'identifiers',
  },
  'zh-CN': {
    number: '电话号码或地址',
    voice: '语音',
    words: '所说或所写的内容',
    course: '时间和经过',
    judgement: '判断结果',
    person: '工作人员的姓名或账号',
    network: '网络地址（加密形式）',
    secret: 'PIN 码或密码（哈希值）',
    technical: '标识符',
  },
};

export const SENSITIVITY_WORDS: InBoth<Sensitivity> = {
  'en-US': { none: 'not personal', personal: 'personal', sensitive: 'sensitive' },
  'zh-CN': { none: '非个人信息', personal: '个人信息', sensitive: '敏感个人信息' },
};

export const ABOUT_WORDS: InBoth<DataCategory['about'][number]> = {
  'en-US': { callers: 'callers', reported: 'people whose number was reported', staff: 'staff' },
  'zh-CN': { callers: '来电人', reported: '被举报号码的使用人', staff: '工作人员' },
};

export const PIPL_WORDS: InBoth<PiplItem> = {
  'en-US': {
    1: 'consent (PIPL article 13, item 1)',
    2: 'contract or management of staff (PIPL article 13, item 2)',
    3: 'duty under a law (PIPL article 13, item 3)',
    7: 'other cases that a law names (PIPL article 13, item 7)',
  },
  'zh-CN': {
    1: '个人同意（《个人信息保护法》第十三条第一项）',
    2: '履行合同或人力资源管理所必需（《个人信息保护法》第十三条第二项）',
    3: '履行法定职责或法定义务所必需（《个人信息保护法》第十三条第三项）',
    7: '法律、行政法规规定的其他情形（《个人信息保护法》第十三条第七项）',
  },
};

export const GDPR_WORDS: InBoth<GdprLetter> = {
  'en-US': {
    a: 'consent (GDPR article 6(1)(a))',
    b: 'contract (GDPR article 6(1)(b))',
    c: 'legal obligation (GDPR article 6(1)(c))',
    f: 'legitimate interests (GDPR article 6(1)(f))',
  },
  'zh-CN': {
    a: '同意（GDPR 第六条第一款 a 项）',
    b: '合同（GDPR 第六条第一款 b 项）',
    c: '法定义务（GDPR 第六条第一款 c 项）',
    f: '正当利益（GDPR 第六条第一款 f 项）',
  },
};
