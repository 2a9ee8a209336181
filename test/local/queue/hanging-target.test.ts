// Eight messages are left while a webhook target takes connections and never answers: staff get their e-mails, and writes
// reach the database, though not one of the webhooks has ended.
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { deliver } from '../../../functions/queue/delivery.ts';
import type { Notice } from '../../../core/messages/notice.ts';
import type { JobsRuntime } from '../../../functions/runtime.ts';
import { openQueue } from '../../../local/queue/local-queue.ts';
import { rigForAll } from '../../support/rig.ts';
import { settingsWith } from '../../support/settings.ts';

const rig = rigForAll();
const CALLS = Array.from({ length: 8 }, (_, index) => `CA${String(index).padStart(32, '0')}`);

const leftMessage = (callSid: string): Notice => ({
  kind: 'voicemail',
  at: '2026-11-24T20:05:00.000Z',
  recordingSid: callSid.replace('CA', 'RE'),
  department: 'front-desk',
  seconds: 12,
  urgent: false,
});

test('a webhook target that hangs delays neither e-mails nor writes', async () => {
  const on = ['voicemail'];
  const notifications = [
    { on, by: { webhook: 'https://hangs.example/hook' } },
    { on, by: { email: 'duty@example.org' } },
  ];
  const hotline = rig.hotline({ settings: settingsWith({ notifications }) });
  const folder = mkdtempSync(join(tmpdir(), 'queue-hang-'));
  const queue = await openQueue(folder);
  let asked = 0;
  let letGo: () => void = () => undefined;
  const hanging = new Promise<void>((resolve) => (letGo = resolve));
  let written = 0;
  const runtime: JobsRuntime = {
    ...hotline.runtime,
    deferred: queue,
    shelf: queue.shelf,
    store: {
      ...hotline.store,
      commit: async (effects) => {
        const { failed } = await hotline.store.commit(effects);
        written += effects.length - failed.length;
        return { failed };
      },
    },
    webhooks: {
      post: () => {
        asked += 1;
        return hanging;
      },
    },
  };
  queue.start((delivery) => deliver(delivery, runtime, 0.5));
  for (const callSid of CALLS) {
    await queue.send({ kind: 'notify', notice: leftMessage(callSid) });
    await queue.send({ kind: 'commit', effects: [{ kind: 'note-bridge', callSid, seconds: 12 }] });
  }
  while (hotline.emails.length < 8 || written < 8) await delay(20);
  expect(asked).toBe(4);
  const [lane = ''] = readdirSync(folder).filter((name) => name.startsWith('webhooks-'));
  expect(readdirSync(join(folder, lane)).length).toBeGreaterThan(0);
  letGo();
  await queue.stop();
});
