// One table in memory: what DynamoDB does with the requests that the store sends, its refusals included.
import { itemBytes, MOST_ITEM_BYTES } from '../../store/database/item-size.ts';
import type { Item } from '../../store/database/items.ts';
import type { KeySchema, TableDefinition } from '../../store/tables.ts';
import { holds, nameOf, operandOf, updated, type Signs } from './evaluate.ts';
import {
  attributesIn,
  readPaths,
  readTest,
  readUpdate,
  ValidationException,
  type Test,
} from './expressions.ts';
import { OrderedItems, type Kept } from './ordered-items.ts';
import { copiedItem } from './values.ts';

/** One answer of a query or a scan holds at most a megabyte. */
const MOST_PAGE_BYTES = 1_048_576;

class ConditionalCheckFailedException extends Error {
  override readonly name = 'ConditionalCheckFailedException';
}

export interface Conditional extends Signs {
  readonly ConditionExpression?: string | undefined;
}
export interface UpdateInput extends Conditional {
  readonly Key: Item;
  readonly UpdateExpression?: string | undefined;
  readonly ReturnValues?: string | undefined;
}
export interface PageInput extends Signs {
  readonly FilterExpression?: string | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly Limit?: number | undefined;
  readonly ExclusiveStartKey?: Item | undefined;
  readonly Select?: string | undefined;
}
export interface QueryInput extends PageInput {
  readonly IndexName?: string | undefined;
  readonly KeyConditionExpression?: string | undefined;
  readonly ScanIndexForward?: boolean | undefined;
}
export interface PageOutput {
  readonly Items?: Item[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: Item;
}

export class MemoryTable {
  readonly #definition: TableDefinition;
  readonly #kept = new Map<string, Kept>();
  readonly #items: OrderedItems;
  readonly #indexes: ReadonlyMap<string, OrderedItems>;
  /** Of a scan; undefined where an item has come or gone since. */
  #scanOrder: readonly string[] | undefined;

  constructor(definition: TableDefinition) {
    this.#definition = definition;
    this.#items = new OrderedItems(definition.key);
    this.#indexes = new Map(
      Object.entries(definition.indexes ?? {}).map(([name, schema]) => [name, new OrderedItems(schema)]),
    );
  }

  items(): readonly Kept[] {
    return [...this.#kept.values()];
  }

  /** What a request that names this key is about. @throws {ValidationException} for another key than the table's */
  idOf(key: Item): string {
    const names = namesIn(this.#definition.key);
    if (Object.keys(key).length !== names.length)
      throw new ValidationException('The provided key element does not match the schema');
    return this.idIn(key);
  }

  get(key: Item, reading: Signs & { readonly ProjectionExpression?: string | undefined }): Item | undefined {
    const kept = this.#kept.get(this.idOf(key));
    return kept === undefined ? undefined : seen(kept.item, reading);
  }

  put(given: Item, condition: Conditional = {}): void {
    const item = copiedItem(given);
    const bytes = this.checkItem(item);
    const id = this.idIn(item);
    this.#check(this.#kept.get(id)?.item, condition);
    this.#keep({ id, item, bytes });
  }

  update(input: UpdateInput): Item | undefined {
    const id = this.idOf(input.Key);
    const before = this.#kept.get(id)?.item;
    this.#check(before, input);
    const change = readUpdate(input.UpdateExpression ?? '');
    const changed = [...change.set, ...change.add, ...change.takeOut]
      .map(({ path }) => path)
      .concat(change.remove);
    const attributes = changed.map(([sign = '']) => nameOf(sign, input));
    if (attributes.some((name) => namesIn(this.#definition.key).includes(name)))
      throw new ValidationException('Cannot update attribute. This attribute is part of the key');
    const after = updated(change, before ?? copiedItem(input.Key), input);
    this.#keep({ id, item: after, bytes: this.checkItem(after) });
    if (input.ReturnValues === 'ALL_NEW') return copiedItem(after);
    if (input.ReturnValues !== 'UPDATED_NEW') return undefined;
    return copiedItem(Object.fromEntries(attributes.map((name) => [name, after[name]])));
  }

  remove(key: Item, condition: Conditional = {}): void {
    const id = this.idOf(key);
    const before = this.#kept.get(id);
    this.#check(before?.item, condition);
    if (before === undefined) return;
    this.#drop(before);
    this.#kept.delete(id);
    this.#scanOrder = undefined;
  }

  query(input: QueryInput): PageOutput {
    const { IndexName: index, KeyConditionExpression = '', ExclusiveStartKey: start } = input;
    const schema = index === undefined ? this.#definition.key : this.#definition.indexes?.[index];
    const ordered = index === undefined ? this.#items : this.#indexes.get(index);
    if (schema === undefined || ordered === undefined)
      throw new ValidationException(`The table does not have the specified index: ${String(index)}`);
    const where = readTest(KeyConditionExpression);
    refuseKeysIn(input.FilterExpression, schema, input);
    const partition = ordered.partition(partitionIn(where, schema.partition, input));
    const backward = input.ScanIndexForward === false;
    const found = partition.filter(({ item }) => holds(where, item, input));
    if (backward) found.reverse();
    const after =
      start === undefined ? found : this.#after(start, found, { ordered, where, backward, input, schema });
    return this.#page(after, input, schema);
  }

  scan(input: PageInput): PageOutput {
    this.#scanOrder ??= [...this.#kept.keys()].sort(
      (a, b) => scattered(a) - scattered(b) || (a < b ? -1 : 1),
    );
    const order = this.#scanOrder;
    const start = input.ExclusiveStartKey === undefined ? undefined : this.idOf(input.ExclusiveStartKey);
    const left = start === undefined ? order : order.filter((id) => isBehind(id, start));
    return this.#page(
      left.flatMap((id) => this.#kept.get(id) ?? []),
      input,
      this.#definition.key,
    );
  }

  // --- writing ------------------------------------------------------------------------------------------------------

  #check(before: Item | undefined, { ConditionExpression, ...signs }: Conditional): void {
    if (ConditionExpression === undefined || holds(readTest(ConditionExpression), before ?? {}, signs))
      return;
    throw new ConditionalCheckFailedException('The conditional request failed');
  }

  /** @returns how large it is @throws {ValidationException} where it is too large, or its keys are not as they must be */
  checkItem(item: Item): number {
    const bytes = itemBytes(item);
    if (bytes > MOST_ITEM_BYTES)
      throw new ValidationException('Item size has exceeded the maximum allowed size');
    for (const schema of [this.#definition.key, ...Object.values(this.#definition.indexes ?? {})])
      for (const name of namesIn(schema)) if (item[name] !== undefined) this.#keyPart(name, item);
    return bytes;
  }

  #keep(kept: Kept): void {
    const before = this.#kept.get(kept.id);
    if (before === undefined) this.#scanOrder = undefined;
    else this.#drop(before);
    this.#kept.set(kept.id, kept);
    for (const ordered of [this.#items, ...this.#indexes.values()]) ordered.add(kept);
  }

  #drop(kept: Kept): void {
    for (const ordered of [this.#items, ...this.#indexes.values()]) ordered.remove(kept);
  }

  /** What a whole item is known by. @throws {ValidationException} where a part of the key is missing */
  idIn(item: Item): string {
    return namesIn(this.#definition.key)
      .map((name) => this.#keyPart(name, item))
      .join('\u0000');
  }

  #keyPart(name: string, item: Item): string {
    const value = item[name];
    const wanted = this.#definition.numbers?.includes(name) === true ? 'number' : 'string';
    if (typeof value !== wanted || value === '')
      throw new ValidationException(
        `One or more parameter values were invalid: Type mismatch for key ${name} expected: ${wanted}`,
      );
    return String(value);
  }

  // --- pages --------------------------------------------------------------------------------------------------------

  #after(
    start: Item,
    found: readonly Kept[],
    { ordered, where, backward, input, schema }: Walk,
  ): readonly Kept[] {
    const names = [...new Set([...namesIn(this.#definition.key), ...namesIn(schema)])];
    if (names.length !== Object.keys(start).length || names.some((name) => start[name] === undefined))
      throw new ValidationException('The provided starting key is invalid');
    if (!holds(where, start, input))
      throw new ValidationException(
        'The provided starting key is outside query boundaries based on provided conditions',
      );
    const from = { id: this.idIn(start), item: start };
    return found.filter((kept) => (backward ? ordered.order(kept, from) < 0 : ordered.order(kept, from) > 0));
  }

  #page(from: readonly Kept[], input: PageInput, schema: KeySchema): PageOutput {
    const { Limit = Infinity, FilterExpression } = input;
    const filter = FilterExpression === undefined ? undefined : readTest(FilterExpression);
    const found: Item[] = [];
    let [looked, bytes] = [0, 0];
    let last: Kept | undefined;
    for (const kept of from) {
      if (looked >= Limit || bytes > MOST_PAGE_BYTES) break;
      last = kept;
      looked += 1;
      bytes += kept.bytes;
      if (filter === undefined || holds(filter, kept.item, input)) found.push(kept.item);
    }
    const stopped = looked < from.length || looked === Limit;
    return {
      ...(input.Select === 'COUNT' ? {} : { Items: found.map((item) => seen(item, input)) }),
      Count: found.length,
      ScannedCount: looked,
      ...(stopped && last !== undefined ? { LastEvaluatedKey: this.#keyOf(last.item, schema) } : {}),
    };
  }

  #keyOf(item: Item, schema: KeySchema): Item {
    return Object.fromEntries(
      [...namesIn(this.#definition.key), ...namesIn(schema)].map((name) => [name, item[name]]),
    );
  }
}

interface Walk {
  readonly ordered: OrderedItems;
  readonly where: Test;
  readonly backward: boolean;
  readonly input: QueryInput;
  readonly schema: KeySchema;
}

const namesIn = ({ partition, sort }: KeySchema): string[] =>
  sort === undefined ? [partition] : [partition, sort];

const seen = (
  item: Item,
  { ProjectionExpression, ...signs }: Signs & { readonly ProjectionExpression?: string | undefined },
): Item => {
  if (ProjectionExpression === undefined) return copiedItem(item);
  const names = readPaths(ProjectionExpression).map(([sign = '']) => nameOf(sign, signs));
  return copiedItem(Object.fromEntries(names.map((name) => [name, item[name]])));
};

/** A filter comes after the key. */
function refuseKeysIn(filter: string | undefined, schema: KeySchema, signs: Signs): void {
  if (filter === undefined) return;
  const filtered = attributesIn(readTest(filter)).map((sign) => nameOf(sign, signs));
  const key = namesIn(schema).find((name) => filtered.includes(name));
  if (key !== undefined)
    throw new ValidationException(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key}`,
    );
}

/** The value that the partition key has to have. */
function partitionIn(where: Test, partition: string, signs: Signs): unknown {
  const tests = where.kind === 'all' ? where.tests : [where];
  for (const test of tests) {
    if (test.kind !== 'compare' || test.comparator !== '=' || test.left.kind !== 'path') continue;
    if (nameOf(test.left.path[0] ?? '', signs) === partition) return operandOf(test.right, {}, signs);
  }
  throw new ValidationException(`Query condition missed key schema element: ${partition}`);
}

/** A place in the order of a scan, which is that of no key: FNV-1a. */
function scattered(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function isBehind(id: string, start: string): boolean {
  const order = scattered(id) - scattered(start);
  return order === 0 ? id > start : order > 0;
}
