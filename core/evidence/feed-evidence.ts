// What complaint feeds say about a number and its neighbours. All complaints about a million neighbouring numbers are
// stored together, so a call reads one item; the sums that a score rests on are made from them at that moment.
import {
  type Complained,
  type Complaint,
  dayOf,
  isoDay,
  periodOf,
  readComplaints,
  united,
  writeComplaints,
} from './complaints.ts';
import { DAY_MS } from '../basics/durations.ts';
import { isNumber, type Identity } from '../numbers/identity.ts';
import { homeOfHash, isKeyedHash, type KeyedHash } from './keyed-number.ts';
import { HALF_LIVES, type Reading } from './evidence.ts';
import { feedsByUpload, type Feed, type FeedRegistry } from './feed.ts';
import { blockOf, nationalOf } from '../lists/number-blocks.ts';
import { NO_EVIDENCE, SCOPES, type KeyEvidence, type NumberEvidence, type Scope } from './reputation.ts';

/** What the stored item of a home holds: for each upload and piece of it the complaints, see `writeComplaints`. */
export type FeedParts = Readonly<Record<string, string>>;

/** The name of a part; an upload's id has no full stop. */
export const partName = (upload: string, piece: number): string => `${upload}.${String(piece)}`;
const uploadOf = (part: string): string => part.slice(0, part.indexOf('.'));

/**
 * Under which key complaints about the number are kept: it and its neighbours without their last six digits, fewer where
 * the number is short. A month of the FTC's complaints are some 120 for each of these, and a call reads one.
 */
export function homeOf(number: Identity | KeyedHash): string {
  if (isKeyedHash(number)) return homeOfHash(number);
  if (!isNumber(number)) return number;
  const national = nationalOf(number).length;
  const left = Math.min(MOST_DIGITS_LEFT, national - LEAST_DIGITS_KEPT);
  return left <= 0 ? number : `${number.slice(0, -left)}*`;
}

const MOST_DIGITS_LEFT = 6;
/** As for the blocks of `number-blocks.ts`, each of which lies within one home. */
const LEAST_DIGITS_KEPT = 3;

const withoutStar = (home: string): string => home.replace(/\*$/, '');

/** The complaints of one home as one part of its item. */
export const writePart = (home: string, complaints: readonly Complaint[]): string =>
  writeComplaints(complaints, (number) => number.slice(withoutStar(home).length));

/** Empty where nothing is left. */
export const partWithout = (part: string, home: string, number: Identity): string =>
  writePart(
    home,
    readComplaints(part, withoutStar(home)).filter((one) => one.number !== number),
  );

/** What a feed has on one number, in words and figures for people. */
export interface FeedMention {
  readonly feed: string;
  readonly complaints: number;
  /** ISO 8601 days. */
  readonly from: string;
  readonly to: string;
  /** The commonest first. */
  readonly kinds: readonly { readonly kind: string; readonly complaints: number }[];
  /** The shortest of {@link MENTION_DAYS} with complaints in it, and how many; absent where all are older. */
  readonly lately?: { readonly days: number; readonly complaints: number };
}

const MENTION_DAYS = [30, 90, 365] as const;

export interface FeedEvidence {
  /** Of all feeds together. */
  readonly complaints: NumberEvidence;
  readonly mentions: readonly FeedMention[];
}

/** Where evidence about a number is kept: with its neighbours, under its keyed hashes, and what partners said of it alone. */
export const feedKeysOf = (number: Identity, hashes: readonly KeyedHash[]): readonly string[] => [
  ...new Set([homeOf(number), ...hashes.map(homeOf), answerKey(number)]),
];

/** The answers of partners that were asked about this number by the beginning of its hash. */
export const answerKey = (number: Identity): string => `answer:${number}`;

/** The upload under which the answers of one partner are kept. */
export const answersOf = (subscription: string): string => `${ANSWERS}${subscription}`;
export const isAnswers = (upload: string): boolean => upload.startsWith(ANSWERS);
const ANSWERS = 'answers-';

/** @param partsAt what the item of a key holds; see {@link feedKeysOf} */
export type PartsAt = (key: string) => FeedParts | undefined;

/** Undefined where no feed in force has anything on the number or its neighbours. */
export function readFeedEvidence(
  { number, hashes }: { readonly number: Identity; readonly hashes: readonly KeyedHash[] },
  partsAt: PartsAt,
  registry: FeedRegistry,
  now: Date,
): FeedEvidence | undefined {
  const home = homeOf(number);
  const found = [
    ...complaintsIn(withoutStar(home), partsAt(home)),
    ...complaintsIn('', partsAt(answerKey(number))),
    ...hashes.flatMap((hash) => underHash(hash, number, partsAt(homeOf(hash)))),
  ];
  const perFeed = [...complaintsByFeed(found, registry)].sort(([a], [b]) => (a.name < b.name ? -1 : 1));
  if (perFeed.length === 0) return undefined;
  const all = perFeed.flatMap(([, complaints]) => complaints);
  return {
    complaints: evidenceOf(number, all, now),
    mentions: perFeed.flatMap(([feed, complaints]) =>
      mentionOf(
        feed,
        complaints.filter((one) => one.number === number),
        now,
      ),
    ),
  };
}

type OfUpload = readonly [upload: string, complaints: readonly Complaint[]];

const complaintsIn = (before: string, parts: FeedParts = {}): OfUpload[] =>
  Object.entries(parts).map(([name, text]) => [uploadOf(name), readComplaints(text, before)]);

/** Hashes of others stand beside it in the same part; they say nothing of this number or its neighbours. */
const underHash = (hash: KeyedHash, number: Identity, parts: FeedParts | undefined): OfUpload[] =>
  complaintsIn(withoutStar(homeOf(hash)), parts).map(([upload, complaints]) => [
    upload,
    isNumber(number)
      ? complaints.filter((one) => one.number === hash).map((one) => ({ ...one, number }))
      : [],
  ]);

function complaintsByFeed(
  found: readonly OfUpload[],
  registry: FeedRegistry,
): ReadonlyMap<Feed, readonly Complaint[]> {
  const feedOf = feedsByUpload(registry);
  const byUpload = new Map<string, Complaint[]>();
  for (const [upload, complaints] of found) {
    if (complaints.length > 0) byUpload.set(upload, [...(byUpload.get(upload) ?? []), ...complaints]);
  }
  const filesOf = new Map<Feed, Complaint[][]>();
  for (const [upload, complaints] of byUpload) {
    const feed = feedOf.get(upload);
    // What the record does not name does not count.
    if (feed !== undefined) filesOf.set(feed, [...(filesOf.get(feed) ?? []), complaints]);
  }
  return new Map([...filesOf].map(([feed, files]) => [feed, united(files)]));
}

function evidenceOf(number: Identity, complaints: readonly Complaint[], now: Date): NumberEvidence {
  const of = (scope: Scope): KeyEvidence => {
    const key = scope === 'number' ? number : blockOf(number, scope);
    if (key === undefined) return NO_EVIDENCE;
    const before = withoutStar(key);
    const inside = complaints.filter((one) =>
      scope === 'number' ? one.number === number : one.number.startsWith(before),
    );
    return { complaints: complaintSum(inside, now), numbers: numberSum(inside, now) };
  };
  return Object.fromEntries(SCOPES.map((scope) => [scope, of(scope)])) as Record<Scope, KeyEvidence>;
}

/** Files know the day; a complaint counts from its noon, and one of today never more than once. */
const remaining = (day: number, halfLife: number, now: Date): number =>
  2 ** -(Math.max(0, now.getTime() - (day + 0.5) * DAY_MS) / DAY_MS / halfLife);

const complaintSum = (complaints: readonly Complaint[], now: Date): Reading =>
  HALF_LIVES.map((halfLife) =>
    complaints.reduce((sum, { day, count }) => sum + count * remaining(day, halfLife, now), 0),
  );

/** Each number once, from its latest complaint. */
function numberSum(complaints: readonly Complaint[], now: Date): Reading {
  const latest = new Map<Complained, number>();
  for (const { number, day } of complaints) latest.set(number, Math.max(day, latest.get(number) ?? day));
  return HALF_LIVES.map((halfLife) =>
    [...latest.values()].reduce((sum, day) => sum + remaining(day, halfLife, now), 0),
  );
}

function mentionOf(feed: Feed, complaints: readonly Complaint[], now: Date): FeedMention[] {
  const period = periodOf(complaints);
  if (period === undefined) return [];
  const lately = MENTION_DAYS.map((days) => ({
    days,
    complaints: since(complaints, dayOf(now) - days),
  })).find((one) => one.complaints > 0);
  return [
    {
      feed: feed.name,
      complaints: since(complaints, -Infinity),
      from: isoDay(period.first),
      to: isoDay(period.last),
      kinds: kindsOf(feed, complaints),
      ...(lately === undefined ? {} : { lately }),
    },
  ];
}

const since = (complaints: readonly Complaint[], after: number): number =>
  complaints.reduce((sum, { day, count }) => sum + (day > after ? count : 0), 0);

function kindsOf({ kinds }: Feed, complaints: readonly Complaint[]): FeedMention['kinds'] {
  const counts = new Map<string, number>();
  for (const { kind, count } of complaints) {
    const name = kinds[kind] ?? '';
    if (name !== '') counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts]
    .map(([kind, count]) => ({ kind, complaints: count }))
    .sort((a, b) => b.complaints - a.complaints);
}

/**
 * The hotline's own evidence and that of the feeds, added. The number itself counts once among the numbers of its
 * blocks, though both know it.
 */
export function addFeeds(own: NumberEvidence, feeds: NumberEvidence | undefined): NumberEvidence {
  if (feeds === undefined) return own;
  const twice = each(own.number.numbers, feeds.number.numbers, Math.min);
  const at = (scope: Scope): KeyEvidence => ({
    complaints: each(own[scope].complaints, feeds[scope].complaints, plus),
    numbers: each(each(own[scope].numbers, feeds[scope].numbers, plus), twice, (sum, both) =>
      Math.max(0, sum - both),
    ),
  });
  return Object.fromEntries(SCOPES.map((scope) => [scope, at(scope)])) as Record<Scope, KeyEvidence>;
}

const plus = (a: number, b: number): number => a + b;
const each = (a: Reading, b: Reading, of: (a: number, b: number) => number): Reading =>
  a.map((value, index) => of(value, b[index] ?? 0));
