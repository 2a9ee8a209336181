// What the database refuses for good: said as such, not tried for ever, and nothing lost.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { JobsRuntime } from '../../../functions/runtime.ts';
import { createJobsHandler } from '../../../functions/jobs/jobs-handler.ts';
import { openQueue } from '../../../local/deferred-queue.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { StoreRefusedError, StoreUnavailableError } from '../../../store/database/errors.ts';
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

test('a write that is refused for good is set aside; one that found no answer stays in the queue', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'queue-'));
  const queue = await openQueue(folder);
  const logged: string[] = [];
  const audit = (action: string) =>
    ({ kind: 'audit', entry: { action, at: '2026-11-27T00:00:00Z' } }) as never;
  const runtime = {
    deferred: queue,
    log: { info: () => undefined, warn: () => undefined, error: (message: string) => logged.push(message) },
    store: {
      commit: (effects: { entry: { action: string } }[]) =>
        Promise.resolve({
          failed: effects.map((effect) => ({
            effect,
            error:
              effect.entry.action === 'refused'
                ? new StoreRefusedError('write', new Error('Item size'), true)
                : new StoreUnavailableError('write', new Error('gone')),
          })),
        }),
    },
  } as unknown as JobsRuntime;
  await queue.send({ kind: 'commit', effects: [audit('refused'), audit('waits')] });
  queue.start((event) => createJobsHandler(runtime)(event));
  await queue.drain();
  await queue.drain();
  await queue.stop();
  const actionsIn = (path: string): string[] =>
    readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) =>
        (
          JSON.parse(readFileSync(join(path, name), 'utf8')) as { effects: { entry: { action: string } }[] }
        ).effects.map(({ entry }) => entry.action),
      );
  expect(actionsIn(join(folder, 'set-aside'))).toEqual(['refused']);
  expect(actionsIn(folder)).toEqual(['waits']);
  expect(logged).toContain('the database refuses a deferred task for good: set aside');
});
