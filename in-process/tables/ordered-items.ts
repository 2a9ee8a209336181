// The items of a table or of one of its indexes, by partition, each in the order of its sort key.
import type { Item } from '../../store/database/items.ts';
import type { KeySchema } from '../../store/tables.ts';
import { orderOf } from './values.ts';

/** An item, and what it is known by in its table. */
export interface Kept {
  readonly id: string;
  readonly item: Item;
  readonly bytes: number;
}

export class OrderedItems {
  readonly #schema: KeySchema;
  readonly #partitions = new Map<unknown, Kept[]>();

  constructor(schema: KeySchema) {
    this.#schema = schema;
  }

  /** An item that lacks an attribute of the key is not in the index. */
  add(kept: Kept): void {
    const value = this.#partitionOf(kept.item);
    if (value === undefined) return;
    const items = this.#partitions.get(value) ?? [];
    if (items.length === 0) this.#partitions.set(value, items);
    items.splice(this.#placeOf(kept, items), 0, kept);
  }

  remove(kept: Kept): void {
    const value = this.#partitionOf(kept.item);
    const items = this.#partitions.get(value);
    if (value === undefined || items === undefined) return;
    items.splice(this.#placeOf(kept, items), 1);
    if (items.length === 0) this.#partitions.delete(value);
  }

  partition(value: unknown): readonly Kept[] {
    return this.#partitions.get(value) ?? [];
  }

  /** Less than 0 where the first comes before the other. */
  order(one: Pick<Kept, 'id' | 'item'>, other: Pick<Kept, 'id' | 'item'>): number {
    const { sort } = this.#schema;
    const bySort = sort === undefined ? 0 : (orderOf(one.item[sort], other.item[sort]) ?? 0);
    return bySort === 0 ? (orderOf(one.id, other.id) ?? 0) : bySort;
  }

  #partitionOf(item: Item): unknown {
    const { partition, sort } = this.#schema;
    return sort !== undefined && item[sort] === undefined ? undefined : item[partition];
  }

  /** Where it stands, or would stand. */
  #placeOf(kept: Kept, items: readonly Kept[]): number {
    let [low, high] = [0, items.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = items[middle];
      if (at !== undefined && this.order(at, kept) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
