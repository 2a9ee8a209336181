// `hotline export`: the listings as the API writes them, all pages in one file.
import type { List } from '../../functions/admin/contract.ts';
import { writeFile } from 'node:fs/promises';
import { CommandError, type Connection } from '../connection.ts';

/** All lists where none is named. */
export async function exportFile(
  { api }: Connection,
  file: string,
  { list, why }: { readonly list?: List; readonly why: string },
): Promise<void> {
  const csv = await api.downloadCsv('listings.export', { query: { list }, why });
  const content = Buffer.from(await csv.file.arrayBuffer());
  await writeFile(file, content).catch((error: unknown) => {
    throw new CommandError(
      `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  process.stdout.write(`${file}\n`);
}
