// Complaint files as evidence: taken in, refreshed, and taken back as a whole.
import { existsSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FeedImport, FeedView, ListingView, LookupView } from '../../../../functions/admin/contract.ts';
import { SEED_SETTINGS } from '../../../../local/seed/seed-settings.ts';
import { rigForAll } from '../../../support/rig.ts';
import type { TestHotline } from '../../../support/hotline.ts';
import { settingsWith } from '../../../support/settings.ts';

const rig = rigForAll();
let hotline: TestHotline;

beforeEach(async () => {
  hotline = rig.hotline({
    settings: settingsWith({ screening: { reputation: { mode: 'act' } } }),
    start: new Date('2026-11-24T02:00:00.000Z'),
  });
  for (const { name } of await feeds()) await hotline.api('DELETE', `/api/feeds/${name}`);
});

const feeds = async (): Promise<FeedView[]> =>
  (await hotline.api('GET', '/api/feeds')).json<{ items: FeedView[] }>().items;
const blocked = async (): Promise<ListingView[]> =>
  (await hotline.api('GET', '/api/listings?list=block&limit=500')).json<{ items: ListingView[] }>().items;
const lookup = async (number: string): Promise<LookupView> =>
  (await hotline.api('GET', `/api/lookup/${encodeURIComponent(number)}`)).json();

const HEADER =
  'Company_Phone_Number,Created_Date,Violation_Date,Consumer_City,Consumer_State,Consumer_Area_Code,Subject,Recorded_Message_Or_Robocall';
const line = (number: string, day: string, subject = 'Other'): string =>
  `${number},${day} 00:01:15,${day} 00:00:00,,California,510,${subject},Y`;
const file = (...lines: string[]): string => [HEADER, ...lines].join('\n');

const send = async (body: string, query = '', name = 'ftc'): Promise<FeedImport> => {
  const answer = await hotline.api('POST', `/api/feeds/${name}/complaints?${query}`, { body });
  expect(answer.status).toBe(200);
  return answer.json();
};

const THREE = file(
  line('3125550143', '2026-11-20'),
  line('3125550143', '2026-11-21', 'Warranties  & protection plans'),
  line('3125550143', '2026-11-22', 'Warranties  & protection plans'),
  line('3125550144', '2026-11-22'),
  line('1115550144', '2026-11-22'),
);

describe('a complaint file', () => {
  test('is evidence, with the feed, the days and the kinds in the reason', async () => {
    const taken = await send(THREE);
    expect(taken).toMatchObject({
      state: 'in-force',
      complaints: 4,
      numbers: 2,
      from: '2026-11-20',
      to: '2026-11-22',
      dropped: [{ code: 'unassignable', count: 1 }],
      feed: { name: 'ftc', complaints: 4, numbers: 2, blocks: 0, refreshedBy: 'admin' },
    });
    expect(taken.next).toMatch(/^In force, and nobody is blocked\./);
    expect(await blocked()).toEqual([]);
    const { scored, complaints, verdict } = await lookup('+13125550143');
    expect(verdict).toBe('voicemail');
    expect(complaints).toEqual([
      {
        feed: 'ftc',
        complaints: 3,
        from: '2026-11-20',
        to: '2026-11-22',
        kinds: [
          { kind: 'Warranties & protection plans', complaints: 2 },
          { kind: 'Other', complaints: 1 },
        ],
        lately: { days: 30, complaints: 3 },
      },
    ]);
    const reason = scored?.reasons.find(({ code }) => code === 'complaints-number');
    expect(reason?.texts).toEqual({
      'en-US': '3 complaints to the FTC in the last 30 days',
      'zh-CN': '近 30 天内美国 FTC 有 3 条该号码的投诉记录',
    });
    // A neighbour whom nobody has complained about.
    expect((await lookup('+13125550199')).scored?.score).toBeGreaterThan(0);
  });
});

describe('a feed', () => {
  test('is listed, refreshed and taken back as a whole', async () => {
    await send(THREE, 'blockFrom=3');
    await send(file(line('4155550143', '2026-11-20')), '', 'other');
    expect(await feeds()).toMatchObject([
      { name: 'ftc', complaints: 4, numbers: 2, from: '2026-11-20', to: '2026-11-22', blocks: 1, files: 1 },
      { name: 'other', complaints: 1, blocks: 0 },
    ]);
    expect((await blocked()).map(({ pattern }) => pattern)).toEqual(['+13125550143']);

    await send(file(line('3125550144', '2026-11-23')));
    expect((await lookup('+13125550143')).complaints).toEqual([]);
    expect((await lookup('+13125550144')).complaints).toMatchObject([{ complaints: 1, from: '2026-11-23' }]);
    expect(await blocked()).toEqual([]);

    const gone = await hotline.api('DELETE', '/api/feeds/ftc');
    expect(gone.json()).toMatchObject({ name: 'ftc', complaints: 1 });
    expect(await feeds()).toMatchObject([{ name: 'other' }]);
    expect(await lookup('+13125550144')).toMatchObject({ complaints: [], scored: { score: 0 } });
    expect((await lookup('+14155550143')).complaints).toMatchObject([{ feed: 'other', complaints: 1 }]);
    expect((await hotline.api('GET', '/api/feeds/ftc')).status).toBe(404);
    expect((await hotline.api('DELETE', '/api/feeds/ftc')).json()).toMatchObject({
      detail: 'There is no feed "ftc". There are: other.',
    });
  });

  test('twice the same file changes nothing', async () => {
    await send(THREE, 'blockFrom=3');
    const before = [await lookup('+13125550143'), await lookup('+13125550199'), await blocked()];
    await send(THREE, 'blockFrom=3');
    expect([await lookup('+13125550143'), await lookup('+13125550199'), await blocked()]).toEqual(before);
  });

  test('takes further files, and a complaint in both counts once', async () => {
    await send(THREE);
    const more = file(line('3125550144', '2026-11-22'), line('3125550144', '2026-11-23'));
    const taken = await send(more, 'mode=add&blockFrom=2');
    expect(taken.added).toBe(2);
    expect(taken.feed).toMatchObject({ complaints: 5, numbers: 2, to: '2026-11-23', files: 2, blocks: 2 });
    expect((await lookup('+13125550143')).complaints).toMatchObject([{ complaints: 3 }]);
    expect((await lookup('+13125550144')).complaints).toMatchObject([{ complaints: 2 }]);
    await hotline.api('DELETE', '/api/feeds/ftc');
    expect(await lookup('+13125550143')).toMatchObject({ complaints: [], scored: { score: 0 } });
  });

  test('leaves what the hotline has seen itself as it was', async () => {
    const phone = await hotline.call('+12065550143');
    await phone.hangUp();
    await hotline.drain();
    const flagged = await hotline.api('POST', `/api/calls/${phone.sid}/flag`, { body: {} });
    expect(flagged.status).toBe(200);
    const before = (await lookup('+12065550143')).scored;
    await send(file(...['2026-11-20', '2026-11-21', '2026-11-22'].map((day) => line('2065550143', day))));
    const during = (await lookup('+12065550143')).scored;
    expect(during?.score).toBeGreaterThan(before?.score ?? 1);
    expect(during?.reasons.find(({ code }) => code === 'complaints-number')?.texts['en-US']).toBe(
      'about 1 recent complaint about this number, 3 complaints to the FTC in the last 30 days',
    );
    await hotline.api('DELETE', '/api/feeds/ftc');
    expect((await lookup('+12065550143')).scored).toEqual(before);
  });
});

describe('blocks from a feed', () => {
  test('need a threshold, say their count and days, end, and decide the call', async () => {
    const taken = await send(THREE, 'blockFrom=3&within=10&expiresDays=30');
    expect(taken.thresholds).toContainEqual({ atLeast: 3, numbers: 1 });
    expect(taken.next).toBe('In force: 1 number with at least 3 complaints in 10 days is blocked.');
    expect(await blocked()).toMatchObject([
      {
        pattern: '+13125550143',
        reason: '3 complaints to the FTC, 2026-11-20 to 2026-11-22',
        source: 'feed:ftc',
        expiresAt: '2026-12-24T00:00:00.000Z',
        complaints: { feed: 'ftc', count: 3, from: '2026-11-20', to: '2026-11-22' },
      },
    ]);
    expect(await lookup('+13125550143')).toMatchObject({
      verdict: 'reject',
      reasons: [
        { text: 'on the blocklist as 312 555 0143: 3 complaints to the FTC, 2026-11-20 to 2026-11-22' },
      ],
    });
    const refused = async (): Promise<boolean> => {
      hotline.documents.length = 0;
      const phone = await hotline.call('+13125550143');
      await phone.hangUp();
      return hotline.documents.some((document) => document.includes('<Reject'));
    };
    expect(await refused()).toBe(true);
    await hotline.api('DELETE', '/api/feeds/ftc');
    expect(await refused()).toBe(false);
  });

  test('end after 90 days unless told otherwise', async () => {
    await send(THREE, 'blockFrom=3');
    expect(await blocked()).toMatchObject([{ expiresAt: '2027-02-22T00:00:00.000Z' }]);
  });

  test.each([
    ['2', 30, 1],
    ['3', 30, 1],
    ['3', 2, 0],
    ['2', 2, 1],
    ['1', 1, 2],
  ])('with at least %s complaints in %s days: %s', async (blockFrom, within, count) => {
    const query = `blockFrom=${blockFrom}&within=${String(within)}`;
    const dry = await send(THREE, `${query}&dryRun=true`);
    expect(dry.thresholds.find(({ atLeast }) => String(atLeast) === blockFrom)?.numbers).toBe(count);
    expect(await feeds()).toEqual([]);
    await send(THREE, query);
    expect(await blocked()).toHaveLength(count);
  });

  test('leave alone who is listed, who is ours, and who is nobody', async () => {
    const lists = {
      '+13125550201': { list: 'allow', reason: 'a customer' },
      '+1312555021*': { list: 'allow', reason: 'a partner' },
      '+13125550202': { list: 'never-block', reason: 'the police' },
      '+13125550203': { list: 'block', reason: 'by hand' },
    };
    for (const [pattern, body] of Object.entries(lists))
      await hotline.api('PUT', `/api/listings/${encodeURIComponent(pattern)}`, { body });
    const numbers = ['3125550201', '3125550215', '3125550202', '3125550203', '3125550204'];
    const ours = ['3125550100', '3125550111'];
    const nobody = ['1115550100', '312555', ''];
    const all = [...numbers, ...ours, ...nobody].flatMap((one) => [
      line(one, '2026-11-21'),
      line(one, '2026-11-22'),
    ]);
    const taken = await send(file(...all), 'blockFrom=2');
    expect(taken.spared).toEqual({ own: 0, allowlisted: 2, neverBlock: 1, blocked: 1 });
    const dropped = Object.fromEntries(taken.dropped.map(({ code, count }) => [code, count]));
    expect(dropped).toEqual({ own: 4, unassignable: 4, empty: 2 });
    expect((await blocked()).map(({ pattern, source }) => [pattern, source])).toEqual([
      ['+13125550203', 'admin'],
      ['+13125550204', 'feed:ftc'],
    ]);
    expect((await lookup('+13125550201')).verdict).toBe('staff');
    expect((await lookup('+13125550111')).complaints).toEqual([]);
    await hotline.api('DELETE', '/api/feeds/ftc');
    expect((await blocked()).map(({ pattern }) => pattern)).toEqual(['+13125550203']);
    for (const pattern of Object.keys(lists))
      await hotline.api('DELETE', `/api/listings/${encodeURIComponent(pattern)}`);
  });

  test('yield to a rule that allows the number, and to the settings, also when these come later', async () => {
    const days = ['2026-11-20', '2026-11-21', '2026-11-22'];
    await send(file(...days.map((day) => line('2125550143', day))), 'blockFrom=3');
    const rule = `/api/listings/${encodeURIComponent('+1212555014*')}`;
    await hotline.api('PUT', rule, { body: { list: 'allow', reason: 'a partner' } });
    expect((await lookup('+12125550143')).verdict).toBe('staff');
    await hotline.api('DELETE', rule);
    expect((await lookup('+12125550143')).verdict).toBe('reject');
    const settings = (await hotline.api('GET', '/api/settings')).json<{ hotline: object }>();
    const body = { ...settings, hotline: { ...settings.hotline, officialNumbers: ['+12125550143'] } };
    expect((await hotline.api('PUT', '/api/settings', { body })).status).toBe(200);
    expect(await lookup('+12125550143')).toMatchObject({ verdict: 'challenge', scored: { score: 0 } });
    expect((await hotline.api('PUT', '/api/settings', { body: settings })).status).toBe(200);
  });

  test('go over to another feed that wants them, when theirs is taken back', async () => {
    await send(THREE, 'blockFrom=3');
    expect((await send(THREE, 'blockFrom=3', 'other')).spared).toMatchObject({ blocked: 1 });
    await hotline.api('DELETE', '/api/feeds/ftc');
    expect(await blocked()).toMatchObject([{ pattern: '+13125550143', source: 'feed:other' }]);
  });

  test('that somebody has changed by hand stay when the feed is taken back', async () => {
    await send(THREE, 'blockFrom=3');
    const at = `/api/listings/${encodeURIComponent('+13125550143')}`;
    await hotline.api('PUT', at, { body: { list: 'block', reason: 'I know them' } });
    await hotline.api('DELETE', '/api/feeds/ftc');
    expect(await blocked()).toMatchObject([{ pattern: '+13125550143', source: 'admin' }]);
    await hotline.api('DELETE', at);
  });
});

describe('a file in pieces', () => {
  const upload = 'abcdef0123456789';
  const first = file(line('3125550143', '2026-11-20'), line('3125550143', '2026-11-21'));
  const second = file(line('3125550143', '2026-11-22'), line('3125550144', '2026-11-22'));
  const commit = (body: object, name = 'ftc') =>
    hotline.api('POST', `/api/feeds/${name}/commit`, { body: { upload, ...body } });

  test('counts from the commit on; before that the feed stays as it was', async () => {
    await send(file(line('3125550144', '2026-11-19')));
    expect(await send(first, `upload=${upload}&piece=0`)).toMatchObject({ state: 'received' });
    expect((await commit({ pieces: 2 })).json()).toMatchObject({
      detail: `Piece 1 of upload "${upload}" has not arrived. Send it, then ask again.`,
    });
    await send(second, `upload=${upload}&piece=1`);
    // The answer was lost, and the piece is sent again.
    await send(second, `upload=${upload}&piece=1`);
    expect(await feeds()).toMatchObject([{ complaints: 1, from: '2026-11-19' }]);
    expect((await lookup('+13125550143')).complaints).toEqual([]);

    const dry = (await commit({ pieces: 2, dryRun: true, blockFrom: 3 })).json();
    expect(dry).toMatchObject({ state: 'dry-run', complaints: 4, numbers: 2 });
    expect(await feeds()).toMatchObject([{ complaints: 1 }]);

    const done = (await commit({ pieces: 2, blockFrom: 3 })).json();
    expect(done).toMatchObject({ state: 'in-force', feed: { complaints: 4, numbers: 2, blocks: 1 } });
    expect((await lookup('+13125550143')).complaints).toMatchObject([{ complaints: 3 }]);
    // Nor does the commit count twice.
    expect((await commit({ pieces: 2, blockFrom: 3 })).json()).toMatchObject({ feed: { complaints: 4 } });
    expect(await blocked()).toHaveLength(1);
  });

  test('is one entry of the audit log, with its counts', async () => {
    await send(first, `upload=${upload}1&piece=0`);
    await commit({ upload: `${upload}1`, pieces: 1, blockFrom: 2 });
    const { items } = (await hotline.api('GET', '/api/audit?limit=1')).json<{ items: object[] }>();
    expect(items).toMatchObject([
      {
        action: 'feeds.commit',
        record: 'feed:ftc',
        detail: '2 complaints about 1 number, 0 lines left out, 1 number blocked',
      },
    ]);
  });

  test('of an upload that nobody has begun is refused', async () => {
    expect((await commit({ upload: 'unknownunknown', pieces: 1 })).status).toBe(404);
    await send(first, `upload=${upload}2&piece=0`);
    expect((await commit({ upload: `${upload}2`, pieces: 1 }, 'other')).status).toBe(404);
  });
});

test('who may not edit lists may not send complaints; everybody may see the feeds', async () => {
  for (const [method, target] of [
    ['POST', '/api/feeds/ftc/complaints'],
    ['POST', '/api/feeds/ftc/commit'],
    ['DELETE', '/api/feeds/ftc'],
  ] as const)
    expect((await hotline.api(method, target, { token: 'nobody', body: '' })).status).toBe(401);
  const wrong = await hotline.api('POST', '/api/feeds/FTC%20file/complaints', { body: THREE });
  expect(wrong.json()).toMatchObject({
    detail: 'The name of a feed has 1 to 40 lower-case letters, digits and hyphens.',
  });
});

describe('POST /api/listings/import', () => {
  const importTo = async (query: string, body: string) =>
    hotline.api('POST', `/api/listings/import?${query}`, { body });

  test('takes a complaint file as evidence, whatever list it is sent to, and says what to do', async () => {
    const answer = (await importTo('list=block&source=ftc', THREE)).json();
    expect(answer).toMatchObject({
      added: 0,
      complaints: { state: 'in-force', name: 'ftc', complaints: 4, feed: { blocks: 0 } },
    });
    expect(await blocked()).toEqual([]);
    expect((await importTo('list=block&blockFrom=3', THREE)).json()).toMatchObject({
      complaints: { feed: { name: 'ftc', blocks: 1 } },
    });
    expect((await importTo('list=allow', THREE)).json()).toMatchObject({
      detail: 'query /list: this is a file of complaints, which does not belong on the allow list.',
    });
  });

  test('takes any file as complaints where it is told to, dated by its column or today', async () => {
    const plain = ['+13125550143', '+13125550143', '+13125550144'].join('\n');
    expect((await importTo('as=complaints&source=colleagues', plain)).json()).toMatchObject({
      complaints: { name: 'colleagues', complaints: 3, numbers: 2, from: '2026-11-24', to: '2026-11-24' },
    });
    const dated = 'number,date\n+13125550143,2026-11-01\n+13125550143,2027-11-01\n';
    expect((await importTo('as=complaints', dated)).json()).toMatchObject({
      complaints: { name: 'complaints', complaints: 1, dropped: [{ code: 'future-date', count: 1 }] },
    });
    const fcc =
      'Caller ID Number,Issue Date,Type of Call or Messge\n312-555-0143,11/20/2026,Prerecorded Voice\n';
    expect((await importTo('list=block', fcc)).json()).toMatchObject({
      complaints: { name: 'fcc', added: 1, complaints: 1, from: '2026-11-20' },
    });
    const { scored } = await lookup('+13125550143');
    expect(scored?.reasons.find(({ code }) => code === 'complaints-number')?.texts).toEqual({
      'en-US':
        '2 complaints in the file "colleagues" in the last 30 days, 1 complaint in the file "complaints" in the last 30 days, 1 complaint to the FCC in the last 30 days',
      'zh-CN':
        '近 30 天内投诉文件“colleagues”中有 2 条该号码的投诉记录，近 30 天内投诉文件“complaints”中有 1 条该号码的投诉记录，近 30 天内美国 FCC 有 1 条该号码的投诉记录',
    });
  });

  test('asks which country its numbers belong to where they have no plus and fit two, and takes nothing before', async () => {
    const body = settingsWith({ hotline: { ...SEED_SETTINGS.hotline, region: 'CN' } });
    expect((await hotline.api('PUT', '/api/settings', { body })).status).toBe(200);
    const american = '13125550101\n13125550102\n12125550103\n';
    const direct = await hotline.api('POST', '/api/feeds/friends/complaints', { body: american });
    const readings = [{ country: 'CN' }, { country: 'US' }];
    for (const asked of [await importTo('as=complaints', american), direct]) {
      expect(asked.status).toBe(422);
      expect(asked.json()).toMatchObject({ type: 'urn:hotline-guard:problem:which-country', readings });
    }
    expect(await feeds()).toEqual([]);
    // Of several pieces the first is asked.
    const upload = 'upload=0123456789abcdef0123456789abcdef';
    expect(
      (await hotline.api('POST', `/api/feeds/friends/complaints?${upload}&piece=0`, { body: american }))
        .status,
    ).toBe(422);
    await send(american, `${upload}&piece=0&country=US`, 'friends');
    await send(american, 'country=US', 'friends');
    expect((await lookup('+13125550101')).complaints).toMatchObject([{ feed: 'friends', complaints: 1 }]);
  });

  test('still wants to know the list of a list', async () => {
    expect((await importTo('source=x', 'number,reason\n+13125550143,x\n')).json()).toMatchObject({
      detail: 'query /list: must name the list that the numbers go to.',
    });
  });
});

const FTC = '../shared/data/complaints-us/dnc_complaint_numbers_2021-07-08.csv';
const ifThere = existsSync(FTC) ? test : test.skip;
if (!existsSync(FTC)) {
  process.stderr.write(
    `FTC complaint file not found at ${FTC}: its import is not tested here; see CONTRIBUTING.md.\n`,
  );
}

ifThere(
  'the FTC’s file of 14,034 lines blocks nobody without a threshold, and says what each threshold gives',
  async () => {
    const taken = await send(readFileSync(FTC, 'utf8'), 'dryRun=true');
    const left = taken.dropped.reduce((sum, { count }) => sum + count, 0);
    expect(taken.complaints + left).toBe(14_034);
    expect(taken.next).toMatch(/^A complaint file is evidence.* The newest complaint is 1966 days old/);
    const numbers = taken.thresholds.map((one) => one.numbers);
    expect(numbers[0]).toBe(taken.numbers);
    expect(numbers[0]).toBeGreaterThan(11_500);
    expect(numbers[1]).toBeLessThan(1_000);
    expect(numbers.toSorted((a, b) => b - a)).toEqual(numbers);
  },
  600_000,
);
