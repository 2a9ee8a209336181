// What two versions of the settings differ in, field by field, and both of two people's changes put together.
import { isSame, isTree, withValue, type Tree } from '../document.ts';

export interface Difference {
  /** In the document that has the field; entries of a list by who they are, not by where they stand. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

type List = readonly unknown[];
const isList = (value: unknown): value is List => Array.isArray(value);

/** What an entry of a list stays the same by, though it is moved. */
const IDENTITIES = ['id', 'number', 'key', 'date'] as const;

function identityOf(item: unknown): string | undefined {
  if (!isTree(item)) return undefined;
  const name = IDENTITIES.find((one) => typeof item[one] === 'string');
  return name === undefined ? undefined : String(item[name]);
}

/** Undefined where the entries cannot be told apart: then the list is one value. */
function identities(list: List): string[] | undefined {
  const found = list.map(identityOf);
  const known = found.filter((one) => one !== undefined);
  return known.length === list.length && new Set(known).size === list.length ? known : undefined;
}

export function differences(before: unknown, after: unknown, path: readonly string[] = []): Difference[] {
  if (isSame(before, after)) return [];
  if (isTree(before) && isTree(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences(before[name], after[name], [...path, name]));
  }
  const [old, now] = [entriesOf(before), entriesOf(after)];
  if (old === undefined || now === undefined) return [{ path, before, after }];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const inside = names.flatMap((name) => differences(old.get(name), now.get(name), [...path, name]));
  if (inside.length > 0) return inside;
  return [{ path: [...path, ORDER], before: [...old.keys()], after: [...now.keys()] }];
}

/** Last in the path of a difference that is nothing but another order. */
export const ORDER = '#order';

/** An empty list has no entries to tell apart, and can be compared with any. */
function entriesOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (!isList(value)) return undefined;
  const names = identities(value);
  return names === undefined ? undefined : new Map(names.map((name, index) => [name, value[index]]));
}

// --- two people's changes -------------------------------------------------------------------------------------------

export interface Joined {
  /** With mine where both changed the same. */
  readonly document: Tree;
  readonly both: readonly Clash[];
}

export interface Clash {
  readonly path: readonly string[];
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** Every change of both, made to what both began with. */
export function joined(base: Tree, mine: Tree, theirs: Tree): Joined {
  const both: Clash[] = [];
  const document = join({ base, mine, theirs }, [], both) as Tree;
  return { document, both };
}

interface Three {
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

function join({ base, mine, theirs }: Three, path: readonly string[], both: Clash[]): unknown {
  if (isSame(mine, base) || isSame(mine, theirs)) return theirs;
  if (isSame(theirs, base)) return mine;
  if (isTree(mine) && isTree(theirs)) {
    const old = isTree(base) ? base : {};
    const names = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
    return Object.fromEntries(
      names
        .map((name) => {
          const three = { base: old[name], mine: mine[name], theirs: theirs[name] };
          return [name, join(three, [...path, name], both)] as const;
        })
        .filter(([, value]) => value !== undefined),
    );
  }
  const lists = [base, mine, theirs].map(entriesOf);
  const [old, own, other] = lists;
  if (old !== undefined && own !== undefined && other !== undefined) {
    return joinLists({ old, own, other }, path, both);
  }
  both.push({ path, mine, theirs });
  return mine;
}

interface Lists {
  readonly old: ReadonlyMap<string, unknown>;
  readonly own: ReadonlyMap<string, unknown>;
  readonly other: ReadonlyMap<string, unknown>;
}

/** In my order where I have moved something, else in theirs; what the other side alone has comes after. */
function joinLists({ old, own, other }: Lists, path: readonly string[], both: Clash[]): unknown[] {
  const moved = !isSame([...own.keys()], [...old.keys()]);
  const names = [...new Set(moved ? [...own.keys(), ...other.keys()] : [...other.keys(), ...own.keys()])];
  return names
    .map((name) => {
      const three = { base: old.get(name), mine: own.get(name), theirs: other.get(name) };
      return join(three, [...path, name], both);
    })
    .filter((item) => item !== undefined);
}

/** Takes the other side's value at a clash. */
export function withTheirs(document: Tree, { path, theirs }: Clash): Tree {
  const at = pointerIn(document, path);
  if (at === undefined) return document;
  return withValue(document, at, theirs);
}

/** Names of entries become their places. */
function pointerIn(document: unknown, path: readonly string[]): string | undefined {
  let node: unknown = document;
  let at = '';
  for (const name of path) {
    const place = isList(node) ? (identities(node) ?? []).indexOf(name) : name;
    if (place === -1) return undefined;
    at += `/${String(place)}`;
    node = isList(node) ? node[Number(place)] : isTree(node) ? node[name] : undefined;
  }
  return at;
}
