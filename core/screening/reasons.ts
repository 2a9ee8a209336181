// The reasons of a screening result in words, one sentence for each reason and language. The console and the CLI show
// them, and the API returns them beside the codes.
import { counted } from '../basics/counted.ts';
import { assertNever } from '../basics/assert-never.ts';
import type { FeedCount, ScoreReason } from '../evidence/caller-score.ts';
import type { Language } from '../basics/language.ts';
import { inFeed, listingReason } from '../lists/listing-reason.ts';
import { writtenNumber } from '../numbers/number-words.ts';
import type { Reason } from './verdict.ts';
import type { Treatment } from './treatment.ts';
import type { UnansweredScope } from './unanswered.ts';

/** @param region the hotline's own country, ISO 3166: numbers are written as people there write them */
export function describeReason(reason: Reason, language: Language, region: string): string {
  const written =
    reason.code === 'forwarding-loop'
      ? { ...reason, number: writtenNumber(reason.number, region) }
      : 'pattern' in reason
        ? { ...reason, pattern: writtenNumber(reason.pattern, region) }
        : reason;
  return language === 'zh-CN' ? inChinese(written) : inEnglish(written);
}

/** A reason whose number is written as people write it, no longer as E.164. */
type WrittenReason = WithText<Reason>;
type WithText<Given> = Given extends unknown
  ? { readonly [Key in keyof Given]: Key extends 'pattern' | 'number' ? string : Given[Key] }
  : never;

function inEnglish(reason: WrittenReason): string {
  switch (reason.code) {
    case 'listed':
      return `on the ${LIST_WORDS[reason.list]} as ${reason.pattern}: ${listingReason(reason, 'en-US')}`;
    case 'listing-expired':
      return `the list entry ${reason.pattern} expired at ${reason.expiresAt} and no longer applies`;
    case 'attestation-failed':
      return reason.pattern === undefined
        ? 'the number is spoofed'
        : `the number is spoofed, so the list entry ${reason.pattern} was not used`;
    case 'less-vouched':
      return reason.pattern === undefined
        ? 'passed the keypad check with attestation A, but this call does not have A'
        : `calls from this number usually have attestation A, but this one does not, so the list entry ${reason.pattern} was not used`;
    case 'unanswered':
      return `${UNANSWERED_WORDS[reason.scope](about(reason.calls))}, which leads to ${TREATMENT_WORDS[reason.treatment]}`;
    case 'forwarding-loop':
      return reason.member === undefined
        ? 'the call came from the hotline’s own number because a staff phone forwards calls back to the hotline; staff phones were not rung again'
        : `${reason.member}’s phone (${reason.number}) forwards its calls to this hotline; staff phones were not rung again`;
    case 'staff-number':
      return 'this is a staff member’s number, so the caller is asked for the PIN';
    case 'verified':
      return `passed the keypad check recently; verified until ${reason.until}`;
    case 'pass-used':
      return `passed the keypad check recently, but must pass it again: staff phones rang for this number ${often(reason.conversations)} in 24 hours`;
    case 'pass-in-two-calls':
      return 'passed the keypad check recently, but must pass it again: another call from this number is with staff';
    case 'many-calls':
      return `this number made ${counted(Number(about(reason.calls)), 'call or other contact', 'calls, messages, PIN entries, or reports')} in ${counted(reason.minutes, 'minute')}, so it is sent to voicemail`;
    case 'number-blocked':
      return `too many recent calls from this number; rejected until ${reason.until}`;
    case 'withheld':
      return 'the number is hidden';
    case 'not-a-number':
      return 'the caller ID is not a phone number';
    case 'unknown-caller':
      return 'on no list and not verified';
    case 'store-unavailable':
      return 'the database didn’t respond in time, so the caller was treated as unknown';
    case 'copied-lists':
      return `the database didn’t respond in time, so the copy of the lists from ${reason.takenAt} was used`;
    case 'reputation':
      return `risk score ${percent(reason.score)} leads to ${TREATMENT_WORDS[reason.treatment]}: ${listed(reason.because, 'en-US')}`;
    default:
      return assertNever(reason, 'reason');
  }
}

function inChinese(reason: WrittenReason): string {
  switch (reason.code) {
    case 'listed':
      return `在${LIST_WORDS_ZH[reason.list]}中（${reason.pattern}）：${listingReason(reason, 'zh-CN')}`;
    case 'listing-expired':
      return `名单记录 ${reason.pattern} 已于 ${reason.expiresAt} 失效`;
    case 'attestation-failed':
      return reason.pattern === undefined
        ? '主叫认证未通过：运营商表明来电者无权使用该号码'
        : `主叫认证未通过：运营商表明来电者无权使用该号码，因此不采信名单记录 ${reason.pattern}`;
    case 'less-vouched':
      return reason.pattern === undefined
        ? '上次通过按键验证时号码经运营商认证，此次未经认证'
        : `该号码以往来电均经运营商认证，此次未经认证，因此不采信名单记录 ${reason.pattern}`;
    case 'unanswered':
      return `${UNANSWERED_WORDS_ZH[reason.scope](about(reason.calls))}，处理方式为${TREATMENT_WORDS_ZH[reason.treatment]}`;
    case 'forwarding-loop':
      return reason.member === undefined
        ? '来电号码就是热线本身：有员工电话把来电转回了热线，因此不再呼叫员工'
        : `${reason.member}的电话（${reason.number}）把来电转接到了本热线，因此不再呼叫员工`;
    case 'staff-number':
      return '该号码属于员工，需输入员工密码';
    case 'verified':
      return `近期已通过按键验证，免验证期限至 ${reason.until}`;
    case 'pass-used':
      return `近期已通过按键验证，但 24 小时内已呼叫员工 ${about(reason.conversations)} 次，需重新验证`;
    case 'pass-in-two-calls':
      return '近期已通过按键验证，但该号码正在与员工的另一通来电中，需重新验证';
    case 'many-calls':
      return `该号码在 ${reason.minutes} 分钟内来电、留言、输入密码和举报共 ${about(reason.calls)} 次，转留言`;
    case 'number-blocked':
      return `该号码近期来电过多，${reason.until} 前拒接`;
    case 'withheld':
      return '未显示号码';
    case 'not-a-number':
      return '来电显示的内容不是电话号码';
    case 'unknown-caller':
      return '不在任何名单中，近期也未通过按键验证';
    case 'store-unavailable':
      return '数据库未能及时响应，按陌生来电处理';
    case 'copied-lists':
      return `数据库未能及时响应，采用 ${reason.takenAt} 的名单副本`;
    case 'reputation':
      return `风险评分 ${percent(reason.score)}，处理方式为${TREATMENT_WORDS_ZH[reason.treatment]}：${listed(reason.because, 'zh-CN')}`;
    default:
      return assertNever(reason, 'reason');
  }
}

const LIST_WORDS = {
  allow: 'allowlist',
  block: 'blocklist',
  'never-block': 'never-block list',
} as const;
const LIST_WORDS_ZH = {
  allow: '白名单',
  block: '黑名单',
  'never-block': '保护名单',
} as const;

const TREATMENT_WORDS = {
  none: 'no change',
  challenge: 'the keypad check',
  harder: 'a longer code',
  voicemail: 'voicemail',
  reject: 'rejection',
} as const satisfies Record<Treatment, string>;
const TREATMENT_WORDS_ZH = {
  none: '不变',
  challenge: '按键验证',
  harder: '加长验证码',
  voicemail: '转留言',
  reject: '拒接',
} as const satisfies Record<Treatment, string>;

const some = (figure: string, one: string): string => `about ${figure} ${one}${figure === '1' ? '' : 's'}`;

const UNANSWERED_WORDS = {
  own: (calls) => `${some(calls, 'recent call')} from this number pressed nothing in the keypad check`,
  neighbours: (calls) =>
    `${some(calls, 'number')} in the same range of 1,000 pressed nothing in the keypad check within a day`,
} as const satisfies Record<UnansweredScope, (calls: string) => string>;
const UNANSWERED_WORDS_ZH = {
  own: (calls) => `该号码近期约有 ${calls} 次来电在按键验证时未按键`,
  neighbours: (calls) => `同一千号段一天内约有 ${calls} 个号码在按键验证时未按键`,
} as const satisfies Record<UnansweredScope, (calls: string) => string>;

const listed = (because: readonly ScoreReason[], language: Language): string =>
  because.map((reason) => describeScoreReason(reason, language)).join(language === 'zh-CN' ? '；' : '; ');

/** One thing that raised or lowered a score, in words. */
export function describeScoreReason(reason: ScoreReason, language: Language): string {
  const words = SCORE_WORDS[reason.code][language];
  if (!('feeds' in reason)) return words(reason.value, reason.weight > 0);
  const { own, feeds } = reason;
  const here = own >= LEAST_OWN ? [words(own, reason.weight > 0)] : [];
  return [...here, ...feeds.map(FEED_WORDS[language])].join(language === 'zh-CN' ? '，' : ', ');
}

/** Own complaints that have faded below this are left out when a complaint file is named too. */
const LEAST_OWN = 0.05;

const FEED_WORDS: Readonly<Record<Language, (count: FeedCount) => string>> = {
  'en-US': ({ feed, complaints, days }) =>
    `${counted(complaints, 'complaint')} ${inFeed(feed, 'en-US')} in the last ${String(days)} days`,
  'zh-CN': ({ feed, complaints, days }) =>
    `近 ${String(days)} 天内${inFeed(feed, 'zh-CN')}有 ${String(complaints)} 条该号码的投诉记录`,
};

/** From 0 to 100, as people see scores everywhere. */
const percent = (score: number): string => String(Math.round(score * 100));

const often = (value: number): string => (value === 1 ? 'once' : `${about(value)} times`);

type Words = Readonly<Record<Language, (value: number, against: boolean) => string>>;

const about = (value: number): string => String(Number(value.toFixed(value >= 10 ? 0 : 1)));

const SCORE_WORDS: Readonly<Record<ScoreReason['code'], Words>> = {
  'complaints-number': {
    'en-US': (value) => `${some(about(value), 'recent complaint')} about this number`,
    'zh-CN': (value) => `该号码近期约有 ${about(value)} 条投诉记录`,
  },
  'complaints-hundred': {
    'en-US': (value) => `${some(about(value), 'number')} with complaints in the surrounding 100`,
    'zh-CN': (value) => `同一百号段内约有 ${about(value)} 个号码有投诉记录`,
  },
  'complaints-thousand': {
    'en-US': (value) => `${some(about(value), 'number')} with complaints in the surrounding 1,000`,
    'zh-CN': (value) => `同一千号段内约有 ${about(value)} 个号码有投诉记录`,
  },
  'complaints-ten-thousand': {
    'en-US': (value) => `${some(about(value), 'number')} with complaints in the surrounding 10,000`,
    'zh-CN': (value) => `同一万号段内约有 ${about(value)} 个号码有投诉记录`,
  },
  unassignable: {
    'en-US': () => 'this number can’t exist',
    'zh-CN': () => '该号码不在已启用的号段内',
  },
  flagged: {
    'en-US': (value) => `flagged by staff about ${often(value)}`,
    'zh-CN': (value) => `被员工标记约 ${about(value)} 次`,
  },
  claimed: {
    'en-US': (value) => some(about(value), 'unconfirmed report'),
    'zh-CN': (value) => `约有 ${about(value)} 件未经核实的举报`,
  },
  failed: {
    'en-US': (value) => `failed the keypad check about ${often(value)}`,
    'zh-CN': (value) => `未通过按键验证约 ${about(value)} 次`,
  },
  silent: {
    'en-US': (value) => `pressed nothing in the keypad check about ${often(value)}`,
    'zh-CN': (value) => `验证时未按键约 ${about(value)} 次`,
  },
  short: {
    'en-US': (value) => some(about(value), 'very short call'),
    'zh-CN': (value) => `极短通话约 ${about(value)} 次`,
  },
  words: {
    'en-US': (value) => `used typical nuisance wording about ${often(value)}`,
    'zh-CN': (value) => `用语与骚扰电话相似约 ${about(value)} 次`,
  },
  rate: {
    'en-US': (value) => `${some(about(value), 'call')} per day`,
    'zh-CN': (value) => `每天约来电 ${about(value)} 次`,
  },
  'unusual-hour': {
    'en-US': () => 'called at an unusual time of day',
    'zh-CN': () => '来电时段异常',
  },
  forged: {
    'en-US': (value) => `this number was spoofed before, about ${often(value)}`,
    'zh-CN': (value) => `被他人冒用约 ${about(value)} 次`,
  },
  passed: {
    'en-US': () => 'in the caller’s favor: passed the keypad check',
    'zh-CN': () => '有利因素：曾通过按键验证',
  },
  bridged: {
    'en-US': (value) => `in the caller’s favor: ${some(about(value), 'minute')} of calls with staff`,
    'zh-CN': (value) => `有利因素：与员工通话约 ${about(value)} 分钟`,
  },
  attestation: {
    'en-US': (_, against) =>
      against ? 'weak caller ID attestation' : 'in the caller’s favor: good caller ID attestation',
    'zh-CN': (_, against) => (against ? '主叫认证级别低' : '有利因素：主叫认证通过'),
  },
};
