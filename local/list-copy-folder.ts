// The copy of the lists on one machine: two files in a folder, each replaced as a whole.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CopyPlace } from '../functions/snapshot/list-copies.ts';

export const openListCopies = (folder: string): CopyPlace => ({
  read: async (name) => {
    try {
      return await readFile(join(folder, name));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  },
  write: async (name, bytes) => {
    await mkdir(folder, { recursive: true });
    const file = join(folder, name);
    await writeFile(`${file}.new`, bytes, { mode: 0o600 });
    await rename(`${file}.new`, file);
  },
});
