// Hours and holidays in the settings; `hours.ts` says what they mean.
import * as z from 'zod';
import { WEEKDAYS } from './hours.ts';

const clock = (max: RegExp, what: string) => z.string().regex(max, { error: `must be ${what}` });
const span = z
  .strictObject({
    from: clock(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time from 00:00 to 23:59'),
    to: clock(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time from 00:01 to 24:00'),
  })
  .refine((value) => value.from < value.to, {
    error: '"from" must come before "to"; split a span that crosses midnight',
  });

/** `hours` of a department in the settings. */
export const hoursSettings = z.union([
  z.literal('always'),
  z.strictObject({
    weekly: z.partialRecord(z.enum(WEEKDAYS), z.array(span).max(6)),
    calendar: z.string().optional().describe('Id of the calendar whose holidays are closed'),
    exceptions: z
      .array(z.strictObject({ date: z.iso.date(), spans: z.array(span).max(6) }))
      .max(400)
      .optional()
      .describe('One day each, instead of everything else; no spans: closed'),
  }),
]);

/** An entry of `calendars` in the settings. */
export const calendarSettings = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9-]{1,40}$/, { error: 'must be letters, digits and hyphens' }),
  years: z.array(z.int().min(2000).max(2100)).describe('Years whose holidays are known'),
  days: z
    .array(
      z.strictObject({
        date: z.iso.date(),
        name: z.string().max(80),
        kind: z.enum(['holiday', 'workday']),
      }),
    )
    .max(2000),
});
