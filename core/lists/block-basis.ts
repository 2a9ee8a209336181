// What an automatic block rests on, as its listing keeps it.

/** Tied to a call, or to a report. */
export const SIGNAL_KINDS = ['flagged', 'challenge-failed', 'silent', 'reported'] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** Machine-readable: the judgement can be made again from it. */
export interface BlockReason {
  readonly kind: SignalKind;
  readonly days: number;
  readonly count: number;
  readonly points: number;
}
