// Where lists come from: TAXII collections, the FTC's daily files, folders; what their sums and signatures must be; and
// what a partner that means ill cannot do with them.
import { afterEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SubscriptionView } from '../../../functions/admin/contract.ts';
import {
  agreement,
  answers,
  asked,
  blocked,
  end,
  evidenceOn,
  fetchNow,
  here,
  listed,
  partner,
  publisher,
  row,
  SETTINGS,
  subscribe,
  table,
  tableOf,
  there,
  view,
  type Credential,
} from '../../support/subscriber.ts';

afterEach(async () => {
  for (const { name } of await here.store.subscriptions.all()) await end(name);
});

/** What is published there now. */
async function publish(...numbers: readonly string[]): Promise<void> {
  await there.store.listings.putMany(numbers.map(blocked));
  await there.clock.advance(61);
  await there.runJob('sharing');
}

async function unpublish(number: string): Promise<void> {
  await there.clock.advance(5);
  await there.api('DELETE', `/api/listings/${encodeURIComponent(number)}`, {
    token: 'linus',
    headers: { 'if-match': '*' },
  });
  await there.drain();
}

const STAYS = '+13125550161';
const GOES = '+13125550162';

describe('TAXII', () => {
  test('a collection of another hotline, page by page; what is withdrawn goes away', async () => {
    const credential: Credential = await agreement('taxii');
    await publish(STAYS, GOES);
    const { collections } = (
      await there.api('GET', '/taxii2/numbers/collections/', { token: credential.token })
    ).json<{ collections: { id: string }[] }>();
    const url = `${publisher}/taxii2/numbers/collections/${collections[0]?.id ?? ''}/`;
    const terms = { kind: 'taxii', partner: 'Hotline there', url };
    await subscribe('taxii', { terms, credential: credential.token });
    expect(await fetchNow('taxii')).toMatchObject({ state: 'in-force', numbers: 2, blocks: 0 });
    expect(await evidenceOn(GOES)).toEqual([{ feed: 'partner:taxii', complaints: 1 }]);
    await unpublish(GOES);
    await here.clock.advance(3_700);
    expect(await fetchNow('taxii')).toMatchObject({ state: 'in-force', numbers: 1 });
    expect([await evidenceOn(GOES), await evidenceOn(STAYS)]).toEqual([
      [],
      [{ feed: 'partner:taxii', complaints: 1 }],
    ]);
  });

  const indicator = (last: number, pattern?: string) => ({
    type: 'indicator',
    id: `indicator--00000000-0000-4000-8000-${String(last).padStart(12, '0')}`,
    modified: '2026-11-23T00:00:00.000Z',
    pattern: pattern ?? `[phone-number:value = '+131255501${String(last)}']`,
    valid_from: '2026-11-20T00:00:00.000Z',
  });
  const page = (objects: readonly object[], more: object, last: string) => ({
    headers: { 'x-taxii-date-added-last': last },
    body: JSON.stringify({ objects, ...more }),
  });

  test('a server that names no next page is asked for what it added later', async () => {
    const [one, two] = ['2026-11-20T00:00:01.000Z', '2026-11-20T00:00:02.000Z'];
    answers['/c/objects/?limit=1000'] = page([indicator(71)], { more: true }, one);
    answers[`/c/objects/?limit=1000&added_after=${encodeURIComponent(one)}`] = page([indicator(72)], {}, two);
    await subscribe('pages', { terms: { kind: 'taxii', partner: 'P', url: `${partner}/c/` } });
    expect(await fetchNow('pages')).toMatchObject({ state: 'in-force', numbers: 2 });
    await fetchNow('pages');
    expect(asked.at(-1)?.url).toContain(encodeURIComponent(two));
  });

  test('pages without end are given up, and a pattern about more than a number is left alone', async () => {
    answers['/c/objects/'] = page([indicator(73)], { more: true }, '2026-11-20T00:00:01.000Z');
    await subscribe('endless', { terms: { kind: 'taxii', partner: 'P', url: `${partner}/c/` } });
    expect(await fetchNow('endless')).toMatchObject({ state: 'failing', failure: { code: 'unreadable' } });
    const both = "[phone-number:value = '+13125550174' AND url:value = 'https://a.example']";
    answers['/c/objects/'] = page([indicator(74, both), indicator(75)], {}, '2026-11-20T00:00:01.000Z');
    expect(await fetchNow('endless')).toMatchObject({ state: 'in-force', numbers: 1 });
  });
});

describe('the FTC', () => {
  const HEAD =
    'Company_Phone_Number,Created_Date,Violation_Date,Consumer_City,Consumer_State,Consumer_Area_Code,Subject,Recorded_Message_Or_Robocall';
  /** Longer than a sum or a signature may be. */
  const daily = (day: string, numbers: readonly string[]): string => {
    const lines = Array.from({ length: 1_200 }, (_, index) => `773555${String(index % 40).padStart(4, '0')}`);
    return [
      HEAD,
      ...[...numbers, ...lines].map((one) => `${one},${day},${day},,California,510,Other,Y`),
    ].join('\n');
  };
  const dayBefore = (days: number): string =>
    new Date(here.clock.now().getTime() - days * 86_400_000).toISOString().slice(0, 10);

  test('daily files are caught up with, one follows each day, and old complaints go away', async () => {
    const [old, fresh] = ['3125550176', '3125550177'];
    for (const days of [6, 5, 4, 3])
      answers[`/dnc_${dayBefore(days)}.csv`] = { body: daily(dayBefore(days), [old]) };
    const terms = {
      kind: 'ftc',
      partner: 'FTC',
      url: `${partner}/dnc_{date}.csv`,
      country: 'US',
      keepDays: 6,
    };
    await subscribe('ftc', { terms });
    expect(await fetchNow('ftc')).toMatchObject({ state: 'in-force', numbers: 41, blocks: 0 });
    expect(await evidenceOn(`+1${old}`)).toEqual([{ feed: 'partner:ftc', complaints: 3 }]);
    answers[`/dnc_${dayBefore(2)}.csv`] = { body: daily(dayBefore(2), [fresh]) };
    answers[`/dnc_${dayBefore(1)}.csv`] = { body: daily(dayBefore(1), [fresh]) };
    asked.length = 0;
    expect(await fetchNow('ftc')).toMatchObject({ state: 'in-force', numbers: 42 });
    // What was read is not asked for again.
    expect(asked.map(({ url }) => url)).toEqual([2, 1].map((days) => `/dnc_${dayBefore(days)}.csv`));
    await here.clock.advance(86_400);
    await fetchNow('ftc');
    expect(await evidenceOn(`+1${old}`)).toEqual([{ feed: 'partner:ftc', complaints: 2 }]);
  });
});

describe('a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-stick-'));

  test('a MISP feed on a USB stick, as another hotline published it', async () => {
    await publish(STAYS);
    const { token } = await agreement('stick');
    const get = async (file: string): Promise<string> =>
      (await there.api('GET', `/feeds/misp/${file}`, { token })).text;
    const manifest = await get('manifest.json');
    writeFileSync(join(folder, 'manifest.json'), manifest);
    for (const uuid of Object.keys(JSON.parse(manifest) as object))
      writeFileSync(join(folder, `${uuid}.json`), await get(`${uuid}.json`));
    const terms = { kind: 'misp', partner: 'Hotline there', url: folder };
    await subscribe('stick', { terms });
    expect(await fetchNow('stick')).toMatchObject({ state: 'in-force', numbers: 1 });
    expect(await evidenceOn(STAYS)).toHaveLength(1);

    // An event that was changed on the stick is not what the manifest says.
    const [uuid = ''] = Object.keys(JSON.parse(manifest) as object);
    writeFileSync(
      join(folder, 'manifest.json'),
      manifest.replace(/"timestamp":"\d+"/, '"timestamp":"1795999999"'),
    );
    writeFileSync(join(folder, `${uuid}.json`), (await get(`${uuid}.json`)).replace(STAYS, '+13125550111'));
    expect(await fetchNow('stick')).toMatchObject({ failure: { code: 'wrong-sum' }, numbers: 1 });
    rmSync(folder, { recursive: true });
    expect(await fetchNow('stick')).toMatchObject({ failure: { code: 'unreachable' }, numbers: 1 });
    expect(await evidenceOn(STAYS)).toHaveLength(1);
  });
});

describe('proofs', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a sum that is asked for and missing', { integrity: 'required' }, 'no-sum'],
    ['a signature that is asked for and missing', { signedBy: 'ab'.repeat(20) }, 'no-signature'],
  ])('%s: nothing is taken over', async (_, terms, code) => {
    expect(await tableOf('bare', [row(STAYS)], terms)).toMatchObject({ numbers: 0, failure: { code } });
  });

  test('what has not changed is not sent again, by ETag and by date', async () => {
    for (const headers of [{ etag: '"1"' }, { 'last-modified': 'Tue, 24 Nov 2026 08:00:00 GMT' }]) {
      answers['/same.csv'] = { headers, body: table(row(STAYS)) };
      await subscribe('same', { terms: { kind: 'csv', partner: 'S', url: `${partner}/same.csv` } });
      await fetchNow('same');
      answers['/same.csv'] = { status: 304 };
      expect(await fetchNow('same')).toMatchObject({ state: 'in-force', numbers: 1 });
      const sent = asked.findLast(({ url }) => url === '/same.csv')?.headers;
      expect([sent?.['if-none-match'], sent?.['if-modified-since']]).toEqual([
        'etag' in headers ? headers.etag : undefined,
        'etag' in headers ? undefined : headers['last-modified'],
      ]);
      await end('same');
    }
  });
});

describe('a partner that means ill', () => {
  const refused = async (url: string): Promise<number> =>
    (await subscribe('ssrf', { terms: { kind: 'csv', partner: 'S', url } })).status;

  test.each([
    'http://169.254.169.254/latest',
    'http://10.0.0.1/x.csv',
    'https://user:pass@bank.example/x.csv',
  ])('%s is no address for a list', async (url) => {
    expect(await refused(url)).toBe(400);
  });

  test.each([
    'https://169.254.169.254/x.csv',
    'https://[::ffff:169.254.169.254]/x.csv',
    'https://[fd00:ec2::254]/x.csv',
    'https://2852039166/x.csv',
    'https://0251.0376.0251.0376/x.csv',
    'https://10.0.0.1/x.csv',
  ])('%s is not asked, neither for the list nor with a sighting', async (url) => {
    expect(await refused(url)).toBe(200);
    expect(await fetchNow('ssrf')).toMatchObject({ failure: { code: 'refused' } });
    await tableOf('told', [row(STAYS)], {
      reportSeen: true,
      sightingsUrl: url.replace('x.csv', 'sightings'),
    });
    await here.call(STAYS);
    await here.clock.advance(901);
    await here.drain();
    await here.runJob('subscriptions');
    expect((await view('told')).counts).toMatchObject({ hits: 1, reported: 0 });
    expect(await here.store.subscriptions.sightings()).toMatchObject([{ type: '0', tries: 1 }]);
    for (const one of await here.store.subscriptions.sightings())
      await here.store.subscriptions.removeSighting(one);
  });

  test('a caller who is reported to a partner is named by the entry, and by nothing else', async () => {
    const sightings: string[] = [];
    answers['/sightings'] = { status: 200 };
    await tableOf('seen', [row(STAYS, { uuid: '00000000-0000-4000-8000-000000000001' })], {
      reportSeen: true,
      sightingsUrl: `${partner}/sightings`,
    });
    await here.call(STAYS);
    await here.clock.advance(901);
    await here.drain();
    for (const one of await here.store.subscriptions.sightings()) sightings.push(JSON.stringify(one));
    expect(sightings.join('')).toContain('00000000-0000-4000-8000-000000000001');
    expect(sightings.join('')).not.toContain(STAYS);
    await here.runJob('subscriptions');
    expect(asked.some(({ url }) => url === '/sightings')).toBe(true);
    expect(await here.store.subscriptions.sightings()).toEqual([]);
  });

  const dropped = ({ dropped: all }: SubscriptionView): number =>
    all.reduce((sum, { count }) => sum + count, 0);

  test('emergency numbers, the hotline itself, its staff and whole ranges are left out and counted', async () => {
    const own = [SETTINGS.hotline.number, '+13125550111'];
    const rows = ['911', '+1911', '110', '+13125550*', '+1*', '*', ...own].map((one) =>
      row(one, { calls: 20 }),
    );
    const read = await tableOf('ill', [row('+13125550178', { calls: 20 }), ...rows], {
      trust: 'high',
      block: { atLeast: 1 },
    });
    expect(read).toMatchObject({ state: 'in-force', numbers: 1, blocks: 1 });
    expect(dropped(read)).toBe(rows.length);
    for (const one of own) expect(await listed(one)).toBeUndefined();
  });

  test('more numbers than were agreed are refused, though they are a megabyte and more', async () => {
    const many = Array.from({ length: 150_000 }, (_, at) => `+1312${String(2_000_000 + at)}`).join('\n');
    answers['/many.csv'] = { body: `number\n${many}` };
    await subscribe('many', { terms: { kind: 'csv', partner: 'M', url: `${partner}/many.csv` } });
    expect(await fetchNow('many')).toMatchObject({ numbers: 0, failure: { code: 'too-many' } });
    const call = await here.call('+13125550179');
    expect(call.code()).not.toBe('');
  });

  test('an event that is not what the manifest says is refused', async () => {
    const sum = createHash('sha256').update('x').digest('hex');
    answers['/feed/manifest.json'] = {
      body: JSON.stringify({
        '00000000-0000-4000-8000-0000000000aa': {
          timestamp: '1',
          'integrity:sha256': sum,
          Orgc: { name: 'A' },
        },
      }),
    };
    answers['/feed/00000000-0000-4000-8000-0000000000aa.json'] = { body: '{"Event":{}}' };
    await subscribe('forged', { terms: { kind: 'misp', partner: 'F', url: `${partner}/feed/` } });
    expect(await fetchNow('forged')).toMatchObject({ numbers: 0, failure: { code: 'wrong-sum' } });
  });
});
