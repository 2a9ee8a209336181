// What can be put under the control of a second person; `/security/secondApprover` in the settings.
export const GUARDED_KINDS = [
  'dial-targets',
  'wide-rules',
  'levels',
  'official-numbers',
  'data-residency',
] as const;
export type GuardedKind = (typeof GUARDED_KINDS)[number];
