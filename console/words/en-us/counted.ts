// Counts in sentences of the console, which come as they are shown: `1 number`, `1,100 numbers`.

export const counted = (shown: string, one: string, many = `${one}s`): string =>
  `${shown} ${shown === '1' ? one : many}`;

/** `once`, `3× on 1 day`, `3× on 2 days` */
export const timesOnDays = (count: string, days: string): string =>
  count === '1' ? 'once' : `${count}× on ${counted(days, 'day')}`;
