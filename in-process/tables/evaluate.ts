// Whether an item is as a condition says, and what an update makes of it.
import type { Item } from '../../store/database/items.ts';
import {
  ValidationException,
  type Comparator,
  type Operand,
  type PathSigns,
  type Test,
  type Update,
} from './expressions.ts';
import { copied, isSame, orderOf, sizeOf, sum } from './values.ts';

/** What the placeholders of a request stand for. */
export interface Signs {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
}

export const nameOf = (sign: string, { ExpressionAttributeNames }: Signs): string => {
  if (!sign.startsWith('#')) return sign;
  const name = ExpressionAttributeNames?.[sign];
  if (name === undefined)
    throw new ValidationException(
      `An expression attribute name used in the document path is not defined: ${sign}`,
    );
  return name;
};

function valueOf(sign: string, { ExpressionAttributeValues }: Signs): unknown {
  const value = ExpressionAttributeValues?.[sign];
  if (value === undefined)
    throw new ValidationException(`An expression attribute value used in expression is not defined: ${sign}`);
  return value;
}

const isMap = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Undefined where there is no such attribute. */
function at(path: PathSigns, item: Item, signs: Signs): unknown {
  let found: unknown = item;
  for (const sign of path) found = isMap(found) ? found[nameOf(sign, signs)] : undefined;
  return found;
}

/** Undefined where an attribute is absent. */
export function operandOf(operand: Operand, item: Item, signs: Signs): unknown {
  switch (operand.kind) {
    case 'value':
      return valueOf(operand.sign, signs);
    case 'path':
      return at(operand.path, item, signs);
    case 'size':
      return sizeOf(at(operand.path, item, signs));
    case 'if-absent': {
      const found = at(operand.path, item, signs);
      return found === undefined ? operandOf(operand.otherwise, item, signs) : found;
    }
    case 'append':
      return [...listOf(operand.list, item, signs), ...listOf(operand.entries, item, signs)];
  }
}

function listOf(operand: Operand, item: Item, signs: Signs): readonly unknown[] {
  const list = operandOf(operand, item, signs);
  if (Array.isArray(list)) return list;
  throw new ValidationException('An operand in the update expression has an incorrect data type');
}

export function holds(test: Test, item: Item, signs: Signs): boolean {
  switch (test.kind) {
    case 'all':
      return test.tests.every((one) => holds(one, item, signs));
    case 'any':
      return test.tests.some((one) => holds(one, item, signs));
    case 'not':
      return !holds(test.test, item, signs);
    case 'exists':
      return at(test.path, item, signs) !== undefined;
    case 'absent':
      return at(test.path, item, signs) === undefined;
    case 'contains':
      return isIn(operandOf(test.entry, item, signs), at(test.path, item, signs));
    case 'begins':
      return begins(at(test.path, item, signs), operandOf(test.entry, item, signs));
    case 'between': {
      const of = operandOf(test.of, item, signs);
      return (
        compares(of, '>=', operandOf(test.from, item, signs)) &&
        compares(of, '<=', operandOf(test.to, item, signs))
      );
    }
    case 'in': {
      const of = operandOf(test.of, item, signs);
      return of !== undefined && test.values.some((value) => isSame(of, operandOf(value, item, signs)));
    }
    case 'compare':
      return compares(operandOf(test.left, item, signs), test.comparator, operandOf(test.right, item, signs));
  }
}

const begins = (text: unknown, prefix: unknown): boolean =>
  typeof text === 'string' && typeof prefix === 'string' && text.startsWith(prefix);

function isIn(entry: unknown, value: unknown): boolean {
  if (value instanceof Set) return value.has(entry);
  if (Array.isArray(value)) return value.some((one) => isSame(one, entry));
  return typeof value === 'string' && typeof entry === 'string' && value.includes(entry);
}

/** What is absent is unlike any value, and has no place in an order. */
function compares(left: unknown, comparator: Comparator, right: unknown): boolean {
  if (comparator === '=') return left !== undefined && isSame(left, right);
  if (comparator === '<>') return !isSame(left, right);
  const order = orderOf(left, right);
  if (order === undefined) return false;
  switch (comparator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

// --- updates ----------------------------------------------------------------------------------------------------------

/** @param item as it is; it is left so @returns the item as it is then @throws {ValidationException} */
export function updated(update: Update, item: Item, signs: Signs): Item {
  const names = (path: PathSigns): string[] => path.map((sign) => nameOf(sign, signs));
  let result = item;
  for (const { path, to } of update.set) {
    const value = operandOf(to, item, signs);
    if (value === undefined)
      throw new ValidationException(
        'The provided expression refers to an attribute that does not exist in the item',
      );
    result = withValue(result, names(path), copied(value));
  }
  for (const path of update.remove) result = withValue(result, names(path), undefined);
  for (const { path, value } of update.add)
    result = withValue(result, names(path), added(at(path, item, signs), valueOf(value, signs)));
  for (const { path, value } of update.takeOut)
    result = withValue(result, names(path), takenOut(at(path, item, signs), valueOf(value, signs)));
  return result;
}

/** A copy along the path; undefined takes the attribute away. */
function withValue(item: Item, [name = '', ...inside]: readonly string[], value: unknown): Item {
  if (inside.length === 0) {
    if (value !== undefined) return { ...item, [name]: value };
    const { [name]: _, ...rest } = item;
    return rest;
  }
  const inner = item[name];
  if (!isMap(inner))
    throw new ValidationException(
      'The document path provided in the update expression is invalid for update',
    );
  return { ...item, [name]: withValue(inner, inside, value) };
}

function added(before: unknown, value: unknown): unknown {
  if (typeof value === 'number') {
    if (before === undefined) return value;
    if (typeof before === 'number') return sum(before, value);
  }
  if (value instanceof Set) {
    if (before === undefined) return copied(value);
    if (before instanceof Set) return new Set<unknown>([...before, ...value]);
  }
  throw new ValidationException('An operand in the update expression has an incorrect data type');
}

/** A set without entries is no attribute any more. */
function takenOut(before: unknown, value: unknown): unknown {
  if (before === undefined) return undefined;
  if (!(before instanceof Set) || !(value instanceof Set))
    throw new ValidationException('An operand in the update expression has an incorrect data type');
  const left = new Set<unknown>([...before].filter((entry) => !value.has(entry)));
  return left.size === 0 ? undefined : left;
}
