// What guessing costs a partner that tests numbers instead of matching its own. Computed, so that the documents can state
// it: `npm run guessing` prints the table. Pure.
import { dialableNumbers } from './dialable.ts';

/** Numbers that share a prefix of the look-up, at least, where an agreement says nothing else. */
export const DEFAULT_ANONYMITY = 1_000;
export const LEAST_ANONYMITY = 100;

/** Hexadecimal digits of a hash. */
const HASH_DIGITS = 64;

/** Prefixes differ in how many numbers share them, as counts of chance do; hardly one is so many deviations below the mean. */
const DEVIATIONS = 6;

/**
 * Hexadecimal digits of a prefix that at least so many dialable numbers share; 1 at least, which is what a
 * country without a known plan gets.
 */
export function prefixDigits(region: string, anonymity: number): number {
  const mean = anonymity + DEVIATIONS * Math.sqrt(anonymity);
  const digits = Math.floor(Math.log(Math.max(1, dialableNumbers(region) / mean)) / Math.log(16));
  return Math.min(HASH_DIGITS, Math.max(1, digits));
}

/**
 * Keyed hashes (HMAC-SHA-256) that one processor core makes in a second in native code, in round numbers: Node.js makes
 * some 70,000, a graphics card a thousand times this.
 */
const HASHES_PER_SECOND = 5_000_000;

export interface GuessingCost {
  readonly region: string;
  /** Numbers that can be dialed in the country. */
  readonly numbers: number;
  readonly prefixDigits: number;
  /** Dialable numbers behind one prefix, on average. */
  readonly anonymity: number;
  /** Look-ups that cover the country. */
  readonly prefixes: number;
  /** Hours in which a partner has asked for every prefix, under its limit. */
  readonly hoursByLookUp: number;
  /** Seconds in which a holder of the list and its key has tried every number of the country. */
  readonly secondsWithKey: number;
}

export interface GuessingLimits {
  readonly requestsPerHour: number;
  readonly anonymity: number;
}

export function guessingCost(region: string, { requestsPerHour, anonymity }: GuessingLimits): GuessingCost {
  const numbers = dialableNumbers(region);
  const digits = prefixDigits(region, anonymity);
  const prefixes = 16 ** digits;
  return {
    region,
    numbers,
    prefixDigits: digits,
    anonymity: Math.floor(numbers / prefixes),
    prefixes,
    hoursByLookUp: Math.ceil(prefixes / requestsPerHour),
    secondsWithKey: Math.ceil(numbers / HASHES_PER_SECOND),
  };
}

/** Countries that the document states: large ones of each kind of plan. */
const STATED = ['US', 'CN', 'GB', 'DE', 'HK', 'SG'] as const;

const TABLE_HEAD = [
  '| country | dialable numbers | prefix digits | numbers behind a prefix | every prefix asked for | list tried out, with the key |',
  '| ------- | ---------------- | ------------- | ----------------------- | ---------------------- | ---------------------------- |',
];

/** As Markdown. */
export function guessingTable(limits: GuessingLimits): string {
  const rows = STATED.map((region) => {
    const cost = guessingCost(region, limits);
    const days = Math.ceil(cost.hoursByLookUp / 24);
    const minutes = Math.ceil(cost.secondsWithKey / 60);
    const cells = [
      region,
      millions(cost.numbers),
      cost.prefixDigits,
      cost.anonymity,
      `${whole(days)} days`,
      `${whole(minutes)} min`,
    ];
    return `| ${cells.map((cell) => (typeof cell === 'number' ? whole(cell) : cell)).join(' | ')} |`;
  });
  return [...TABLE_HEAD, ...rows].join('\n');
}

const whole = (value: number): string => value.toLocaleString('en-US');
const millions = (value: number): string => `${whole(Math.round(value / 1_000_000))} million`;
