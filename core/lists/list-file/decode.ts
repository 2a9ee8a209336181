// The bytes of a list file as text. A file says nothing reliable about its encoding, so it is found from the bytes, and
// what was guessed is named in the answer. Nothing is ever decoded to U+FFFD: a file that fits no encoding is refused.

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Why a file as a whole cannot be read. */
export type FileProblem =
  | 'empty'
  | 'workbook'
  | 'unknown-encoding'
  | 'nul-character'
  | 'no-number-column'
  | 'line-too-long'
  | 'open-quote';

export interface FileRefusal {
  readonly ok: false;
  readonly code: FileProblem;
  /** Line of the file, from 1, where one can be named. */
  readonly line?: number;
  /** A whole sentence: what is wrong, and what to do. */
  readonly problem: string;
}

export type DecodedFile =
  { readonly ok: true; readonly text: string; readonly encoding: Encoding } | FileRefusal;

/** Byte order marks, as the Unicode standard defines them. */
const MARKS: readonly { readonly bytes: readonly number[]; readonly encoding: Encoding }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** How the files of Excel, LibreOffice and archives begin: a list can be saved from them, but they are no text. */
const WORKBOOKS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

const beginsWith = (bytes: Uint8Array, begin: readonly number[]): boolean =>
  begin.every((byte, index) => bytes[index] === byte);

export function decodeListFile(bytes: Uint8Array): DecodedFile {
  const steps = decodeInSteps(bytes);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in small steps, between which others can have a turn. */
export function* decodeInSteps(bytes: Uint8Array): Generator<undefined, DecodedFile> {
  if (WORKBOOKS.some((begin) => beginsWith(bytes, begin)))
    return refuseFile(
      'workbook',
      'This is a workbook or an archive. Open it, save the list as "CSV UTF-8", and send that file.',
    );
  for (const encoding of candidates(bytes)) {
    const text = yield* decoded(bytes, encoding);
    if (text !== undefined) return withoutNul(text, encoding);
  }
  return refuseFile(
    'unknown-encoding',
    'The file is neither UTF-8, UTF-16, nor GB18030. Save it as "CSV UTF-8" and send it again.',
  );
}

function withoutNul(text: string, encoding: Encoding): DecodedFile {
  const nul = text.indexOf('\0');
  if (nul < 0) return { ok: true, text, encoding };
  const line = text.slice(0, nul).split(/\r\n|\r|\n/).length;
  return refuseFile(
    'nul-character',
    `Line ${String(line)} holds a NUL character, which no text has. Is this a CSV or text file?`,
    line,
  );
}

export const refuseFile = (code: FileProblem, problem: string, line?: number): FileRefusal => ({
  ok: false,
  code,
  problem,
  ...(line === undefined ? {} : { line }),
});

/** The encodings to try, in this order: a mark decides alone. */
function candidates(bytes: Uint8Array): readonly Encoding[] {
  const mark = MARKS.find(({ bytes: begin }) => beginsWith(bytes, begin));
  if (mark !== undefined) return [mark.encoding];
  const wide = utf16WithoutMark(bytes);
  if (wide !== undefined) return [wide];
  return ['utf-8', looksWestern(bytes) ? 'windows-1252' : 'gb18030'];
}

const BYTES_A_STEP = 262_144;

/** Throws away a mark; undefined where the bytes are not in that encoding. */
function* decoded(bytes: Uint8Array, encoding: Encoding): Generator<undefined, string | undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const texts: string[] = [];
  try {
    for (let from = 0; from < bytes.length; from += BYTES_A_STEP) {
      texts.push(decoder.decode(bytes.subarray(from, from + BYTES_A_STEP), { stream: true }));
      yield;
    }
    return texts.join('') + decoder.decode();
  } catch {
    return undefined;
  }
}

/** Share of the characters of a list that are ASCII digits, separators and line breaks, whatever its language. */
const LEAST_ASCII_SHARE = 0.3;
/** The beginning of a file tells its encoding; an even number of bytes. */
const SAMPLE_BYTES = 262_144;

/** In UTF-16 one byte of each ASCII character is zero: always the second (little-endian) or always the first. */
function utf16WithoutMark(bytes: Uint8Array): Encoding | undefined {
  if (bytes.length < 2 || bytes.length % 2 !== 0) return undefined;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const units = sample.length / 2;
  let [even, odd] = [0, 0];
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  if (odd >= units * LEAST_ASCII_SHARE && even === 0) return 'utf-16le';
  if (even >= units * LEAST_ASCII_SHARE && odd === 0) return 'utf-16be';
  return undefined;
}

/**
 * Excel in Western Europe saves Windows-1252, whose accented letters stand alone between ASCII letters ("für"); Chinese
 * text in GB18030 has its high bytes in pairs. Bytes of one alone that outnumber the others decide.
 */
function looksWestern(file: Uint8Array): boolean {
  const bytes = file.subarray(0, SAMPLE_BYTES);
  let [alone, together] = [0, 0];
  for (let from = 0; from < bytes.length; from += 1) {
    let to = from;
    while ((bytes[to] ?? 0) >= 0x80) to += 1;
    if (to - from === 1) alone += 1;
    if (to - from > 1) together += 1;
    from = to;
  }
  return alone > 3 * together;
}
