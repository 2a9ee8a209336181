// When a department is open: weekly hours in a named time zone.

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** `from` inclusive, `to` exclusive: wall-clock `HH:MM` in the department's time zone; `to` may be `24:00`. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Open at all hours, or in weekly spans; a weekday that is absent is closed. */
export type Hours =
  'always' | { readonly weekly: Readonly<Partial<Record<Weekday, readonly Span[] | undefined>>> };

/**
 * @param timeZone IANA name, e.g. `Asia/Shanghai`
 *
 * Wall-clock times are compared, so a day on which the clocks change keeps its posted hours. Time-zone data is
 * touched only where hours are limited: loading it costs some 15 ms on a cold start.
 */
export function isOpen(hours: Hours, timeZone: string, now: Date): boolean {
  if (hours === 'always') return true;
  const { weekday, clock } = wallClock(timeZone, now);
  return (hours.weekly[weekday] ?? []).some((span) => span.from <= clock && clock < span.to);
}

/** `timeZone` was checked when the settings were saved. */
function wallClock(timeZone: string, now: Date): { weekday: Weekday; clock: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const part = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return {
    weekday: (part.weekday ?? '').toLowerCase() as Weekday,
    clock: `${part.hour ?? ''}:${part.minute ?? ''}`,
  };
}
