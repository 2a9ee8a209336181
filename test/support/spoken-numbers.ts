// What a hotline in the United States says and shows for one of that country's numbers.

const groupsOf = (number: string): string[] => [number.slice(2, 5), number.slice(5, 8), number.slice(8)];

/** `+13125550166` -> `312 555 0166` */
export const writtenAtHome = (number: string): string => groupsOf(number).join(' ');

/** `+13125550166` -> `3 1 2, 5 5 5, 0 1 6 6` */
export const saidAtHome = (number: string): string =>
  groupsOf(number)
    .map((group) => [...group].join(' '))
    .join(', ');
