// Words that the steps of a call carry in their URLs.

/** What a keyed number is wanted for. */
export const PURPOSES = ['report', 'check'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What the caller is asked for on the way to a call-back: whether one is wanted, the number, whether it is right. */
export const CALL_BACK_ASKS = ['offer', 'number', 'confirm'] as const;
