// Complaint files as feeds: `hotline import --as complaints`, `hotline feeds`, `hotline feeds remove`.
import { DAY_MS } from '../../core/basics/durations.ts';
import type { NumberCountry } from '../../core/lists/list-file/country.ts';
import { print } from '../terminal/printed.ts';
import { randomUUID } from 'node:crypto';
import { Listr } from 'listr2';
import { describeGroup } from '../../core/lists/list-file/line-problems.ts';
import { cutIntoParts, type FilePart } from '../../core/lists/list-file/parts.ts';
import type { ListFile } from '../../core/lists/list-file/open.ts';
import type { FeedImport } from '../../functions/admin/contract.ts';
import { type Connection } from '../connection.ts';
import { refusalOf } from '../files/refused-file.ts';
import { printable, table } from '../terminal/tables.ts';

export interface ComplaintOptions {
  /** Name of the feed. */
  readonly source: string;
  /** Of numbers without a plus. */
  readonly country: NumberCountry | undefined;
  /** Least complaints that block a number; undefined: nobody is blocked. */
  readonly blockFrom: number | undefined;
  readonly within: number;
  readonly expiresDays: number;
  /** The file comes to what the feed has, instead of replacing it. */
  readonly add: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

interface Work {
  readonly upload: string;
  readonly parts: readonly FilePart[];
  readonly dropped: Dropped[];
  answer: FeedImport | undefined;
}
type Dropped = FeedImport['dropped'][number];

export async function importComplaints(
  connection: Connection,
  file: ListFile,
  options: ComplaintOptions,
): Promise<void> {
  const work: Work = {
    upload: randomUUID().replaceAll('-', ''),
    parts: cutIntoParts(file),
    dropped: [],
    answer: undefined,
  };
  const tasks = new Listr<Work, 'default' | 'silent', 'silent'>(
    [
      {
        title: 'Sending the complaints',
        task: async (state, task) => {
          for (const [piece, part] of state.parts.entries()) {
            task.title = `Sending the complaints  ${percent(piece, state.parts.length)}`;
            state.dropped.push(...(await sendPart(connection, options, state.upload, part, piece)));
          }
          task.title = 'Sending the complaints';
        },
      },
      {
        title: options.dryRun ? 'Counting' : 'Putting them in force',
        task: async (state, task) => {
          state.answer = await commit(connection, options, state, (done) => {
            task.title = `Putting them in force  ${percent(done, state.parts.length)}`;
          });
        },
      },
    ],
    { ctx: work, fallbackRenderer: 'silent', ...(options.json ? { renderer: 'silent' } : {}) },
  );
  await tasks.run();
  if (work.answer !== undefined) show({ ...work.answer, dropped: grouped(work.dropped) }, options);
}

const percent = (done: number, all: number): string => `${String(Math.round((done / all) * 100))} %`;

/** @returns the lines that are left out, by their places in the whole file */
async function sendPart(
  { api }: Connection,
  { source, country }: ComplaintOptions,
  upload: string,
  { csv, lines }: FilePart,
  piece: number,
): Promise<Dropped[]> {
  const query = { upload, piece, country };
  const asked = { params: { name: source }, query, body: csv };
  const { dropped } = await api.call('feeds.import', asked).then(
    ({ body }) => body,
    (error: unknown) => {
      throw refusalOf(error);
    },
  );
  return dropped.map((group) => ({
    ...group,
    examples: group.examples.map((one) => ({ ...one, line: lines[one.line - 1] ?? one.line })),
  }));
}

async function commit(
  { api }: Connection,
  { source, blockFrom, within, expiresDays, add, dryRun }: ComplaintOptions,
  { upload, parts }: Work,
  say: (done: number) => void,
): Promise<FeedImport> {
  const body = {
    upload,
    pieces: parts.length,
    mode: add ? ('add' as const) : ('replace' as const),
    blockFrom,
    within,
    expiresDays,
    dryRun,
  };
  for (;;) {
    const { body: answer } = await api.call('feeds.commit', { params: { name: source }, body });
    if (answer.state !== 'going-on') return answer;
    say(answer.done ?? 0);
  }
}

const MOST_EXAMPLES = 3;

function grouped(dropped: readonly Dropped[]): Dropped[] {
  const groups = new Map<string, Dropped>();
  for (const group of dropped) {
    const before = groups.get(group.code);
    const examples = [...(before?.examples ?? []), ...group.examples].sort((a, b) => a.line - b.line);
    groups.set(group.code, {
      ...group,
      count: group.count + (before?.count ?? 0),
      examples: examples.slice(0, MOST_EXAMPLES),
    });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

// --- shown --------------------------------------------------------------------------------------------------------

const some = (count: number, one: string): string =>
  `${count.toLocaleString('en-US')} ${one}${count === 1 ? '' : 's'}`;

function show(answer: FeedImport, options: ComplaintOptions): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(answer)}\n`);
    return;
  }
  const { from, to, complaints, numbers } = answer;
  const period = from === undefined ? '' : from === to ? ` of ${from}` : ` from ${from} to ${to ?? ''}`;
  const lines = [
    nextStep(answer, options),
    ...staleness(answer),
    '',
    table(
      [`complaints in ${some(options.within, 'day')}`, 'numbers'],
      answer.thresholds.map(({ atLeast, numbers: count }) => [`${String(atLeast)} or more`, String(count)]),
    ),
    '',
    `${some(complaints, 'complaint')} about ${some(numbers, 'number')}${period}, as the feed "${answer.name}"`,
    ...answer.dropped.map(droppedLine),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** First what it means and what to do; the figures follow. */
function nextStep(answer: FeedImport, { blockFrom, within, dryRun }: ComplaintOptions): string {
  const enough = `at least ${some(blockFrom ?? 0, 'complaint')} in ${some(within, 'day')}`;
  if (blockFrom === undefined) {
    return (
      `A complaint file is evidence: it raises scores, and ${dryRun ? 'would block' : 'blocks'} nobody by itself.\n` +
      `To block numbers from it, choose how many complaints that takes: --block-from N --within ${String(within)}`
    );
  }
  const count = answer.thresholds.find(({ atLeast }) => atLeast === blockFrom)?.numbers ?? 0;
  if (dryRun) {
    return `${some(count, 'number')} with ${enough} would be blocked; leave out --dry-run to do it.`;
  }
  const { feed, spared } = answer;
  const kept = Object.entries(spared ?? {}).filter(([, numbers]) => numbers > 0);
  const except = kept.map(([why, numbers]) => `${SPARED[why as Spared]} ${String(numbers)}`).join(', ');
  return (
    `${some(feed?.blocks ?? 0, 'number')} with ${enough} ${feed?.blocks === 1 ? 'is' : 'are'} blocked` +
    `${except === '' ? '' : ` (left alone: ${except})`}. To take the feed back: hotline feeds remove ${answer.name}`
  );
}

type Spared = keyof NonNullable<FeedImport['spared']>;
const SPARED: Readonly<Record<Spared, string>> = {
  own: 'own numbers',
  allowlisted: 'allowlisted',
  neverBlock: 'on the never-block list',
  blocked: 'blocked already',
};

/** Older complaints have faded: a score hardly moves by them. */
const STALE_DAYS = 90;

function staleness({ to }: FeedImport): string[] {
  if (to === undefined) return ['The file has no complaint that can be used.'];
  const days = Math.floor((Date.now() - Date.parse(to)) / DAY_MS);
  return days <= STALE_DAYS
    ? []
    : [
        `The newest complaint is ${some(days, 'day')} old: as evidence it has faded, and a block would rest on old news.`,
      ];
}

function droppedLine({ code, count, examples }: Dropped): string {
  const where = examples.map(({ line, value }) =>
    value === '' ? `line ${String(line)}` : `line ${String(line)} "${printable(value)}"`,
  );
  return `left out: ${describeGroup(code, count)} (${where.join(', ')})`;
}

/** Shows the feeds. */
export async function feeds({ api }: Connection, { json }: { readonly json: boolean }): Promise<void> {
  const { items } = (await api.call('feeds.page', {})).body;
  print(
    items,
    { json, limit: items.length },
    ['feed', 'complaints', 'numbers', 'from', 'to', 'blocked', 'when', 'refreshed', 'by'],
    (feed) => [
      feed.name,
      String(feed.complaints),
      String(feed.numbers),
      feed.from ?? '',
      feed.to ?? '',
      String(feed.blocks),
      feed.block === undefined
        ? 'never'
        : `${String(feed.block.atLeast)} in ${some(feed.block.withinDays, 'day')}`,
      feed.refreshedAt.slice(0, 16),
      feed.refreshedBy,
    ],
  );
}

/** Takes one back as a whole. */
export async function removeFeed({ api }: Connection, name: string): Promise<void> {
  const { body: feed } = await api.call('feeds.delete', { params: { name } });
  process.stdout.write(
    `Complaint file "${feed.name}" removed: ${some(feed.complaints, 'complaint')} about ${some(feed.numbers, 'number')}, and ${some(feed.blocks, 'block')}.\n`,
  );
}
