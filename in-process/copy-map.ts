// A place in memory for the copy of the lists.
import type { CopyFile, CopyPlace } from '../functions/snapshot/list-copies.ts';

export class CopyMap implements CopyPlace {
  readonly files = new Map<CopyFile, Uint8Array>();

  read = (name: CopyFile): Promise<Uint8Array | undefined> => Promise.resolve(this.files.get(name));

  write = (name: CopyFile, bytes: Uint8Array): Promise<void> => {
    this.files.set(name, bytes.slice());
    return Promise.resolve();
  };
}
