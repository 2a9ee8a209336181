// What an attacker does in one victim's name, and what the guard's own judgement makes of it where everything goes as the
// attacker wishes: each call gets as far as it is meant to, all conversations are flagged, every report counts.
import { DAY_MS } from '../../core/basics/durations.ts';
import type { Attestation } from '../../core/numbers/attestation.ts';
import {
  isConversation,
  judgeBlock,
  signalsOfCall,
  type CallEvidence,
  type Signal,
} from '../../core/evidence/automatic-block.ts';
import type { E164 } from '../../core/numbers/e164.ts';
import { type Listing, newListing } from '../../core/lists/listing.ts';
import { oneOf, type Chance } from '../chance.ts';

/** Whose number is spoofed. */
export const VICTIMS = ['allowlisted', 'never-block', 'recently-bridged', 'customer', 'stranger'] as const;
export type VictimKind = (typeof VICTIMS)[number];
/** Nothing may block these, whatever is done in their name. */
export const PROTECTED: ReadonlySet<VictimKind> = new Set(['allowlisted', 'never-block', 'recently-bridged']);

/** silent: a recording that presses nothing. wrong: presses wrong keys. talk: a person who passes the challenge, talks with staff, and is flagged. */
const ACTS = ['silent', 'wrong', 'talk'] as const;
export type Act = (typeof ACTS)[number];
/** mixed: now this, now that. */
export const WAYS = [...ACTS, 'mixed'] as const;
type Way = (typeof WAYS)[number];

export interface Attack {
  /** Spoofed calls in the victim's name. */
  readonly calls: number;
  /** Reports about the victim, each from another forged number. */
  readonly reporters: number;
  /** Over so many days, evenly. */
  readonly days: number;
  readonly way: Way;
}

interface PlannedAct {
  /** Milliseconds after the beginning. */
  readonly at: number;
  readonly attestation: Attestation;
}

export interface PlannedAttack {
  readonly calls: readonly (PlannedAct & { readonly act: Act })[];
  readonly reports: readonly PlannedAct[];
}

export function planAttack(
  { calls, reporters, days, way }: Attack,
  attestations: readonly Attestation[],
  chance: Chance,
): PlannedAttack {
  const acts = (count: number): PlannedAct[] =>
    Array.from({ length: count }, (_, index) => ({
      at: Math.floor(((index + 0.1 + 0.8 * chance()) / count) * days * DAY_MS),
      attestation: oneOf(attestations, chance),
    }));
  return {
    calls: acts(calls).map((call) => ({ ...call, act: way === 'mixed' ? oneOf(ACTS, chance) : way })),
    reports: acts(reporters),
  };
}

/** blocked: at once. pending: when a person approves. */
export const FATES = ['free', 'pending', 'blocked'] as const;
export type Fate = (typeof FATES)[number];

/** The worst that such an attack can come to. @param begin when it begins */
export function worstFate(kind: VictimKind, { calls, reports }: PlannedAttack, begin: Date): Fate {
  const day = ({ at }: PlannedAct): string => instant(begin, at).slice(0, 10);
  const evidence = calls.map((call, index) => evidenceOf(call, index, begin));
  const own = kind === 'recently-bridged' ? [CONVERSATION] : [];
  const judgement = judgeBlock({
    signals: [
      ...evidence.flatMap(signalsOfCall),
      ...reports.map((report, index): Signal => ({
        kind: 'reported',
        day: day(report),
        by: String(index),
        attestation: report.attestation,
      })),
    ],
    listings: LISTINGS[kind],
    bridgedLately: [...evidence, ...own].some(isConversation),
    protected: false,
    before: 0,
  });
  if (!judgement.block) return 'free';
  return judgement.approval ? 'pending' : 'blocked';
}

const instant = (begin: Date, at: number): string => new Date(begin.getTime() + at).toISOString();

/** How the challenge ends for each. */
const OUTCOMES = { silent: 'silence', wrong: 'failed', talk: 'right' } as const satisfies Record<Act, string>;
const TALK_SECONDS = 40;

/** Flags of several members of staff weigh most, so each is somebody else's. */
function evidenceOf(
  { at, attestation, act }: PlannedAttack['calls'][number],
  index: number,
  begin: Date,
): CallEvidence {
  const startedAt = instant(begin, at);
  const challenge = {
    key: 'challenge',
    at: startedAt,
    step: 'challenge',
    outcome: OUTCOMES[act],
    then: act === 'talk' ? 'menu' : 'voicemail',
  } as const;
  const flag = { by: `member ${index}`, at: startedAt, reason: 'nuisance' };
  return {
    startedAt,
    attestation,
    timeline: [challenge],
    ...(act === 'talk' && attestation !== 'failed' ? { talkSeconds: TALK_SECONDS, flag } : {}),
  };
}

/** With the victim, before. */
const CONVERSATION: CallEvidence = { attestation: 'A', timeline: [], talkSeconds: TALK_SECONDS };

const listing = (list: Listing['list']): Listing =>
  newListing({
    pattern: '+13125550177' as E164,
    list,
    reason: 'known',
    source: 'admin',
    addedBy: 'admin',
    addedAt: '2026-01-01T00:00:00.000Z',
  });
const LISTINGS: Readonly<Record<VictimKind, readonly Listing[]>> = {
  allowlisted: [listing('allow')],
  'never-block': [listing('never-block')],
  'recently-bridged': [],
  customer: [],
  stranger: [],
};
