// What was sent to an authority, in one line.
import type { AuthorityReport } from '../../functions/admin/contract.ts';
import { whoInWords } from '../terminal/who.ts';
import { localTime } from '../terminal/times.ts';

export const sentInWords = ({ authority, sentAt, by, reference }: AuthorityReport['sent'][number]): string =>
  `to ${authority}, ${localTime(sentAt)}, ${whoInWords(by)}${reference === undefined ? '' : `, ${reference}`}`;
