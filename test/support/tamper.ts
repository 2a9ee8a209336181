// Changes to a package that nobody should get away with: one byte, one file, or the order of one file's lines.
import * as fc from 'fast-check';

export type Files = ReadonlyMap<string, Uint8Array>;

export type Change =
  | { readonly kind: 'byte'; readonly file: string; readonly at: number; readonly xor: number }
  | { readonly kind: 'removed' | 'emptied' | 'added' | 'renamed'; readonly file: string }
  | { readonly kind: 'swapped'; readonly file: string; readonly other: string }
  | { readonly kind: 'lines'; readonly file: string; readonly line: number };

export function changesTo(files: Files): fc.Arbitrary<Change> {
  const paths = [...files.keys()];
  const several = paths.filter((path) => new Set(linesIn(files, path)).size > 1);
  const file = fc.constantFrom(...paths);
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('byte' as const),
        file,
        at: fc.nat(),
        xor: fc.integer({ min: 1, max: 255 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constantFrom('removed', 'emptied', 'added', 'renamed'), file }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('swapped' as const), file, other: file }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('lines' as const),
        file: fc.constantFrom(...several),
        line: fc.nat(),
      }),
    },
  );
}

const linesIn = (files: Files, path: string): string[] =>
  /\.(jsonl?|txt|csv|pem|html)$|SHA256SUMS$/.test(path)
    ? Buffer.from(files.get(path) ?? [])
        .toString('utf8')
        .split('\n')
        .slice(0, -1)
    : [];

/** Undefined where the change would leave the files as they are, or change what tells how to check them. */
export function changed(files: Files, change: Change): Map<string, Uint8Array> | undefined {
  const made = new Map(files);
  const bytes = files.get(change.file) ?? new Uint8Array();
  switch (change.kind) {
    case 'byte':
      if (bytes.byteLength === 0) return undefined;
      made.set(change.file, flipped(bytes, change.at % bytes.byteLength, change.xor));
      return made;
    case 'removed':
      made.delete(change.file);
      return made;
    case 'emptied':
      if (bytes.byteLength === 0) return undefined;
      return made.set(change.file, new Uint8Array());
    case 'added':
      return made.set(`${change.file}.copy`, bytes);
    case 'renamed':
      made.delete(change.file);
      return made.set(`${change.file}.renamed`, bytes);
    case 'swapped': {
      const other = files.get(change.other) ?? new Uint8Array();
      if (Buffer.from(bytes).equals(other)) return undefined;
      return made.set(change.file, other).set(change.other, bytes);
    }
    case 'lines': {
      const lines = linesIn(files, change.file);
      const at = change.line % (lines.length - 1);
      const [one, next] = [lines[at] ?? '', lines[at + 1] ?? ''];
      if (one === next) return undefined;
      const turned = [...lines.slice(0, at), next, one, ...lines.slice(at + 2)];
      return made.set(change.file, new TextEncoder().encode(`${turned.join('\n')}\n`));
    }
  }
}

function flipped(bytes: Uint8Array, at: number, xor: number): Uint8Array {
  const copy = new Uint8Array(bytes);
  copy[at] = (copy[at] ?? 0) ^ xor;
  return copy;
}
