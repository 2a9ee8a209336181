// After hours: callers who are being defrauded at this moment, and the telephones that they are told to ring themselves.
import * as z from 'zod';
import { LANGUAGES } from '../basics/language.ts';

/** A telephone that callers are told to ring themselves, such as a bank's or the police's. */
const emergencyNumber = z.strictObject({
  name: z.partialRecord(z.enum(LANGUAGES), z.string().min(1).max(60)),
  number: z
    .string()
    .regex(/^\+?[\d(][\d ()-]{0,22}\d$/, {
      error: 'must be a number as callers dial it, like 110 or 1-800-555-0123',
    })
    .describe('As callers dial it; short numbers too'),
});

/** `afterHours` in the settings. */
export const afterHoursSettings = z
  .strictObject({
    /** Offers callers who are being defrauded right now to ring the on-call staff. */
    fraudNow: z.boolean().default(true),
    /** Read to those callers before anybody is rung, after the advice to stop the transfer. */
    emergencyNumbers: z.array(emergencyNumber).max(3).default([]),
  })
  .prefault({});
