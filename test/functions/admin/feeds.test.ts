// Complaint files as evidence: taken in, refreshed, and taken back as a whole.
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FeedImport, FeedView, ListingView, LookupView } from '../../../functions/admin/contract.ts';
import { startTestEngine, type TestEngine } from '../../support/engine.ts';
import { TestHotline } from '../../support/hotline.ts';
import { settingsWith } from '../../support/settings.ts';

let engine: TestEngine;
let hotline: TestHotline;

beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  hotline = new TestHotline({
    database: engine.database,
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
      'zh-CN': '近 30 天内美国 FTC 有 3 次对该号码的举报',
    });
    // A neighbour whom nobody has complained about.
    expect((await lookup('+13125550199')).scored?.score).toBeGreaterThan(0);
  });
});

const FTC = '../shared/data/complaints-us/dnc_complaint_numbers_2021-07-08.csv';
const ifThere = existsSync(FTC) ? test : test.skip;
if (!existsSync(FTC)) process.stderr.write(`FTC complaint file not found at ${FTC}: see CONTRIBUTING.md.\n`);

describe('the FTC’s file', () => {
  ifThere('blocks nobody without a threshold, and says what each threshold would', async () => {
    const began = performance.now();
    const taken = await send(readFileSync(FTC, 'utf8'), 'blockFrom=5');
    console.log(performance.now() - began, JSON.stringify(taken, undefined, 1));
  }, 300_000);
});
