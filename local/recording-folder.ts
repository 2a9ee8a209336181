// Our own copies of recordings, and attachments of cases, as files in a folder.
import { constants, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RecordingStore } from '../functions/runtime.ts';

const KEY = /^(voicemail\/RE[0-9a-f]{32}\.wav|attachments\/\d{6}\/[0-9a-f]{32})$/;

export function openRecordingFolder(folder: string): RecordingStore {
  const fileIn = (place: string, key: string): string => {
    if (!KEY.test(key)) throw new RangeError('not a key of a recording or an attachment');
    return join(place, key);
  };
  const fileOf = (key: string): string => fileIn(folder, key);
  const heldFileOf = (key: string): string => fileIn(join(folder, 'held'), key);
  return {
    put: async (key, bytes) => {
      const file = fileOf(key);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
    },
    get: async (key) => (await read(fileOf(key))) ?? (await read(heldFileOf(key))),
    remove: (key) => rm(fileOf(key), { force: true }),
    hold: async (key) => {
      const copy = heldFileOf(key);
      await mkdir(dirname(copy), { recursive: true });
      await copyFile(fileOf(key), copy, constants.COPYFILE_EXCL).catch(ignoring('ENOENT', 'EEXIST'));
    },
    release: (key) => rm(heldFileOf(key), { force: true }),
  };
}

const read = (file: string): Promise<Uint8Array | undefined> => readFile(file).catch(ignoring('ENOENT'));

/** Answers nothing for these errors of the file system, and throws the others. */
const ignoring =
  (...codes: readonly string[]) =>
  (error: unknown): undefined => {
    if (typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code)))
      return undefined;
    throw error;
  };
