// Conditions of DynamoDB requests, by name: what has to hold for a write to be made, and which items a query finds.
// Attributes and values are written as placeholders, so that an attribute may have any name.

/** An attribute, or one inside of others: `waiting`, `['waiting', id, 'provenBy']`. */
export type Path = string | readonly string[];

/** Writes itself into the expression of a request. */
export type Condition = (into: Placeholders) => string;

/** The placeholders of one request. */
export class Placeholders {
  readonly #names = new Map<string, string>();
  readonly #values: unknown[] = [];

  /** `['waiting', 'provenBy']` -> `#0.#1` */
  path(path: Path): string {
    return typeof path === 'string' ? this.#nameOf(path) : path.map((name) => this.#nameOf(name)).join('.');
  }

  value(value: unknown): string {
    return `:${String(this.#values.push(value) - 1)}`;
  }

  #nameOf(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const placeholder = `#${String(this.#names.size)}`;
    this.#names.set(name, placeholder);
    return placeholder;
  }

  /** The members of a request that say what the placeholders stand for; DynamoDB takes no empty ones. */
  members() {
    return {
      ...(this.#names.size === 0
        ? {}
        : {
            ExpressionAttributeNames: Object.fromEntries(
              [...this.#names].map(([name, placeholder]) => [placeholder, name]),
            ),
          }),
      ...(this.#values.length === 0
        ? {}
        : {
            ExpressionAttributeValues: Object.fromEntries(
              this.#values.map((value, index) => [`:${String(index)}`, value]),
            ),
          }),
    };
  }
}

export const exists =
  (path: Path): Condition =>
  (into) =>
    `attribute_exists(${into.path(path)})`;

export const absent =
  (path: Path): Condition =>
  (into) =>
    `attribute_not_exists(${into.path(path)})`;

const compares =
  (sign: '=' | '<>' | '<' | '<=' | '>' | '>=') =>
  (path: Path, value: string | number | boolean): Condition =>
  (into) =>
    `${into.path(path)} ${sign} ${into.value(value)}`;

export const equals = compares('=');
/** Holds where the attribute is absent, too. */
export const differs = compares('<>');
export const isBelow = compares('<');
export const isAtMost = compares('<=');
export const isAbove = compares('>');
export const isAtLeast = compares('>=');

/** Both ends are inside. */
export const isBetween =
  (path: Path, from: string, to: string): Condition =>
  (into) =>
    `${into.path(path)} BETWEEN ${into.value(from)} AND ${into.value(to)}`;

export const isOneOf =
  (path: Path, values: readonly string[]): Condition =>
  (into) =>
    `${into.path(path)} IN (${values.map((value) => into.value(value)).join(', ')})`;

export const contains =
  (set: Path, entry: string): Condition =>
  (into) =>
    `contains(${into.path(set)}, ${into.value(entry)})`;

/** Holds where there is no such set, too. */
export const lacks = (set: Path, entry: string): Condition => not(contains(set, entry));

export const not =
  (condition: Condition): Condition =>
  (into) =>
    `NOT ${condition(into)}`;

const joined =
  (word: 'AND' | 'OR') =>
  (...conditions: readonly Condition[]): Condition =>
  (into) =>
    `(${conditions.map((condition) => condition(into)).join(` ${word} `)})`;

export const all = joined('AND');
export const any = joined('OR');

const holdsFewerThan =
  (set: Path, most: number): Condition =>
  (into) =>
    `size(${into.path(set)}) < ${into.value(most)}`;

// --- what several repositories ask for ----------------------------------------------------------------------------

/** A set takes one more entry. */
export const hasRoom = (set: Path, most: number): Condition => any(absent(set), holdsFewerThan(set, most));

/** The attribute has this value, or is absent where the value is. */
export const stillIs = (path: Path, value: string | number | undefined): Condition =>
  value === undefined ? absent(path) : equals(path, value);

/** The item is at this version; at 0, there is none. @param key an attribute that every item of the table has */
export const isAtVersion = (key: string, version: number): Condition =>
  version === 0 ? absent(key) : equals('version', version);
