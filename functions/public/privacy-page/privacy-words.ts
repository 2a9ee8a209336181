// Words of the privacy page that no register has: its headings, and the sentences between what is generated.
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
}

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
  },
};
