// The file in the body of a request, unpacked where it is compressed, and read in slices: somebody else's request never
// waits for the end of it.
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { decodeInSteps, type FileRefusal } from '../../../core/lists/list-file/decode.ts';
import { scoreFirstRow } from '../../../core/lists/list-file/layouts.ts';
import { listFileOf, type ListFile } from '../../../core/lists/list-file/open.ts';
import {
  isFilled,
  parserOptions,
  prepareRecords,
  recordOf,
  refusalOf,
  type FileRecord,
  type ParsedRow,
  type Records,
} from '../../../core/lists/list-file/records.ts';
import { Problem } from '../../http/problem.ts';
import { inSlices, pauses } from '../../pauses.ts';

/** A file of so many bytes is a mistake, or an attack with one that is much smaller when compressed. */
const MOST_BYTES = 50_000_000;
/** What one request can check and write in its time, with room to spare; console and command line send parts of 1,000. */
export const MOST_LINES = 200_000;

/** @throws {Problem} */
export async function openFile(content: Uint8Array): Promise<ListFile> {
  const file = await opened(await unzipped(content));
  if (file.ok) return file;
  const { code, problem, line } = file;
  throw new Problem('invalid-request', problem, { file: { code, ...(line === undefined ? {} : { line }) } });
}

async function opened(content: Uint8Array): Promise<ListFile | FileRefusal> {
  const decoded = await inSlices(decodeInSteps(content));
  if (!decoded.ok) return decoded;
  return listFileOf(decoded.encoding, await readRecords(decoded.text));
}

/** The parser takes a hundred microseconds for so many characters of short lines. */
const CHARACTERS_A_STEP = 4_096;

/** What `readRecords` of the core does at once. @throws {Problem} */
async function readRecords(text: string): Promise<Records> {
  const { body, separator } = prepareRecords(text, scoreFirstRow);
  const parser = parse(parserOptions(separator));
  const records: FileRecord[] = [];
  let failure: unknown;
  parser.on('error', (error) => {
    failure = error;
  });
  parser.on('data', (row: ParsedRow) => {
    const record = recordOf(row);
    if (isFilled(record)) records.push(record);
  });
  const pause = pauses();
  for (let from = 0; from < body.length && failure === undefined; from += CHARACTERS_A_STEP) {
    parser.write(body.slice(from, from + CHARACTERS_A_STEP));
    if (records.length > MOST_LINES) throw tooLong();
    await pause();
  }
  await ended(parser, () => failure !== undefined);
  return failure === undefined ? { ok: true, separator, records } : refusalOf(failure);
}

type Parser = ReturnType<typeof parse>;

/** Also where it has failed before its end. */
const ended = (parser: Parser, hasFailed: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    if (hasFailed()) {
      resolve();
      return;
    }
    for (const event of ['end', 'error'] as const)
      parser.once(event, () => {
        resolve();
      });
    parser.end();
  });

const tooLong = (): Problem =>
  new Problem(
    'too-large',
    `The file has more than ${MOST_LINES.toLocaleString('en-US')} lines. Send it in parts (the query parameter "parts"), as the console and the command line do, or cut it.`,
  );

/** The first bytes of a gzip file, RFC 1952. */
const isGzip = (content: Uint8Array): boolean => content[0] === 0x1f && content[1] === 0x8b;

async function unzipped(content: Uint8Array): Promise<Uint8Array> {
  if (!isGzip(content)) return content;
  try {
    return await promisify(gunzip)(content, { maxOutputLength: MOST_BYTES });
  } catch {
    throw new Problem(
      'invalid-request',
      `The file is compressed with gzip and cannot be unpacked: it is damaged, or holds more than ${String(MOST_BYTES / 1e6)} MB.`,
    );
  }
}
