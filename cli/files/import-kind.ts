// `hotline import` tells files of complaints from lists: a complaint is no reason to block a number by itself.
import type { LayoutName } from '../../core/lists/list-file/layouts.ts';
import { CommandError, type Connection } from '../connection.ts';
import { importComplaints, type ComplaintOptions } from '../feeds/feeds.ts';
import { importFile, openFile, type ImportOptions } from './import.ts';

export type ImportFlags = Omit<ImportOptions, 'list'> &
  Omit<ComplaintOptions, 'source'> & {
    readonly list: string | undefined;
    readonly as: 'complaints' | undefined;
  };

export async function importEither(
  connection: Connection,
  path: string,
  { list, as, source, reason, country, partial, lines, ...flags }: ImportFlags,
): Promise<void> {
  const file = await openFile(path);
  if (as !== 'complaints' && !isComplaintLayout(file.layout)) {
    if (list === undefined) throw new CommandError('Choose the list with --list, or use --as complaints.');
    if (flags.blockFrom !== undefined)
      throw new CommandError('--block-from is for complaint files. Use --as complaints if this is one.');
    const { dryRun, json } = flags;
    await importFile(connection, path, { list, source, reason, country, partial, lines, dryRun, json });
    return;
  }
  if (list === 'allow' || list === 'never-block')
    throw new CommandError(`This is a complaint file, which can’t be imported to the ${list} list.`);
  const name = source ?? (isComplaintLayout(file.layout) ? file.layout : 'complaints');
  await importComplaints(connection, file, { ...flags, country, source: name });
}

const isComplaintLayout = (layout: LayoutName): boolean => layout === 'ftc' || layout === 'fcc';
