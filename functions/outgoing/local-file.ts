// Reads a file of this machine, such as a partner's feed on a USB stick. For the compositions that run on one machine.
import { readFile, stat } from 'node:fs/promises';

/** Undefined where there is none. @throws where it is larger than allowed, or may not be read */
export async function readLocalFile(path: string, mostBytes: number): Promise<Buffer | undefined> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes) throw new Error(`the file has more than ${String(mostBytes)} bytes`);
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
