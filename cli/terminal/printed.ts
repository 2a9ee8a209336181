// Lists on a terminal: a table for people, a line of JSON each for scripts.
import type { PagedRouteId, PageQuery } from '../../api-client/client.ts';
import { table } from './tables.ts';

export interface ListOptions {
  readonly limit: number;
  readonly json: boolean;
}

/** Options of a command that shows a list of the API: the filters of its route, how many, and how. */
export type ListFlags<Id extends PagedRouteId> = ListOptions & Omit<PageQuery<Id>, 'limit'>;

export function print<Item>(
  items: readonly Item[],
  { json }: ListOptions,
  header: readonly string[],
  row: (item: Item) => readonly string[],
): void {
  if (json) for (const item of items) process.stdout.write(`${JSON.stringify(item)}\n`);
  else if (items.length === 0) process.stdout.write('No results.\n');
  else process.stdout.write(`${table(header, items.map(row))}\n`);
}
