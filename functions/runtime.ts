// What every handler is given: the store, the queue, the recordings, the carrier, secrets, a clock and a log.
// On AWS `runtime-aws.ts` composes it from the environment, on one machine `local/runtime.ts`, in tests a fake clock.
import type { Readable } from 'node:stream';
import type { SQSRecord } from 'aws-lambda';
import type { AuditEntry } from '../core/call/audit.ts';
import type { Deployment } from '../core/privacy/deployment.ts';
import type { CallStatus } from '../core/call/call-event.ts';
import type { Identity } from '../core/numbers/identity.ts';
import type { Language } from '../core/basics/language.ts';
import type { Notice } from '../core/messages/notice.ts';
import type { Effect } from '../core/call/effect.ts';
import type { StoredEffect } from '../store/commit.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { SubjectTexts } from '../core/rights/subject.ts';
import type { AnchorFile } from '../store/audit/audit-anchors.ts';
import type { Store } from '../store/store.ts';
import type { Subject } from './http/subject.ts';
import type { Log } from './log.ts';
import type { ReportFonts } from './packages/report-pdf.ts';
import type { SigningKey } from './packages/package-signature.ts';
import type { Outgoing } from './outgoing/outgoing.ts';
import type { Reach } from './outgoing/reach.ts';
import type { Shelf } from './queue/shelf.ts';
import type { FunctionName } from './routes.ts';
import type { CopyPlace } from './snapshot/list-copies.ts';
import type { Snapshot } from './snapshot/list-snapshot.ts';

/** Work put off: writes that could not be made, audio to be copied. Delivered at least once. */
export type DeferredTask =
  | { readonly kind: 'commit'; readonly effects: readonly StoredEffect[] }
  | {
      readonly kind: 'fetch-recording';
      readonly recordingSid: string;
      readonly callSid: string;
      /** The carrier's own transcription, to be deleted with it. */
      readonly transcriptionSid?: string;
    }
  /** Of our own copy. */
  | { readonly kind: 'transcribe'; readonly recordingSid: string }
  | { readonly kind: 'drop-recording'; readonly recordingSid: string }
  /** What the scope of a legal hold covers. */
  | { readonly kind: 'cover-hold'; readonly hold: string }
  /** Two people have lifted it. */
  | { readonly kind: 'release-hold'; readonly hold: string }
  /** Whether the number is now to be blocked. */
  | { readonly kind: 'judge'; readonly number: Identity }
  /** Whether its automatic block still has a basis. */
  | { readonly kind: 'reconsider-block'; readonly number: Identity }
  | Extract<Effect, { kind: 'withdraw-evidence' }>
  /** A call whose number stands in partners' lists, or about whose number they are to be asked. */
  | {
      readonly kind: 'partner-call';
      readonly callSid: string;
      readonly number: Identity;
      readonly subscriptions: readonly string[];
      readonly ask: boolean;
    }
  /** A person has found that the number is no nuisance. */
  | { readonly kind: 'number-cleared'; readonly number: Identity; readonly at: string }
  /** The block list has changed: partners are to be told. */
  | { readonly kind: 'update-shares' }
  /** The webhooks of a call are kept as long as the call, and sealed once it is over. */
  | { readonly kind: 'seal-call'; readonly callSid: string }
  /** Writes the entry unless somebody has claimed the name, which says that the import went on. */
  | { readonly kind: 'end-import'; readonly claim: string; readonly entry: AuditEntry }
  /** Becomes one task for each target that the settings name: a target that fails does not repeat the others. */
  | { readonly kind: 'notify'; readonly notice: Notice }
  | {
      readonly kind: 'send-sms';
      readonly to: string;
      readonly body: string;
      /** Says that the day's limit is reached, and is not held back by it. */
      readonly beyondLimit?: true;
      /** Found no room in a day's limit: since when it waits (ISO 8601), and the day that counted it. */
      readonly waits?: { readonly since: string; readonly countedOn: string };
    }
  | { readonly kind: 'send-email'; readonly email: Email }
  | {
      readonly kind: 'post-webhook';
      readonly url: string;
      /** Of the event, the same each time that it is sent. */
      readonly id: string;
      /** JSON; what is signed, to the byte. */
      readonly body: string;
    };

export interface Email {
  /** The same each time that it is sent. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Like a text message: what is tried again may arrive twice. */
export interface Mailer {
  readonly send: (email: Email) => Promise<void>;
}

/** Posts JSON to a URL of the settings; throws unless it is taken. */
export interface WebhookSender {
  readonly post: (webhook: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }) => Promise<void>;
}

export interface DeferredQueue {
  /** @param delaySeconds not to be done before; 900 at most, which is what SQS allows */
  readonly send: (task: DeferredTask, delaySeconds?: number) => Promise<void>;
}

/** Our own copies of recordings, and attachments of cases; keys are made by us, never from outside. */
export interface RecordingStore {
  /** @param type content type; WAV audio where absent */
  readonly put: (key: string, bytes: Uint8Array, type?: string) => Promise<void>;
  /** Undefined when there is none under that key. */
  readonly get: (key: string) => Promise<Uint8Array | undefined>;
  /** Succeeds also when there was none; a copy under a legal hold stays. */
  readonly remove: (key: string) => Promise<void>;
  /** Keeps a copy that neither `remove` nor the end of its period touches, and that `get` finds. Succeeds also when there is no recording. */
  readonly hold: (key: string) => Promise<void>;
  /** Removes that copy; the recording itself stays for the rest of its own period. */
  readonly release: (key: string) => Promise<void>;
}

/** Where the head of the audit log is anchored daily, outside of the database. Nothing in it is replaced or removed. */
export interface AnchorStore {
  /** In their order. */
  readonly list: () => Promise<readonly ListedAnchor[]>;
  readonly read: (anchor: ListedAnchor) => Promise<AnchorFile>;
  /** Kept once: where there is one of this name already, it stays. */
  readonly keep: (name: string, bytes: Uint8Array) => Promise<void>;
  /** Beside its anchor; the first one stays. */
  readonly keepStamp: (name: string, stamp: Uint8Array) => Promise<void>;
}

interface ListedAnchor {
  /** `2026-11-28` */
  readonly name: string;
  /** Whether a time stamp lies beside it. */
  readonly stamped: boolean;
}

/** A time stamp authority (RFC 3161). */
export interface Timestamper {
  /** The token of a SHA-256 hash, DER; undefined where no authority is set. @throws where it does not answer */
  readonly stamp: (sha256: Uint8Array) => Promise<Uint8Array | undefined>;
}

/** Where evidence packages lie, under `packages/`, and copies of people's own data, under `copies/`; keys are made by us. */
export interface EvidenceStore {
  /** Reads the source to its end; what was under the key before is replaced whole or not at all. */
  readonly write: (key: string, source: Readable) => Promise<void>;
  /** An address that is good for minutes, and offers the file under this name. */
  readonly link: (key: string, fileName: string, validSeconds: number) => Promise<string>;
  /** All versions. Succeeds also when there was none. */
  readonly remove: (key: string) => Promise<void>;
}

/** Erasures, in a place that a restore of the database does not touch. Nothing in it names a person. */
export interface ErasureLog {
  /** Names of the requests, in no order. */
  readonly list: () => Promise<readonly string[]>;
  readonly read: (id: string) => Promise<Uint8Array | undefined>;
  /** The latest counts. */
  readonly keep: (id: string, bytes: Uint8Array) => Promise<void>;
}

/** What is left of a person outside of the tables and buckets: files of one machine, pages of a database file. */
export interface Traces {
  /** @returns how many files were removed */
  readonly erase: (texts: SubjectTexts) => Promise<number>;
  /** What was deleted cannot be read from the disk any more, as soon as the engine can see to that. */
  readonly compact: () => Promise<void>;
}

/** The address of this machine's own time-stamp authority; undefined where it has none. */
export type OwnAuthority = () => Promise<string | undefined>;

/** The function that makes evidence packages has what only it needs. */
export interface PackagesRuntime extends Runtime {
  readonly signingKey: SigningKey;
  readonly fonts: () => Promise<ReportFonts>;
  /** The authority that stamps the time where the settings name none; on one machine its own, where OpenSSL is there. */
  readonly ownAuthority?: OwnAuthority | undefined;
}

/** Writes recordings down that the carrier does not. */
export interface Transcriber {
  /**
   * Begins; once for a recording, however often it is asked.
   * @returns the text where it is there at once; undefined: word of its end comes by itself
   */
  readonly begin: (recording: {
    readonly recordingSid: string;
    /** Of our copy. */
    readonly key: string;
    readonly language: Language;
  }) => Promise<string | undefined>;
  /** Which recording the end of this job is about; undefined where it is not one of ours. */
  readonly recordingOf: (jobName: string) => string | undefined;
  /** What was written; undefined where there is nothing (any more). */
  readonly result: (recordingSid: string) => Promise<string | undefined>;
  /** It has been kept elsewhere. Succeeds also when there was nothing. */
  readonly forget: (recordingSid: string) => Promise<void>;
}

/** The part of the carrier's REST API that the product uses. The host is configuration, never a URL from a webhook. */
export interface CarrierApi {
  /** A text message from the hotline's number. Not idempotent: what is tried again may arrive twice. */
  readonly sendSms: (sms: {
    readonly from: string;
    readonly to: string;
    readonly body: string;
  }) => Promise<void>;
  /** Rings a number from the hotline's; `url` is fetched when somebody answers. Not idempotent either. */
  readonly placeCall: (call: {
    readonly from: string;
    readonly to: string;
    readonly url: string;
  }) => Promise<void>;
  /** WAV bytes; undefined when the carrier has none (any more). */
  readonly fetchRecording: (recordingSid: string) => Promise<Uint8Array | undefined>;
  /** Succeeds also when it was gone already. */
  readonly deleteRecording: (recordingSid: string) => Promise<void>;
  /** Likewise. */
  readonly deleteTranscription: (transcriptionSid: string) => Promise<void>;
  /** Calls, texts and recordings that the carrier keeps of a number. @returns how many it had */
  readonly deleteTracesOf: (number: Identity) => Promise<number>;
  readonly listRecordings: (createdAfter: Date) => Promise<readonly CarrierRecording[]>;
  /** Who called whom, and whether they still do; undefined for a call that the carrier does not know (any more). */
  readonly getCall: (callSid: string) => Promise<CarrierCall | undefined>;
}

export interface CarrierCall {
  /** As the carrier writes it; a caller without a number may be any of its words for that. */
  readonly from: string;
  readonly to: string;
  readonly status: CallStatus;
  /** How long it lasted; absent while it lasts. */
  readonly seconds?: number;
}

export interface CarrierRecording {
  readonly recordingSid: string;
  readonly callSid: string;
  readonly seconds: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

export interface Secrets {
  /** Newest first. Two during a rotation: Twilio signs with the primary token until the next is promoted. */
  readonly twilioAuthTokens: readonly string[];
  /** Key of the HMACs from which challenge codes, case numbers, PIN hashes and playback URLs are made. */
  readonly challengeKey: string;
  /** Key of the pseudonyms that stand for numbers in logs. */
  readonly pseudonymKey: string;
  /** From which the key of each webhook target is derived. */
  readonly webhookKey: string;
  /** From which the key that signs feeds, the pairwise keys of partners, and the hashes of their tokens are derived. */
  readonly sharingKey: string;
  /** A bearer token with role admin; on one machine only. */
  readonly adminToken?: string;
}

export interface PeopleSessions {
  /** Undefined for a token that is no session of this hotline, or of one that has ended. */
  readonly subjectOf: (token: string) => Promise<Subject | undefined>;
}

export interface OidcConfig {
  readonly issuer: string;
  readonly audience: string;
  /** Claim that holds the roles, a string or a list of strings. */
  readonly rolesClaim: string;
  readonly jwksUrl: string;
  /** How far the issuer’s clock may be off, seconds; a minute where absent. */
  readonly clockToleranceSeconds?: number;
  /** Where its keys may be fetched from. */
  readonly reach: Reach;
}

/** The settings in force: the store's, else the last good copy, else those that were deployed. Never throws. */
export interface SettingsSource {
  readonly current: () => Promise<Settings>;
  /** Hands over a copy that came along with another read. */
  readonly accept: (settings: Settings | undefined) => void;
  /** Without waiting: the last good copy, else those that were deployed. */
  readonly lastGood: () => Settings;
}

/**
 * A caller waits for the voice function: facts, writes and the queue together stay under its 2.5 s. A person with a
 * console can wait a little longer.
 */
export const STORE_LIMITS = {
  voice: { requestTimeoutMs: 400, deadlineMs: 700 },
  admin: { requestTimeoutMs: 3_000, deadlineMs: 8_000 },
  public: { requestTimeoutMs: 800, deadlineMs: 1_000 },
  sharing: { requestTimeoutMs: 3_000, deadlineMs: 8_000 },
  jobs: { requestTimeoutMs: 3_000, deadlineMs: 20_000 },
  packages: { requestTimeoutMs: 3_000, deadlineMs: 20_000 },
  rights: { requestTimeoutMs: 5_000, deadlineMs: 20_000 },
} as const satisfies Record<FunctionName, { requestTimeoutMs: number; deadlineMs: number }>;

export interface Runtime {
  /** `https://host[/path]`, no trailing slash: what the carrier was told to call and therefore signs. */
  readonly publicUrl: string;
  readonly accountSid: string;
  /** Where it runs, as far as data residency asks. */
  readonly deployment: Deployment;
  readonly oidc: OidcConfig | undefined;
  /** Sessions of people who signed in with a password; absent on AWS and beside an identity provider. */
  readonly people?: PeopleSessions | undefined;
  /** By which CloudFront is known; absent where the hotline is not behind it. */
  readonly originSecret?: string;
  /** What `/health` says is wrong beside the store, on one machine: whole sentences without a full stop. */
  readonly troubles?: () => readonly string[];
  readonly store: Store;
  readonly settings: SettingsSource;
  readonly deferred: DeferredQueue;
  /** Tasks that the queue has given up. */
  readonly shelf: Shelf;
  readonly recordings: RecordingStore;
  readonly evidence: EvidenceStore;
  readonly anchors: AnchorStore;
  readonly carrier: CarrierApi;
  /** Asks the URLs that people choose. */
  readonly outgoing: Outgoing;
  readonly secrets: () => Promise<Secrets>;
  /**
   * Secrets that came after these; undefined where there are none. Asked when a signature is not valid, since the token may
   * have been replaced. Absent where secrets never change.
   */
  readonly newerSecrets?: (than: Secrets) => Promise<Secrets | undefined>;
  readonly now: () => Date;
  readonly log: Log;
}

/** The voice function has the last good copy of the lists, for the time when the store does not answer. */
export interface VoiceRuntime extends Runtime {
  readonly snapshot: Snapshot;
}

/** The function that makes copies of people's data and erases it. */
export interface RightsRuntime extends Runtime {
  readonly erasureLog: ErasureLog;
  readonly traces: Traces;
}

/** The jobs function alone tells people and has messages written down; the others put it into the queue. */
export interface JobsRuntime extends Runtime {
  readonly transcriber: Transcriber;
  readonly timestamper: Timestamper;
  readonly mailer: Mailer;
  readonly webhooks: WebhookSender;
  /** Hides a message of SQS for so many seconds. Absent where the queue keeps the pauses by itself. */
  readonly postpone?: (record: SQSRecord, seconds: number) => Promise<void>;
  /** Where the copy of the lists is kept for the voice function. */
  readonly listCopies: CopyPlace;
  /** Reads a file of this machine; undefined where there is none. Absent on AWS, where there are no folders to read. */
  readonly readLocalFile?: (path: string, mostBytes: number) => Promise<Buffer | undefined>;
}
