// The callers of the phone page: their numbers and attestations, and the list entries that make some of them known.
import type { Hotline } from './hotline.ts';
import type { PhoneWords } from '../words/phone-words.ts';

export const CALLERS = ['stranger', 'customer', 'blocked', 'withheld', 'vouched', 'forged', 'own'] as const;
export type CallerId = (typeof CALLERS)[number];

interface Caller {
  /** `fresh`: one that has never called. `own`: typed. */
  readonly number: 'fresh' | 'own' | (string & {});
  /** As the carrier spells it: https://www.twilio.com/docs/voice/trusted-calling-with-shakenstir */
  readonly stirVerstat?: string;
  readonly list?: 'allow' | 'block';
}

const CUSTOMER = '+13125550150';

const TABLE: Readonly<Record<CallerId, Caller>> = {
  stranger: { number: 'fresh' },
  customer: { number: CUSTOMER, list: 'allow' },
  blocked: { number: '+13125550166', list: 'block' },
  withheld: { number: 'anonymous' },
  vouched: { number: 'fresh', stirVerstat: 'TN-Validation-Passed-A' },
  forged: { number: CUSTOMER, stirVerstat: 'TN-Validation-Failed-A', list: 'allow' },
  own: { number: 'own' },
};

export interface ReadyCaller {
  readonly id: CallerId;
  readonly from: string;
  readonly stirVerstat?: string;
  /** What was done so that the caller is known. */
  readonly note?: string;
}

/** The number that a caller shows before the call, where it is always the same. */
export const usualNumber = (id: CallerId): string | undefined => {
  const { number } = TABLE[id];
  return number.startsWith('+') ? number : undefined;
};

/** The phone page offers no block for a spoofed number, because its owner did not call, nor for a caller it allowlisted. */
export const mayBeBlocked = ({ from, stirVerstat }: ReadyCaller): boolean =>
  from.startsWith('+') &&
  stirVerstat?.includes('Failed') !== true &&
  !Object.values(TABLE).some(({ number, list }) => list === 'allow' && number === from);

/** The list that the phone page puts a caller on, and the reason. */
export interface CallersHotline extends Pick<Hotline, 'api' | 'written'> {
  readonly words: PhoneWords;
}

/** @param typed for a number of one's own, in any usual spelling. @throws {ApiProblem} */
export async function readyCaller(
  id: CallerId,
  typed: string,
  { api, written, words }: CallersHotline,
): Promise<ReadyCaller> {
  const { number, stirVerstat, list } = TABLE[id];
  const from =
    number === 'own'
      ? (await api.call('lookup', { params: { number: typed }, why: words.lookUpReason })).body.number
      : number === 'fresh'
        ? freshNumber()
        : number;
  const note = list === undefined ? undefined : await putOnList(from, list, { api, written, words });
  return {
    id,
    from,
    ...(stirVerstat === undefined ? {} : { stirVerstat }),
    ...(note === undefined ? {} : { note }),
  };
}

/** 555-1000 to 555-9999: the seed data has none of these numbers, and no real phone does. */
export const freshNumber = (): string => {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return `+1312555${String(1000 + (random % 9000))}`;
};

/** A listing that stands already is left as it is. */
async function putOnList(
  number: string,
  list: 'allow' | 'block',
  { api, written, words }: CallersHotline,
): Promise<string> {
  const { listing } = (await api.call('lookup', { params: { number }, why: words.lookUpReason })).body;
  if (listing?.pattern === number && listing.list === list)
    return words.listed[`${list}-already`](written(number));
  await api.call('listings.put', {
    params: { pattern: number },
    body: { list, reason: words.listingReason[list] },
    version: listing?.pattern === number ? listing.version : 0,
  });
  return words.listed[list](written(number));
}
