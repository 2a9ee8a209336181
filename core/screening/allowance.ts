// What one number may have: so many calls and rings in a window of minutes, then a message, then nothing for a while;
// and what a passed challenge is worth, so many conversations a day. Counted for calls that the network vouches for and
// for the others apart: nobody uses up the allowance of a number by forging it.
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../basics/durations.ts';
import * as z from 'zod';
import { isUnvouched, type Attestation } from '../numbers/attestation.ts';
import type { Identity } from '../numbers/identity.ts';
import type { Counted } from '../basics/limit.ts';
import type { Reason, Screening } from './verdict.ts';

/** Part of `screening` in the settings. */
export const allowanceSettings = z.strictObject({
  windowMinutes: z.int().min(1).max(1_440).default(15),
  /** Calls of one number in the window; a message, a PIN of a case and a report count as one more each. */
  calls: z.int().min(1).max(900).default(12),
  /** Telephones that may have rung in the window before a further call of the number rings none. */
  rings: z.int().min(1).max(900).default(12),
  /** Calls in the window after which the number is refused for a while; 0: never. */
  blockAfter: z.int().min(0).max(900).default(30),
  /** The first time; each further time within a day twice as long, up to four hours. */
  blockMinutes: z.int().min(1).max(240).default(15),
  /** Allowlisted numbers have so many times the calls and rings, and are never refused. */
  allowlistedTimes: z.number().min(1).max(100).default(5),
});
export type AllowanceSettings = z.output<typeof allowanceSettings>;

/** Part of `challenge` in the settings: what passing it is worth. */
export const passSettings = z.strictObject({
  /** Conversations in 24 hours without another code, of a number that the network vouches for. */
  conversations: z.int().min(1).max(500).default(20),
  /** The same for a number that it does not vouch for. */
  conversationsUnattested: z.int().min(1).max(500).default(3),
  /** The code is asked for again after so many conversations that were short or that nobody answered; 0: never. */
  endsAfter: z.int().min(0).max(100).default(2),
});
export type PassSettings = z.output<typeof passSettings>;

/** Times a block may double; four hours at most. */
const LONGEST_BLOCK_MS = 4 * HOUR_MS;

/** Everything that was counted of a number. Entries beyond their time may still be among it. */
export interface Usage {
  /** Calls, messages, PINs and reports. */
  readonly calls: readonly Counted[];
  /** Telephones rung. */
  readonly rings: readonly Counted[];
  /** Calls that rang staff. */
  readonly conversations: readonly Counted[];
  /** Calls that rang staff and are not over. */
  readonly live: readonly Counted[];
  /** ISO 8601 */
  readonly blockedUntil?: string;
  /** Blocks so far, each within a day of the one before. */
  readonly blocks: number;
}

/** What a call is decided on, and kept with it. */
export interface UsageFacts {
  readonly calls: number;
  readonly conversations: number;
  /** Staff are rung for, or talk with, another call of the number. */
  readonly inAnotherCall: boolean;
  readonly blockedUntil?: string;
  readonly blocks: number;
}

export type Trust = 'vouched' | 'unvouched' | 'forged';

export const trustOf = (attestation: Attestation): Trust =>
  attestation === 'failed' ? 'forged' : isUnvouched(attestation) ? 'unvouched' : 'vouched';

export interface UsageOf {
  readonly number: Identity;
  readonly trust: Trust;
}

const since = (entries: readonly Counted[], time: number): Counted[] => entries.filter(({ at }) => at > time);

/** How long an entry of each kind counts, milliseconds. */
export const lifetimes = ({ windowMinutes }: AllowanceSettings, longestCallSeconds: number) => ({
  calls: windowMinutes * MINUTE_MS,
  rings: windowMinutes * MINUTE_MS,
  conversations: DAY_MS,
  // The call that was never reported over.
  live: (longestCallSeconds + 15 * 60) * 1_000,
});
export type Lifetimes = ReturnType<typeof lifetimes>;
export type Countable = keyof Lifetimes;

export function usageFacts(usage: Usage, lives: Lifetimes, callSid: string, now: Date): UsageFacts {
  const live = (kind: Countable): Counted[] => since(usage[kind], now.getTime() - lives[kind]);
  const recent = usage.blockedUntil !== undefined && Date.parse(usage.blockedUntil) > now.getTime() - DAY_MS;
  return {
    calls: live('calls').length,
    conversations: live('conversations').filter(({ id }) => id !== callSid).length,
    inAnotherCall: live('live').some(({ id }) => id !== callSid),
    ...(usage.blockedUntil !== undefined && Date.parse(usage.blockedUntil) > now.getTime()
      ? { blockedUntil: usage.blockedUntil }
      : {}),
    blocks: recent ? usage.blocks : 0,
  };
}

export const conversationsOf = (pass: PassSettings, attestation: Attestation): number =>
  isUnvouched(attestation) ? pass.conversationsUnattested : pass.conversations;

interface Asked {
  readonly usage: UsageFacts;
  readonly allowance: AllowanceSettings;
  readonly pass: PassSettings;
  readonly attestation: Attestation;
}

/** Never for the better: a pass that is used up asks for the code again, and many calls lead to a message. */
export function applyAllowance(screening: Screening, asked: Asked): Screening {
  return limitCalls(limitPass(screening, asked), asked);
}

function limitPass(screening: Screening, { usage, pass, attestation }: Asked): Screening {
  if (screening.verdict !== 'menu' || screening.listing !== undefined) return screening;
  const { conversations, inAnotherCall } = usage;
  const used = conversations >= conversationsOf(pass, attestation);
  if (!used && !inAnotherCall) return screening;
  const reason: Reason = inAnotherCall ? { code: 'pass-in-two-calls' } : { code: 'pass-used', conversations };
  return { ...screening, verdict: 'challenge', reasons: [reason, ...screening.reasons] };
}

const LIMITED: ReadonlySet<Screening['verdict']> = new Set(['menu', 'challenge', 'staff', 'voicemail']);

function limitCalls(screening: Screening, { usage, allowance }: Asked): Screening {
  const { verdict, listing, reasons } = screening;
  if (!LIMITED.has(verdict) || listing?.list === 'never-block') return screening;
  const times = listing === undefined ? 1 : allowance.allowlistedTimes;
  const { calls, blockedUntil } = usage;
  if (listing === undefined && blockedUntil !== undefined)
    return { verdict: 'busy', reasons: [{ code: 'number-blocked', until: blockedUntil }, ...reasons] };
  if (calls <= allowance.calls * times) return screening;
  const reason: Reason = { code: 'many-calls', calls, minutes: allowance.windowMinutes };
  const { harder: _, ...rest } = screening;
  return { ...rest, verdict: 'voicemail', reasons: [reason, ...reasons] };
}

/** Until when the number is refused from now on, ISO 8601; undefined where it is not. */
export function blockBegins(
  { listing }: Screening,
  { calls, blocks, blockedUntil }: UsageFacts,
  { blockAfter, blockMinutes }: AllowanceSettings,
  now: Date,
): string | undefined {
  if (listing !== undefined || blockAfter === 0 || calls <= blockAfter || blockedUntil !== undefined)
    return undefined;
  const lasts = Math.min(LONGEST_BLOCK_MS, blockMinutes * MINUTE_MS * 2 ** Math.min(blocks, 10));
  return new Date(now.getTime() + lasts).toISOString();
}

/** Why staff are not rung for a call. */
/** `day-used`: the minutes of the day are, whoever calls. */
export type RingRefusal = 'many-rings' | 'pass-used' | 'pass-in-two-calls' | 'day-used';

/** What a call needs before staff are rung for it. */
export interface RingLimits {
  readonly rings: number;
  /** Where the call rests on a pass: conversations in 24 hours, and no other call at the same time. */
  readonly pass?: { readonly conversations: number };
}

/** @param usage without what is stale */
export function refusalOf(usage: Usage, { rings, pass }: RingLimits): RingRefusal | undefined {
  if (usage.rings.length >= rings) return 'many-rings';
  if (pass === undefined) return undefined;
  if (usage.live.length > 0) return 'pass-in-two-calls';
  return usage.conversations.length >= pass.conversations ? 'pass-used' : undefined;
}
