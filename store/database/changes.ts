// What an update does to an item, as data, and the expression that DynamoDB is sent for it. Values that are undefined are
// left out.
import type { Path, Placeholders } from './conditions.ts';
import type { Item } from './items.ts';

/** By attribute, or by path where an attribute inside of another one is meant. */
type Values = Item | Pairs;

export interface Change {
  readonly set?: Values;
  /** Set where the attribute is absent: the first delivery of a webhook counts. */
  readonly once?: Values;
  /** For each attribute the one whose value it takes. */
  readonly copy?: Readonly<Record<string, string>>;
  /** Entries that come to the end of lists. */
  readonly append?: Readonly<Record<string, readonly unknown[]>>;
  /** Numbers to be added, and entries that come to sets. */
  readonly add?: Readonly<Record<string, number | ReadonlySet<string>>>;
  /** Entries that are taken out of sets. */
  readonly takeOut?: Readonly<Record<string, ReadonlySet<string>>>;
  readonly remove?: readonly Path[];
}

/** `SET #0 = :0 REMOVE #1` */
export function expressionOf(change: Change, into: Placeholders): string {
  const { add = {}, takeOut = {}, remove = [] } = change;
  const withValues = (values: Readonly<Record<string, unknown>>): string[] =>
    Object.entries(values).map(([name, value]) => `${into.path(name)} ${into.value(value)}`);
  return [
    clause('SET', settings(change, into)),
    clause(
      'REMOVE',
      remove.map((path) => into.path(path)),
    ),
    clause('ADD', withValues(add)),
    clause('DELETE', withValues(takeOut)),
  ]
    .filter((text) => text !== '')
    .join(' ');
}

const clause = (word: string, actions: readonly string[]): string =>
  actions.length === 0 ? '' : `${word} ${actions.join(', ')}`;

function settings({ set = {}, once = {}, copy = {}, append = {} }: Change, into: Placeholders): string[] {
  return [
    ...given(set).map(([path, value]) => `${into.path(path)} = ${into.value(value)}`),
    ...given(once).map(([path, value]) => {
      const place = into.path(path);
      return `${place} = if_not_exists(${place}, ${into.value(value)})`;
    }),
    ...Object.entries(copy).map(([to, from]) => `${into.path(to)} = ${into.path(from)}`),
    ...Object.entries(append).map(([name, entries]) => {
      const list = into.path(name);
      return `${list} = list_append(if_not_exists(${list}, ${into.value([])}), ${into.value(entries)})`;
    }),
  ];
}

type Pairs = readonly (readonly [Path, unknown])[];
const isPairs = (values: Values): values is Pairs => Array.isArray(values);

const given = (values: Values): Pairs =>
  (isPairs(values) ? values : Object.entries(values)).filter(([, value]) => value !== undefined);
