// On which numbers independent partners agree. Two partners count as two only where neither repeats the other: an entry
// that was taken over from somebody else counts once, for whoever found it out.
import type { NumberCount } from '../evidence/complaints.ts';
import { isKeyedHash } from '../evidence/keyed-number.ts';
import { DAY_MS } from '../basics/durations.ts';
import type { E164 } from '../numbers/e164.ts';
import { originKey, type Entry } from './entry.ts';

export interface PartnerList {
  readonly partner: string;
  readonly entries: readonly Entry[];
}

interface Voice {
  readonly partner: string;
  readonly origins: readonly string[];
  readonly day: number;
}

/**
 * Numbers that at least two independent partners name, with how many partners do.
 * @param lists of partners that are trusted for it
 * @param own keys of this organization: what came from here says nothing new
 */
export function agreedNumbers(lists: readonly PartnerList[], own: readonly string[]): readonly NumberCount[] {
  const voices = new Map<E164, Voice[]>();
  for (const { partner, entries } of lists) {
    for (const { about, confirmed, origins, lastSeen } of entries) {
      if (isKeyedHash(about) || !confirmed || origins.some((origin) => own.includes(origin))) continue;
      const voice = {
        partner: originKey(partner),
        origins,
        day: Math.floor(Date.parse(lastSeen) / DAY_MS),
      };
      const heard = voices.get(about);
      if (heard === undefined) voices.set(about, [voice]);
      else heard.push(voice);
    }
  }
  return [...voices].flatMap(([number, heard]) => {
    const count = independentAmong(heard);
    const seen = heard.map(({ day }) => day);
    return count < 2 ? [] : [{ number, count, first: Math.min(...seen), last: Math.max(...seen) }];
  });
}

/** Voices that share neither partner nor origin with one that was counted before. */
function independentAmong(voices: readonly Voice[]): number {
  const counted: Voice[] = [];
  for (const voice of voices) if (!counted.some((other) => isSame(voice, other))) counted.push(voice);
  return counted.length;
}

const isSame = (a: Voice, b: Voice): boolean =>
  a.partner === b.partner || a.origins.some((origin) => b.origins.includes(origin));
