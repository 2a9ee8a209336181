// A file in pieces is the file: each line once, in a piece with the lines that name the same number, and known by its
// place in the file.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CsvShapeError, cutCsv } from '../../console/pages/lists/csv-pieces.ts';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const reasons = fc.oneof(
  fc.stringMatching(/^[a-z ]{1,20}$/),
  fc.constantFrom('a, b', 'say "no"', 'two\nlines', '"', ',').map(quoted),
);
const rows = fc.array(
  fc.record({
    number: fc.constantFrom('+13125550101', '(312) 555-0101', '+8613800138000', 'banana'),
    reason: reasons,
  }),
  { maxLength: 40 },
);

test('each record goes once, under the line on which it ends', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const records = all.map(({ number, reason }) => `${number},${reason}`);
      const text = ['number,reason', ...records].join('\r\n');
      const pieces = cutCsv(text);
      const sent = pieces.flatMap(({ csv }) => csv.split('\n').slice(1));
      const lines = text.replaceAll('\r\n', '\n').split('\n');
      expect(sent.toSorted()).toEqual(lines.slice(1).toSorted());
      for (const { csv, lines: places } of pieces) expect(places).toHaveLength(csv.split('\n').length);
      const plain = pieces.flatMap(({ csv, lines: places }) =>
        csv
          .split('\n')
          .flatMap((line, index) => (line.includes('"') || index === 0 ? [] : [[line, places[index]]])),
      );
      for (const [line, place] of plain)
        if (typeof line === 'string' && /^[+(b]/.test(line)) expect(lines[Number(place) - 1]).toBe(line);
    }),
  );
});

test('lines for one number stay in one piece, in their order, however many there are', () => {
  const many = Array.from(
    { length: 2_500 },
    (_, index) => `+1312555${String(1000 + (index % 1_250))},${String(index)}`,
  );
  const pieces = cutCsv(`number,reason\n${many.join('\n')}`);
  expect(pieces.length).toBeGreaterThan(1);
  const home = new Map<string, number>();
  for (const [piece, { csv }] of pieces.entries()) {
    const seen = new Map<string, number>();
    for (const line of csv.split('\n').slice(1)) {
      const [number = '', order] = line.split(',');
      expect(home.get(number) ?? piece).toBe(piece);
      home.set(number, piece);
      expect(Number(order)).toBeGreaterThan(seen.get(number) ?? -1);
      seen.set(number, Number(order));
    }
  }
  expect(home.size).toBe(1_250);
});

test('what is no list is refused, and where', () => {
  expect(() => cutCsv('')).toThrow(CsvShapeError);
  const open = `number,reason\n+13125550101,"open\n${'x\n'.repeat(5_000)}`;
  expect(() => cutCsv(open)).toThrow(CsvShapeError);
});
