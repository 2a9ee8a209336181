// `hotline import` tells files of complaints from lists: a complaint is no reason to block a number by itself.
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { LayoutName } from '../core/list-file/layouts.ts';
import { openListFile, type ListFile } from '../core/list-file/open.ts';
import { CommandError, type Connection } from './connection.ts';
import { importComplaints, type ComplaintOptions } from './feeds.ts';
import { importFile, type ImportOptions } from './import.ts';

export type ImportFlags = Omit<ImportOptions, 'list'> &
  Omit<ComplaintOptions, 'source'> & {
    readonly list: string | undefined;
    readonly as: 'complaints' | undefined;
  };

export async function importEither(
  connection: Connection,
  path: string,
  { list, as, source, ...flags }: ImportFlags,
): Promise<void> {
  const file = await openFile(path);
  if (as !== 'complaints' && !isComplaintLayout(file.layout)) {
    if (list === undefined) throw new CommandError('Name the list with --list, or say --as complaints.');
    if (flags.blockFrom !== undefined)
      throw new CommandError('--block-from is for files of complaints; say --as complaints if this is one.');
    await importFile(connection, path, { ...flags, list, source });
    return;
  }
  if (list === 'allow' || list === 'never-block')
    throw new CommandError(`This is a file of complaints, which does not belong on the ${list} list.`);
  const name = source ?? (isComplaintLayout(file.layout) ? file.layout : 'complaints');
  await importComplaints(connection, file, { ...flags, source: name });
}

const isComplaintLayout = (layout: LayoutName): boolean => layout === 'ftc' || layout === 'fcc';

const GZIP = [0x1f, 0x8b];

async function openFile(path: string): Promise<ListFile> {
  const content = await readFile(path).catch(() => {
    throw new CommandError(`There is no file ${path}.`);
  });
  const packed = GZIP.every((byte, index) => content[index] === byte);
  const file = openListFile(packed ? gunzipSync(content) : content);
  if (!file.ok) throw new CommandError(`${path}: ${file.problem}`);
  return file;
}
