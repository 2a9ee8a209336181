// Our own copies of recordings, and attachments of cases, as files in a folder.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RecordingStore } from '../functions/runtime.ts';

const KEY = /^(voicemail\/RE[0-9a-f]{32}\.wav|attachments\/\d{6}\/[0-9a-f]{32})$/;

export function openRecordingFolder(folder: string): RecordingStore {
  const fileOf = (key: string): string => {
    if (!KEY.test(key)) throw new RangeError('not a key of a recording or an attachment');
    return join(folder, key);
  };
  return {
    put: async (key, bytes) => {
      const file = fileOf(key);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
    },
    get: async (key) => {
      try {
        return await readFile(fileOf(key));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    remove: (key) => rm(fileOf(key), { force: true }),
  };
}
