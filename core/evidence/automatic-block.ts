// Decides whether the evidence about a number is enough for an automatic block. Numbers can be spoofed, so a block needs
// several kinds of evidence, from several days, and at least one flag by staff. If the calls had no attestation A, a
// person must approve the block before it takes effect.
import * as z from 'zod';
import { isUnvouched, type Attestation } from '../numbers/attestation.ts';
import type { Listing } from '../lists/listing.ts';
import { type BlockReason, SIGNAL_KINDS, type SignalKind } from '../lists/block-basis.ts';

/** `screening.blocks` in the settings: automatic blocks. */
export const blockSettings = z.strictObject({
  on: z.boolean().default(true),
  /** Further blocks within the hour wait for a person's approval. */
  mostPerHour: z.int().min(0).max(1_000).default(10),
});

export interface Signal {
  readonly kind: SignalKind;
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  /** Of the call, or of the reporter's. */
  readonly attestation?: Attestation;
  /** Who flagged or reported; the same one counts once a day. */
  readonly by?: string;
}

export interface BlockFacts {
  readonly signals: readonly Signal[];
  readonly listings: readonly Listing[];
  readonly bridgedLately: boolean;
  /** An appeal was accepted, and protects the number. */
  readonly protected: boolean;
  /** Automatic blocks that this number has had before. */
  readonly before: number;
}

export type BlockJudgement =
  | { readonly block: false; readonly why: 'protected' | 'listed' | 'bridged-lately' | 'not-enough' }
  | {
      readonly block: true;
      /** A person must approve: calls for whose number the network vouched are not enough by themselves. */
      readonly approval: boolean;
      readonly days: number;
      readonly reasons: readonly BlockReason[];
    };

/** Points for a day with signals of one kind, before they are weighted by {@link VOUCHED}. */
const POINTS: Readonly<Record<SignalKind, number>> = {
  flagged: 3,
  'challenge-failed': 1,
  silent: 0.5,
  reported: 1,
};
const VOUCHED: Readonly<Record<Attestation, number>> = { A: 1, B: 0.8, none: 0.5, C: 0.4, failed: 0 };

/** The maximum for each kind, however often it happened. */
const MOST_POINTS: Readonly<Record<SignalKind, number>> = {
  flagged: 6,
  'challenge-failed': 2,
  silent: 1,
  reported: 3,
};

const LEAST = { points: 6, days: 3, kinds: 2 } as const;

/** Each further block of the same number lasts longer. */
const BLOCK_DAYS = [7, 30, 90] as const;

export function judgeBlock({ signals, listings, bridgedLately, ...facts }: BlockFacts): BlockJudgement {
  if (facts.protected) return { block: false, why: 'protected' };
  if (listings.length > 0) return { block: false, why: 'listed' };
  if (bridgedLately) return { block: false, why: 'bridged-lately' };
  const believed = signals.filter(({ attestation = 'A' }) => VOUCHED[attestation] > 0);
  if (!isEnough(believed)) return { block: false, why: 'not-enough' };
  return {
    block: true,
    approval: !isEnough(believed.filter(({ attestation = 'A' }) => !isUnvouched(attestation))),
    days: BLOCK_DAYS[Math.min(facts.before, BLOCK_DAYS.length - 1)] ?? 90,
    reasons: reasonsOf(believed),
  };
}

function isEnough(signals: readonly Signal[]): boolean {
  const reasons = reasonsOf(signals);
  return (
    reasons.length >= LEAST.kinds &&
    new Set(signals.map(({ day }) => day)).size >= LEAST.days &&
    reasons.reduce((sum, { points }) => sum + points, 0) >= LEAST.points &&
    reasons.some(({ kind }) => kind === 'flagged')
  );
}

const reasonsOf = (signals: readonly Signal[]): readonly BlockReason[] =>
  SIGNAL_KINDS.flatMap((kind) => reasonOf(kind, signals));

/** Counts one signal for each day and source, because repeats from the same source add no evidence. */
function reasonOf(kind: SignalKind, signals: readonly Signal[]): BlockReason[] {
  const distinct = new Map<string, number>();
  for (const { day, by = '', attestation = 'A' } of signals.filter((one) => one.kind === kind)) {
    const key = `${day} ${by}`;
    distinct.set(key, Math.max(distinct.get(key) ?? 0, VOUCHED[attestation]));
  }
  if (distinct.size === 0) return [];
  const days = new Set([...distinct.keys()].map((key) => key.slice(0, 10))).size;
  const worth = [...distinct.values()].reduce((sum, trust) => sum + trust * POINTS[kind], 0);
  return [{ kind, days, count: distinct.size, points: Math.min(MOST_POINTS[kind], worth) }];
}

/** The signals that one call gives against its number. */
export function signalsOfCall({
  startedAt = '',
  attestation = 'none',
  flag,
  timeline,
}: CallEvidence): Signal[] {
  const day = startedAt.slice(0, 10);
  const challenge = timeline.findLast(({ step }) => step === 'challenge');
  const gaveUp =
    challenge?.then === 'voicemail' || challenge?.then === 'question'
      ? GIVEN_UP[challenge.outcome]
      : undefined;
  return [
    ...(flag === undefined ? [] : [{ kind: 'flagged' as const, day, attestation, by: flag.by }]),
    ...(gaveUp === undefined ? [] : [{ kind: gaveUp, day, attestation }]),
  ];
}

/** The facts of a call that count for or against its number. */
export interface CallEvidence {
  /** ISO 8601, UTC. */
  readonly startedAt?: string;
  readonly attestation?: Attestation;
  /** By the member of staff who called it a nuisance. */
  readonly flag?: { readonly by: string };
  /** What the caller did at each step, and the kind of plan that followed. */
  readonly timeline: readonly { readonly step: string; readonly outcome: string; readonly then: string }[];
  /** Duration of the conversation with staff. Undefined if there was none. */
  readonly talkSeconds?: number;
}

/**
 * Which outcomes of the keypad check count as failed when the call went on to voicemail, or to the offer of a call back
 * because the mailbox was full. Asking for a person is not a failure.
 */
const GIVEN_UP: Readonly<Partial<Record<string, SignalKind>>> = {
  failed: 'challenge-failed',
  silence: 'silent',
};

/** A conversation of at least this length that staff did not flag counts in favor of the number. */
const CONVERSATION_SECONDS = 15;

export const isConversation = ({ talkSeconds = 0, flag, attestation }: CallEvidence): boolean =>
  talkSeconds >= CONVERSATION_SECONDS && flag === undefined && attestation !== 'failed';
