// Entries of the lists: shown, made, removed, approved.
import { numberWriter, writerFor } from '../terminal/numbers.ts';
import type { SentBodyOf } from '../../functions/admin/contract.ts';
import { localTime } from '../terminal/times.ts';
import { printable } from '../terminal/tables.ts';
import { type ListOptions, print } from '../terminal/printed.ts';
import { type PageQuery, itemsOf } from '../../api-client/client.ts';
import { type Connection, versionIfThere } from '../connection.ts';
export async function listings(
  connection: Connection,
  query: PageQuery<'listings.page'>,
  options: ListOptions,
): Promise<void> {
  const found = await itemsOf(connection.api, 'listings.page', query, options.limit);
  const written = await writerFor(connection, options);
  print(found, options, ['number', 'list', 'reason', 'expires', 'source'], (listing) => [
    written(listing.pattern),
    listing.list,
    printable(listing.reason),
    listing.expiresAt === undefined ? '' : localTime(listing.expiresAt),
    listing.source,
  ]);
}

export async function addListing(
  connection: Connection,
  pattern: string,
  body: SentBodyOf<'listings.put'>,
): Promise<void> {
  const { api } = connection;
  const params = { pattern };
  const version = await versionIfThere(api.call('listings.get', { params }));
  const { body: listing } = await api.call('listings.put', { params, body, version });
  const written = await numberWriter(connection);
  const rule = written(listing.pattern);
  process.stdout.write(
    listing.pending === true
      ? `${rule} is proposed for the ${listing.list} list: ${printable(listing.reason)}\nIt has no effect yet. Another approver or administrator must approve it, in the console under Lists or with "hotline approve-rule '${listing.pattern}'" and a token of their own.\n`
      : `${rule} is on the ${listing.list} list: ${printable(listing.reason)}\n`,
  );
}

export async function removeListing({ api }: Connection, pattern: string): Promise<void> {
  await api.call('listings.delete', { params: { pattern } });
  process.stdout.write(`${pattern} removed from its list.\n`);
}

export async function approve(connection: Connection, number: string): Promise<void> {
  const pattern = number.replaceAll(/[\s().-]/g, '');
  const { body } = await connection.api.call('listings.approve', { params: { pattern }, body: {} });
  const written = await numberWriter(connection);
  const { list, reason, expiresAt } = body;
  const span = expiresAt === undefined ? 'for good' : `until ${localTime(expiresAt)}`;
  process.stdout.write(
    `Approved: ${written(body.pattern)} is now on the ${list} list, ${span}: ${printable(reason)}\n`,
  );
}
