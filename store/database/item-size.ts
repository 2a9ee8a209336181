// How large an item is as DynamoDB counts it:
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html

/** Names and values together; a larger item is refused. */
export const MOST_ITEM_BYTES = 400 * 1024;

/** @param value as the document client sends it: members that are undefined are left out */
export function storedBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value, 'utf8');
  if (typeof value === 'number') return numberBytes(value);
  if (Array.isArray(value)) return 3 + sum(value.map((one) => 1 + storedBytes(one)));
  if (value instanceof Set) return sum([...value].map(storedBytes));
  if (typeof value === 'object' && value !== null) return 3 + sum(members(value, 1));
  return 1;
}

/** An item is a map without the map's own overhead. */
export const itemBytes = (item: object): number => sum(members(item, 0));

const members = (value: object, overhead: number): number[] =>
  Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => overhead + Buffer.byteLength(name, 'utf8') + storedBytes(member));

/** One byte for two significant digits and one more, one for a sign. */
const numberBytes = (value: number): number => {
  const [figures = ''] = String(Math.abs(value)).split('e');
  const digits = figures.replace('.', '').replace(/^0+/, '').length;
  return Math.ceil(digits / 2) + (value < 0 ? 2 : 1);
};

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
