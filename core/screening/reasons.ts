// The reasons of a screening, one readable sentence each, in the languages of whoever asks why.
import { counted } from '../basics/counted.ts';
import { assertNever } from '../basics/assert-never.ts';
import type { FeedCount, ScoreReason } from '../evidence/caller-score.ts';
import type { Language } from '../basics/language.ts';
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

/** With the number of a listing as people write it. */
type WrittenReason = WithText<Reason>;
type WithText<Given> = Given extends unknown
  ? { readonly [Key in keyof Given]: Key extends 'pattern' | 'number' ? string : Given[Key] }
  : never;

function inEnglish(reason: WrittenReason): string {
  switch (reason.code) {
    case 'listed':
      return `${LIST_WORDS[reason.list]} as ${reason.pattern}: ${reason.reason}`;
    case 'listing-expired':
      return `the listing ${reason.pattern} expired at ${reason.expiresAt} and has no effect`;
    case 'attestation-failed':
      return reason.pattern === undefined
        ? 'the network says that the caller does not own this number'
        : `the network says that the caller does not own this number, so the listing ${reason.pattern} is not trusted`;
    case 'less-vouched':
      return reason.pattern === undefined
        ? 'passed the challenge lately with the network’s word for the number, and this call comes without'
        : `the network used to vouch for this number and does not now, so the listing ${reason.pattern} is not trusted`;
    case 'unanswered':
      return `${UNANSWERED_WORDS[reason.scope](about(reason.calls))}, which leads to ${TREATMENT_WORDS[reason.treatment]}`;
    case 'forwarding-loop':
      return reason.member === undefined
        ? 'the hotline’s own number calls the hotline: a staff phone forwards calls back to it, and staff are not rung again'
        : `${reason.member}’s phone (${reason.number}) forwards its calls to this hotline, and staff are not rung again`;
    case 'staff-number':
      return 'a member of staff calls from this number, and is asked for the PIN';
    case 'verified':
      return `passed the challenge lately: verified until ${reason.until}`;
    case 'pass-used':
      return `passed the challenge lately and has talked with staff, or rung them, ${often(reason.conversations)} in 24 hours since: the code is asked for again`;
    case 'pass-in-two-calls':
      return 'passed the challenge lately, and the number is in another call with staff: the code is asked for again';
    case 'many-calls':
      return `${counted(Number(about(reason.calls)), 'call')} of the number in ${counted(reason.minutes, 'minute')}, with its messages, PINs and reports: it can leave a message`;
    case 'number-blocked':
      return `many calls in a short while: the number is refused until ${reason.until}`;
    case 'withheld':
      return 'the caller ID is withheld';
    case 'not-a-number':
      return 'the caller ID is not a telephone number';
    case 'unknown-caller':
      return 'the number is on no list and has not passed a challenge lately';
    case 'store-unavailable':
      return 'the store did not answer in time, so the caller counted as unknown';
    case 'reputation':
      return `the reputation of ${reason.score.toFixed(2)} leads to ${TREATMENT_WORDS[reason.treatment]}: ${listed(reason.because, 'en-US')}`;
    default:
      return assertNever(reason, 'reason');
  }
}

function inChinese(reason: WrittenReason): string {
  switch (reason.code) {
    case 'listed':
      return `${LIST_WORDS_ZH[reason.list]}（${reason.pattern}）：${reason.reason}`;
    case 'listing-expired':
      return `名单记录 ${reason.pattern} 已于 ${reason.expiresAt} 过期，不再生效`;
    case 'attestation-failed':
      return reason.pattern === undefined
        ? '网络验证显示来电者并非该号码的持有人'
        : `网络验证显示来电者并非该号码的持有人，因此不采信名单记录 ${reason.pattern}`;
    case 'less-vouched':
      return reason.pattern === undefined
        ? '近期通过按键验证时网络证实了该号码，而此次来电未获证实'
        : `网络以往都能证实该号码，此次未能证实，因此不采信名单记录 ${reason.pattern}`;
    case 'unanswered':
      return `${UNANSWERED_WORDS_ZH[reason.scope](about(reason.calls))}，处理方式为${TREATMENT_WORDS_ZH[reason.treatment]}`;
    case 'forwarding-loop':
      return reason.member === undefined
        ? '来电号码就是热线本身：有员工电话把来电转回了热线，因此不再呼叫员工'
        : `${reason.member}的电话（${reason.number}）把来电转接到了本热线，因此不再呼叫员工`;
    case 'staff-number':
      return '这是员工的号码，需要输入密码';
    case 'verified':
      return `近期已通过按键验证，有效期至 ${reason.until}`;
    case 'pass-used':
      return `近期已通过按键验证，但 24 小时内已接通或呼叫员工 ${about(reason.conversations)} 次，需重新验证`;
    case 'pass-in-two-calls':
      return '近期已通过按键验证，但该号码正在与员工的另一通来电中，需重新验证';
    case 'many-calls':
      return `该号码在 ${reason.minutes} 分钟内来电、留言、输入密码和举报共 ${about(reason.calls)} 次，转入留言`;
    case 'number-blocked':
      return `短时间内来电过多，在 ${reason.until} 之前不予接听`;
    case 'withheld':
      return '来电未显示号码';
    case 'not-a-number':
      return '来电标识不是电话号码';
    case 'unknown-caller':
      return '该号码不在任何名单中，近期也未通过按键验证';
    case 'store-unavailable':
      return '数据库未能及时响应，按陌生来电处理';
    case 'reputation':
      return `信誉风险分 ${reason.score.toFixed(2)}，处理方式为${TREATMENT_WORDS_ZH[reason.treatment]}：${listed(reason.because, 'zh-CN')}`;
    default:
      return assertNever(reason, 'reason');
  }
}

const LIST_WORDS = {
  allow: 'allowlisted',
  block: 'blocklisted',
  'never-block': 'on the never-block list',
} as const;
const LIST_WORDS_ZH = {
  allow: '在白名单中',
  block: '在黑名单中',
  'never-block': '在永不屏蔽名单中',
} as const;

const TREATMENT_WORDS = {
  none: 'nothing',
  challenge: 'the challenge',
  harder: 'a longer challenge',
  voicemail: 'voicemail',
  reject: 'a refusal',
} as const satisfies Record<Treatment, string>;
const TREATMENT_WORDS_ZH = {
  none: '不作处理',
  challenge: '按键验证',
  harder: '加长按键验证',
  voicemail: '转语音留言',
  reject: '拒接',
} as const satisfies Record<Treatment, string>;

const some = (figure: string, one: string): string => `about ${figure} ${one}${figure === '1' ? '' : 's'}`;

const UNANSWERED_WORDS = {
  own: (calls) => `lately ${some(calls, 'call')} from this number pressed nothing at the challenge`,
  neighbours: (calls) =>
    `in a day ${some(calls, 'number')} of the same block of a thousand pressed nothing at the challenge`,
} as const satisfies Record<UnansweredScope, (calls: string) => string>;
const UNANSWERED_WORDS_ZH = {
  own: (calls) => `该号码近期约有 ${calls} 次来电在按键验证时没有按键`,
  neighbours: (calls) => `同一千号段一天内约有 ${calls} 个号码在按键验证时没有按键`,
} as const satisfies Record<UnansweredScope, (calls: string) => string>;

const listed = (because: readonly ScoreReason[], language: Language): string =>
  because.map((reason) => describeScoreReason(reason, language)).join(language === 'zh-CN' ? '；' : '; ');

/** What moved a score, and in which direction. */
export function describeScoreReason(reason: ScoreReason, language: Language): string {
  const words = SCORE_WORDS[reason.code][language];
  if (!('feeds' in reason)) return words(reason.value, reason.weight > 0);
  const { own, feeds } = reason;
  const here = own >= LEAST_OWN ? [words(own, reason.weight > 0)] : [];
  return [...here, ...feeds.map(FEED_WORDS[language])].join(language === 'zh-CN' ? '，' : ', ');
}

/** Less than this of a faded complaint is not worth words beside those of a feed. */
const LEAST_OWN = 0.05;

/** How people call the authorities behind well-known feeds; other feeds are called by their name in quotes. */
const AUTHORITIES: Readonly<Record<string, string>> = { ftc: 'FTC', fcc: 'FCC' };

const FEED_WORDS: Readonly<Record<Language, (count: FeedCount) => string>> = {
  'en-US': ({ feed, complaints, days }) =>
    `${counted(complaints, 'complaint')} ${inFeed(feed, 'en-US')} in the last ${String(days)} days`,
  'zh-CN': ({ feed, complaints, days }) =>
    `近 ${String(days)} 天内${inFeed(feed, 'zh-CN')}有 ${String(complaints)} 次对该号码的举报`,
};

/** `to the FTC`, `in the file "acme"`. */
export function inFeed(feed: string, language: Language): string {
  const authority = AUTHORITIES[feed];
  if (language === 'zh-CN') return authority === undefined ? `举报数据“${feed}”中` : `美国 ${authority} `;
  return authority === undefined ? `in the file "${feed}"` : `to the ${authority}`;
}

const often = (value: number): string => (value === 1 ? 'once' : `${about(value)} times`);

type Words = Readonly<Record<Language, (value: number, against: boolean) => string>>;

const about = (value: number): string => String(Number(value.toFixed(value >= 10 ? 0 : 1)));

const SCORE_WORDS: Readonly<Record<ScoreReason['code'], Words>> = {
  'complaints-number': {
    'en-US': (value) => `${some(about(value), 'complaint')} about this number lately`,
    'zh-CN': (value) => `该号码近期约有 ${about(value)} 次举报`,
  },
  'complaints-hundred': {
    'en-US': (value) => `${some(about(value), 'number')} complained about in the same block of a hundred`,
    'zh-CN': (value) => `同一百号段内约有 ${about(value)} 个号码被举报`,
  },
  'complaints-thousand': {
    'en-US': (value) => `${some(about(value), 'number')} complained about in the same block of a thousand`,
    'zh-CN': (value) => `同一千号段内约有 ${about(value)} 个号码被举报`,
  },
  'complaints-ten-thousand': {
    'en-US': (value) => `${some(about(value), 'number')} complained about in the same block of ten thousand`,
    'zh-CN': (value) => `同一万号段内约有 ${about(value)} 个号码被举报`,
  },
  unassignable: {
    'en-US': () => 'nobody can have been given this number',
    'zh-CN': () => '该号码不可能分配给任何用户',
  },
  flagged: {
    'en-US': (value) => `flagged by staff (${about(value)})`,
    'zh-CN': (value) => `被员工标记为骚扰（${about(value)}）`,
  },
  claimed: {
    'en-US': (value) => `${some(about(value), 'report')} that nobody has confirmed`,
    'zh-CN': (value) => `约有 ${about(value)} 次未经核实的举报`,
  },
  failed: {
    'en-US': (value) => `failed the challenge (${about(value)})`,
    'zh-CN': (value) => `未通过按键验证（${about(value)}）`,
  },
  silent: {
    'en-US': (value) => `stayed silent at the challenge (${about(value)})`,
    'zh-CN': (value) => `按键验证时没有操作（${about(value)}）`,
  },
  short: {
    'en-US': (value) => `very short calls (${about(value)})`,
    'zh-CN': (value) => `通话时间极短（${about(value)}）`,
  },
  words: {
    'en-US': (value) => `said what nuisance callers say (${about(value)})`,
    'zh-CN': (value) => `所说内容与骚扰电话相似（${about(value)}）`,
  },
  rate: {
    'en-US': (value) => `${some(about(value), 'call')} a day`,
    'zh-CN': (value) => `每天约来电 ${about(value)} 次`,
  },
  'unusual-hour': {
    'en-US': () => 'calls at a time of day at which this number never calls',
    'zh-CN': () => '来电时段与该号码的习惯不符',
  },
  forged: {
    'en-US': (value) => `others have called under this number (${about(value)})`,
    'zh-CN': (value) => `该号码曾被他人冒用（${about(value)}）`,
  },
  passed: {
    'en-US': () => 'in its favour: has passed the challenge',
    'zh-CN': () => '有利因素：曾通过按键验证',
  },
  bridged: {
    'en-US': (value) => `in its favour: ${some(about(value), 'minute')} of conversation with staff`,
    'zh-CN': (value) => `有利因素：与员工通话约 ${about(value)} 分钟`,
  },
  attestation: {
    'en-US': (_, against) =>
      against
        ? 'the network hardly vouches for the number'
        : 'in its favour: the network vouches for the number',
    'zh-CN': (_, against) => (against ? '网络未能证实该号码' : '有利因素：网络证实该号码属于来电者'),
  },
};
