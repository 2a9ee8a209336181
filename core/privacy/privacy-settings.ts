// What can be set of privacy: who is responsible and how to reach them, which the notice and the page /privacy say, and where
// data stays.
import * as z from 'zod';
import { residencySettings } from './residency.ts';

const line = z.string().trim().max(200).default('');

/** `privacy` in the settings. */
export const privacySettings = z
  .strictObject({
    /** The legal name of the company that decides what personal data is kept for; the company's usual name where empty. */
    controller: line,
    address: line,
    /** How to reach the company about personal data: an address of mail, or a telephone number. */
    contact: line,
    /** The person responsible for personal data: name and how to reach them. */
    officer: line,
    residency: residencySettings,
    /**
     * Calls of a day by which the hotline lets people who asked on the privacy page show that a number is theirs.
     * 0: they always call themselves.
     */
    proofCallsPerDay: z.int().min(0).max(1_000).default(50),
  })
  .prefault({});
export type PrivacySettings = z.output<typeof privacySettings>;
