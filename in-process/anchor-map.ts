// A place in memory for the anchors of the audit log.
import type { AnchorPlace } from '../functions/anchors/anchor-files.ts';

export class AnchorMap extends Map<string, Uint8Array> implements AnchorPlace {
  list = (): Promise<string[]> => Promise.resolve([...this.keys()]);

  read = (file: string): Promise<Uint8Array> => Promise.resolve(this.get(file) ?? new Uint8Array());

  write = (file: string, bytes: Uint8Array): Promise<void> => {
    if (!this.has(file)) this.set(file, bytes);
    return Promise.resolve();
  };
}
