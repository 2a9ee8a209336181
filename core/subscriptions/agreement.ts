// On which numbers independent partners agree. Two partners count as two only where neither repeats the other: an entry
// that was taken over from somebody else counts once, for whoever found it out.
import type { NumberCount } from '../evidence/complaints.ts';
import { isKeyedHash, type KeyedHash } from '../evidence/keyed-number.ts';
import { DAY_MS } from '../basics/durations.ts';
import type { E164 } from '../numbers/e164.ts';
import { originKey, type Entry } from './entry.ts';

export interface PartnerList {
  readonly partner: string;
  readonly entries: readonly Entry[];
  /** Of a list of keyed hashes: what a number is under its keys. */
  readonly hashesOf?: (number: E164) => readonly KeyedHash[];
}

interface Voice {
  readonly partner: string;
  readonly origins: readonly string[];
  readonly day: number;
}

/**
 * Numbers that at least two independent partners name, with how many partners do. A list of hashes names a number only
 * once that is known from elsewhere.
 * @param lists of partners that are trusted for it
 * @param own keys of this organization: what came from here says nothing new
 * @param known numbers that are known here without standing in a plain list, such as callers
 */
export function agreedNumbers(
  lists: readonly PartnerList[],
  own: readonly string[],
  known: readonly E164[] = [],
): readonly NumberCount[] {
  const voices = new Map<E164, Voice[]>(known.map((number) => [number, []]));
  const hear = (number: E164, voice: Voice): void => {
    const heard = voices.get(number);
    if (heard === undefined) voices.set(number, [voice]);
    else heard.push(voice);
  };
  const counting = lists.map((list) => ({ ...list, entries: list.entries.filter(counts(own)) }));
  for (const list of counting)
    for (const entry of list.entries) if (!isKeyedHash(entry.about)) hear(entry.about, voiceOf(list, entry));
  const plain = [...voices.keys()];
  for (const list of counting) {
    if (list.hashesOf === undefined) continue;
    const byHash = new Map(list.entries.map((entry) => [entry.about, entry]));
    for (const number of plain)
      for (const hash of list.hashesOf(number)) {
        const entry = byHash.get(hash);
        if (entry !== undefined) hear(number, voiceOf(list, entry));
      }
  }
  return [...voices].flatMap(([number, heard]) => {
    const count = independentAmong(heard);
    const seen = heard.map(({ day }) => day);
    return count < 2 ? [] : [{ number, count, first: Math.min(...seen), last: Math.max(...seen) }];
  });
}

const counts =
  (own: readonly string[]) =>
  ({ confirmed, origins }: Entry): boolean =>
    confirmed && !origins.some((origin) => own.includes(origin));

const voiceOf = ({ partner }: PartnerList, { origins, lastSeen }: Entry): Voice => ({
  partner: originKey(partner),
  origins,
  day: Math.floor(Date.parse(lastSeen) / DAY_MS),
});

/** Voices that share neither partner nor origin with one that was counted before. */
function independentAmong(voices: readonly Voice[]): number {
  const counted: Voice[] = [];
  for (const voice of voices) if (!counted.some((other) => isSame(voice, other))) counted.push(voice);
  return counted.length;
}

const isSame = (a: Voice, b: Voice): boolean =>
  a.partner === b.partner || a.origins.some((origin) => b.origins.includes(origin));
