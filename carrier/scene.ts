// What a verb needs in order to be performed, and what it can answer. The verbs live in verbs/, one file each.
import type { FinalStatus } from './events.ts';
import type { Leg } from './leg.ts';
import type { CallQueues } from './call-queues.ts';
import type { RecordingVault } from './recordings/recording-vault.ts';
import type { TwimlElement } from './twiml/twiml-document.ts';
import type { Fetched, WebhookRequest } from './http/webhook-client.ts';

export type SidPrefix = 'CA' | 'RE' | 'SM' | 'QU' | 'TR';

/** The next document of a call. */
export interface DocumentRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** Added to the parameters that every request carries. */
  readonly extra: Readonly<Record<string, string>>;
}

/** What comes after a verb. */
export type Flow =
  | { readonly next: 'verb' }
  | { readonly next: 'document'; readonly request: DocumentRequest }
  | { readonly next: 'end'; readonly status?: FinalStatus }
  | { readonly next: 'leave' }
  | {
      readonly next: 'error';
      readonly code: number;
      readonly message: string;
      readonly status?: FinalStatus;
    };

export const NEXT_VERB: Flow = { next: 'verb' };
export const END: Flow = { next: 'end' };

/** `main`: the call itself. `whisper`: to a person who answered, before bridging. `wait`: music in a queue. */
type Role = 'main' | 'whisper' | 'wait';

/** How a run of documents came out; `ranOut`: no verb was left. */
export type Ending = 'ranOut' | 'ended' | 'left' | 'failed';

export interface Run {
  readonly leg: Leg;
  readonly role: Role;
  readonly first: DocumentRequest;
  readonly fallback?: DocumentRequest | undefined;
}

export interface Services {
  readonly accountSid: string;
  readonly apiBaseUrl: string;
  readonly ownsNumber: (number: string) => boolean;
  readonly emptyRecording: 'action' | 'falls-through';
  readonly dialBufferSeconds: number;
  readonly speechSeconds: (text: string, language: string) => number;
  readonly newSid: (prefix: SidPrefix) => string;
  readonly vault: RecordingVault;
  readonly queues: CallQueues;
  readonly fetch: (leg: Leg, request: WebhookRequest) => Promise<Fetched>;
  /** A request whose answer steers nothing; it does not hold up the call. */
  readonly callback: (leg: Leg, request: Omit<WebhookRequest, 'purpose'>) => void;
  /** Work that `settled()` waits for. */
  readonly track: <T>(work: Promise<T>) => Promise<T>;
  readonly newLeg: (parent: Leg, from: string, to: string) => Leg;
  readonly announce: (leg: Leg) => void;
  readonly run: (run: Run) => Promise<Ending>;
}

export interface Scene {
  readonly leg: Leg;
  readonly services: Services;
  readonly role: Role;
  /** What relative URLs refer to. */
  readonly documentUrl: string;
  /** The verb opens its document. */
  readonly opening: boolean;
  /** Cuts a prompt short. */
  readonly until?: AbortSignal;
}

export type Verb = (element: TwimlElement, scene: Scene) => Promise<Flow>;
