// The “Legal holds” page: what must not be deleted, and what is kept for how long.
import type { HoldView, RetentionView } from '../../../functions/admin/contract.ts';
import { counted } from '../../../core/basics/counted.ts';

type Category = RetentionView['categories'][number]['category'];
type Begin = RetentionView['categories'][number]['from'];

export const HOLDS = {
  title: 'Legal holds',
  description:
    'Records under a legal hold are not deleted, by hand or at the end of their retention period, until two people lift the hold.',
  empty: 'No legal holds with this status',
  status: 'Status',
  statuses: {
    'in-force': 'In force',
    'lift-proposed': 'In force, lift proposed',
    lifting: 'Being lifted',
    lifted: 'Lifted',
  } satisfies Record<HoldView['status'], string>,
  sources: {
    package: 'Evidence package',
    case: 'Case',
    order: 'Order',
  } satisfies Record<HoldView['source'], string>,
  columns: {
    id: 'Hold',
    source: 'For',
    covers: 'Covers',
    records: 'Records',
    why: 'Reason',
    placed: 'Placed',
    actions: 'Actions',
  },
  covers: {
    case: (caseNumber: string) => `Case ${caseNumber}`,
    number: (number: string) => `Calls of ${number}`,
    all: 'All calls',
    from: (time: string) => `from ${time}`,
    to: (time: string) => `until ${time}`,
    named: 'Records named one by one',
  },
  records: (calls: number, recordings: number, cases: number) =>
    [
      counted(calls, 'call'),
      counted(recordings, 'recording'),
      counted(cases, 'case'),
    ].join(', '),
  by: (who: string, when: string) => `${who}, ${when}`,
  proposed: (who: string, why: string) => `${who} proposed to lift it: ${why}`,
  otherPerson: 'Another person must agree.',
  propose: 'Propose to lift',
  lift: 'Lift',
  refuse: 'Keep the hold',
  withdraw: 'Withdraw the proposal',
  proposeExplained:
    'The hold stays in force until another person with the role approver or administrator agrees.',
  liftExplained:
    'The records go back to their ordinary retention periods. Records whose period is over are deleted.',
  refuseExplained: 'The hold stays in force.',
  why: 'Reason',
  whyNeeded: 'Enter a reason. It goes into the audit log.',
  done: {
    place: 'The hold is in force. Its records are found within minutes.',
    propose: 'Proposed. Another person must agree.',
    lift: 'The hold was lifted.',
    refuse: 'The hold stays in force.',
  },
  place: 'Place a hold',
  placeExplained: 'For an order of an authority, or a case that goes on elsewhere, such as in court.',
  source: 'Based on',
  reference: 'Reference number',
  referenceHint: 'Number of the order or the case',
  authority: 'Authority',
  legalBasis: 'Legal basis',
  what: 'What it covers',
  whats: { case: 'A case', number: 'A phone number', span: 'All calls in a period' },
  caseNumber: 'Case number',
  number: 'Phone number',
  from: 'From',
  to: 'To',
  onRecord: (holds: string) => `Under legal hold ${holds}. It can’t be deleted.`,
  retention: 'What is kept, and for how long',
  retentionDescription: 'Records are deleted automatically at the end of their period.',
  retentionColumns: { category: 'Records', period: 'Period', oldest: 'Oldest', held: 'Under legal hold' },
  categories: {
    calls: 'Calls',
    recordings: 'Messages and recordings',
    cases: 'Cases',
    'evidence-packages': 'Evidence packages',
    'caller-records': 'What is known of callers’ numbers',
    listings: 'List entries',
    audit: 'Audit log',
    settings: 'Saved versions of the settings',
  } satisfies Record<Category, string>,
  begins: {
    creation: (days: string) => `${days} from creation`,
    closing: (days: string) => `${days} from closing`,
    'last-use': (days: string) => `${days} from last use`,
    expiry: (days: string) => `${days} from expiry`,
  } satisfies Record<Begin, (days: string) => string>,
  days: (days: number) => counted(days, 'day'),
  noEnd: 'Kept until a person deletes them',
  auditHeld: 'The audit log is kept from the oldest record of each hold on.',
} as const;
