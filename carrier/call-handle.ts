// What a person at the telephone can do, and what can be seen of the call: the carrier's face to its users.
import type { CarrierEvent, FinalStatus } from './events.ts';

export interface EndedCall {
  readonly status: FinalStatus;
  /** From answering to the end; 0 when never answered. */
  readonly durationSeconds: number;
  readonly answered: boolean;
  readonly billed: boolean;
}

export interface Speech {
  readonly seconds: number;
  readonly text?: string;
  /** WAV, or bare 16-bit 8 kHz mono samples; a tone is made where absent. */
  readonly audio?: Uint8Array;
}

export interface CallHandle {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  /** The parameters of a webhook of this call, as it stands now. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly log: readonly CarrierEvent[];
  readonly ended: Promise<EndedCall>;
  /** Called for each event from now on; returns the way to stop it. */
  subscribe(listener: (event: CarrierEvent) => void): () => void;
  /** Keys in order; characters that are no keys have no effect. */
  press(digits: string): void;
  /** From now on, until `speak` says what it was: for sound that is known when it is over. */
  startSpeaking(): void;
  speak(what: Speech): void;
  hangUp(): void;
  /** WAV of what the other side said, by the name in `heard`; the last few are kept. */
  clip(name: string): Uint8Array | undefined;
}

/** A telephone that a `<Dial>` makes ring. */
export interface LegHandle extends CallHandle {
  readonly parentSid: string;
  answer(): void;
  /** Declines the call; `failed` and `no-answer` stand for a number that cannot be reached. */
  refuse(as?: 'busy' | 'failed' | 'no-answer'): void;
}
