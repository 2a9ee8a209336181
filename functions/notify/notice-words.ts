// The words of notifications in each language. A number is named by its last two digits only. The link leads to the
// console, which shows the whole number to staff who may see it.
import type { RightsKind } from '../../core/rights/rights-request.ts';
import { counted } from '../../core/basics/counted.ts';
import { maskNumber } from '../../core/numbers/e164.ts';
import { SPEND_GUARD, WATCH } from '../../core/guard/attack.ts';
import type { WatchReason } from '../../core/guard/guard-state.ts';
import type { GuardLevel } from '../../core/screening/levels.ts';
import type { DayLimit } from '../../core/departments/day-limit.ts';
import { wallClock } from '../../core/hours/hours.ts';
import { isNumber } from '../../core/numbers/identity.ts';
import type { Language } from '../../core/basics/language.ts';
import type { DueStage } from '../../core/cases/case-work.ts';
import type { Notice } from '../../core/messages/notice.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { departmentOrDefault } from '../../core/departments/department.ts';

export interface Words {
  readonly subject: string;
  /** One or two sentences. */
  readonly text: string;
}

type Of<Kind extends Notice['kind']> = Extract<Notice, { kind: Kind }>;

interface Told {
  readonly department: string;
  /** `2026-11-24 14:05`, in the department's time zone. */
  readonly at: string;
  readonly until: string | undefined;
  /** `2026-12-09`; empty where the notice has none. */
  readonly due: string;
  readonly by: string;
}

interface Catalog {
  readonly voicemail: (notice: Of<'voicemail'>, told: Told) => Words;
  readonly callBack: (notice: Of<'voicemail'>, told: Told) => Words;
  readonly case: Readonly<Record<Of<'case'>['about'], (caseNumber: string) => Words>>;
  /** @param due a day of the default department */
  readonly privacyRequest: (about: RightsKind, request: string, due: string) => Words;
  /** @param due a day of the default department */
  readonly privacyDue: Readonly<Record<DueStage, (request: string, due: string) => Words>>;
  /** @param by who works on the case; undefined for nobody @param due a day of the default department */
  readonly caseDue: Readonly<
    Record<DueStage, (caseNumber: string, due: string, assignee: string | undefined) => Words>
  >;
  readonly guardLevel: (level: GuardLevel, told: Told) => Words;
  /** What made the watch raise the level, in numbers. */
  readonly because: (reason: WatchReason) => string;
  /** @param most minutes, or text messages, of a day */
  readonly dayLimit: Readonly<Record<DayLimit, (most: number) => Words>>;
  readonly subscription: Readonly<Record<Of<'subscription'>['about'], (partner: string) => Words>>;
  readonly partnerDoubt: Readonly<Record<Of<'partner-doubt'>['about'], (partner: string) => Words>>;
  /** Who sets the level when no person does. */
  readonly jobs: Readonly<Record<string, string>>;
  readonly link: (url: string) => string;
}

const assignedEn = (assignee: string | undefined): string =>
  assignee === undefined ? 'Nobody is assigned to it.' : `It is assigned to ${assignee}.`;
const assignedZh = (assignee: string | undefined): string =>
  assignee === undefined ? '尚未指定处理人。' : `处理人：${assignee}。`;

const LEVELS_ZH = { normal: '正常', elevated: '加强', siege: '紧急' } as const;

const ASKED_EN: Readonly<Record<RightsKind, string>> = {
  copy: 'A caller asked for a copy of their data.',
  correct: 'A caller asked for a correction of their data.',
  erase: 'A caller asked to have their data erased.',
  object: 'A caller objected to automatic decisions.',
  explain: 'A caller asked for an explanation of automatic decisions.',
};
const ASKED_ZH: Readonly<Record<RightsKind, string>> = {
  copy: '有来电者要求查阅、复制个人信息。',
  correct: '有来电者要求更正个人信息。',
  erase: '有来电者要求删除个人信息。',
  object: '有来电者对自动化决策提出异议。',
  explain: '有来电者要求说明自动化决策的理由。',
};

const CATALOGS: Readonly<Record<Language, Catalog>> = {
  'en-US': {
    callBack: ({ caller = '', urgent }, { department, at }) => ({
      subject: `${urgent ? 'Urgent: call-back' : 'Call-back'} request for ${department}`,
      text: `A caller asked ${department} at ${at} for a call back. The number ends in ${ending(caller)}.${urgent ? ' This request is urgent.' : ''}`,
    }),
    voicemail: ({ caller, seconds, urgent }, { department, at }) => ({
      subject: `${urgent ? 'Urgent: new' : 'New'} voicemail for ${department}`,
      text:
        (caller === undefined || !isNumber(caller)
          ? 'A caller with a hidden number'
          : `A caller whose number ends in ${ending(caller)}`) +
        ` left a ${String(seconds)}-second message for ${department} at ${at}.${urgent ? ' This message is urgent.' : ''}`,
    }),
    case: {
      report: (number) => ({
        subject: `New report ${number}`,
        text: `A caller reported a number. See case ${number}.`,
      }),
      'official-number': (number) => ({
        subject: `New report ${number}: about an official number`,
        text: `A caller reported one of your company’s own numbers. Please review case ${number} soon.`,
      }),
      appeal: (number) => ({
        subject: `New appeal ${number}`,
        text: `A blocked caller asked to be unblocked. See case ${number}.`,
      }),
    },
    privacyRequest: (about, request, due) => ({
      subject: 'New privacy request',
      text: `${ASKED_EN[about]} Please decide on privacy request ${request}. An answer is due by ${due}.`,
    }),
    privacyDue: {
      'due-soon': (request, due) => ({
        subject: 'A privacy request is due soon',
        text: `Privacy request ${request} must be answered by ${due}.`,
      }),
      overdue: (request, due) => ({
        subject: 'A privacy request is overdue',
        text: `The answer to privacy request ${request} was due on ${due}. Please answer it.`,
      }),
    },
    caseDue: {
      'due-soon': (number, due, assignee) => ({
        subject: `Case ${number} is due soon`,
        text: `Case ${number} needs an answer by ${due}. ${assignedEn(assignee)} If you need longer, extend it once and tell the reporter why.`,
      }),
      overdue: (number, due, assignee) => ({
        subject: `Case ${number} is overdue`,
        text: `The answer to case ${number} was due on ${due}. ${assignedEn(assignee)} Please answer the reporter.`,
      }),
    },
    guardLevel: (level, { at, until, by }) => ({
      subject: `Guard level: ${level}`,
      text: `The guard level has been ${level} since ${at}. Set by ${by}.${until === undefined ? '' : ` Ends ${until}.`}`,
    }),
    because: ({ callers, unanswered, guessed, short, neighbours, hidden, usual }) =>
      `In five minutes ${counted(callers, 'caller')} looked like an attack: ${String(unanswered)} pressed nothing, ${String(guessed)} entered a wrong code, ${String(short)} hung up within seconds, and ${String(neighbours)} called from a range of new numbers. ${hidden === 0 ? '' : `${counted(hidden, 'call')} from hidden numbers did so too. `}Usual at this hour: ${counted(usual, 'call')} in five minutes.`,
    dayLimit: {
      'minutes-of-strangers': (most) => ({
        subject: 'Four fifths of today’s call minutes are used',
        text: `Four fifths of today’s ${counted(most, 'minute')} of calls to staff are used. Until midnight, only allowlisted callers and callers with fraud in progress reach staff. Others leave a message. Raise the limit in the settings if the calls are genuine.`,
      }),
      minutes: (most) => ({
        subject: 'Today’s limit of call minutes is reached',
        text: `All of today’s ${counted(most, 'minute')} of calls to staff are used. Until midnight, every caller leaves a message. Raise the limit in the settings if the calls are genuine.`,
      }),
      texts: (most) => ({
        subject: 'Today’s limit of text messages is reached',
        text: `Today’s limit of ${counted(most, 'text message')} is reached. Further text messages wait until midnight, or until you raise the limit in the settings. Reporters still hear their case number and PIN on the phone.`,
      }),
    },
    subscription: {
      held: (partner) => ({
        subject: `The list of ${partner} changed too much`,
        text: `The list of ${partner} changed more than its limit allows. The previous list stays in effect. Please accept or refuse the new one.`,
      }),
      stale: (partner) => ({
        subject: `The list of ${partner} is out of date`,
        text: `The list of ${partner} could not be updated for a long time. The last list stays in effect. Please check what went wrong.`,
      }),
    },
    partnerDoubt: {
      doubted: (partner) => ({
        subject: 'A partner doubts a shared number',
        text: `${partner} reported a number that this hotline shares as a false positive. Partners still get the number. Please check it, and decide whether to share it.`,
      }),
      withdrawn: (partner) => ({
        subject: 'A shared number was withdrawn from partners',
        text: `${partner} reported a number that this hotline shares as a false positive. Partners no longer get the number until you decide. Your own block stays; please check it too.`,
      }),
    },
    jobs: { [WATCH]: 'automatic traffic monitoring', [SPEND_GUARD]: 'the spending limit' },
    link: (url) => `See ${url}`,
  },
  'zh-CN': {
    callBack: ({ caller = '', urgent }, { department, at }) => ({
      subject: `${urgent ? '优先处理：' : ''}${department}有新的回电请求`,
      text: `尾号 ${ending(caller)} 的来电者于 ${at} 请${department}回电。${urgent ? '请优先处理。' : ''}`,
    }),
    voicemail: ({ caller, seconds, urgent }, { department, at }) => ({
      subject: `${urgent ? '优先处理：' : ''}${department}有新留言`,
      text:
        (caller === undefined || !isNumber(caller)
          ? '未显示号码的来电者'
          : `尾号 ${ending(caller)} 的来电者`) +
        `于 ${at} 给${department}留言，时长 ${String(seconds)} 秒。${urgent ? '请优先处理。' : ''}`,
    }),
    case: {
      report: (number) => ({
        subject: `新举报 ${number}`,
        text: `收到新举报，受理编号 ${number}，请及时处理。`,
      }),
      'official-number': (number) => ({
        subject: `新举报 ${number}：涉及官方号码`,
        text: `收到涉及本公司官方号码的举报，受理编号 ${number}，请尽快核查。`,
      }),
      appeal: (number) => ({
        subject: `新申诉 ${number}`,
        text: `收到新申诉，受理编号 ${number}，请及时复核。`,
      }),
    },
    privacyRequest: (about, request, due) => ({
      subject: '新的个人信息请求',
      text: `${ASKED_ZH[about]}请处理个人信息请求 ${request}，应于 ${due} 前答复。`,
    }),
    privacyDue: {
      'due-soon': (request, due) => ({
        subject: '个人信息请求即将到期',
        text: `个人信息请求 ${request} 应于 ${due} 前答复。`,
      }),
      overdue: (request, due) => ({
        subject: '个人信息请求已逾期',
        text: `个人信息请求 ${request} 应于 ${due} 答复，现已逾期，请尽快答复。`,
      }),
    },
    caseDue: {
      'due-soon': (number, due, assignee) => ({
        subject: `工单 ${number} 即将到期`,
        text: `工单 ${number} 应于 ${due} 前答复。${assignedZh(assignee)}如需更多时间，可延期一次，并告知对方原因。`,
      }),
      overdue: (number, due, assignee) => ({
        subject: `工单 ${number} 已逾期`,
        text: `工单 ${number} 应于 ${due} 答复，现已逾期。${assignedZh(assignee)}请尽快答复。`,
      }),
    },
    guardLevel: (level, { at, until, by }) => ({
      subject: `防护等级：${LEVELS_ZH[level]}`,
      text: `自 ${at} 起，防护等级为“${LEVELS_ZH[level]}”，由${staffInChinese(by)}设置${until === undefined ? '' : `，${until} 自动结束`}。`,
    }),
    because: ({ callers, unanswered, guessed, short, neighbours, hidden, usual }) =>
      `五分钟内有 ${String(callers)} 个号码疑似参与攻击：${String(unanswered)} 个未按键，${String(guessed)} 个验证码错误，${String(short)} 个接通数秒即挂断，${String(neighbours)} 个来自成批的新号码。${hidden === 0 ? '' : `另有 ${String(hidden)} 通未显示号码的来电也是如此。`}此时段五分钟内通常有 ${String(usual)} 通来电。`,
    dayLimit: {
      'minutes-of-strangers': (most) => ({
        subject: '今日通话分钟数已用五分之四',
        text: `今日与员工通话的 ${String(most)} 分钟上限已用五分之四。午夜之前，只有白名单来电者和正在遭遇诈骗的来电者能接通员工，其他来电者可留言。如来电属实，请在设置中提高上限。`,
      }),
      minutes: (most) => ({
        subject: '今日通话分钟数已达上限',
        text: `今日与员工通话的 ${String(most)} 分钟已全部用完。午夜之前，所有来电者只能留言，无法接通员工。如来电属实，请在设置中提高上限。`,
      }),
      texts: (most) => ({
        subject: '今日短信条数已达上限',
        text: `今日 ${String(most)} 条短信的上限已用完。其余短信将等到午夜之后，或您在设置中提高上限之后发出；举报人仍会在电话中听到受理编号和查询码。`,
      }),
    },
    subscription: {
      held: (partner) => ({
        subject: `${partner} 的名单变动过大`,
        text: `${partner} 的名单变动超出了设定的上限。原名单继续生效，请您决定采纳还是拒绝新名单。`,
      }),
      stale: (partner) => ({
        subject: `${partner} 的名单长时间未更新`,
        text: `${partner} 的名单已长时间未能更新。最近一次的名单继续生效，请您查看失败原因。`,
      }),
    },
    partnerDoubt: {
      doubted: (partner) => ({
        subject: '合作机构对共享号码有异议',
        text: `${partner} 反馈本热线共享的一个号码属于误报。该号码仍在共享，请您核实并决定是否继续共享。`,
      }),
      withdrawn: (partner) => ({
        subject: '一个共享号码已从合作机构撤回',
        text: `${partner} 反馈本热线共享的一个号码属于误报。在您决定之前，合作机构不再获得该号码。本热线自身的拦截仍然有效，请一并核实。`,
      }),
    },
    jobs: { [WATCH]: '来电量监测', [SPEND_GUARD]: '费用上限保护' },
    link: (url) => `详情请见 ${url}`,
  },
};

/** A staff member signs as `staff:…11`, with the last digits of the number. */
const staffInChinese = (by: string): string => by.replace(/^staff:…(\d+)$/, '员工（尾号 $1）');

/** A member of staff may be named by a telephone number, which no notice tells. */
function masked(by: string): string;
function masked(by: string | undefined): string | undefined;
function masked(by: string | undefined): string | undefined {
  return by?.replaceAll(/\+\d{2,}/g, maskNumber);
}

const ending = (number: string): string => number.slice(-2);

export function wordsOf(notice: Notice, language: Language, settings: Settings): Words {
  const catalog = CATALOGS[language];
  const told = toldOf(notice, catalog, language, settings);
  switch (notice.kind) {
    case 'voicemail':
      return notice.callBack === undefined ? catalog.voicemail(notice, told) : catalog.callBack(notice, told);
    case 'case':
      return catalog.case[notice.about](notice.caseNumber);
    case 'case-due':
      return catalog.caseDue[notice.stage](notice.caseNumber, told.due, masked(notice.assignee));
    case 'privacy-request':
      return catalog.privacyRequest(notice.about, notice.request, told.due);
    case 'privacy-due':
      return catalog.privacyDue[notice.stage](notice.request, told.due);
    case 'guard-level':
      return withReason(catalog.guardLevel(notice.level, told), notice.because, catalog);
    case 'day-limit':
      return catalog.dayLimit[notice.limit](notice.most);
    case 'subscription':
      return catalog.subscription[notice.about](notice.partner);
    case 'partner-doubt':
      return catalog.partnerDoubt[notice.about](notice.partner);
  }
}

const withReason = (words: Words, because: WatchReason | undefined, catalog: Catalog): Words =>
  because === undefined ? words : { ...words, text: `${words.text} ${catalog.because(because)}` };

export const linkWords = (url: string, language: Language): string => CATALOGS[language].link(url);

function toldOf(notice: Notice, { jobs }: Catalog, language: Language, settings: Settings): Told {
  const id = notice.kind === 'voicemail' ? notice.department : undefined;
  const { name, timeZone } = departmentOrDefault(settings, id);
  const clock = (iso: string): string => {
    const { date, clock: time } = wallClock(timeZone, new Date(iso));
    return `${date} ${time}`;
  };
  const by = 'by' in notice ? notice.by : '';
  const until = 'until' in notice ? notice.until : undefined;
  return {
    department: name[language] ?? name[settings.hotline.language] ?? id ?? '',
    at: clock(notice.at),
    until: until === undefined ? undefined : clock(until),
    due: 'dueAt' in notice ? clock(notice.dueAt).slice(0, 10) : '',
    by: jobs[by] ?? masked(by),
  };
}
