// The audit log is compared with what was anchored outside: a log that is written anew from its beginning, with hashes that
// fit, is found; with the hotline, and of an export without it.
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AuditEntry } from '../../core/call/audit.ts';
import { anchorBytes, FIRST_PREVIOUS, sha256Of, type Anchor, type AnchorFile } from '../../store/audit/audit-anchors.ts';
import { endOf, GENESIS, linkTo, type ChainEnd, type Link } from '../../store/audit/audit-chain.ts';
import { anchorLine, headLine, verifyExport, type ProvenLog } from '../../store/audit/audit-export.ts';
import { flawOfSlice, slicesOf, type AuditSlice } from '../../store/audit/audit-slice.ts';

const DAYS = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'] as const;
const nextOf = (day: string): string => DAYS[DAYS.indexOf(day as (typeof DAYS)[number]) + 1] ?? '2026-11-28';

interface Log {
  readonly links: readonly Link[];
  readonly anchors: readonly AnchorFile[];
}

/** Four days of entries, three a day, each day anchored at its end. @param by who acts; forms from the first link on */
function logOf(by: string, forms: readonly (1 | 2)[] = [2]): Log {
  const links: Link[] = [];
  const anchors: AnchorFile[] = [];
  let end: ChainEnd = { ...GENESIS, day: DAYS[0] };
  const add = (content: Parameters<typeof linkTo>[2]): void => {
    const form = forms[Math.min(links.length, forms.length - 1)];
    const link = linkTo(end.hash, { day: end.day, sequence: end.sequence + 1 }, content, form);
    links.push(link);
    end = endOf(link);
  };
  for (const on of DAYS) {
    for (const record of ['CA1', 'CA2', 'CA3 RE3']) add({ kind: 'entry', ...entry(on, by, record) });
    const head = links.at(-1);
    if (head !== undefined) anchors.push(anchorAt(on, head, anchors.at(-1)));
    if (on !== DAYS.at(-1)) add({ kind: 'day-closed', next: nextOf(on) });
  }
  return { links, anchors };
}

const entry = (day: string, by: string, record: string): AuditEntry => ({
  key: `${day} ${record}`,
  at: `${day}T10:00:00.000Z`,
  by,
  action: 'people.add',
  record,
  detail: `what ${by} did`,
  why: 'told to',
});

function anchorAt(on: string, { day, sequence, hash }: Link, before: AnchorFile | undefined): AnchorFile {
  const previous = before === undefined ? FIRST_PREVIOUS : sha256Of(before.bytes);
  const anchor: Anchor = { on, day, sequence, hash, at: `${on}T23:00:00.000Z`, previous };
  return { name: on, bytes: anchorBytes(anchor) };
}

const linesOf = ({ links, anchors }: Log): string[] => [
  headLine({ exportedAt: '2026-11-28T00:00:00.000Z' }),
  ...anchors.map(anchorLine),
  ...links.map((link) => JSON.stringify(link)),
];
const isProven = ({ broken, anchorProblem }: ProvenLog): boolean =>
  broken === undefined && anchorProblem === undefined;

const GENUINE = logOf('ada');
/** Each hash of it fits; nothing but an anchor tells it from the genuine one. */
const REWRITTEN = logOf('eve');

describe('an export', () => {
  test('as it was written is proven, whatever the form of its links', async () => {
    expect(await verifyExport(linesOf(GENUINE))).toEqual({ entries: 12, anchors: 4 });
    expect(await verifyExport(linesOf(logOf('ada', [1, 1, 1, 1, 2])), [])).toMatchObject({ entries: 12, anchors: 4 });
    expect(await verifyExport(linesOf({ ...GENUINE, anchors: [] }), GENUINE.anchors)).toEqual({ entries: 12, anchors: 4 });
  });

  const KEPT = GENUINE.anchors;
  const [first, second, third, last] = KEPT as [AnchorFile, AnchorFile, AnchorFile, AnchorFile];
  test.each<[string, Log, readonly AnchorFile[], string]>([
    ['written anew, beside the anchors', { ...REWRITTEN, anchors: KEPT }, [], 'entry 3 is not the one that was anchored'],
    ['written anew with its anchors, and copies of the anchors elsewhere', REWRITTEN, KEPT, 'is not the one that was anchored'],
    ['without its last entries', { ...GENUINE, links: GENUINE.links.slice(0, -2) }, [], 'the log had come to entry 15, which is missing'],
    ['without its last day and that day’s anchor, and a copy elsewhere', { links: GENUINE.links.slice(0, -4), anchors: KEPT.slice(0, -1) }, KEPT, 'which is missing'],
    ['without an anchor in the middle', { ...GENUINE, anchors: [first, third, last] }, [], 'an anchor before it is missing'],
    ['without the first anchor', { ...GENUINE, anchors: [second, third, last] }, [], 'an anchor before it is missing'],
    ['without the anchors of the last days', { ...GENUINE, anchors: [first] }, [], 'there is no anchor after this day'],
    ['without any anchor', { ...GENUINE, anchors: [] }, [], 'there is no anchor after this day'],
    ['with an anchor that is another day’s', { ...GENUINE, anchors: [first, { ...second, name: third.name }] }, [], 'the anchor is one of 2026-11-25'],
    ['with an anchor that is none', { ...GENUINE, anchors: [{ ...first, bytes: Buffer.from('{}') }] }, [], 'cannot be read'],
    ['empty, though it was anchored', { ...GENUINE, links: [] }, [], 'the log had come to entry 3'],
  ])('%s is found', async (_, log, copies, problem) => {
    const { anchorProblem } = await verifyExport(linesOf(log), copies);
    expect(anchorProblem?.problem).toContain(problem);
  });

  test('any line that is left out, doubled, moved or changed is found', async () => {
    const lines = linesOf(GENUINE);
    const at = fc.nat(lines.length - 1);
    await fc.assert(
      fc.asyncProperty(at, at, fc.constantFrom('drop', 'double', 'swap', 'edit'), async (a, b, how) => {
        const [x = '', y = ''] = [lines[a], lines[b]];
        fc.pre(how !== 'swap' || a !== b);
        const forged = {
          drop: () => lines.toSpliced(a, 1),
          double: () => lines.toSpliced(b, 0, x),
          swap: () => lines.with(a, y).with(b, x),
          edit: () => lines.with(a, x.replace(/[0-9a-f]{64}/, '0'.repeat(64)).replace('"ada"', '"eve"')),
        }[how]();
        // The last anchor alone may not have been made yet. Anchors stand in the order of their names.
        fc.pre(!(how === 'drop' && a === KEPT.length));
        fc.pre(forged.join('\n') !== lines.join('\n'));
        fc.pre(!(how === 'swap' && [x, y].every((line) => line.includes('"anchor"'))));
        expect(isProven(await verifyExport(forged))).toBe(false);
      }),
    );
  });
});

describe('a slice for some records', () => {
  const anchorsOf = ({ anchors }: Log): Anchor[] =>
    anchors.map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)) as Anchor);
  async function sliced(log: Log, records: readonly string[]): Promise<AuditSlice[]> {
    const found: AuditSlice[] = [];
    for await (const one of slicesOf(log.links, anchorsOf(log), new Set(records))) found.push(one);
    return found;
  }

  let slices: AuditSlice[];
  beforeAll(async () => {
    slices = await sliced(GENUINE, ['CA2']);
  });

  test('shows their entries, hides the content of the others, and proves itself to the next anchor', () => {
    expect(slices).toHaveLength(4);
    expect(slices.map(flawOfSlice)).toEqual([undefined, undefined, undefined, undefined]);
    expect(slices.map(({ anchor }) => anchor?.on)).toEqual([...DAYS]);
    const shown = slices.flatMap(({ links }) => links).filter(({ kind }) => kind !== 'bare');
    expect(shown.map((link) => ('record' in link ? link.record : ''))).toEqual(['CA2', 'CA2', 'CA2', 'CA2']);
    expect(JSON.stringify(slices)).not.toContain('CA1');
    expect(JSON.stringify(slices)).not.toContain('CA3');
  });

  test('finds an entry that names several records, and stays without an anchor behind the last one', async () => {
    expect(await sliced(GENUINE, ['RE3'])).toHaveLength(4);
    const open = await sliced({ links: GENUINE.links, anchors: GENUINE.anchors.slice(0, 2) }, ['RE3']);
    expect(open.map(({ anchor }) => anchor?.on)).toEqual([DAYS[0], DAYS[1], undefined]);
    expect(open.map(flawOfSlice)).toEqual([undefined, undefined, undefined]);
  });

  test('any change in it is found: of an entry that is shown, of one that is not, of the anchor', () => {
    const [slice] = slices;
    if (slice === undefined) throw new Error('there is no slice');
    const edits: AuditSlice[] = slice.links.flatMap((link, index) => [
      { ...slice, links: slice.links.with(index, { ...link, previous: 'f'.repeat(64) }) },
      { ...slice, links: slice.links.toSpliced(index, 1) },
      {
        ...slice,
        links: slice.links.with(
          index,
          link.kind === 'bare' ? { ...link, contentHash: 'f'.repeat(64) } : ({ ...link, by: 'eve' } as Link),
        ),
      },
    ]);
    expect(edits.filter((edit) => flawOfSlice(edit) === undefined)).toEqual([]);
    const [other] = anchorsOf(REWRITTEN);
    if (other !== undefined) expect(flawOfSlice({ ...slice, anchor: other })).toContain('does not end in the anchor');
  });
});
