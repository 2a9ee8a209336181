// How the `hotline` command finds the hotline that runs here: a note in DATA_DIR.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RunningHotline {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  readonly token: string;
}

const fileIn = (dataDir: string): string => join(dataDir, 'running.json');

export function noteRunning(dataDir: string, hotline: RunningHotline): void {
  writeFileSync(fileIn(dataDir), JSON.stringify(hotline), { mode: 0o600 });
}

export function noteStopped(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

/** The note of a hotline that was killed stays behind: whether it runs, its health tells. */
export async function isRunning(dataDir: string): Promise<boolean> {
  const { url } = readRunning(dataDir) ?? {};
  if (url === undefined) return false;
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

/** Undefined where none runs with this data folder. */
export function readRunning(dataDir: string): RunningHotline | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as RunningHotline;
  } catch {
    return undefined;
  }
}
