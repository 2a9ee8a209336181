// Chance with a seed. Each caller has a source of their own, so that what one does moves nobody else's dice.

/** Numbers in [0, 1). */
export type Chance = () => number;

/** mulberry32 over a hash (FNV-1a) of the text: `chanceOf('7 caller 12')`. */
export function chanceOf(text: string): Chance {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const happens = (probability: number, chance: Chance): boolean => chance() < probability;

export const between = ([low, high]: readonly [number, number], chance: Chance): number =>
  low + (high - low) * chance();

/** @throws {RangeError} for an empty list */
export function oneOf<Item>(items: readonly Item[], chance: Chance): Item {
  const item = items[Math.floor(chance() * items.length)];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
}

/** Long tail to the right, like the length of conversations and of pauses: log-normal with this median. */
export function around(median: number, spread: number, chance: Chance): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return median * Math.exp(spread * normal);
}

/** An index, as often as its weight says. */
export function weighted(weights: readonly number[], chance: Chance): number {
  let left = chance() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return weights.findLastIndex((weight) => weight > 0);
}
