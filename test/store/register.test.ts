// The register of stored fields: what it must have, and that a write of anything else is refused.
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { KEPT_CATEGORIES } from '../../core/holds/kept.ts';
import { CATEGORIES } from '../../core/privacy/categories.ts';
import { expiryRules } from '../../cdk/lifecycle.ts';
import { refusedWrites } from '../../in-process/registered-writes.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { openTable } from '../../store/database/table.ts';
import { OBJECTS, REGISTER, type StoredObject } from '../../store/register/register.ts';
import { unregistered } from '../../store/register/check-write.ts';
import { TABLES, TABLE_NAMES, type TableDefinition } from '../../store/tables.ts';
import { rigForAll } from '../support/rig.ts';

const rig = rigForAll();

// Every other test fails where something was refused; here that is the point.
afterEach(() => {
  refusedWrites.clear();
});

test.each(TABLE_NAMES)('the register has every key of the table %s, and its end', (table) => {
  const { key, indexes = {}, timeToLive }: TableDefinition = TABLES[table];
  const names = [key, ...Object.values(indexes)].flatMap(({ partition, sort }) => [
    partition,
    sort ?? partition,
  ]);
  for (const name of [...names, timeToLive])
    expect(unregistered(table, { path: [name], value: '' })).toBeUndefined();
});

test('every category is that of some field or object, with a purpose and a legal basis', () => {
  const used = new Set([
    ...Object.values(REGISTER).flatMap((fields) => Object.values(fields).map(({ category }) => category)),
    ...Object.values(OBJECTS).map(({ category }) => category),
  ]);
  expect([...used].sort()).toEqual([...KEPT_CATEGORIES].sort());
  for (const category of KEPT_CATEGORIES) expect(CATEGORIES[category].purposes.length).toBeGreaterThan(0);
});

describe('what is kept outside of the tables ends', () => {
  /** A person removes these, or nobody: docs/privacy.md says which and why. */
  const BY_HAND = ['evidence', 'anchors', 'erasures', 'people'];

  test.each(Object.entries<StoredObject>(OBJECTS))('%s', (name, { end }) => {
    expect(end.by === 'person').toBe(BY_HAND.includes(name));
    if (end.by === 'code')
      expect(readFileSync(end.file, 'utf8')).toMatch(/\.(remove|release)\(|emptyOutbox\(|retentionPeriod:/);
  });

  test('in buckets by rules that are made from the register and the settings', () => {
    const settings = { ...SEED_SETTINGS, calls: { ...SEED_SETTINGS.calls, retentionDays: 33 } };
    const rules = [...expiryRules('recordings', settings), ...expiryRules('evidence', settings)];
    expect(rules.map(({ prefix, expiration }) => [prefix, expiration?.toDays()])).toEqual([
      ['voicemail/', 33],
      ['transcripts/', 1],
      ['snapshot/', 8],
      ['copies/', 8],
    ]);
  });

  test('and no rule of a bucket touches what a hold, an open case or a request of an authority keeps', () => {
    const prefixes = (['recordings', 'evidence'] as const).flatMap((bucket) =>
      expiryRules(bucket, SEED_SETTINGS).map(({ prefix = '' }) => prefix),
    );
    for (const kept of ['held/voicemail/RE1.wav', 'attachments/1', 'packages/1'])
      expect(prefixes.filter((prefix) => kept.startsWith(prefix))).toEqual([]);
  });
});

describe('a write of what is not in the register is refused', () => {
  const calls = () => openTable(rig.database, 'calls');
  const key = { callSid: 'CA1' };

  test.each([
    ['an attribute', { set: { shoeSize: 43 } }, 'calls.shoeSize is not in the register'],
    ['one that is set once', { once: { shoeSize: 43 } }, 'calls.shoeSize is not'],
    ['one that is added to', { add: { shoes: new Set(['left']) } }, 'calls.shoes is not'],
    ['one that takes the value of another', { copy: { shoes: 'caller' } }, 'calls.shoes is not'],
    ['the second of two', { set: { caller: '+1', shoeSize: 43 } }, 'calls.shoeSize is not'],
    ['a member of a map', { set: { flag: { by: 'x', shoe: 1 } } }, 'calls.flag.shoe is not'],
    ['a member by its path', { set: [[['flag', 'shoe'], 1]] }, 'calls.flag.shoe is not'],
    ['a map where a text is expected', { set: { caller: { name: 'Lin' } } }, 'calls.caller.name is not'],
    ['a member in a pattern', { once: { 'step:a': { at: 't', shoe: 1 } } }, 'calls.step:a.shoe is not'],
  ] as const)('%s', async (_, change, problem) => {
    await expect(calls().update('test', key, change)).rejects.toThrow(problem);
    await expect(calls().get('test', key)).resolves.toBeUndefined();
  });

  test('an item as a whole, alone and in a batch', async () => {
    const cases = openTable(rig.database, 'cases');
    const item = { caseNumber: '1', history: [{ at: 't', by: 'x', shoe: 1 }] };
    await expect(cases.put('test', item)).rejects.toThrow('cases.history.shoe is not in the register');
    const feeds = openTable(rig.database, 'feeds');
    await expect(feeds.putMany('test', [{ key: 'a' }, { key: 'b', shoe: 1 }])).rejects.toThrow('feeds.shoe');
    const raw = new PutCommand({
      TableName: rig.database.table('cases'),
      Item: { caseNumber: '1', shoe: 1 },
    });
    await expect(rig.database.run('test', (client) => client.send(raw))).rejects.toThrow('cases.shoe');
  });

  test('words lose the numbers of cards and identity papers, wherever they stand', async () => {
    const said = 'my card is 4111 1111 1111 1111, ID 11010519491231002X, call +13125550177';
    const left = 'my card is [***], ID [***], call +13125550177';
    await calls().update(
      'test',
      { callSid: 'CA3' },
      {
        set: { flag: { by: 'x', at: 't', reason: said } },
        once: { 'step:c': { at: 't', detail: said } },
      },
    );
    await expect(calls().get('test', { callSid: 'CA3' })).resolves.toMatchObject({
      flag: { reason: left },
      'step:c': { detail: left },
    });
    const voicemails = openTable(rig.database, 'voicemails');
    await voicemails.update(
      'test',
      { recordingSid: 'RE1' },
      { once: { transcript: { text: said, by: 't', at: 't' } } },
    );
    await expect(voicemails.get('test', { recordingSid: 'RE1' })).resolves.toMatchObject({
      transcript: { text: left },
    });
    const cases = openTable(rig.database, 'cases');
    await cases.put('test', { caseNumber: '2', description: said });
    await cases.update(
      'test',
      { caseNumber: '2' },
      { append: { history: [{ at: 't', by: 'x', feedback: said }] } },
    );
    await expect(cases.get('test', { caseNumber: '2' })).resolves.toMatchObject({
      description: left,
      history: [{ feedback: left }],
    });
  });

  test('what is in it is written', async () => {
    const change = { set: { flag: { by: 'x', at: 't', reason: 'r' } }, once: { 'step:b': { at: 't' } } };
    await calls().update('test', { callSid: 'CA2' }, change);
    await expect(calls().get('test', { callSid: 'CA2' })).resolves.toMatchObject(change.set);
  });
});
