// Counts in English sentences: `1 call`, `2 calls`, `0 entries`, `1,100 numbers`.

/**
 * @param count the number, or how it is shown: `1,100`
 * @param many where the noun does not just take an s
 */
export const counted = (count: number | string, one: string, many = `${one}s`): string =>
  `${count} ${String(count) === '1' ? one : many}`;
