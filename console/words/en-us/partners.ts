// The “Partners” page: who numbers are shared with, what each may see, and the numbers that they dispute.
import { counted } from '../../../core/basics/counted.ts';
import type { PartnerView, ShareView } from '../../../functions/admin/contract.ts';

type Terms = PartnerView['terms'];

export const PARTNERS = {
  title: 'Partners',
  description:
    'Partners get the numbers that this hotline has blocked, as keyed hashes (codes that show a partner only numbers it already knows) or, with a legal basis, as plain numbers. Two people approve each partner; one person can suspend it.',
  empty: 'No partners yet. Add one when an agreement is signed.',
  add: 'Add a partner',
  change: 'Change',
  columns: { name: 'Partner', state: 'Status', gets: 'What it gets', use: 'Use so far', actions: 'Actions' },
  states: {
    proposed: 'Not approved yet',
    active: 'Active',
    suspended: 'Suspended',
    ended: 'Ended',
    expired: 'Agreement expired',
  } satisfies Record<PartnerView['state'], string>,
  formats: {
    misp: 'MISP feed (plain numbers)',
    taxii: 'STIX over TAXII (plain numbers)',
    csv: 'CSV (plain numbers)',
    'matching-list': 'List of keyed hashes',
    'matching-lookup': 'Look-up by part of a hash',
  } satisfies Record<Terms['formats'][number], string>,
  trusts: {
    low: 'Low: its false positives are only counted',
    normal: 'Normal: a person checks its false positives; two partners withdraw a number',
    high: 'High: its false positive withdraws a number until a person checks it',
  } satisfies Record<Terms['trust'], string>,
  bases: {
    'separate-consent': 'Separate consent of the person',
    contract: 'Contract',
    'statutory-duty': 'Legal obligation',
  } satisfies Record<NonNullable<Terms['basis']>['kind'], string>,
  keyedOnly: 'Keyed hashes only',
  plainOn: (basis: string, reference: string) => `Plain numbers: ${basis}, ${reference}`,
  until: (day: string) => `Until ${day}`,
  used: (fetches: number, numbers: number) =>
    `${counted(fetches, 'request')}, ${counted(numbers, 'number')} sent`,
  reported: (hits: number, falsePositives: number) =>
    `Reported back: ${counted(hits, 'match', 'matches')}, ${counted(falsePositives, 'false positive')}`,
  lastFetched: (time: string) => `Last request: ${time}`,
  proposals: {
    create: (who: string, why: string) => `${who} proposed this partner: ${why}`,
    change: (who: string, why: string) => `${who} proposed a change: ${why}`,
    rotate: (who: string, why: string) => `${who} proposed a new token and key: ${why}`,
    resume: (who: string, why: string) => `${who} proposed to resume: ${why}`,
  } satisfies Record<NonNullable<PartnerView['proposal']>['kind'], (who: string, why: string) => string>,
  otherPerson: 'Another person must approve.',
  steps: {
    approve: 'Approve',
    refuse: 'Refuse',
    rotate: 'Replace the key',
    suspend: 'Suspend',
    resume: 'Resume',
  },
  explained: {
    approve: 'The proposal takes effect right away. A new token and key are shown only once, to you.',
    refuse: 'The proposal is dropped. Nothing else changes.',
    rotate: 'Another person must approve. The old token and key stay valid for a week after that.',
    suspend: 'The partner stops getting numbers right away. Two people must approve before it resumes.',
    resume: 'Another person must approve.',
  },
  done: {
    approve: 'Approved.',
    refuse: 'Refused.',
    rotate: 'Proposed. Another person must approve.',
    suspend: 'Suspended. The partner no longer gets numbers.',
    resume: 'Proposed. Another person must approve.',
    saved: 'Saved.',
    proposed: 'Proposed. Another person must approve.',
    share: 'The number is shared.',
    withdraw: 'The number was withdrawn from partners.',
  },
  name: 'Short name',
  nameHint: 'Lowercase letters, digits, and hyphens, like bank-of-examples. The name can’t be changed later.',
  nameNeeded: 'Enter a short name, like bank-of-examples.',
  categories: 'Kinds of numbers it gets',
  automatic: 'Include numbers that no person has confirmed',
  format: 'How it gets the numbers',
  formatHint: 'Formats with plain numbers need a legal basis.',
  basis: 'Legal basis for plain numbers',
  basisHint: 'Required by the Personal Information Protection Law, article 23. Not needed for keyed hashes.',
  noBasis: 'None: keyed hashes only',
  basisReference: 'Document or article',
  basisReferenceHint: 'Where the basis is written, like “Contract A-2026-17, section 4”.',
  trust: 'Trust',
  tlp: 'TLP label',
  tlpHint:
    'Traffic Light Protocol: whom the partner may pass the numbers on to. Amber: only inside its own organization and to its clients.',
  mostNumbers: 'Numbers sent (maximum)',
  mostNumbersHint: 'The newest numbers are sent.',
  requestsPerHour: 'Requests per hour (maximum)',
  anonymity: 'Numbers behind each look-up (minimum)',
  anonymityHint: 'A higher figure hides better which number the partner looks up.',
  contractReference: 'Agreement',
  contractReferenceHint: 'Its number in your files.',
  expiresOn: 'Valid until',
  contactName: 'Contact person',
  contactEmail: 'Email of the contact (optional)',
  credential: (name: string) => `Token and key of ${name}`,
  credentialOnce:
    'The token and the key are shown only now. Copy both and send them to the partner in a secure way, not by plain email.',
  token: 'Token',
  key: 'Key for matching',
  close: 'I copied both',
  doubted: 'Disputed numbers',
  doubtedDescription:
    'Partners say that these numbers belong to honest callers. Check each number, then decide whether to keep sharing it.',
  doubtedEmpty: 'No disputed numbers. A number appears here when a partner reports a false positive.',
  doubtedColumns: {
    number: 'Number',
    state: 'Status',
    by: 'Reported by',
    since: 'Since',
    actions: 'Actions',
  },
  doubtedStates: {
    shared: 'Still shared',
    disputed: 'Withdrawn until decided',
  } satisfies Record<ShareView['state'], string>,
  decisions: { share: 'Keep sharing', withdraw: 'Stop sharing' },
  decisionsExplained: {
    share: 'Partners get the number again and are told that a person checked it.',
    withdraw:
      'Partners are told to remove the number. This hotline still blocks it. If the block is wrong, remove it on the Lists page.',
  },
} as const;
