// What is left of a person on this machine outside of the tables and the recordings: messages in the outbox, work in the
// queue, and what the database file still holds of deleted items.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SubjectTexts } from '../core/rights/subject.ts';
import type { Traces } from '../functions/runtime.ts';
import { COPY_FILES } from '../functions/snapshot/list-copies.ts';
import { compactLater } from '../in-process/dynamo.ts';
import { readMessage } from './outbox.ts';
import type { LocalQueue } from './queue/local-queue.ts';

export interface TracesParts {
  /** Of the embedded database; undefined where the database is elsewhere. */
  readonly engineFolder: string | undefined;
  readonly queue: Pick<LocalQueue, 'erase'>;
}

export const tracesIn = (dataDir: string, { engineFolder, queue }: TracesParts): Traces => ({
  erase: async (texts) => {
    // No number can be found in it as text. The lists are copied again within seconds.
    for (const name of COPY_FILES) await rm(join(dataDir, 'snapshot', name), { force: true });
    return (await eraseIn(join(dataDir, 'outbox'), texts)) + (await queue.erase(texts));
  },
  compact: () => {
    if (engineFolder !== undefined) compactLater(engineFolder);
    return Promise.resolve();
  },
});

async function eraseIn(folder: string, texts: SubjectTexts): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  let removed = 0;
  for (const { name } of entries.filter((entry) => entry.isFile())) {
    const file = join(folder, name);
    const content = await readFile(file, 'utf8').catch(() => '');
    if (!texts.isIn(content) && !texts.isIn(readMessage(name, content))) continue;
    await rm(file, { force: true });
    removed += 1;
  }
  return removed;
}
