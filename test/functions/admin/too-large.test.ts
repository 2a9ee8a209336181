// What the database refuses for good: said as such.
import { expect, test } from '@jest/globals';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { rigForAll } from '../../support/rig.ts';

const rig = rigForAll();

const settingsOf = (calendars: number, letters: number) => ({
  ...SEED_SETTINGS,
  calendars: Array.from({ length: calendars }, (_, index) => ({
    id: `C${index}`,
    years: [2026],
    days: Array.from({ length: 1800 }, (_day, day) => ({
      date: new Date(Date.UTC(2000, 0, 1) + day * 86_400_000).toISOString().slice(0, 10),
      name: 'N'.repeat(letters),
      kind: 'holiday',
    })),
  })),
});

test('settings larger than an item are a 400 with the size, the limit and the largest part', async () => {
  const hotline = rig.hotline();
  const answer = await hotline.api('PUT', '/api/settings', { body: settingsOf(2, 80) });
  expect(answer.status).toBe(400);
  expect(answer.json()).toMatchObject({
    type: 'urn:hotline-guard:problem:invalid-settings',
    problems: [
      { at: '/calendars', problem: expect.stringMatching(/take \d+ KB and the limit is 400 KB/) as unknown },
    ],
  });
  expect((await hotline.api('GET', '/api/settings')).headers.etag).toBe('"0"');
  expect((await hotline.api('PUT', '/api/settings', { body: settingsOf(2, 40) })).status).toBe(200);
});
