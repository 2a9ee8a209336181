// `hotline export`: the listings as the API writes them, all pages in one file.
import { writeFile } from 'node:fs/promises';
import { CommandError, request, type Connection } from '../connection.ts';

/** @param list undefined for all lists */
export async function exportFile(
  connection: Connection,
  file: string,
  list: string | undefined,
): Promise<void> {
  const pages: string[] = [];
  let cursor: string | undefined;
  do {
    const response = await request(connection, '/api/listings/export', { query: { list, cursor } });
    // Reading a body as text drops its byte order mark.
    const text = await response.text();
    pages.push(pages.length === 0 ? text : text.replace(/^[^\n]*\n/, ''));
    cursor = response.headers.get('x-next-cursor') ?? undefined;
  } while (cursor !== undefined);
  const content = `\uFEFF${pages.join('')}`;
  await writeFile(file, content).catch((error: unknown) => {
    throw new CommandError(
      `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  process.stdout.write(`${file}\n`);
}
