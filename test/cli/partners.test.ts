// Partners and their lists in a terminal: what is sent, what is said of what waits for a second person, and that a secret
// is shown once and no other time.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  approvePartner,
  changePartner,
  listDoubts,
  listPartners,
  proposePartner,
} from '../../cli/partners/partners.ts';
import {
  actOnSubscription,
  addSubscription,
  decideOnProposal,
  subscriptions,
  type AddOptions,
} from '../../cli/subscriptions/subscriptions.ts';
import type { Connection } from '../../cli/connection.ts';
import type { PartnerView, ShareView, SubscriptionView } from '../../functions/admin/contract.ts';
import { partnerBody } from '../support/partners.ts';

const AT = '2026-11-24T14:05:09.120Z';
let said = '';
const asked: { route: string; given: unknown }[] = [];

beforeEach(() => {
  said = '';
  asked.length = 0;
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** A hotline that gives these answers, by route. */
const answering = (answers: Readonly<Record<string, unknown>>): Connection =>
  ({
    api: {
      call: (route: string, given: unknown) => {
        asked.push({ route, given });
        return Promise.resolve({ body: answers[route], version: 1 });
      },
    },
  }) as unknown as Connection;

const { why: _, ...terms } = partnerBody();
const bank = {
  name: 'bank',
  state: 'active',
  terms: { ...terms, prefixDigits: 5 },
  use: { fetches: 1, numbers: 2, lookUps: 0, sightings: {} },
  version: 4,
} as unknown as PartnerView;

describe('partners', () => {
  test('are listed with what waits for a second person', async () => {
    const proposal = { kind: 'rotate', by: 'grace', at: AT, why: 'yearly\u0007', overlapHours: 168 } as const;
    await listPartners(answering({ 'partners.page': { items: [{ ...bank, proposal }] } }), {});
    expect(said).toMatch(
      /bank +Active .*1 request, 2 numbers sent +grace proposed a new token and key: yearly/,
    );
    expect(said).not.toContain('\u0007');
    said = '';
    await listPartners(answering({ 'partners.page': { items: [] } }), {});
    expect(said).toBe('No partners yet. Add one when an agreement is signed.\n');
  });

  test('a change names the version that it replaces, and a new partner none', async () => {
    const hotline = answering({
      'partners.page': { items: [bank] },
      'partners.put': { ...bank, proposal: {} },
    });
    for (const name of ['bank', 'shop'])
      await proposePartner(hotline, name, { text: JSON.stringify(terms), why: 'they share' });
    const sent = asked.filter(({ route }) => route === 'partners.put').map(({ given }) => given);
    expect(sent).toEqual([
      { params: { partner: 'bank' }, body: { ...terms, why: 'they share' }, version: 4 },
      { params: { partner: 'shop' }, body: { ...terms, why: 'they share' } },
    ]);
    expect(said).toContain('Another person must approve.');
  });

  test('token and key are shown once, where there are any', async () => {
    const credential = { name: 'bank', token: 'the-token', key: 'the-key', keyId: '0a1b2c3d' };
    await approvePartner(answering({ 'partners.approve': { partner: bank, credential } }), 'bank', 'read');
    expect(said).toContain('The token and the key are shown only now');
    expect(said).toContain('Token: the-token\nKey for matching (0a1b2c3d): the-key\n');
    said = '';
    await approvePartner(answering({ 'partners.approve': { partner: bank } }), 'bank', 'read');
    expect(said).toBe('Approved.\n');
  });

  test('each step is sent with its reason', async () => {
    for (const route of [
      'partners.refuse',
      'partners.rotate',
      'partners.suspend',
      'partners.resume',
    ] as const)
      await changePartner(answering({ [route]: bank }), route, { partner: 'bank', why: 'a leak' });
    for (const { given } of asked)
      expect(given).toEqual({ params: { partner: 'bank' }, body: { why: 'a leak' } });
    expect(said.split('\n')).toContain('Suspended a partner: bank.');
  });

  test('doubted numbers have the entry that a decision takes', async () => {
    const share = {
      entry: '00000000-0000-4000-8000-000000000001',
      number: '+13125550161',
      state: 'disputed',
      falsePositives: ['bank', 'shop'],
      flaggedAt: AT,
    } as unknown as ShareView;
    await listDoubts(answering({ 'shares.page': { items: [share] } }), {});
    expect(said).toMatch(/^00000000-\S+ +\+13125550161 +Withdrawn until decided +bank, shop/m);
  });
});

const list = {
  name: 'first-bank',
  terms: { kind: 'misp', partner: 'First Bank' },
  state: 'in-force',
  numbers: 12,
  blocks: 3,
  counts: { hits: 5, kept: 2, falsePositives: 1, reported: 1 },
  freshAt: AT,
  version: 7,
} as unknown as SubscriptionView;

const OPTIONS: AddOptions = {
  kind: 'misp',
  partner: 'First Bank',
  address: 'https://bank.example/feeds/misp/',
  trust: 'normal',
  blockFrom: '3',
  increments: false,
  credentialStdin: false,
};

describe('lists of partners', () => {
  test.each<[string, object, string]>([
    [
      'a proposal',
      { proposal: { kind: 'create', by: 'grace' } },
      'grace proposed it: another person must approve',
    ],
    ['a change', { proposal: { kind: 'change', by: 'linus' } }, 'linus proposed a change'],
    [
      'content that waits',
      { held: { added: 60, removed: 30 } },
      'adds 60 and removes 30: accept or refuse it',
    ],
    [
      'a failure',
      { failure: { problem: 'bank.example cannot be reached.' } },
      'bank.example cannot be reached.',
    ],
  ])('are listed with %s', async (_name, more, words) => {
    await subscriptions(answering({ 'subscriptions.page': { items: [{ ...list, ...more }] } }), {
      json: false,
    });
    expect(said).toContain(words);
    expect(said).toMatch(/first-bank +First Bank +misp +in-force +12 +3 +2 of 5 +1/);
  });

  test('a new list is proposed with what was said, and a change names its version', async () => {
    const page = { 'subscriptions.page': { items: [list] } };
    const proposed = { ...list, proposal: { kind: 'create', by: 'grace' } };
    await addSubscription(answering({ ...page, 'subscriptions.put': proposed }), 'shop', OPTIONS);
    expect(said).toBe(
      'The list "shop" is proposed. Another person must approve it: hotline subscriptions approve shop\n',
    );
    await addSubscription(answering({ ...page, 'subscriptions.put': list }), 'first-bank', OPTIONS);
    const sent = asked.filter(({ route }) => route === 'subscriptions.put').map(({ given }) => given);
    expect(sent).toMatchObject([
      { params: { name: 'shop' }, body: { terms: { url: OPTIONS.address, block: { atLeast: 3 } } } },
      { params: { name: 'first-bank' }, version: 7 },
    ]);
  });

  test('a proposal is approved or refused, and content accepted or refused', async () => {
    const answers = {
      'subscriptions.approve': list,
      'subscriptions.refuse': list,
      'subscriptions.decide': list,
      'subscriptions.fetch': list,
      'subscriptions.delete': list,
    };
    const hotline = answering(answers);
    for (const verb of ['approve', 'refuse-proposal'] as const)
      await decideOnProposal(hotline, 'first-bank', { verb, why: 'agreed' });
    for (const verb of ['accept', 'refuse', 'fetch', 'remove'] as const)
      await actOnSubscription(hotline, 'first-bank', verb);
    expect(asked.map(({ route }) => route)).toEqual([
      'subscriptions.approve',
      'subscriptions.refuse',
      'subscriptions.decide',
      'subscriptions.decide',
      'subscriptions.fetch',
      'subscriptions.delete',
    ]);
    expect(said).toContain('List "first-bank" ended: 12 numbers, 3 blocks.');
  });
});
