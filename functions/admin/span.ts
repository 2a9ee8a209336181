// From when to when a question asks. A day means the same in every question: it begins and ends on the clocks of the
// default department, and the last day that is named is part of the span.
import { isDay } from '../../core/lists/expiry.ts';
import { endOfDay, startOfDay } from '../../core/hours/local-day.ts';
import { departmentOrDefault, type Settings } from '../../core/settings/settings.ts';

/** Each a date, or a date-time with its zone. */
export interface Bounds {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface Span {
  readonly from: Date | undefined;
  /** Exclusive. */
  readonly to: Date | undefined;
}

export function spanOf({ from, to }: Bounds, settings: Settings): Span {
  const { timeZone } = departmentOrDefault(settings, undefined);
  const moment = (text: string | undefined, dayTo: typeof endOfDay): Date | undefined => {
    if (text === undefined) return undefined;
    return isDay(text) ? dayTo(text, timeZone) : new Date(text);
  };
  return { from: moment(from, startOfDay), to: moment(to, endOfDay) };
}
