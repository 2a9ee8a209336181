// The log of erasures in memory, for hotlines that end with their process.
import type { ErasureLog } from '../functions/runtime.ts';

export class MemoryErasures implements ErasureLog {
  readonly files = new Map<string, Uint8Array>();

  list = (): Promise<string[]> => Promise.resolve([...this.files.keys()]);

  read = (id: string): Promise<Uint8Array | undefined> => Promise.resolve(this.files.get(id));

  keep = (id: string, bytes: Uint8Array): Promise<void> => Promise.resolve(void this.files.set(id, bytes));
}
