// How often in how many days something happened. Counts come as they are shown: `1,100`.
import { counted } from '../../../core/basics/counted.ts';

/** `once`, `3× on 1 day`, `3× on 2 days` */
export const timesOnDays = (count: string, days: string): string =>
  count === '1' ? 'once' : `${count}× on ${counted(days, 'day')}`;
