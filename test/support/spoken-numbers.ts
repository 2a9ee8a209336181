// What a hotline in the United States says for one of that country's numbers.

/** `+13125550166` -> `3 1 2, 5 5 5, 0 1 6 6` */
export const saidAtHome = (number: string): string =>
  [number.slice(2, 5), number.slice(5, 8), number.slice(8)].map((group) => [...group].join(' ')).join(', ');
