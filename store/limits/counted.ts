// Things that were counted, as entries of a string set: `<milliseconds>.<id>`.
import type { Counted } from '../../core/basics/limit.ts';
import type { Item } from '../database/items.ts';
import { entriesIn } from '../database/parse.ts';

const writtenCount = ({ at, id }: Counted): string => `${at}.${id}`;

export const countedSet = (counted: readonly Counted[]): Set<string> => new Set(counted.map(writtenCount));

/** An entry of an older form counts as one from long ago. */
function readCount(text: string): Counted {
  const dot = text.indexOf('.');
  const at = dot < 0 ? Number.NaN : Number(text.slice(0, dot));
  return Number.isFinite(at) ? { at, id: text.slice(dot + 1) } : { at: 0, id: text };
}

export const countsIn = (item: Item | undefined, attribute: string): Counted[] =>
  [...entriesIn(item, attribute)].map(readCount);
