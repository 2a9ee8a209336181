// Everything that can be seen of a call while it lasts: a closed union, plain JSON, in the order it happened.

export type CallStatus =
  | 'queued'
  | 'initiated'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'failed'
  | 'no-answer'
  | 'canceled';

/** How a call or leg can have ended. */
export type FinalStatus = Extract<CallStatus, 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled'>;

/** `document`: its answer steers the call. `callback`: its answer is ignored. `media`: a file for `<Play>`. */
export type WebhookPurpose = 'document' | 'callback' | 'media';

export type CarrierFact =
  | {
      readonly type: 'webhook';
      readonly purpose: WebhookPurpose;
      readonly method: 'GET' | 'POST';
      readonly url: string;
      readonly parameters: Readonly<Record<string, string>>;
      readonly headers: Readonly<Record<string, string>>;
      readonly attempt: number;
    }
  | {
      readonly type: 'response';
      readonly purpose: WebhookPurpose;
      readonly url: string;
      readonly status: number;
      readonly contentType: string | null;
      /** Text of the document; empty for media. */
      readonly document: string;
    }
  | { readonly type: 'answered' }
  | {
      readonly type: 'said';
      readonly text: string;
      readonly language: string;
      readonly voice: string;
      readonly loop: number;
    }
  | { readonly type: 'played'; readonly url: string; readonly loop: number }
  | { readonly type: 'sentDigits'; readonly digits: string }
  | { readonly type: 'pause'; readonly seconds: number }
  /** A prompt was cut short by a key or by speech. */
  | { readonly type: 'promptStopped' }
  /** The prompts of a `<Gather>` are over (or cut short): its timeout runs. */
  | {
      readonly type: 'gathering';
      readonly input: string;
      readonly numDigits: number | null;
      readonly timeout: number;
      readonly finishOnKey: string;
      /** In which speech is recognised. */
      readonly language: string;
    }
  | { readonly type: 'keys'; readonly digits: string }
  /** Begins to speak; how long and what, `spoke` says afterwards. */
  | { readonly type: 'speaking' }
  | { readonly type: 'spoke'; readonly seconds: number; readonly text: string }
  /** The other side of the bridge has spoken; `clip` names the sound, where there is any. */
  | {
      readonly type: 'heard';
      readonly from: string;
      readonly seconds: number;
      readonly text: string;
      readonly clip: string | null;
    }
  | {
      readonly type: 'gathered';
      readonly result: 'digits' | 'speech' | 'none';
      readonly digits: string;
      readonly speech: string;
      readonly finishedOnKey: string;
    }
  | {
      readonly type: 'recording';
      readonly maxLength: number;
      readonly beep: boolean;
      readonly timeout: number;
      readonly finishOnKey: string;
    }
  | {
      readonly type: 'recorded';
      readonly sid: string;
      readonly duration: number;
      readonly status: 'completed' | 'absent' | 'failed';
    }
  | {
      readonly type: 'dialing';
      readonly to: readonly string[];
      readonly sequential: boolean;
      readonly timeout: number;
    }
  | { readonly type: 'ringing'; readonly legSid: string; readonly to: string; readonly from: string }
  | { readonly type: 'legAnswered'; readonly legSid: string }
  | { readonly type: 'legEnded'; readonly legSid: string; readonly status: FinalStatus }
  | { readonly type: 'bridged'; readonly legSid: string }
  | { readonly type: 'unbridged'; readonly legSid: string }
  | { readonly type: 'rejected'; readonly reason: 'rejected' | 'busy' }
  | {
      readonly type: 'sms';
      readonly sid: string;
      readonly from: string;
      readonly to: string;
      readonly body: string;
    }
  | { readonly type: 'enqueued'; readonly queueSid: string; readonly name: string }
  | { readonly type: 'leftQueue'; readonly queueSid: string; readonly result: string }
  | { readonly type: 'error'; readonly code: number; readonly message: string; readonly url?: string }
  /** Code 0: a word of the simulator's own, about what it does not imitate. */
  | { readonly type: 'warning'; readonly code: number; readonly message: string }
  | {
      readonly type: 'ended';
      readonly status: FinalStatus;
      readonly durationSeconds: number;
      readonly answered: boolean;
      readonly billed: boolean;
    };

export type CarrierEvent = CarrierFact & { readonly callSid: string; readonly at: string };
