// The settings as a tree that is edited by JSON pointers. What is typed stands in it at once, right or wrong: the API
// says what is wrong with it, and nothing that was typed is lost.

/** `/departments/0/name` */
export type Pointer = `/${string}`;
export type Tree = Readonly<Record<string, unknown>>;

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const partsOf = (at: string): string[] =>
  at
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

export function valueAt(document: unknown, at: string): unknown {
  return partsOf(at).reduce<unknown>((node, part) => {
    if (Array.isArray(node)) return (node as unknown[])[Number(part)];
    return isTree(node) ? node[part] : undefined;
  }, document);
}

/** @param value undefined takes the member away */
export const withValue = (document: Tree, at: string, value: unknown): Tree =>
  changed(document, partsOf(at), value) as Tree;

function changed(node: unknown, [part, ...rest]: string[], value: unknown): unknown {
  if (part === undefined) return value;
  if (Array.isArray(node)) {
    return (node as unknown[]).map((item, index) =>
      index === Number(part) ? changed(item, rest, value) : item,
    );
  }
  const tree = isTree(node) ? node : {};
  const inner = changed(tree[part], rest, value);
  if (inner !== undefined) return { ...tree, [part]: inner };
  return Object.fromEntries(Object.entries(tree).filter(([name]) => name !== part));
}

export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isTree(a) || !isTree(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => isSame(a[name], b[name]));
}

/** Places in a list, the guard's levels and the days of the week are of one kind each. */
const VARIABLE = /^(\d+|normal|elevated|siege|\w+day)$/;

/** `/departments/0/name/en-US` -> the same with `*` for 0: what the words of a field stand under. */
export const patternOf = (at: string): Pointer =>
  `/${partsOf(at)
    .map((part) => (VARIABLE.test(part) ? '*' : part))
    .join('/')}`;
