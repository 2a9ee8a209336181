// The words of the page with partner lists.
import { counted } from '../../../core/basics/counted.ts';
import type { SubscriptionView } from '../../../functions/admin/contract.ts';

export const SUBSCRIPTIONS = {
  title: 'Partner lists',
  description:
    'Lists of nuisance numbers from banks, authorities and other hotlines. A number on a list is evidence: it raises the risk score. It is blocked only by your own rule, by a person, or if two independent partners list it. Two people decide on each list.',
  none: 'No partner lists yet. Subscribe to one to use it as evidence.',
  add: 'Subscribe to a list',
  agreed: (count: number, shown: string) =>
    count === 0
      ? 'No number is blocked because independent partners agree on it.'
      : `${shown} ${count === 1 ? 'number is' : 'numbers are'} blocked because independent partners agree on ${count === 1 ? 'it' : 'them'}.`,
  columns: {
    name: 'List',
    state: 'Status',
    numbers: 'Numbers',
    value: 'Calls',
    updated: 'Updated',
    actions: 'Actions',
  },
  kinds: {
    misp: 'MISP feed',
    taxii: 'TAXII 2.1 collection',
    csv: 'Table of numbers (CSV)',
    ftc: 'FTC daily complaint files',
    'matching-list': 'List of keyed hashes',
    'matching-lookup': 'Look-up by hash prefix',
  },
  trusts: {
    low: 'Low: one complaint a number, never makes for a block',
    normal: 'Normal: up to 5 complaints a number',
    high: 'High: up to 20 complaints a number',
  },
  states: {
    proposed: 'Not approved yet',
    waiting: 'Not fetched yet',
    'in-force': 'In effect',
    held: 'Waiting for your decision',
    failing: 'Could not be updated',
    stale: 'Out of date',
  },
  /** What to do stands in the API's own words beneath. */
  failures: {
    refused: 'The address can’t be used.',
    unreachable: 'The partner’s server can’t be reached.',
    'too-slow': 'The partner’s server didn’t answer in time.',
    'too-large': 'The list is too large.',
    'not-allowed': 'The partner’s server refused the credential.',
    busy: 'The partner’s server is busy.',
    answered: 'The partner’s server answered with an error.',
    unreadable: 'The list can’t be read in the format that was chosen.',
    'wrong-sum': 'The list was damaged or changed on the way.',
    'no-sum': 'The list has no checksum.',
    'wrong-signature': 'The signature of the list is not valid.',
    'no-signature': 'The list is not signed.',
    'too-many': 'The list has too many numbers.',
    'unknown-key': 'The list was made with a key that this hotline doesn’t have.',
    conflict: 'The list conflicts with another one.',
  } satisfies Record<NonNullable<SubscriptionView['failure']>['code'], string>,
  blocks: (count: number, shown: string) => `${shown} ${count === 1 ? 'number' : 'numbers'} blocked`,
  value: (kept: number, shown: string) =>
    `${shown} ${kept === 1 ? 'call' : 'calls'} kept away thanks to this list`,
  hits: (hits: number, shown: string) => `${shown} ${hits === 1 ? 'call' : 'calls'} from its numbers`,
  falsePositives: (count: number, reported: number) =>
    `${counted(count, 'false positive')}, ${String(reported)} reported to the partner`,
  leftOut: (count: string, problem: string) => `${count} left out: ${problem}`,
  never: 'Never',
  held: (added: string, removed: string) =>
    `The new list adds ${added} and removes ${removed} numbers, more than its limit allows. The previous list stays in effect.`,
  fetch: 'Update now',
  fetching: (name: string) => `The list ${name} will be updated within a minute.`,
  edit: 'Edit',
  accept: 'Accept',
  refuse: 'Refuse',
  accepted: (name: string) => `The new list ${name} is in effect.`,
  refused: (name: string) => `The new list ${name} was refused. The previous one stays in effect.`,
  end: 'End',
  endTitle: (name: string) => `End the list ${name}?`,
  endText: (numbers: string, blocks: string) =>
    `Its numbers (${numbers}) no longer count as evidence, and the numbers that it blocks (${blocks}) are unblocked.`,
  ended: (name: string) => `The list ${name} was ended.`,
  of: (action: string, name: string) => `${action}: ${name}`,
  nameNeeded: 'Enter a name, like first-bank.',
  addTitle: 'Subscribe to a partner list',
  editTitle: (name: string) => `Edit the list ${name}`,
  save: 'Save',
  saved: (name: string) => `The list ${name} was saved. It will be fetched within a minute.`,
  proposed: (name: string) =>
    `The list ${name} was proposed. Another person must approve; nothing changes before.`,
  otherPerson: 'Another person must approve.',
  proposals: {
    create: (who: string, why: string) => `${who} proposed this list${why === '' ? '.' : `: ${why}`}`,
    change: (who: string, why: string) => `${who} proposed a change${why === '' ? '.' : `: ${why}`}`,
  },
  steps: { approve: 'Approve', refuse: 'Refuse the proposal' },
  proposalTitle: {
    approve: (name: string) => `Approve what was proposed for the list ${name}?`,
    refuse: (name: string) => `Refuse what was proposed for the list ${name}?`,
  },
  stepDone: {
    approve: (name: string) => `The list ${name} was approved. It will be fetched within a minute.`,
    refuse: (name: string) => `The proposal for the list ${name} was refused.`,
  },
  blocksNobody: 'Blocks nobody by itself',
  newCredential: 'Changes too',
  fields: {
    name: 'Name',
    kind: 'Format',
    partner: 'Partner',
    url: 'Address',
    credential: 'Credential',
    keys: 'Matching key',
    trust: 'Trust',
    everyMinutes: 'Minutes between updates',
    staleAfterHours: 'Hours without an update before an alarm',
    mostChangePercent: 'Change per update (maximum, %)',
    blockFrom: 'Complaints that block a number (optional)',
    signedBy: 'Fingerprint of the signing key (optional)',
    sightingsUrl: 'Address for false positives (optional)',
    prefixDigits: 'Digits of the hash in each look-up',
    why: 'Reason (optional)',
  },
  hints: {
    name: 'Lowercase letters, digits, and hyphens, like first-bank. The name can’t be changed later.',
    partner: 'Who publishes the list. Two lists from the same partner count as one source.',
    url: 'An https address, such as https://bank.example/feeds/misp/. On one machine also a folder, such as /media/usb/feed.',
    credential:
      'The token that the partner gave you, or name:token. It is stored encrypted and never shown again. Leave empty to keep the current one; an address on another server needs it again.',
    keys: 'The key that the partner sent with the credential. Leave empty to keep the current one.',
    mostChangePercent: 'A list that changes more waits for your decision.',
    blockFrom: 'If empty, the list only raises risk scores and blocks no numbers.',
    signedBy: 'Ask the partner for it by phone. If you set it, only lists with a valid signature are used.',
    sightingsUrl: 'If set, the partner is told when you allow or unblock one of its numbers.',
    prefixDigits: 'Fewer digits hide better which number is looked up.',
    why: 'Shown to the person who approves, and kept in the audit log.',
  },
} as const;
