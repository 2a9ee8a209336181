// Numbers and prefix rules as doubles, under which a copy of the lists finds them. Both are exact: a number has at most 15
// digits, and a rule is the digits it begins with and a half, below 2^52.
import type { ListingPattern } from '../listing.ts';

const NUMBER_OR_RULE = /^\+([1-9]\d{0,14})(\*?)$/;

/** Undefined for an address, and for a rule longer than any number: no caller has ever met it. */
export function numberKey(pattern: ListingPattern): number | undefined {
  const [, digits, star] = NUMBER_OR_RULE.exec(pattern) ?? [];
  if (digits === undefined) return undefined;
  return Number(digits) + (star === '*' ? 0.5 : 0);
}

/**
 * Where a table of so many slots is to be searched first. Numbers that follow each other are spread over all of it, so
 * that a dense block of numbers does not become one long search.
 */
export function firstSlot(key: number, slots: number): number {
  const doubled = key * 2;
  const low = doubled >>> 0;
  const high = Math.floor(doubled / 2 ** 32);
  let mixed = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 13)) >>> 0) % slots;
}
