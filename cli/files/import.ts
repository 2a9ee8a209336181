// `hotline import`: a list file to the hotline in parts, judged to its last line before anything is written.
import type { NumberCountry } from '../../core/lists/list-file/country.ts';
import type { List } from '../../functions/admin/contract.ts';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { Listr } from 'listr2';
import type { ImportReport } from '../../functions/admin/contract.ts';
import { countLines, groupProblems } from '../../core/lists/list-file/line-problems.ts';
import { openListFile, type ListFile } from '../../core/lists/list-file/open.ts';
import { cutIntoParts, type FilePart } from '../../core/lists/list-file/parts.ts';
import {
  EMPTY_REPORT,
  sendParts,
  type PartsReport,
  type SendPart,
} from '../../core/lists/list-file/send-parts.ts';
import { CommandError, type Connection } from '../connection.ts';
import { refusalOf } from './refused-file.ts';
import { printable, table } from '../terminal/tables.ts';

export interface ImportOptions {
  readonly list: List;
  readonly source: string | undefined;
  readonly reason: string | undefined;
  readonly country: NumberCountry | undefined;
  readonly partial: boolean;
  readonly dryRun: boolean;
  /** Show every line that is wrong. */
  readonly lines: boolean;
  readonly json: boolean;
}

interface Progress {
  readonly options: ImportOptions;
  parts: readonly FilePart[];
  encoding: ListFile['encoding'];
  report: PartsReport;
}

export async function importFile(
  connection: Connection,
  file: string,
  options: ImportOptions,
): Promise<void> {
  const work: Progress = { options, parts: [], encoding: 'utf-8', report: EMPTY_REPORT };
  const tasks = new Listr<Progress, 'default' | 'silent', 'silent'>(
    [
      {
        title: `Reading ${file}`,
        task: async (state) => {
          const opened = await openFile(file);
          state.encoding = opened.encoding;
          state.parts = cutIntoParts(opened);
        },
      },
      {
        title: 'Checking every line',
        task: async (state, task) => {
          const say = progress('Checking every line', (text) => (task.title = text), state.parts.length);
          state.report = await sendAll(connection, state, undefined, say);
        },
      },
      {
        title: 'Writing',
        enabled: !options.dryRun,
        skip: ({ report }) =>
          !options.partial && report.rejected.length > 0 && 'nothing was imported: lines are rejected',
        task: async (state, task) => {
          const say = progress('Writing', (text) => (task.title = text), state.parts.length);
          state.report = await sendAll(connection, state, state.report.next, say);
        },
      },
    ],
    { ctx: work, fallbackRenderer: 'silent', ...(options.json ? { renderer: 'silent' } : {}) },
  );
  await tasks.run();
  show(work);
}

export async function openFile(name: string): Promise<ListFile> {
  const content = await readFile(name).catch(() => {
    throw new CommandError(`File not found: ${name}`);
  });
  const opened = openListFile(unzipped(name, content));
  if (!opened.ok) throw new CommandError(`${name}: ${opened.problem}`);
  return opened;
}

/** Gzip is known by its first bytes, RFC 1952. */
function unzipped(name: string, content: Buffer): Uint8Array {
  if (content[0] !== 0x1f || content[1] !== 0x8b) return content;
  try {
    return gunzipSync(content);
  } catch {
    throw new CommandError(`${name} is compressed with gzip and damaged.`);
  }
}

const BAR_WIDTH = 30;

const progress =
  (what: string, title: (text: string) => void, parts: number) =>
  (done: number): void => {
    const filled = Math.round((done / parts) * BAR_WIDTH);
    title(
      `${what}  ${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${Math.round((done / parts) * 100)} %`,
    );
  };

/** @param checked undefined for the round that only checks */
function sendAll(
  { api }: Connection,
  { parts, options: { list, source, reason, country, partial } }: Progress,
  checked: string | undefined,
  done: (parts: number) => void,
): Promise<PartsReport> {
  const send: SendPart<ImportReport> = async ({ csv }, query) => {
    try {
      const asked = { list, source, reason, country, partial, ...query };
      return (await api.call('listings.import', { query: asked, body: csv })).body;
    } catch (error) {
      throw refusalOf(error);
    }
  };
  return sendParts(parts, {
    send,
    checked,
    told: (_, count) => {
      done(count);
    },
  });
}

/** More wrong lines than this are only shown where somebody asks for them. */
const MOST_LINES = 20;

function show({ report, options, encoding }: Progress): void {
  const { rejected, next: _, ...counts } = report;
  const stopped = rejected.length > 0 && !options.partial && !options.dryRun;
  if (stopped) process.exitCode = 1;
  const guessed = encoding === 'utf-8' ? {} : { encoding };
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ...(stopped ? ZERO : counts), ...guessed, rejected })}\n`);
    return;
  }
  const said = [...nextStep(report, options), ...problemsOf(report, options)];
  if (encoding !== 'utf-8')
    said.push(`The file was read as ${encoding.toUpperCase()}; if words look wrong, save it as UTF-8.`);
  const { added, updated, unchanged, repeated } = counts;
  const would = options.dryRun || stopped ? 'would be ' : '';
  said.push(
    `${would}added ${added}, updated ${updated}, unchanged ${unchanged}; repeated lines ${repeated}, rejected ${rejected.length}`,
  );
  process.stdout.write(`${said.join('\n')}\n`);
}

const ZERO = { added: 0, updated: 0, unchanged: 0, repeated: 0 };

/** What to do comes before what is wrong. */
function nextStep({ rejected, added, updated }: PartsReport, { partial, dryRun }: ImportOptions): string[] {
  if (rejected.length === 0) return [];
  const good = countLines(added + updated);
  if (dryRun)
    return [`Import ${good} with --partial, or mend the ${countLines(rejected.length)} below first.`, ''];
  if (partial) return [`Imported without the ${countLines(rejected.length)} below.`, ''];
  return [
    `Nothing was imported. Mend the ${countLines(rejected.length)} below, or import the ${good} that are good with --partial.`,
    '',
  ];
}

function problemsOf({ rejected }: PartsReport, { lines }: ImportOptions): string[] {
  if (rejected.length === 0) return [];
  const groups = groupProblems(rejected).map(({ problem, examples }) => {
    const named = examples.map(({ line, value }) => `line ${String(line)} ${printable(value)}`.trim());
    return `${problem}, like ${named.join('; ')}`;
  });
  if (!lines && rejected.length > MOST_LINES) return [...groups, '(--lines shows each of them)', ''];
  const rows = rejected.map(({ line, value, problem }) => [String(line), printable(value), problem]);
  return [...groups, '', table(['line', 'value', 'problem'], rows), ''];
}
