// A chosen file, opened and cut into parts by the reader that the hotline itself uses. Loaded when a file is chosen.
import type { FileRefusal } from '../../../core/lists/list-file/decode.ts';
import type { LayoutName } from '../../../core/lists/list-file/layouts.ts';
import { openListFile } from '../../../core/lists/list-file/open.ts';
import { cutIntoParts, type FilePart } from '../../../core/lists/list-file/parts.ts';
import type { ImportReport } from '../../../functions/admin/contract.ts';

export { sendParts } from '../../../core/lists/list-file/send-parts.ts';
export { groupProblems } from '../../../core/lists/list-file/line-problems.ts';

export interface OpenedFile {
  readonly ok: true;
  readonly layout: LayoutName;
  readonly parts: readonly FilePart[];
  /** Lines to be checked. */
  readonly lines: number;
  /** Undefined where it is UTF-8. */
  readonly encoding: ImportReport['encoding'];
}

export async function openFile(file: File): Promise<OpenedFile | FileRefusal> {
  const opened = openListFile(await unzipped(file));
  if (!opened.ok) return opened;
  const { encoding, layout, records } = opened;
  return {
    ok: true,
    layout,
    parts: cutIntoParts(opened),
    lines: records.length,
    encoding: encoding === 'utf-8' ? undefined : encoding,
  };
}

/** Gzip is known by its first bytes, RFC 1952. A damaged file is handed on as it is, and refused by the reader. */
async function unzipped(file: File): Promise<Uint8Array> {
  const content = new Uint8Array(await file.arrayBuffer());
  if (content[0] !== 0x1f || content[1] !== 0x8b) return content;
  const stream = file.stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer().then(
    (plain) => new Uint8Array(plain),
    () => content,
  );
}
