// The file in the body of a request, unpacked where it is compressed.
import { gunzipSync } from 'node:zlib';
import { openListFile, type ListFile } from '../../../core/lists/list-file/open.ts';
import { Problem } from '../../http/problem.ts';

/** A file of so many bytes is a mistake, or an attack with one that is much smaller when compressed. */
const MOST_BYTES = 50_000_000;

/** @throws {Problem} */
export function openFile(content: Uint8Array): ListFile {
  const file = openListFile(unzipped(content));
  if (file.ok) return file;
  const { code, problem, line } = file;
  throw new Problem('invalid-request', problem, { file: { code, ...(line === undefined ? {} : { line }) } });
}

/** The first bytes of a gzip file, RFC 1952. */
const isGzip = (content: Uint8Array): boolean => content[0] === 0x1f && content[1] === 0x8b;

function unzipped(content: Uint8Array): Uint8Array {
  if (!isGzip(content)) return content;
  try {
    return gunzipSync(content, { maxOutputLength: MOST_BYTES });
  } catch {
    throw new Problem(
      'invalid-request',
      `The file is compressed with gzip and cannot be unpacked: it is damaged, or holds more than ${String(MOST_BYTES / 1e6)} MB.`,
    );
  }
}
