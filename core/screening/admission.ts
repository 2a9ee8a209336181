// How a caller got past screening.

/** How the caller got past screening; staff hear it in the whisper. `staff`: a member who keyed the right PIN. */
export const ADMISSIONS = [
  'never-block',
  'allowlisted',
  'verified',
  'challenged',
  'unverified',
  'staff',
] as const;
export type Admission = (typeof ADMISSIONS)[number];
