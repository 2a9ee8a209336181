// How anchors of the audit log are named, in a bucket and in a folder: `2026-11-28.json`, and its time stamp
// `2026-11-28.tsr` beside it.
import type { AnchorFile } from '../../store/audit/audit-anchors.ts';
import type { AnchorStore } from '../runtime.ts';

const anchorFile = (name: string): string => `${name}.json`;
const stampFile = (name: string): string => `${name}.tsr`;

/** Files of a bucket or a folder. */
export interface AnchorPlace {
  /** Names of all files, in no order. */
  readonly list: () => Promise<readonly string[]>;
  readonly read: (file: string) => Promise<Uint8Array>;
  /** Where there is a file of this name already, it stays. */
  readonly write: (file: string, bytes: Uint8Array) => Promise<void>;
}

export const anchorsIn = ({ list, read, write }: AnchorPlace): AnchorStore => ({
  list: async () => {
    const files = new Set(await list());
    const names = [...files].flatMap((file) => /^(\d{4}-\d\d-\d\d)\.json$/.exec(file)?.[1] ?? []);
    return names.toSorted().map((name) => ({ name, stamped: files.has(stampFile(name)) }));
  },
  read: async ({ name, stamped }) => ({
    name,
    bytes: await read(anchorFile(name)),
    ...(stamped ? { stamp: await read(stampFile(name)) } : {}),
  }),
  keep: (name, bytes) => write(anchorFile(name), bytes),
  keepStamp: (name, stamp) => write(stampFile(name), stamp),
});

/** Requests on their way at once. */
const AT_ONCE = 20;

/** In their order. */
export async function allAnchors(store: AnchorStore): Promise<AnchorFile[]> {
  const listed = await store.list();
  const found: AnchorFile[] = [];
  for (let begin = 0; begin < listed.length; begin += AT_ONCE)
    found.push(...(await Promise.all(listed.slice(begin, begin + AT_ONCE).map(store.read))));
  return found;
}
