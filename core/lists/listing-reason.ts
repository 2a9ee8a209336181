// Why a number is listed, in the reader's language. A block that was made from evidence or from a complaint file keeps
// the facts it rests on, and its words are made from them here. What a person wrote is shown as it was written.
import { counted } from '../basics/counted.ts';
import type { Language } from '../basics/language.ts';
import type { BlockReason, SignalKind } from './block-basis.ts';
import type { Listing } from './listing.ts';

/** What the words are made from. `reason` is used where the other facts are missing, as in records of older releases. */
export interface ListingFacts {
  readonly reason: string;
  readonly basis?: Listing['basis'] | undefined;
  readonly complaints?: Listing['complaints'] | undefined;
  readonly unvouched?: true | undefined;
}

export function listingReason(facts: ListingFacts, language: Language): string {
  const { basis = [], complaints, unvouched, reason } = facts;
  if (complaints !== undefined) return COMPLAINTS[language](complaints);
  if (basis.length === 0) return fixedReason(reason, language);
  return basisWords(basis, language) + (unvouched === true ? UNVOUCHED[language] : '');
}

/** What an automatic block rests on, without the approval that it may need. */
export const basisWords = (basis: readonly BlockReason[], language: Language): string =>
  basis
    .map(({ kind, count, days }) => SIGNALS[kind][language](count, days))
    .join(language === 'zh-CN' ? '，' : ', ');

type Words<Given extends readonly unknown[]> = Readonly<Record<Language, (...given: Given) => string>>;

/** `once`, `3 times on 1 day`, `3 times on 2 days` */
const howOften = (count: number, days: number): string =>
  count === 1 ? 'once' : `${String(count)} times on ${counted(days, 'day')}`;

const SIGNALS: Readonly<Record<SignalKind, Words<[count: number, days: number]>>> = {
  flagged: {
    'en-US': (count, days) => `flagged by staff ${howOften(count, days)}`,
    'zh-CN': (count, days) => `${String(days)} 天内被员工标记 ${String(count)} 次`,
  },
  'challenge-failed': {
    'en-US': (count, days) => `failed the keypad check ${howOften(count, days)}`,
    'zh-CN': (count, days) => `${String(days)} 天内未通过按键验证 ${String(count)} 次`,
  },
  silent: {
    'en-US': (count, days) => `pressed nothing in the keypad check ${howOften(count, days)}`,
    'zh-CN': (count, days) => `${String(days)} 天内验证时未按键 ${String(count)} 次`,
  },
  reported: {
    'en-US': (count, days) => `reported ${howOften(count, days)}`,
    'zh-CN': (count, days) => `${String(days)} 天内被举报 ${String(count)} 次`,
  },
};

const UNVOUCHED: Readonly<Record<Language, string>> = {
  'en-US': ' (the calls had no attestation A)',
  'zh-CN': '（来电未经运营商认证）',
};

const COMPLAINTS: Words<[NonNullable<Listing['complaints']>]> = {
  'en-US': ({ feed, count, from, to }) =>
    feed === AGREED_FEED
      ? `listed by ${counted(count, 'independent partner')}`
      : `${counted(count, 'complaint')} ${inFeed(feed, 'en-US')}, ${from === to ? `on ${from}` : `${from} to ${to}`}`,
  'zh-CN': ({ feed, count, from, to }) =>
    feed === AGREED_FEED
      ? `${String(count)} 个相互独立的合作机构均已列入`
      : `${from === to ? from : `${from} 至 ${to}`}，${inFeed(feed, 'zh-CN')}有 ${String(count)} 条投诉记录`,
};

/** As `core/evidence/feed.ts` names it, which comes after this domain. */
const AGREED_FEED = 'partners:agreed';

/** The names of the authorities behind well-known complaint files. Other files are named as they were imported. */
const AUTHORITIES: Readonly<Record<string, string>> = { ftc: 'FTC', fcc: 'FCC' };

/** `to the FTC`, `in the file "acme"`. */
export function inFeed(feed: string, language: Language): string {
  const partner = /^partner:(.+)$/.exec(feed)?.[1];
  if (partner !== undefined && AUTHORITIES[partner] === undefined)
    return language === 'zh-CN' ? `合作机构名单“${partner}”中` : `in the partner list "${partner}"`;
  const authority = AUTHORITIES[partner ?? feed];
  if (language === 'zh-CN') return authority === undefined ? `投诉文件“${feed}”中` : `美国 ${authority} `;
  return authority === undefined ? `in the file "${feed}"` : `to the ${authority}`;
}

/** Of a listing that was found in the copy of the lists, which holds no reasons. */
export const COPIED_REASON = 'see the list entry';

/** Reasons that the hotline itself writes for what staff do by phone; those "by telephone" are from older releases. */
const FIXED: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  [COPIED_REASON]: { 'en-US': COPIED_REASON, 'zh-CN': '原因见名单记录' },
  'allowed by phone': { 'en-US': 'allowed by phone', 'zh-CN': '员工通过电话加入白名单' },
  'allowed by telephone': { 'en-US': 'allowed by phone', 'zh-CN': '员工通过电话加入白名单' },
  'flagged by phone': { 'en-US': 'flagged by phone', 'zh-CN': '员工通过电话标记' },
  'flagged by telephone': { 'en-US': 'flagged by phone', 'zh-CN': '员工通过电话标记' },
  'removed by phone': { 'en-US': 'removed by phone', 'zh-CN': '员工通过电话撤回' },
  'taken back by telephone': { 'en-US': 'removed by phone', 'zh-CN': '员工通过电话撤回' },
};

/** @param reason of a listing or of a flag; what a person wrote comes back unchanged */
export const fixedReason = (reason: string, language: Language): string =>
  (Object.hasOwn(FIXED, reason) ? FIXED[reason]?.[language] : undefined) ?? reason;
