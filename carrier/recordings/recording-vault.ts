// Where recordings are kept: in memory, or as one .wav and one .json per recording in a folder.
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Recording {
  readonly sid: string;
  readonly callSid: string;
  readonly from: string;
  readonly to: string;
  readonly source: 'RecordVerb' | 'DialVerb';
  readonly status: 'completed' | 'absent' | 'failed';
  readonly channels: number;
  readonly durationSeconds: number;
  /** ISO 8601. */
  readonly startTime: string;
  readonly dateCreated: string;
}

interface StoredRecording {
  readonly recording: Recording;
  /** A WAV file. */
  readonly audio: Uint8Array;
}

export interface RecordingVault {
  put(recording: Recording, audio: Uint8Array): Promise<void>;
  get(sid: string): Promise<StoredRecording | undefined>;
  /** Newest first. */
  list(): Promise<readonly Recording[]>;
  /** False where there was nothing to delete. */
  delete(sid: string): Promise<boolean>;
}

export function memoryVault(): RecordingVault {
  const kept = new Map<string, StoredRecording>();
  return {
    put: (recording, audio) => Promise.resolve(void kept.set(recording.sid, { recording, audio })),
    get: (sid) => Promise.resolve(kept.get(sid)),
    list: () => Promise.resolve(newestFirst([...kept.values()].map(({ recording }) => recording))),
    delete: (sid) => Promise.resolve(kept.delete(sid)),
  };
}

/** The folder is made when the first recording is kept. */
export function diskVault(folder: string): RecordingVault {
  const wav = (sid: string): string => join(folder, `${sid}.wav`);
  const json = (sid: string): string => join(folder, `${sid}.json`);
  const read = async (sid: string): Promise<Recording | undefined> => {
    const text = await readFile(json(sid), 'utf8').catch(absent);
    return text === undefined ? undefined : (JSON.parse(text) as Recording);
  };
  return {
    // The description is renamed into place last: what is listed has its audio.
    put: async (recording, audio) => {
      const { sid } = safe(recording.sid);
      await mkdir(folder, { recursive: true });
      await writeFile(wav(sid), audio);
      await writeFile(`${json(sid)}.part`, JSON.stringify(recording, undefined, 2));
      await rename(`${json(sid)}.part`, json(sid));
    },
    get: async (sid) => {
      if (!isSid(sid)) return undefined;
      const recording = await read(sid);
      const audio = await readFile(wav(sid)).catch(absent);
      return recording && audio ? { recording, audio } : undefined;
    },
    list: async () => {
      const files = (await readdir(folder).catch(absent)) ?? [];
      const sids = files
        .filter((file) => file.endsWith('.json'))
        .map((file) => file.slice(0, -'.json'.length));
      const found = await Promise.all(sids.map(read));
      return newestFirst(found.filter((recording) => recording !== undefined));
    },
    delete: async (sid) => {
      if (!isSid(sid) || (await read(sid)) === undefined) return false;
      await rm(json(sid), { force: true });
      await rm(wav(sid), { force: true });
      return true;
    },
  };
}

/** A sid becomes a file name. */
function isSid(text: string): boolean {
  return /^[A-Za-z0-9]+$/.test(text);
}

function safe(sid: string): { sid: string } {
  if (!isSid(sid)) throw new TypeError(`not a recording sid: ${sid}`);
  return { sid };
}

function absent(error: unknown): undefined {
  // By its code alone: an error of the file system may come from another realm.
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT')
    return undefined;
  throw error;
}

function newestFirst(recordings: readonly Recording[]): readonly Recording[] {
  return [...recordings].sort((a, b) => (a.dateCreated < b.dateCreated ? 1 : -1));
}
