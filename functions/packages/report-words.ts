// The words of a package's report, in both languages.
import type { CaseKind, CaseStatus, Category, Decision } from '../../core/cases/case.ts';
import type { Language } from '../../core/basics/language.ts';
import type { Attestation } from '../../core/numbers/attestation.ts';
import type { ListingAction, TimeLineEntry, TimeLineKind } from '../../core/packages/time-line.ts';
import type { Disposition } from '../../core/records/call-record.ts';

type Of<Kind extends TimeLineKind> = Extract<TimeLineEntry, { kind: Kind }>;

export interface ReportWords {
  readonly title: string;
  readonly madeFor: (authority: string, requestNumber: string) => string;
  /** The six questions that the report answers, which are its headings. */
  readonly questions: readonly [
    who: string,
    what: string,
    happened: string,
    reported: string,
    decided: string,
    whole: string,
  ];
  readonly labels: Readonly<
    Record<
      | 'package'
      | 'authority'
      | 'requestNumber'
      | 'officer'
      | 'legalBasis'
      | 'receivedAt'
      | 'requestedBy'
      | 'approvedBy'
      | 'handedOverBy'
      | 'contact'
      | 'scope'
      | 'cutOff'
      | 'calls'
      | 'cases'
      | 'recordings'
      | 'numbers'
      | 'firstCall'
      | 'lastCall'
      | 'time'
      | 'event'
      | 'file'
      | 'number'
      | 'role'
      | 'case'
      | 'status'
      | 'category'
      | 'reporter'
      | 'reported'
      | 'description'
      | 'answer'
      | 'call'
      | 'decision'
      | 'reasons'
      | 'why'
      | 'places',
      string
    >
  >;
  readonly roles: Readonly<Record<'reported' | 'reporter' | 'caller' | 'subject', string>>;
  readonly scope: {
    readonly case: (caseNumber: string) => string;
    readonly number: (number: string) => string;
    readonly period: (from: string, to: string) => string;
  };
  readonly kinds: Readonly<Record<CaseKind, string>>;
  readonly categories: Readonly<Record<Category, string>>;
  readonly statuses: Readonly<Record<CaseStatus, string>>;
  readonly decisions: Readonly<Record<Decision, string>>;
  readonly attestations: Readonly<Record<Attestation, string>>;
  readonly dispositions: Readonly<Record<Disposition, string>>;
  readonly hidden: string;
  readonly unknown: string;
  readonly seconds: (seconds: number) => string;
  readonly tell: {
    readonly [Kind in TimeLineKind]: (entry: Of<Kind>, written: (number: string) => string) => string;
  };
  readonly more: (shown: number, all: number, file: string) => string;
  readonly times: (timeZone: string) => string;
  readonly attestationNote: string;
  readonly whole: readonly string[];
  readonly nothingLeftOut: string;
  readonly noDescription: string;
  /** The reporter spoke, and wrote nothing. */
  readonly spoken: (file: string) => string;
  readonly nothingReported: string;
}

const CATEGORIES_EN = {
  impersonation: 'pretended to be the company’s staff',
  'advance-fee': 'asked for money up front',
  harassment: 'harassment',
  advertising: 'advertising',
  other: 'something else',
} as const;
const STATUSES_EN = {
  received: 'received',
  investigating: 'being looked into',
  'action-taken': 'action taken',
  closed: 'closed',
} as const;
const DECISIONS_EN = { accepted: 'accepted', refused: 'refused' } as const;
const DISPOSITIONS_EN = {
  rejected: 'refused without being answered',
  'forwarding-loop': 'refused: the hotline’s own call came back',
  'talked-to-staff': 'talked with staff',
  reported: 'a report was made',
  informed: 'a question was answered',
  'left-message': 'left a message',
  missed: 'staff phones rang and nobody answered',
  'gave-up': 'hung up',
  'in-progress': 'the end of the call was not reported',
} as const;

const LISTING_ACTIONS_EN: Readonly<Record<ListingAction, string>> = {
  'listings.put': 'put on a list',
  'listings.delete': 'taken off the list',
  'listings.approve': 'block approved',
  'staff-menu.allow': 'allowed from the staff menu',
  'automatic.block': 'blocked automatically',
  'automatic.block-to-approve': 'automatic block proposed',
  'automatic.unblock': 'automatic block lifted',
  'evidence.withdraw': 'evidence taken back after an appeal',
};

const EN: ReportWords = {
  title: 'Evidence package',
  madeFor: (authority, requestNumber) => `Made for ${authority}, request ${requestNumber}`,
  questions: [
    '1. Who asked for this package, and who agreed?',
    '2. What is it about?',
    '3. What happened, in order?',
    '4. What was reported, and what came of it?',
    '5. How did the hotline decide on each call, and why?',
    '6. Is the package whole and unchanged, and what was left out?',
  ],
  labels: {
    package: 'Package',
    authority: 'Authority',
    requestNumber: 'Request number',
    officer: 'Officer',
    legalBasis: 'Legal basis',
    receivedAt: 'Request received',
    requestedBy: 'Entered by',
    approvedBy: 'Approved by',
    handedOverBy: 'Handed over by',
    contact: 'Questions to',
    scope: 'About',
    cutOff: 'Holds what was recorded until',
    calls: 'Calls',
    cases: 'Cases',
    recordings: 'Recordings',
    numbers: 'Numbers',
    firstCall: 'First call',
    lastCall: 'Last call',
    time: 'Time',
    event: 'What happened',
    file: 'File in this package',
    number: 'Number',
    role: 'Role',
    case: 'Case',
    status: 'Status',
    category: 'Category',
    reporter: 'Reporter',
    reported: 'Reported number',
    description: 'Description',
    answer: 'Answer to the reporter',
    call: 'Call',
    decision: 'Result',
    reasons: 'Reasons',
    why: 'Why',
    places: 'Places',
  },
  roles: {
    reported: 'was reported',
    reporter: 'reported',
    caller: 'called',
    subject: 'the request is about it',
  },
  scope: {
    case: (caseNumber) => `case ${caseNumber}`,
    number: (number) => `the number ${number}`,
    period: (from, to) => `calls that ended in a case, a flag or a block, and cases, from ${from} to ${to}`,
  },
  kinds: { report: 'report', appeal: 'appeal against a block' },
  categories: CATEGORIES_EN,
  statuses: STATUSES_EN,
  decisions: DECISIONS_EN,
  attestations: {
    A: 'A: the network vouches for the number',
    B: 'B: the network vouches for the customer, not for the number',
    C: 'C: the network vouches for neither',
    failed: 'failed: the number was forged',
    none: 'none: the network says nothing about the number',
  },
  dispositions: DISPOSITIONS_EN,
  hidden: 'a hidden number',
  unknown: 'not known',
  seconds: (seconds) => `${String(seconds)} s`,
  tell: {
    call: ({ caller, attestation, disposition, seconds, talkSeconds }, written) =>
      `Call from ${caller === undefined ? 'a hidden number' : written(caller)} (attestation ${attestation}): ${DISPOSITIONS_EN[disposition]}` +
      `${seconds === undefined ? '' : `, ${String(seconds)} s in all`}${talkSeconds === undefined ? '' : `, ${String(talkSeconds)} s with staff`}.`,
    flag: ({ by, reason }) => `${by} flagged the call as a nuisance: ${reason}`,
    'flag-withdrawn': ({ by, reason }) => `${by} took the flag back: ${reason}`,
    case: ({ caseNumber, about, category, reported, reporter }, written) =>
      about === 'appeal'
        ? `Case ${caseNumber}: ${reporter === undefined ? 'a caller' : written(reporter)} appealed against a block.`
        : `Case ${caseNumber}: ${reporter === undefined ? 'somebody with a hidden number' : written(reporter)} reported ${reported === undefined ? 'a number that is not known' : written(reported)} (${CATEGORIES_EN[category]}).`,
    'case-changed': ({ caseNumber, by, status, decision }) =>
      `Case ${caseNumber}: ${by} set it to “${STATUSES_EN[status]}”${decision === undefined ? '' : `, appeal ${DECISIONS_EN[decision]}`}.`,
    recording: ({ seconds }) => `Recording of ${String(seconds)} s.`,
    attachment: ({ caseNumber, by, name }) => `Case ${caseNumber}: ${by} added the file “${name}”.`,
    listing: ({ action, by, record, detail }, written) =>
      `${written(record)}: ${LISTING_ACTIONS_EN[action]}, by ${by}${detail === undefined ? '' : ` (${detail})`}.`,
  },
  more: (shown, all, file) =>
    `The first ${String(shown)} of ${String(all)} are shown here; all are in ${file}.`,
  times: (timeZone) => `Times are local time in ${timeZone}; the files hold them in UTC.`,
  attestationNote:
    'Attestation says how far the caller’s network vouches for the number that was shown (SHAKEN/STIR). Without A, somebody else may have shown this number.',
  whole: [
    'VERIFY.txt tells how to check with sha256sum and openssl, without the hotline’s software, that no file was changed, added or taken away since the package was made: sh VERIFY.txt',
    'The checksums, the signature and, where there is one, the time stamp of an independent authority cover every file of this package.',
    'custody.jsonl says who asked for, approved and collected each item, and when; each of its lines holds the checksum of the line before.',
    'The carrier’s requests (data/webhooks) are as they arrived. The SHA-256 of each file is the seal that is written down with a call a quarter of an hour after it began (data/calls, “seal”). A call that was younger than that when the package was made has none.',
  ],
  nothingLeftOut: 'Nothing was left out.',
  noDescription: 'none',
  spoken: (file) => `spoken, see ${file}`,
  nothingReported: 'Nobody has reported anything within this request.',
};

const CATEGORIES_ZH = {
  impersonation: '冒充本公司工作人员',
  'advance-fee': '要求先交费用',
  harassment: '骚扰',
  advertising: '推销',
  other: '其他',
} as const;
const STATUSES_ZH = {
  received: '已受理',
  investigating: '调查中',
  'action-taken': '已处置',
  closed: '已结案',
} as const;
const DECISIONS_ZH = { accepted: '成立', refused: '不成立' } as const;
const DISPOSITIONS_ZH = {
  rejected: '未接通即被拒绝',
  'forwarding-loop': '被拒绝：热线自己的来电被转回',
  'talked-to-staff': '与工作人员通话',
  reported: '提交了举报',
  informed: '查询得到答复',
  'left-message': '留言',
  missed: '工作人员电话振铃，无人接听',
  'gave-up': '来电人挂断',
  'in-progress': '未收到通话结束的报告',
} as const;

const LISTING_ACTIONS_ZH: Readonly<Record<ListingAction, string>> = {
  'listings.put': '加入名单',
  'listings.delete': '移出名单',
  'listings.approve': '批准拦截',
  'staff-menu.allow': '通过员工菜单放行',
  'automatic.block': '自动拦截',
  'automatic.block-to-approve': '自动拦截待批准',
  'automatic.unblock': '解除自动拦截',
  'evidence.withdraw': '申诉成立后撤回证据',
};

const ZH: ReportWords = {
  title: '证据包',
  madeFor: (authority, requestNumber) => `提供给：${authority}； 调取文号：${requestNumber}`,
  questions: [
    '一、谁调取本证据包，由谁批准？',
    '二、本证据包涉及什么？',
    '三、按时间顺序发生了什么？',
    '四、有哪些举报，处理结果如何？',
    '五、热线如何处理每次来电，依据是什么？',
    '六、证据包是否完整、未被改动，哪些内容未提供？',
  ],
  labels: {
    package: '证据包编号',
    authority: '调取机关',
    requestNumber: '调取文号',
    officer: '办案人员',
    legalBasis: '法律依据',
    receivedAt: '收到请求时间',
    requestedBy: '登记人',
    approvedBy: '批准人',
    handedOverBy: '提供单位',
    contact: '联系方式',
    scope: '范围',
    cutOff: '记录截止时间',
    calls: '通话',
    cases: '案件',
    recordings: '录音',
    numbers: '号码',
    firstCall: '首次来电',
    lastCall: '末次来电',
    time: '时间',
    event: '事件',
    file: '包内文件',
    number: '号码',
    role: '身份',
    case: '案件',
    status: '状态',
    category: '类别',
    reporter: '举报人',
    reported: '被举报号码',
    description: '描述',
    answer: '给举报人的答复',
    call: '通话',
    decision: '结果',
    reasons: '依据',
    why: '原因',
    places: '处数',
  },
  roles: { reported: '被举报', reporter: '举报人', caller: '来电', subject: '调取对象' },
  scope: {
    case: (caseNumber) => `案件 ${caseNumber}`,
    number: (number) => `号码 ${number}`,
    period: (from, to) => `${from} 至 ${to} 期间涉及案件、标记或拦截的来电，以及受理的案件`,
  },
  kinds: { report: '举报', appeal: '拦截申诉' },
  categories: CATEGORIES_ZH,
  statuses: STATUSES_ZH,
  decisions: DECISIONS_ZH,
  attestations: {
    A: 'A：运营商确认主叫号码真实',
    B: 'B：运营商确认客户身份，未确认号码',
    C: 'C：运营商均未确认',
    failed: '验证失败：号码系伪造',
    none: '无：运营商未提供号码验证信息',
  },
  dispositions: DISPOSITIONS_ZH,
  hidden: '隐藏号码',
  unknown: '不详',
  seconds: (seconds) => `${String(seconds)} 秒`,
  tell: {
    call: ({ caller, attestation, disposition, seconds, talkSeconds }, written) =>
      `来电：${caller === undefined ? '隐藏号码' : written(caller)}（号码验证 ${attestation === 'none' ? '无' : attestation === 'failed' ? '失败' : attestation}），${DISPOSITIONS_ZH[disposition]}` +
      `${seconds === undefined ? '' : `，全程 ${String(seconds)} 秒`}${talkSeconds === undefined ? '' : `，与工作人员通话 ${String(talkSeconds)} 秒`}。`,
    flag: ({ by, reason }) => `${by} 将该通话标记为骚扰：${reason}`,
    'flag-withdrawn': ({ by, reason }) => `${by} 撤回标记：${reason}`,
    case: ({ caseNumber, about, category, reported, reporter }, written) =>
      about === 'appeal'
        ? `案件 ${caseNumber}：${reporter === undefined ? '来电人' : written(reporter)} 对拦截提出申诉。`
        : `案件 ${caseNumber}：${reporter === undefined ? '隐藏号码的举报人' : written(reporter)} 举报 ${reported === undefined ? '不详的号码' : written(reported)}（${CATEGORIES_ZH[category]}）。`,
    'case-changed': ({ caseNumber, by, status, decision }) =>
      `案件 ${caseNumber}：${by} 将状态改为“${STATUSES_ZH[status]}”${decision === undefined ? '' : `，申诉${DECISIONS_ZH[decision]}`}。`,
    recording: ({ seconds }) => `录音，时长 ${String(seconds)} 秒。`,
    attachment: ({ caseNumber, by, name }) => `案件 ${caseNumber}：${by} 添加文件“${name}”。`,
    listing: ({ action, by, record, detail }, written) =>
      `${written(record)}：${LISTING_ACTIONS_ZH[action]}，操作人：${by}${detail === undefined ? '' : `（${detail}）`}。`,
  },
  more: (shown, all, file) => `此处列出前 ${String(shown)} 条，共 ${String(all)} 条；完整内容见 ${file}。`,
  times: (timeZone) => `时间为 ${timeZone} 当地时间；文件中的时间为协调世界时（UTC）。`,
  attestationNote:
    '号码验证（SHAKEN/STIR）表示主叫运营商对所显示号码的确认程度。未达到 A 级时，该号码可能被他人冒用。',
  whole: [
    'VERIFY.txt 说明如何只用 sha256sum 和 openssl、无需热线软件，验证证据包自制作以来没有文件被改动、增加或删除：sh VERIFY.txt',
    '校验值、电子签名以及（如有）独立机构的时间戳覆盖本包的每一个文件。',
    'custody.jsonl 记录每一项内容由谁申请、批准和收集及其时间；每一行都包含上一行的校验值。',
    '运营商请求（data/webhooks）为收到时的原文。每个文件的 SHA-256 即通话开始约 15 分钟后与通话记录一起保存的封存值（data/calls 中的 seal）；制作证据包时尚未满 15 分钟的通话没有封存值。',
  ],
  nothingLeftOut: '没有未提供的内容。',
  noDescription: '无',
  spoken: (file) => `口述，见 ${file}`,
  nothingReported: '本次调取范围内没有举报。',
};

export const REPORT_WORDS: Readonly<Record<Language, ReportWords>> = { 'en-US': EN, 'zh-CN': ZH };
