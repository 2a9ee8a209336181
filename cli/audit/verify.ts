// The audit log as a file, and its verification: with the hotline, or of an export without any.
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AnchorFile } from '../../store/audit/audit-anchors.ts';
import { anchorLine, headLine, verifyExport, type ProvenLog } from '../../store/audit/audit-export.ts';
import type { GivenQuery } from '../../api-client/request.ts';
import type { ApiClient } from '../../api-client/client.ts';
import { counted } from '../../core/basics/counted.ts';
import { CommandError, type Connection } from '../connection.ts';

interface VerifyOptions {
  readonly file?: string | undefined;
  readonly anchors?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Ends with exit code 1 if the log was changed, so that a script can tell. */
export async function verifyAudit(
  connection: () => Connection,
  { file, anchors, from, to }: VerifyOptions,
): Promise<void> {
  if (from !== undefined || to !== undefined) {
    if (file !== undefined || anchors !== undefined)
      throw new CommandError(
        '--from and --to check days of a running hotline: leave out --file and --anchors.',
      );
    tell(await verifiedThere(connection(), { from, to }));
    return;
  }
  const copies = anchors === undefined ? [] : await anchorsIn(anchors);
  const lines = file === undefined ? exported(connection().api, 'audit verify') : linesOf(file);
  tell(await verifyExport(lines, copies));
}

async function verifiedThere({ api }: Connection, query: GivenQuery<'audit.verify'>): Promise<ProvenLog> {
  const { broken, removedThrough, ...checked } = (await api.call('audit.verify', { query })).body;
  return {
    ...checked,
    ...(broken === undefined ? {} : { broken }),
    ...(removedThrough === undefined ? {} : { removedThrough }),
  };
}

function tell({ entries, anchors, broken, anchorProblem, removedThrough }: ProvenLog): void {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  if (broken !== undefined)
    say(
      `The log was changed: entry ${broken.sequence} of ${broken.day} does not match (${broken.problem}). ${counted(entries, 'entry', 'entries')} before it ${entries === 1 ? 'is' : 'are'} intact.`,
    );
  if (anchorProblem !== undefined)
    say(`The log is not the one that was anchored: anchor of ${anchorProblem.on}: ${anchorProblem.problem}.`);
  if (broken !== undefined || anchorProblem !== undefined) {
    process.exitCode = 1;
    return;
  }
  say(
    `Log intact: ${counted(entries, 'entry', 'entries')} checked, and compared with ${counted(anchors, 'anchor')}.`,
  );
  if (anchors === 0)
    say('No anchor was compared: a log that was written anew from its beginning would not be found.');
  if (removedThrough !== undefined)
    say(`Entries up to number ${removedThrough} were deleted at the end of their retention period.`);
}

// --- exporting --------------------------------------------------------------------------------------------------

const PAGE = 500;

async function* exported(api: ApiClient, why: string): AsyncGenerator<string> {
  let cursor: string | undefined;
  let begun = false;
  do {
    const { body } = await api.call('audit.links', { query: { limit: PAGE, why, cursor } });
    if (!begun) {
      yield headLine({ exportedAt: new Date().toISOString(), removed: body.removed });
      for (const anchor of await anchorsOf(api)) yield anchorLine(anchor);
    }
    begun = true;
    for (const link of body.items) yield JSON.stringify(link);
    ({ cursor } = body);
  } while (cursor !== undefined);
}

async function anchorsOf(api: ApiClient): Promise<AnchorFile[]> {
  const { body } = await api.call('audit.anchors', {});
  return body.items.map(({ name, file, stamp }) => ({
    name,
    bytes: Buffer.from(file, 'base64'),
    ...(stamp === undefined ? {} : { stamp: Buffer.from(stamp, 'base64') }),
  }));
}

export async function exportAudit({ api }: Connection, file: string, why: string): Promise<void> {
  const target = await open(file, 'wx').catch((error: unknown) => {
    throw new CommandError(`Can’t write ${file}: ${reasonOf(error)}. An export never replaces a file.`);
  });
  let lines = 0;
  try {
    for await (const line of exported(api, why)) {
      await target.write(`${line}\n`);
      lines += 1;
    }
  } finally {
    await target.close();
  }
  process.stdout.write(
    `Saved ${counted(lines, 'line')} to ${file}. Check it anywhere: hotline audit verify --file ${file}\n`,
  );
}

/** What is in the folder already stays: a copy that differs from the anchor is what shows that it was replaced. */
export async function saveAnchors({ api }: Connection, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const there = new Set(await readdir(folder));
  let saved = 0;
  for (const { name, bytes, stamp } of await anchorsOf(api)) {
    const files = [[`${name}.json`, bytes] as const, [`${name}.tsr`, stamp] as const];
    for (const [file, content] of files) {
      if (content === undefined || there.has(file)) continue;
      await writeFile(join(folder, file), content, { flag: 'wx' });
      saved += 1;
    }
  }
  process.stdout.write(`Saved ${counted(saved, 'new file')} to ${folder}.\n`);
}

// --- files --------------------------------------------------------------------------------------------------------

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file);
  try {
    yield* createInterface({ input, crlfDelay: Infinity });
  } catch (error) {
    throw new CommandError(`Can’t read ${file}: ${reasonOf(error)}.`);
  }
}

async function anchorsIn(folder: string): Promise<AnchorFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new CommandError(`Can’t read ${folder}: ${reasonOf(error)}.`);
  });
  const anchors = names.filter((name) => /^\d{4}-\d\d-\d\d\.json$/.test(name));
  if (anchors.length === 0) throw new CommandError(`There are no anchors in ${folder}.`);
  return Promise.all(
    anchors.map(async (file) => ({
      name: file.replace('.json', ''),
      bytes: await readFile(join(folder, file)),
    })),
  );
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
