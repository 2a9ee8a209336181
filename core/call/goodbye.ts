// How a call ends: after what the caller is thanked, or told that no more can be done.
export type GoodbyeAfter =
  | 'conversation'
  | 'message'
  | 'no-message'
  | 'report'
  | 'appeal'
  | 'appeal-with-page'
  | 'code-spent'
  | 'code-unavailable'
  /** Whoever asks about their own data has to show their number. */
  | 'number-hidden'
  | 'answer'
  | 'call-back'
  | 'no-call-back'
  | 'staff'
  | 'in-writing'
  | 'not-recorded'
  | 'pin-locked'
  | 'pin-unavailable';
