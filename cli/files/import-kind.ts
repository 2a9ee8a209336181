// `hotline import` tells files of complaints from lists: a complaint is no reason to block a number by itself.
import { isNumberCountry, type NumberCountry } from '../../core/lists/list-file/country.ts';
import type { List } from '../../functions/admin/contract.ts';
import type { LayoutName } from '../../core/lists/list-file/layouts.ts';
import { CommandError, type Connection } from '../connection.ts';
import { importComplaints, type ComplaintOptions } from '../feeds/feeds.ts';
import { importFile, openFile, type ImportOptions } from './import.ts';

export type ImportFlags = Omit<ImportOptions, 'list' | 'country'> &
  Omit<ComplaintOptions, 'source' | 'country'> & {
    readonly list: List | undefined;
    readonly country: string | undefined;
    readonly as: 'complaints' | undefined;
  };

export async function importEither(
  connection: Connection,
  path: string,
  { list, as, source, reason, country, partial, lines, ...flags }: ImportFlags,
): Promise<void> {
  const home = asCountry(country);
  const file = await openFile(path);
  if (as !== 'complaints' && !isComplaintLayout(file.layout)) {
    if (list === undefined) throw new CommandError('Choose the list with --list, or use --as complaints.');
    if (flags.blockFrom !== undefined)
      throw new CommandError('--block-from is for complaint files. Use --as complaints if this is one.');
    const { dryRun, json } = flags;
    await importFile(connection, path, { list, source, reason, country: home, partial, lines, dryRun, json });
    return;
  }
  if (list === 'allow' || list === 'never-block')
    throw new CommandError(`This is a complaint file, which can’t be imported to the ${list} list.`);
  const name = source ?? (isComplaintLayout(file.layout) ? file.layout : 'complaints');
  await importComplaints(connection, file, { ...flags, country: home, source: name });
}

const isComplaintLayout = (layout: LayoutName): boolean => layout === 'ftc' || layout === 'fcc';

function asCountry(text: string | undefined): NumberCountry | undefined {
  if (text === undefined) return undefined;
  const country = text === 'international' ? text : text.toUpperCase();
  if (isNumberCountry(country)) return country;
  throw new CommandError('--country must be a country like CN, or "international".');
}
