// Counts in English sentences: `1 call`, `2 calls`, `0 entries`.

/** @param many where the noun does not just take an s */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
