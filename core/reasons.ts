// The reasons of a screening, in words for the person who asks why.
import { assertNever } from './assert-never.ts';
import type { Reason } from './screening.ts';

export function describeReason(reason: Reason): string {
  switch (reason.code) {
    case 'listed':
      return `${LIST_WORDS[reason.list]} by ${reason.pattern}: ${reason.reason}`;
    case 'listing-expired':
      return `the listing ${reason.pattern} expired at ${reason.expiresAt} and has no effect`;
    case 'attestation-failed':
      return reason.pattern === undefined
        ? 'the network says that the caller does not own this number'
        : `the network says that the caller does not own this number, so the listing ${reason.pattern} is not trusted`;
    case 'staff-number':
      return 'a member of staff calls from this number, and is asked for the PIN';
    case 'verified':
      return `passed the challenge lately: verified until ${reason.until}`;
    case 'withheld':
      return 'the caller ID is withheld';
    case 'not-a-number':
      return 'the caller ID is not a telephone number';
    case 'unknown-caller':
      return 'the number is on no list and has not passed a challenge lately';
    case 'store-unavailable':
      return 'the store did not answer in time, so the caller counted as unknown';
    default:
      return assertNever(reason, 'reason');
  }
}

const LIST_WORDS = {
  allow: 'allowlisted',
  block: 'blocklisted',
  'never-block': 'on the never-block list',
} as const;
