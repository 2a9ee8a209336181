// A change of the settings on top of others that were saved meanwhile: a three-way merge. Only what both have changed, and
// not to the same, cannot be joined.
import type { Settings } from './settings.ts';

export interface ThreeWay<Value> {
  /** What the change was made from. */
  readonly base: Value;
  readonly changed: Value;
  /** What is in force now. */
  readonly present: Value;
}

export interface Rebased<Value> {
  readonly value: Value;
  /** JSON pointers of what was changed on both sides; `value` keeps what is in force there. */
  readonly conflicts: readonly string[];
}

/** The schema and the checks across fields are still to be applied to the result. */
export const rebaseSettings = (given: ThreeWay<Settings>): Rebased<unknown> => rebase(given, '');

/** Undefined stands for what is absent. */
function rebase({ base, changed, present }: ThreeWay<unknown>, at: string): Rebased<unknown> {
  if (same(base, changed)) return joined(present);
  if (same(base, present) || same(changed, present)) return joined(changed);
  if (isObject(base) && isObject(changed) && isObject(present))
    return rebaseObject({ base, changed, present }, at);
  if (Array.isArray(base) && Array.isArray(changed) && Array.isArray(present))
    return rebaseList({ base, changed, present }, at);
  return { value: present, conflicts: [at] };
}

const joined = (value: unknown): Rebased<unknown> => ({ value, conflicts: [] });

type Fields = Readonly<Record<string, unknown>>;

function rebaseObject({ base, changed, present }: ThreeWay<Fields>, at: string): Rebased<unknown> {
  const parts = Object.keys({ ...present, ...changed }).map(
    (key) =>
      [
        key,
        rebase({ base: base[key], changed: changed[key], present: present[key] }, `${at}/${key}`),
      ] as const,
  );
  return {
    value: Object.fromEntries(
      parts.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])),
    ),
    conflicts: parts.flatMap(([, { conflicts }]) => conflicts),
  };
}

/** Elements are told apart by what names them; a list whose elements have no names is one value. */
function rebaseList(lists: ThreeWay<readonly unknown[]>, at: string): Rebased<unknown> {
  const name = nameIn(lists);
  if (name === undefined) return { value: lists.present, conflicts: [at] };
  const byName = (list: readonly unknown[]): Named => new Map(list.map((one) => [name(one), one]));
  const [base, changed, present] = [byName(lists.base), byName(lists.changed), byName(lists.present)];
  if (!keepsOrder(base, changed)) return { value: lists.present, conflicts: [at] };
  const parts = new Map(
    [...new Set([...present.keys(), ...changed.keys()])].map((one) => [
      one,
      rebase(
        { base: base.get(one), changed: changed.get(one), present: present.get(one) },
        `${at}/${escaped(one)}`,
      ),
    ]),
  );
  return {
    value: orderOf(present, changed).flatMap((one) => {
      const value = parts.get(one)?.value;
      return value === undefined ? [] : [value];
    }),
    conflicts: [...parts.values()].flatMap(({ conflicts }) => conflicts),
  };
}

type Named = ReadonlyMap<string, unknown>;

/** As in force; what the change added stands behind the element that it followed. */
function orderOf(present: Named, changed: Named): string[] {
  const order = [...present.keys()];
  let before: string | undefined;
  for (const one of changed.keys()) {
    if (!order.includes(one)) order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, one);
    before = one;
  }
  return order;
}

function keepsOrder(base: Named, changed: Named): boolean {
  const kept = [...changed.keys()].filter((one) => base.has(one));
  return same(
    kept,
    [...base.keys()].filter((one) => changed.has(one)),
  );
}

/** Fields that name an element within its list, the first that every element of all three lists has, and each once. */
const NAMING_FIELDS = ['id', 'number', 'date', 'key'] as const;

function nameIn({ base, changed, present }: ThreeWay<readonly unknown[]>) {
  const ways = [
    (element: unknown): unknown => element,
    ...NAMING_FIELDS.map((field) => (element: unknown) => (isObject(element) ? element[field] : undefined)),
  ];
  const way = ways.find((one) => [base, changed, present].every((list) => areNames(list.map(one))));
  return way && ((element: unknown): string => String(way(element)));
}

const areNames = (names: readonly unknown[]): boolean =>
  names.every((name) => typeof name === 'string' || typeof name === 'number') &&
  new Set(names).size === names.length;

/** RFC 6901 section 3. */
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
