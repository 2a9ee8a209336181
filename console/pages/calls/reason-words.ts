// Why a call was handled as it was, in the reader's language. A reason that this console does not know is shown in the
// words of the API.
import { listingReason } from '../../../core/lists/listing-reason.ts';
import type { CallView, Reason } from '../../../functions/admin/contract.ts';
import type { Format } from '../../words/format.ts';
import type { Words } from '../../words/words.ts';

export type ReasonView = CallView['reasons'][number];

/** A score's own reasons are many, and what leads to what is in the settings; the API has the sentence. */
type KnownReason = Exclude<Reason, { code: 'reputation' | 'unanswered' }>;

export function reasonWords(reason: ReasonView, { calls }: Words, format: Format): string {
  const known = reason as unknown as KnownReason;
  const write = calls.reasons[known.code] as (typeof calls.reasons)[KnownReason['code']] | undefined;
  return write === undefined ? reason.texts[format.language] : write(partsOf(known, calls, format));
}

function partsOf(reason: KnownReason, { lists }: Words['calls'], format: Format) {
  return {
    list: 'list' in reason ? lists[reason.list] : '',
    pattern: 'pattern' in reason ? format.phone(reason.pattern ?? '') : '',
    reason: reason.code === 'listed' ? listingReason(reason, format.language) : '',
    member: 'member' in reason ? (reason.member ?? '') : '',
    number: 'number' in reason ? reason.number : '',
    time: format.dateTime(instantOf(reason)),
    calls: 'calls' in reason ? reason.calls : 'conversations' in reason ? reason.conversations : 0,
    minutes: 'minutes' in reason ? reason.minutes : 0,
  };
}

function instantOf(reason: KnownReason): string {
  if (reason.code === 'listing-expired') return reason.expiresAt;
  if (reason.code === 'copied-lists') return reason.takenAt;
  return 'until' in reason ? reason.until : new Date(0).toISOString();
}
