// What the overview shows.
import { OVERVIEW_ROUTES } from './routes.ts';
import { callSchema } from '../calls/contract.ts';
import { settingsWarning } from '../settings/contract.ts';
import { doNotDisturbSchema, guardSchema } from '../guard/contract.ts';
import { WEEKDAYS } from '../../../core/hours/hours.ts';
import { OPEN_STATES } from '../../../core/hours/open-state.ts';
import { LANGUAGES } from '../../../core/basics/language.ts';
import { DISPOSITIONS } from '../../../core/records/call-record.ts';
import { TALLIED_VERDICTS, CHALLENGE_ENDS, KEPT_WAYS } from '../../../core/records/stats.ts';
import { instant, bounds, noQuery, type OperationContract } from '../contract-parts.ts';
import * as z from 'zod';

const money = z.object({ amount: z.number(), currency: z.string() });

const statsSchema = z.object({
  from: instant,
  to: instant,
  timeZone: z.string().describe('In which hours and weekdays are reckoned: the default department’s'),
  calls: z.int(),
  verdicts: z.record(z.enum(TALLIED_VERDICTS), z.int()),
  dispositions: z.record(z.enum(DISPOSITIONS), z.int()),
  hours: z
    .array(z.object({ at: instant, verdicts: z.partialRecord(z.enum(TALLIED_VERDICTS), z.int()) }))
    .describe('Hours with calls, from the first to the last'),
  heatMap: z
    .array(z.array(z.int()).length(24))
    .length(7)
    .describe('Calls by weekday, Monday first, and hour'),
  challenge: z.record(z.enum(CHALLENGE_ENDS), z.int()).describe('How the challenges ended'),
  timeToPerson: z
    .object({ calls: z.int(), medianSeconds: z.int().optional(), p90Seconds: z.int().optional() })
    .describe('From the first ring at the hotline until somebody accepted'),
  keptFromStaff: z
    .record(z.enum(KEPT_WAYS), z.int())
    .describe('Calls that were refused or failed the challenge, and that left no message'),
  gaveUp: z
    .int()
    .describe('Calls that hung up at the challenge: perhaps customers, and not among those kept from staff'),
  forwardingLoops: z
    .array(
      z.object({
        number: z.string().describe('The line of ours that forwards its calls to the hotline'),
        member: z.string().optional().describe('Its owner’s name; absent for the hotline’s own number'),
        calls: z.int(),
        first: instant,
        last: instant,
      }),
    )
    .describe('Calls to staff that came back to the hotline, by the phone that forwarded them'),
  saved: z
    .object({ staffMinutes: z.int(), billedMinutes: z.int(), money: money.optional() })
    .describe(
      'An estimate: a minute of staff for each call kept from them; the carrier’s price of a minute for each refused call',
    ),
  spent: z
    .object({ billedMinutes: z.int(), talkSeconds: z.int(), money: money.optional() })
    .describe('What the carrier bills, without numbers and recordings'),
  appeals: z.object({
    received: z.int(),
    accepted: z.int().describe('Blocks that were released because of one'),
  }),
});

const stateSchema = z.object({
  now: instant,
  defaultDepartment: z.string(),
  departments: z.array(
    z.object({
      id: z.string(),
      name: z.partialRecord(z.enum(LANGUAGES), z.string()),
      timeZone: z.string(),
      state: z.enum(OPEN_STATES),
      until: instant.optional().describe('End of do not disturb'),
      opens: z
        .object({ daysAhead: z.int(), date: z.iso.date(), weekday: z.enum(WEEKDAYS), clock: z.string() })
        .optional()
        .describe('On the clocks of its own time zone'),
    }),
  ),
  doNotDisturb: doNotDisturbSchema,
  guard: guardSchema,
  warnings: z
    .array(settingsWarning)
    .describe('What keeps callers from being answered as meant, by its place in the settings'),
});

export const OVERVIEW_CONTRACT = {
  'overview.stats': {
    summary: 'Calls by hour and verdict, and the guard’s own figures; of the last seven days by default',
    query: z.strictObject({
      from: bounds.from,
      to: bounds.to.describe('A date-time, exclusive, or a day to its end; at most 35 days later'),
    }),
    answer: statsSchema,
  },
  'overview.state': {
    summary: 'Whether the hotline answers just now, and how hard it is guarded',
    query: noQuery,
    answer: stateSchema,
  },
  'overview.live': {
    summary: 'Calls that are going on, newest first, 100 at most',
    query: noQuery,
    answer: z.object({ now: instant, items: z.array(callSchema) }),
  },
} as const satisfies Record<keyof typeof OVERVIEW_ROUTES, OperationContract>;

export type StatsView = z.output<typeof statsSchema>;
export type StateView = z.output<typeof stateSchema>;
