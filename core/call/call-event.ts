// Everything that can happen to a call, as the webhooks report it.
import type { DialCallStatus } from '../departments/hunt-group.ts';
import type { Attestation } from '../numbers/attestation.ts';
import type { CallerId } from '../numbers/caller-id.ts';
import type { Keys } from '../screening/challenge-code.ts';
import type { WrittenDown } from '../messages/transcript.ts';
import type { KeypadStep, KeypadStepName, Step } from './steps/index.ts';

/** Who calls whom, on the caller's leg. */
export interface Call {
  readonly callSid: string;
  readonly callerId: CallerId;
  /** The hotline's number as dialled. */
  readonly to: string;
  readonly attestation: Attestation;
  /** The lines that forwarded the call, as the carrier spells them; absent where it names none. */
  readonly forwardedFrom?: readonly string[];
  /** The hotline placed the call: `callerId` is the number that it called. */
  readonly placedByUs?: true;
}

export const CALL_STATUSES = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
  'unknown',
] as const;
export type CallStatus = (typeof CALL_STATUSES)[number];

const FINAL_STATUSES: ReadonlySet<CallStatus> = new Set([
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
]);

/** Whether a call with this status is over. */
export const isFinalStatus = (status: CallStatus): boolean => FINAL_STATUSES.has(status);

export type RecordingStatus = 'in-progress' | 'completed' | 'absent' | 'failed' | 'unknown';

export type CallEvent =
  | { readonly kind: 'CallArrived'; readonly call: Call }
  | {
      readonly kind: 'ChallengeAnswered';
      readonly call: Call;
      readonly at: Step<'challenge'>;
      readonly keys: Keys;
    }
  | { readonly kind: 'MenuAnswered'; readonly call: Call; readonly at: Step<'menu'>; readonly keys: Keys }
  | { readonly kind: 'KeysEntered'; readonly call: Call; readonly at: KeypadStep; readonly keys: Keys }
  | {
      readonly kind: 'DescriptionEnded';
      readonly call: Call;
      readonly at: Step<'description'>;
      readonly recording: RecordedMessage | undefined;
      readonly hungUp: boolean;
    }
  | {
      readonly kind: 'DialEnded';
      readonly call: Call;
      readonly at: Step<'ring'>;
      readonly status: DialCallStatus;
      /** The only proof that two people talked: `DialCallStatus` also says completed for a mailbox. */
      readonly bridged: boolean;
      readonly talkSeconds: number;
    }
  | { readonly kind: 'LegAnswered'; readonly leg: StaffLeg; readonly at: Step<'whisper'> }
  | {
      readonly kind: 'OfferAnswered';
      readonly leg: StaffLeg;
      readonly at: Step<'accept'>;
      readonly keys: Keys;
    }
  | {
      readonly kind: 'MessageEnded';
      readonly call: Call;
      readonly at: Step<'voicemail'>;
      readonly recording: RecordedMessage | undefined;
      readonly hungUp: boolean;
    }
  | {
      readonly kind: 'RecordingReported';
      readonly callSid: string;
      readonly recordingSid: string;
      readonly status: RecordingStatus;
      readonly seconds: number;
    }
  | ({ readonly kind: 'TranscriptArrived' } & WrittenDown)
  | {
      readonly kind: 'StatusReported';
      readonly call: Call;
      readonly status: CallStatus;
      readonly seconds: number;
    };

/** Keys at one of the steps, or at some of them. */
export type KeysAt<Name extends KeypadStepName> = Omit<
  Extract<CallEvent, { kind: 'KeysEntered' }>,
  'kind' | 'at'
> & { readonly at: Step<Name> };

export interface RecordedMessage {
  readonly recordingSid: string;
  readonly seconds: number;
}

/** A leg to a staff member, with the caller's call behind it. */
export interface StaffLeg {
  readonly legSid: string;
  readonly callSid: string;
  readonly member: string;
  readonly callerId: CallerId;
}
