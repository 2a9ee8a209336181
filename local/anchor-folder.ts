// Anchors of the audit log as files of a folder; each is written once.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anchorsIn } from '../functions/anchors/anchor-files.ts';
import type { AnchorStore } from '../functions/runtime.ts';

export const openAnchorFolder = (folder: string): AnchorStore =>
  anchorsIn({
    list: () =>
      readdir(folder).catch((error: unknown): string[] => {
        if (!hasCode(error, 'ENOENT')) throw error;
        return [];
      }),
    read: (file) => readFile(join(folder, file)),
    write: async (file, bytes) => {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, file), bytes, { flag: 'wx' }).catch((error: unknown) => {
        if (!hasCode(error, 'EEXIST')) throw error;
      });
    },
  });

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
