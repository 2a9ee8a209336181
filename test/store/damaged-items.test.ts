// An item that somebody else has written, or that is damaged, is told with its table, its key, and what is wrong with it.
import { describe, expect, test } from '@jest/globals';
import { callFromItem } from '../../store/calls/call-items.ts';
import { caseFromItem } from '../../store/cases/case-items.ts';
import { DamagedItemError } from '../../store/database/errors.ts';
import { callerFromItem } from '../../store/evidence/caller-items.ts';
import { partsFromItem, registryFromItem } from '../../store/evidence/feed-items.ts';
import { listingFromItem } from '../../store/lists/listing-items.ts';
import { messageFromItem } from '../../store/messages/voicemail-items.ts';
import {
  guardFromItem,
  installationFromItem,
  storedDoNotDisturb,
} from '../../store/settings/settings-items.ts';
import { accountFromItem, memberFromItem } from '../../store/staff/member-items.ts';

const AT = '2026-11-24T02:00:00.000Z';
const NUMBER = '+13125550177';
const LISTING = {
  pattern: NUMBER,
  list: 'block',
  reason: 'nuisance',
  source: 'admin',
  addedBy: 'admin',
  addedAt: AT,
  version: 1,
};
const VOICEMAIL = {
  recordingSid: 'RE1',
  callSid: 'CA1',
  status: 'new',
  receivedAt: AT,
  seconds: 4,
  audio: { place: 'at-carrier' },
  version: 1,
};
const CASE = {
  caseNumber: '111111',
  kind: 'report',
  status: 'received',
  category: 'other',
  official: false,
  language: 'en-US',
  receivedAt: AT,
  dueAt: AT,
  history: [],
  version: 1,
};

type Item = Record<string, unknown>;
const ITEMS: readonly [string, (item: Item) => unknown, Item, Item, RegExp][] = [
  [
    'a listing',
    listingFromItem,
    LISTING,
    { list: 'grey' },
    /\{"pattern":"\+13125550177"\} of the table listings .*\/list/,
  ],
  [
    'a time that is none',
    listingFromItem,
    LISTING,
    { expiresAt: 'soon' },
    /listings .*\/expiresAt: is no time/,
  ],
  [
    'a pattern that is none',
    listingFromItem,
    LISTING,
    { pattern: 'x' },
    /\/pattern: is neither a number nor a prefix/,
  ],
  ['a caller', callerFromItem, { number: NUMBER }, { reporters: ['a list'] }, /callers .*\/reporters/],
  [
    'a member on a call',
    (item) => memberFromItem(item, new Date(AT)),
    { number: NUMBER },
    { onCall: { callSid: 5, since: AT } },
    /\/onCall\/callSid/,
  ],
  ['a staff account', accountFromItem, { number: NUMBER }, { pinHash: 7 }, /callers .*\/pinHash/],
  [
    'a message',
    messageFromItem,
    VOICEMAIL,
    { audio: { place: 'stored', key: 'k' } },
    /\{"recordingSid":"RE1"\} of the table voicemails .*\/audio\/sha256/,
  ],
  [
    'a case',
    caseFromItem,
    CASE,
    { history: undefined },
    /\{"caseNumber":"111111"\} of the table cases .*\/history/,
  ],
  [
    'a call',
    callFromItem,
    { callSid: 'CA1' },
    { 'step:1': { step: 'menu' } },
    /\{"callSid":"CA1"\} of the table calls .*\/step:1/,
  ],
  ['a verdict that nobody knows', callFromItem, { callSid: 'CA1' }, { verdict: 'shout' }, /\/verdict/],
  [
    'the guard’s level',
    guardFromItem,
    { name: 'guard', version: 0, level: 'siege', since: AT, by: 'x' },
    { level: 'panic' },
    /\{"name":"guard","version":0\} of the table settings .*\/level/,
  ],
  [
    'do not disturb',
    storedDoNotDisturb,
    { name: 'do-not-disturb', version: 0 },
    { until: 5 },
    /do-not-disturb.*\/until/,
  ],
  [
    'the installation',
    installationFromItem,
    { name: 'installation', version: 0, since: AT },
    { since: '' },
    /installation.*\/since/,
  ],
  [
    'the record of feeds',
    registryFromItem,
    { key: 'feeds', registry: { version: 1, feeds: {}, open: [], leftovers: [], blocksDue: [] } },
    { registry: {} },
    /\{"key":"feeds"\} of the table feeds .*\/registry\/version/,
  ],
  [
    'complaints of a home',
    partsFromItem,
    { key: '+1312555', parts: { 'u.0': 'x' } },
    { parts: { 'u.0': 5 } },
    /\+1312555.*\/parts\/u\.0/,
  ],
];

describe.each(ITEMS)('%s', (_, read, sound, damage, message) => {
  test('is read where it is sound, and named where it is damaged', () => {
    expect(() => read(sound)).not.toThrow();
    expect(() => read({ ...sound, ...damage })).toThrow(DamagedItemError);
    expect(() => read({ ...sound, ...damage })).toThrow(message);
  });
});

test('attributes that belong to other readers of the item are left out', () => {
  expect(listingFromItem({ ...LISTING, ttl: 5, writeKey: 'k' })).toEqual(LISTING);
  expect(callerFromItem({ number: NUMBER, complaints4e72: 3, reporters: new Set([NUMBER]) })).toEqual({
    number: NUMBER,
    reporters: [NUMBER],
  });
});

test('a message that was dropped before it was kept has nothing else', () => {
  const dropped = { by: 'admin', at: AT };
  expect(messageFromItem({ recordingSid: 'RE1', status: 'dropped', dropped, ttl: 5 })).toEqual({
    recordingSid: 'RE1',
    dropped,
  });
});
