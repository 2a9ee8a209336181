// Seeds for the settings' calendars.
import { Problem } from '../../http/problem.ts';
import { holidaySeed } from './holiday-calendar.ts';
import { answer, type Operations } from '../operation.ts';

export const HOLIDAY_OPERATIONS: Operations<'holidays'> = {
  holidays: async ({ query: { country, year } }) => {
    const seed = await holidaySeed(country, year);
    if (seed === undefined)
      throw new Problem('invalid-request', `query /country: no calendar of ${country} is known.`);
    return answer('holidays', { ...seed, days: [...seed.days], ranges: [...seed.ranges] });
  },
};
