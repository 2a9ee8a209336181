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
  | 'answer'
  | 'call-back'
  | 'no-call-back'
  | 'staff'
  | 'in-writing'
  | 'not-recorded'
  | 'pin-locked'
  | 'pin-unavailable';
