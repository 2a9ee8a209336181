// The log of erasures as files of a folder of its own: whoever copies DATA_DIR back from a backup does not touch it.
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErasureLog } from '../functions/runtime.ts';

const FILE = /^([\w-]{1,80})\.json$/;

export function openErasureLog(folder: string): ErasureLog {
  const fileOf = (id: string): string => {
    if (!FILE.test(`${id}.json`)) throw new RangeError('not the name of a request');
    return join(folder, `${id}.json`);
  };
  return {
    list: async () => (await readdir(folder).catch(() => [])).flatMap((name) => FILE.exec(name)?.[1] ?? []),
    read: (id) => readFile(fileOf(id)).catch(() => undefined),
    keep: async (id, bytes) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(`${fileOf(id)}.new`, bytes, { mode: 0o600 });
      await rename(`${fileOf(id)}.new`, fileOf(id));
    },
  };
}
