// Removes from this machine what is past its period: items of every table, the recordings of messages that are gone, what
// was written to the outbox, and tasks on the shelf. On AWS DynamoDB and S3 do that by themselves.
import { DAY_MS } from '../core/basics/durations.ts';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AudioPlace } from '../core/messages/message.ts';
import type { Runtime } from '../functions/runtime.ts';
import type { Database } from '../store/database/database.ts';
import { removeExpired } from '../store/retention/expiry.ts';
import { emptyShelf, SHELF } from './queue/shelf-folder.ts';

export interface PastParts {
  readonly database: Database;
  readonly dataDir: string;
  readonly runtime: Pick<Runtime, 'recordings' | 'settings' | 'now'>;
}

export async function removePast({ database, dataDir, runtime }: PastParts): Promise<void> {
  const { recordings, settings, now } = runtime;
  await removeExpired(database, now(), async (table, { audio }) => {
    const place = audio as AudioPlace | undefined;
    if (table === 'voicemails' && place?.place === 'stored') await recordings.remove(place.key);
  });
  const { calls } = await settings.current();
  const before = new Date(now().getTime() - calls.retentionDays * DAY_MS);
  await emptyOutbox(join(dataDir, 'outbox'), before);
  await emptyShelf(join(dataDir, 'queue', SHELF), before);
}

/** Names begin with the time in basic form, `20261124T080000Z-…`. */
async function emptyOutbox(folder: string, before: Date): Promise<void> {
  const stamp = before.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => /^\d{8}T\d{6}Z-/.test(one) && one < stamp))
    await rm(join(folder, name), { force: true });
}
