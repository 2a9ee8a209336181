// Partners and shares for stories.
import type { SentBodyOf } from '../../functions/admin/contract.ts';
import { parseE164 } from '../../core/numbers/e164.ts';
import type { LiveShare } from '../../core/sharing/share.ts';

/** What is sent to propose a partner that may have everything. */
export const partnerBody = (
  change: Partial<SentBodyOf<'partners.put'>> = {},
): SentBodyOf<'partners.put'> => ({
  trust: 'normal',
  requestsPerHour: 600,
  mostNumbers: 10_000,
  categories: ['impersonation', 'advance-fee', 'harassment', 'advertising', 'other'],
  automatic: true,
  formats: ['misp', 'taxii', 'csv', 'matching-list', 'matching-lookup'],
  basis: { kind: 'contract', reference: 'Agreement 17, section 4' },
  tlp: 'amber',
  contact: { name: 'Fraud desk', email: 'fraud@bank.example' },
  contractReference: 'Agreement 17',
  expiresOn: '2035-12-31',
  why: 'they share with us too',
  ...change,
});

let entries = 0;

export function sharedNumber(number: string, change: Partial<LiveShare> = {}): LiveShare {
  const read = parseE164(number);
  if (read === undefined) throw new Error(number);
  return {
    entry: `00000000-0000-4000-8000-${String(++entries).padStart(12, '0')}`,
    batch: '2026-W47',
    added: '2026-11-20T08:00:00.000Z',
    changed: '2026-11-22T09:30:00.000Z',
    checked: '2026-11-22T09:30:00.000Z',
    state: 'shared',
    number: read,
    category: 'impersonation',
    decision: 'human',
    firstSeen: '2026-11-18T08:00:00.000Z',
    lastSeen: '2026-11-22T09:30:00.000Z',
    calls: 7,
    confidence: 85,
    expires: '2027-05-21T09:30:00.000Z',
    falsePositives: [],
    ...change,
  };
}
