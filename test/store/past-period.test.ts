// What is past its period: nobody reads it though it is still there, and nothing outlives it.
import { expect, test } from '@jest/globals';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { DAY_MS } from '../../core/basics/durations.ts';
import { KEPT_CATEGORIES, PERIODS } from '../../core/holds/kept.ts';
import { SEED_SETTINGS } from '../../local/seed/seed-settings.ts';
import { equals } from '../../store/database/conditions.ts';
import { allItems, openTable, readTogether } from '../../store/database/table.ts';
import { REGISTER } from '../../store/register/register.ts';
import { removeExpired } from '../../store/retention/expiry.ts';
import {
  TABLES,
  TABLE_NAMES,
  type KeySchema,
  type TableDefinition,
  type TableName,
} from '../../store/tables.ts';
import { rigForAll } from '../support/rig.ts';

const rig = rigForAll();
const NOW = new Date('2026-01-05T12:00:00Z');
const seconds = NOW.getTime() / 1_000;

const keyOf = (table: TableName, id: string): Record<string, string | number> => {
  const { key, numbers = [] }: TableDefinition = TABLES[table];
  const { partition, sort }: KeySchema = key;
  const value = (name: string) => (numbers.includes(name) ? 7 : id);
  return { [partition]: value(partition), ...(sort === undefined ? {} : { [sort]: value(sort) }) };
};

test.each(TABLE_NAMES)(
  '%s: an item is not read from the second on at which its period ends',
  async (table) => {
    const database = { ...rig.database, now: () => NOW };
    const timed = openTable(database, table);
    const raw = openTable(rig.database, table);
    const [past, living, endless] = [keyOf(table, 'past'), keyOf(table, 'living'), keyOf(table, 'endless')];
    await raw.put('test', { ...past, ttl: seconds });
    await raw.put('test', { ...living, ttl: seconds + 1 });
    await raw.put('test', endless);
    const { partition }: KeySchema = TABLES[table].key;
    const where = (key: Record<string, string | number>) => equals(partition, key[partition] ?? '');

    await expect(raw.get('test', past)).resolves.toBeDefined();
    await expect(timed.get('test', past)).resolves.toBeUndefined();
    await expect(timed.get('test', past, { attributes: [partition] })).resolves.toBeUndefined();
    await expect(timed.getMany('test', [past])).resolves.toEqual([]);
    await expect(allItems(timed, 'test', { where: where(past) })).resolves.toEqual([]);
    await expect(timed.query('test', { where: where(past), countOnly: true })).resolves.toMatchObject({
      count: 0,
    });
    const found = (await timed.scan('test', {})).items.map((item) => item[partition]);
    expect(found).not.toContain(past[partition]);
    expect((await readTogether(database, 'test', { [table]: [past] }))(table)).toEqual([]);
    await expect(timed.get('test', living)).resolves.toBeDefined();
    await expect(timed.get('test', endless)).resolves.toBeDefined();
    expect(found).toEqual(expect.arrayContaining([living[partition], endless[partition]]));
  },
);

/** Tables with records that have no end by themselves, and why. */
const ENDLESS: Readonly<Partial<Record<TableName, string>>> = {
  settings: 'every version is kept',
  packages: 'they say to whom data was given',
  casefiles: 'the job removes them with their case',
  feeds: 'until the feed is taken back',
  holds: 'until two people lift them',
  audit: 'the job marks them at the end of their period',
};

test('400 days later nothing is left of calls, messages, counts and callers', async () => {
  const hotline = rig.hotline({ start: NOW });
  for (const from of ['anonymous', '+13125550177']) {
    const phone = await hotline.call(from);
    if (from !== 'anonymous') await phone.press('0');
    await phone.sendMessage(5);
    await phone.hangUp();
    await hotline.drain();
  }
  const kept = async (table: TableName) => {
    const scan = new ScanCommand({ TableName: rig.database.table(table) });
    return (await rig.database.run('test', (client) => client.send(scan))).Items ?? [];
  };
  expect((await kept('calls')).length).toBeGreaterThan(1);
  expect((await kept('voicemails')).length).toBeGreaterThan(1);
  const longest = Math.max(...KEPT_CATEGORIES.map((category) => PERIODS[category](SEED_SETTINGS).days ?? 0));
  for (const table of TABLE_NAMES.filter((name) => !(name in ENDLESS)))
    for (const { ttl } of await kept(table)) {
      if (ttl === undefined) continue;
      const fields = REGISTER[table];
      const days = PERIODS[fields.ttl?.category ?? 'calls'](SEED_SETTINGS).days ?? longest;
      expect(Number(ttl)).toBeLessThanOrEqual(NOW.getTime() / 1_000 + (days + 1) * 86_400);
    }
  const later = new Date(NOW.getTime() + 401 * DAY_MS);
  await removeExpired(rig.database, later, () => Promise.resolve());
  for (const table of ['calls', 'voicemails', 'callers', 'limits', 'webhooks'] as const)
    expect([table, (await kept(table)).filter(({ ttl }) => ttl !== undefined)]).toEqual([table, []]);
});
