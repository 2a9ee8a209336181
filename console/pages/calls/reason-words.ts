// Why a call was decided as it was, in the reader's language; a reason that is newer than this console in the API's own.
import type { CallView, Reason } from '../../../functions/admin/contract.ts';
import type { Format } from '../../words/format.ts';
import type { Words } from '../../words/index.ts';

export type ReasonView = CallView['reasons'][number];

export function reasonWords(reason: ReasonView, { calls }: Words, format: Format): string {
  const known = reason as unknown as Reason;
  const write = calls.reasons[known.code] as (typeof calls.reasons)[Reason['code']] | undefined;
  return write === undefined ? reason.text : write(partsOf(known, calls, format));
}

function partsOf(reason: Reason, { lists }: Words['calls'], format: Format) {
  return {
    list: 'list' in reason ? lists[reason.list] : '',
    pattern: 'pattern' in reason ? reason.pattern : '',
    reason: 'reason' in reason ? reason.reason : '',
    time: format.dateTime(instantOf(reason)),
  };
}

function instantOf(reason: Reason): string {
  if (reason.code === 'listing-expired') return reason.expiresAt;
  return reason.code === 'verified' ? reason.until : new Date(0).toISOString();
}
