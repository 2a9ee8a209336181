// Evidence packages in memory, for hotlines that end with their process.
import { buffer } from 'node:stream/consumers';
import type { EvidenceStore } from '../functions/runtime.ts';

export interface MemoryEvidence extends EvidenceStore {
  /** The zip under a key. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export function memoryEvidence(): MemoryEvidence {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    write: async (key, source) => void files.set(key, await buffer(source)),
    remove: (key) => Promise.resolve(void files.delete(key)),
    link: (key, name) => Promise.resolve(`https://evidence.test/${key}?name=${encodeURIComponent(name)}`),
  };
}
