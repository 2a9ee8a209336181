// The report as a PDF, for people who print. PDFKit is given a date of its own and the fonts, so that the same report
// makes the same bytes.
import PDFDocument from 'pdfkit';
import { LANGUAGES } from '../../core/basics/language.ts';
import { unpackWoff } from './unpack-woff.ts';
import { reportBlocks, type Block, type ReportFacts } from './report.ts';

/** WOFF 1.0 files of a typeface that has Chinese characters, and of one for the rest. */
export interface ReportFonts {
  readonly chinese: Uint8Array;
  readonly latin: Uint8Array;
}

type Document = PDFKit.PDFDocument;

const MARGIN = 48;
const SIZES: Readonly<Record<'title' | 'heading' | 'paragraph' | 'note', number>> = {
  title: 18,
  heading: 13,
  paragraph: 10,
  note: 8.5,
};
const CELL = 8.5;
const PADDING = 4;

/** @param date of making, in the file's properties */
export async function reportPdf(facts: ReportFacts, fonts: ReportFonts, date: Date): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    font: '',
    info: {
      Title: `Evidence package ${facts.about.id}`,
      Producer: 'Hotline Guard',
      Creator: 'Hotline Guard',
      CreationDate: date,
      ModDate: date,
    },
  });
  document.registerFont('chinese', Buffer.from(unpackWoff(fonts.chinese)));
  document.registerFont('latin', Buffer.from(unpackWoff(fonts.latin)));
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => {
    document.once('end', resolve);
    document.once('error', reject);
  });
  for (const [index, language] of LANGUAGES.entries()) {
    if (index > 0) document.addPage();
    for (const block of reportBlocks(facts, language)) draw(document, block);
  }
  document.end();
  await done;
  return Buffer.concat(chunks);
}

function draw(document: Document, block: Block): void {
  switch (block.kind) {
    case 'facts':
      drawFacts(document, block.rows);
      return;
    case 'table':
      drawTable(document, block);
      return;
    case 'title':
    case 'heading':
    case 'paragraph':
    case 'note': {
      const size = SIZES[block.kind];
      makeRoom(document, size * 4);
      if (block.kind === 'heading') document.moveDown(0.8);
      write(document, block.text, { size, x: MARGIN, y: document.y, width: widthOf(document) });
      document.y += 4;
    }
  }
}

const widthOf = ({ page }: Document): number => page.width - 2 * MARGIN;
const bottomOf = ({ page }: Document): number => page.height - MARGIN;

function makeRoom(document: Document, height: number): void {
  if (document.y + height > bottomOf(document)) document.addPage();
}

function drawFacts(document: Document, rows: readonly (readonly [string, string])[]): void {
  const widths = [0.26, 0.74];
  for (const cells of rows) drawRow(document, cells, widths, false);
  document.y += 6;
}

function drawTable(document: Document, { columns, rows, widths }: Extract<Block, { kind: 'table' }>): void {
  drawRow(document, columns, widths, true);
  for (const cells of rows) drawRow(document, cells, widths, true);
  document.y += 6;
}

/** A cell that would not fit on a page by itself is cut there; the files have it whole. */
function drawRow(
  document: Document,
  cells: readonly string[],
  shares: readonly number[],
  lined: boolean,
): void {
  const whole = widthOf(document);
  const laidOut = cells.map((text, index) => {
    const width = whole * (shares[index] ?? 0);
    return { width, lines: linesOf(document, text, CELL, width - 2 * PADDING) };
  });
  const lineHeight = CELL * 1.45;
  const most = Math.floor((bottomOf(document) - MARGIN - 2 * PADDING) / lineHeight);
  const height =
    Math.min(most, Math.max(...laidOut.map(({ lines }) => lines.length))) * lineHeight + 2 * PADDING;
  makeRoom(document, height);
  const top = document.y;
  let x = MARGIN;
  for (const { width, lines } of laidOut) {
    if (lined) document.rect(x, top, width, height).lineWidth(0.5).stroke('#aaaaaa');
    for (const [index, line] of lines.slice(0, most).entries())
      writeLine(document, line, x + PADDING, top + PADDING + index * lineHeight, CELL);
    x += width;
  }
  document.x = MARGIN;
  document.y = top + height;
}

interface Placed {
  readonly size: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function write(document: Document, text: string, { size, x, y, width }: Placed): void {
  const lineHeight = size * 1.45;
  let top = y;
  for (const line of linesOf(document, text, size, width)) {
    if (top + lineHeight > bottomOf(document)) {
      document.addPage();
      top = MARGIN;
    }
    writeLine(document, line, x, top, size);
    top += lineHeight;
  }
  document.x = x;
  document.y = top;
}

// --- lines -----------------------------------------------------------------------------------------------------------

/** Chinese characters and their punctuation may be followed by a new line; other words are kept together where they fit. */
const CHINESE = '\u2e80-\u9fff\uf900-\ufaff';
/** Nothing of these begins a line. */
const CLOSING = '\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f\uff09\u300b\u201d\u2019';
const MARKS = '\u3000-\u303f\uff00-\uffef';
const PIECES = new RegExp(
  `[${CHINESE}${MARKS}][${CLOSING}]*|[^\\s${CHINESE}${MARKS}]+[${CLOSING}]*|\\s+`,
  'gu',
);
const IS_CHINESE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2026]/u;

function linesOf(document: Document, text: string, size: number, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const piece of paragraph.match(PIECES) ?? [])
      for (const part of partsOf(document, piece, size, width)) {
        if (line !== '' && widthOfText(document, line + part, size) > width) {
          lines.push(line.trimEnd());
          line = part.trimStart();
        } else line += part;
      }
    return [...lines, line.trimEnd()];
  });
}

/** A word that is longer than a line is cut. */
function partsOf(document: Document, piece: string, size: number, width: number): readonly string[] {
  if (widthOfText(document, piece, size) <= width) return [piece];
  const parts: string[] = [];
  let part = '';
  for (const character of piece) {
    if (part !== '' && widthOfText(document, part + character, size) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

const fontOf = (character: string): 'chinese' | 'latin' => (IS_CHINESE.test(character) ? 'chinese' : 'latin');

/** Runs of one font each. */
function runsOf(text: string): readonly { readonly font: 'chinese' | 'latin'; readonly text: string }[] {
  const runs: { font: 'chinese' | 'latin'; text: string }[] = [];
  for (const character of text) {
    const font = fontOf(character);
    const last = runs.at(-1);
    if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}

/** Widths of characters at size 1, by font: to lay out every line anew for each of its words takes minutes. */
const WIDTHS = new WeakMap<Document, Map<string, number>>();

function widthOfText(document: Document, text: string, size: number): number {
  const known = WIDTHS.get(document) ?? new Map<string, number>();
  WIDTHS.set(document, known);
  let sum = 0;
  for (const character of text) {
    const width = known.get(character) ?? measure(document, character);
    known.set(character, width);
    sum += width;
  }
  return sum * size;
}

const MEASURED_AT = 100;
const measure = (document: Document, character: string): number =>
  document.font(fontOf(character)).fontSize(MEASURED_AT).widthOfString(character) / MEASURED_AT;

function writeLine(document: Document, line: string, x: number, y: number, size: number): void {
  let left = x;
  for (const { font, text } of runsOf(line)) {
    document.font(font).fontSize(size).fillColor('#111111').text(text, left, y, { lineBreak: false });
    left += widthOfText(document, text, size);
  }
}
