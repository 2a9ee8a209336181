// Words of the privacy page that no register has: its headings, and the sentences between what is generated.
import type { RightsKind } from '../../../core/rights/rights-request.ts';
import type { RightsState } from '../contract.ts';
import type { Language } from '../../../core/basics/language.ts';

export interface PrivacyPageWords {
  readonly thisLanguage: string;
  readonly title: string;
  readonly lead: string;
  readonly responsible: string;
  readonly address: string;
  readonly contact: string;
  readonly officer: string;
  readonly byPhone: string;
  readonly notice: string;
  readonly noticeLead: string;
  readonly notRecorded: string;
  /** `{version}` stands for the version. */
  readonly version: string;
  readonly earlier: string;
  readonly noEarlier: string;
  readonly showEarlier: string;
  /** `{day}` stands for the day from which it was told. */
  readonly since: string;
  readonly kept: string;
  readonly keptLead: string;
  readonly about: string;
  readonly data: string;
  readonly purposes: string;
  readonly basis: string;
  readonly period: string;
  readonly recipients: string;
  readonly held: string;
  readonly decisions: string;
  readonly decisionsText: string;
  readonly noDecisions: string;
  readonly appeal: string;
  readonly rights: string;
  readonly rightsText: string;
  readonly complain: string;
  readonly report: string;
  /** `{key}`: the key of the menu. */
  readonly byKey: string;
  readonly form: Readonly<
    Record<
      | 'number'
      | 'numberHint'
      | 'kind'
      | 'text'
      | 'getCode'
      | 'noScript'
      | 'code'
      | 'call'
      | 'callMe'
      | 'callMeNow'
      | 'keepAddress',
      string
    >
  >;
  readonly script: RightsScriptWords;
}

/** What the script says; it comes with the document. */
export interface RightsScriptWords {
  readonly kinds: Readonly<Record<RightsKind, string>>;
  readonly states: Readonly<Record<RightsState['state'], string>>;
  readonly working: string;
  /** `{key}`: the key of the menu. */
  readonly pressKey: string;
  /** `{time}`: time of day. */
  readonly codeUntil: string;
  readonly codeExpired: string;
  /** The telephone of the number will ring. */
  readonly calling: string;
  /** `{date}`: the day. */
  readonly due: string;
  readonly fetchCopy: string;
  readonly problems: Readonly<Record<RightsProblem, string>>;
}

/** Kinds of problem that the API names, and what only the page can find. */
export type RightsProblem =
  | 'number'
  | 'kind'
  | 'invalid-number'
  | 'too-many-requests'
  | 'reports-closed'
  | 'call-failed'
  | 'store-unavailable'
  | 'not-found'
  | 'not-solved'
  | 'insecure'
  | 'unreachable'
  | 'other';

export const PRIVACY_WORDS: Readonly<Record<Language, PrivacyPageWords>> = {
  'en-US': {
    thisLanguage: 'English',
    title: 'Privacy',
    lead: 'What our hotline keeps about you, why, and for how long, and what you can ask for.',
    responsible: 'Who is responsible',
    address: 'Address',
    contact: 'Contact',
    officer: 'Person responsible for personal data',
    byPhone: 'Hotline',
    notice: 'What you hear before a recording',
    noticeLead: 'Nothing is recorded before you have heard:',
    notRecorded:
      'Press 9 and nothing is recorded: in our opening hours you are connected with a person, otherwise you can write to us.',
    version: 'Version {version}. Each recording says which version was heard.',
    earlier: 'Earlier versions',
    noEarlier: 'There are no earlier versions.',
    showEarlier: 'Show earlier versions',
    since: 'From {day}',
    kept: 'What we keep',
    keptLead: 'Each kind of record is deleted when its period is over.',
    about: 'About',
    data: 'Data',
    purposes: 'Purpose',
    basis: 'Legal basis',
    period: 'Kept for',
    recipients: 'Received by',
    held: 'A record that a court or an authority needs is kept until two people agree that it is not needed any more.',
    decisions: 'Decisions made by the program',
    decisionsText:
      'The program can block a number or send a call to voicemail by itself. It goes by reports, the habits of the number, and what the telephone network says about the call. Each decision is kept with its reasons.',
    noDecisions: 'The program blocks no number by itself.',
    appeal: 'A person reviews any such decision if you appeal:',
    rights: 'Your rights',
    rightsText:
      'You can ask what we keep about your number, get a copy, have it corrected or deleted, object, and have a decision explained. We answer within 15 working days, and say why if we cannot do what you ask.',
    complain:
      'You can also complain to the authority that protects personal data where you live, or go to court.',
    report: 'Report a suspicious call',
    byKey: 'You can also ask by telephone, from the number itself: press {key} in our menu.',
    form: {
      number: 'Your telephone number',
      numberHint: 'The number that your request is about. You will need to call us from it.',
      kind: 'What would you like?',
      text: 'In your own words (optional)',
      getCode: 'Get a code',
      noScript: 'This form needs JavaScript. Please call us instead:',
      code: 'Your code',
      call: 'Now call us from this number and enter the code:',
      callMe: 'Can’t call from this number, or our hotline doesn’t recognize it? We can call you.',
      callMeNow: 'Call me now',
      keepAddress: 'Keep the address of this page: it shows how your request stands. Share it with nobody.',
    },
    script: {
      kinds: {
        copy: 'See what is kept and get a copy',
        correct: 'Correct something',
        erase: 'Have it erased',
        object: 'Object to a decision of the program',
        explain: 'Have a decision explained',
      },
      states: {
        waiting: 'We are waiting for your call with the code.',
        expired: 'The code has expired. Please ask again.',
        open: 'We have your request. A person will look at it.',
        working: 'Your request is being carried out.',
        done: 'Your request has been answered.',
        refused: 'We cannot do what you asked.',
      },
      working: 'Getting a code…',
      pressKey:
        'Press {key} in the menu first, if you hear one. Then enter the code and press the pound key.',
      codeUntil: 'The code is good until {time}.',
      codeExpired: 'The code has expired. Please get a new one.',
      calling: 'Your phone will ring in a moment. Pick up, enter the code, and press the pound key.',
      due: 'You will have an answer by {date}.',
      fetchCopy: 'Download the copy (until {date})',
      problems: {
        number: 'Please enter your telephone number.',
        kind: 'Please choose one.',
        'invalid-number': 'This is not a telephone number that we know. Please check it.',
        'too-many-requests': 'There were many requests. Please try again in an hour, or call us.',
        'reports-closed': 'The form is closed. Please call us.',
        'call-failed': 'We could not place the call. Please call us instead.',
        'store-unavailable': 'We cannot take your request right now. Please try again later, or call us.',
        'not-found': 'There is no such request, or it has expired.',
        'not-solved': 'That took too long. Please try again.',
        insecure: 'This page was not opened over a secure connection. Please use the https address.',
        unreachable: 'No answer. Please check your connection and try again.',
        other: 'Something went wrong. Please try again, or call us.',
      },
    },
  },
  'zh-CN': {
    thisLanguage: '中文',
    title: '隐私说明',
    lead: '本热线保存您的哪些信息、为何保存、保存多久，以及您可以提出哪些要求。',
    responsible: '个人信息处理者',
    address: '地址',
    contact: '联系方式',
    officer: '个人信息保护负责人',
    byPhone: '热线电话',
    notice: '录音前的告知',
    noticeLead: '在您听到以下告知之前，不会进行任何录音：',
    notRecorded: '按 9 则不录音：服务时间内为您转接人工，其他时间您可以书面提交。',
    version: '版本 {version}。每条录音都会注明您听到的告知版本。',
    earlier: '以往版本',
    noEarlier: '没有以往版本。',
    showEarlier: '查看以往版本',
    since: '自 {day} 起',
    kept: '我们保存的信息',
    keptLead: '各类记录到期后即被删除。',
    about: '涉及人员',
    data: '信息种类',
    purposes: '处理目的',
    basis: '法律依据',
    period: '保存期限',
    recipients: '接收方',
    held: '法院或主管机关需要的记录会继续保留，直到两人先后确认不再需要。',
    decisions: '自动化决策',
    decisionsText:
      '程序可以自动拦截号码，或将来电转到语音信箱。判断依据包括举报、该号码的来电习惯以及电话网络对来电的验证结果。每项决定都会连同理由一并保存。',
    noDecisions: '程序不会自动拦截任何号码。',
    appeal: '如您提出申诉，将由人工复核该决定：',
    rights: '您的权利',
    rightsText:
      '您可以查询我们保存的与您号码有关的信息，复制、更正或删除这些信息，提出异议，并要求说明某项决定的理由。我们将在 15 个工作日内答复；无法满足的，会说明理由。',
    complain: '您也可以向履行个人信息保护职责的部门投诉，或向法院起诉。',
    report: '举报可疑来电',
    byKey: '您也可以用该号码拨打热线，在语音菜单中按 {key} 提出请求。',
    form: {
      number: '您的电话号码',
      numberHint: '您的请求所涉及的号码。之后需要您用该号码拨打热线。',
      kind: '您的请求',
      text: '补充说明（选填）',
      getCode: '获取验证码',
      noScript: '此表单需要启用 JavaScript。您也可以直接拨打热线：',
      code: '您的验证码',
      call: '请用该号码拨打热线，并输入验证码：',
      callMe: '不方便用该号码来电，或热线未能识别？我们可以给您打电话。',
      callMeNow: '现在给我打电话',
      keepAddress: '请保存本页网址，凭此可查看办理情况。请勿转给他人。',
    },
    script: {
      kinds: {
        copy: '查阅、复制个人信息',
        correct: '更正',
        erase: '删除',
        object: '对自动化决策提出异议',
        explain: '要求说明决策理由',
      },
      states: {
        waiting: '正在等待您来电输入验证码。',
        expired: '验证码已过期，请重新提交。',
        open: '您的请求已受理，将由人工处理。',
        working: '您的请求正在办理。',
        done: '您的请求已办结。',
        refused: '我们无法满足您的请求。',
      },
      working: '正在获取验证码…',
      pressKey: '如听到语音菜单，请先按 {key}，再输入验证码，按井号键结束。',
      codeUntil: '验证码在 {time} 之前有效。',
      codeExpired: '验证码已过期，请重新获取。',
      calling: '您的电话即将响铃。请接听并输入验证码，按井号键结束。',
      due: '我们将在 {date}之前答复您。',
      fetchCopy: '下载副本（{date}前有效）',
      problems: {
        number: '请输入您的电话号码。',
        kind: '请选择一项。',
        'invalid-number': '该号码无法识别，请核对。',
        'too-many-requests': '请求过于频繁，请一小时后再试，或拨打热线。',
        'reports-closed': '表单暂停使用，请拨打热线。',
        'call-failed': '电话未能拨出，请您拨打热线。',
        'store-unavailable': '暂时无法受理，请稍后再试，或拨打热线。',
        'not-found': '没有该请求，或已过期。',
        'not-solved': '等待时间过长，请重试。',
        insecure: '本页未通过安全连接打开，请使用 https 网址。',
        unreachable: '没有收到回应，请检查网络后重试。',
        other: '出现问题，请重试，或拨打热线。',
      },
    },
  },
};
