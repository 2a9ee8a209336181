// What can be set of fraud reports and appeals.
import * as z from 'zod';

/** `reports` in the settings. */
export const reportSettings = z
  .strictObject({
    /** Until when the reporter is promised an answer. */
    dueDays: z.int().min(1).max(365).default(15),
    /** Until when it is promised after an extension, whose reason the reporter is told; counted from the day of the report. */
    extendedDueDays: z.int().min(1).max(365).default(30),
    /** Send case number and PIN to the reporter as text. */
    sms: z.boolean().default(false),
    maxSeconds: z.int().min(10).max(240).default(120),
    /** After an accepted appeal no automatic block, complaint file or rule for a range has effect for so long. */
    appealProtectionDays: z.int().min(0).max(3650).default(90),
    /** Whose first refused call is answered, and hears why and how to appeal; on the report page every refused caller may. */
    appealByPhone: z
      .strictObject({
        automatic: z.boolean().default(true),
        byHand: z.boolean().default(false),
        imported: z.boolean().default(false),
      })
      .prefault({}),
    /** Days from closing a case until its record is removed; an open case stays. */
    retentionDays: z.int().min(1).max(3650).default(730),
    /** Reports by telephone that become cases of their own in any sixty minutes; those beyond join one a day. */
    byPhone: z
      .strictObject({
        perReporterPerHour: z.int().min(1).max(100).default(5),
        /** Of callers who hide their number, all together. */
        hiddenPerHour: z.int().min(1).max(1_000).default(30),
      })
      .prefault({}),
    /** The page for people who do not want to call, `/report`. */
    web: z
      .strictObject({
        on: z.boolean().default(true),
        /** Reports in any sixty minutes, from one network address and from all together. */
        perAddressPerHour: z.int().min(1).max(100).default(20),
        perHour: z.int().min(1).max(1_000).default(200),
      })
      .prefault({}),
  })
  .prefault({});
export type ReportSettings = z.output<typeof reportSettings>;
