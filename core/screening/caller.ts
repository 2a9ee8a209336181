// What the guard remembers about one number between calls.
import { isUnvouched, type Attestation } from '../numbers/attestation.ts';
import type { Identity } from '../numbers/identity.ts';
import type { Language } from '../basics/language.ts';

export interface CallerRecord {
  readonly number: Identity;
  /** ISO 8601, UTC. A passed challenge spares the caller the next ones until then. */
  readonly verifiedUntil?: string;
  /** How far the network vouched for the number when the challenge was passed. */
  readonly verifiedWith?: Attestation;
  readonly language?: Language;
  /** Who has reported this number, each once. */
  readonly reporters?: readonly Identity[];
  /** Whose reports of this number nobody has confirmed, each once. */
  readonly claimants?: readonly Identity[];
  /** The call to which an appeal was offered, and the block that it was about. */
  readonly appealOffered?: { readonly callSid: string; readonly block: string };
  /** ISO 8601, UTC. An appeal was accepted: until then only a block of this very number that a person sets has effect, and no score leads further than to the usual code. */
  readonly protectedUntil?: string;
  /** Calls that staff flagged as nuisance, by CallSid: a set, so that flagging twice counts once. */
  readonly flaggedCalls?: readonly string[];
  /** When automatic blocks were made, each once. */
  readonly automaticBlocks?: readonly string[];
}

export const isVerified = (caller: CallerRecord | undefined, now: Date): boolean =>
  caller?.verifiedUntil !== undefined && Date.parse(caller.verifiedUntil) > now.getTime();

/** Trust that was earned with the network's word for the number is not for a call without it. */
export const isVerifiedFor = (attestation: Attestation, caller: CallerRecord | undefined): boolean =>
  attestation !== 'failed' && !(caller?.verifiedWith === 'A' && isUnvouched(attestation));

export const isProtected = (caller: CallerRecord | undefined, now: Date): boolean =>
  caller?.protectedUntil !== undefined && Date.parse(caller.protectedUntil) > now.getTime();
