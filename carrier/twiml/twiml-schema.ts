// The vocabulary of voice TwiML as data: element -> children, text, attributes with their types.
// Source: the types of npm twilio@6.2.0 (lib/twiml/VoiceResponse), which Twilio generates from its own schema,
// and twilio.com/docs/voice/twiml for what those types leave open.

/**
 * `enum a b`: one of these words. `list a b`: several, separated by spaces. `key`: one key or none. `keys`: a set
 * of keys. `tones`: keys and the waits `w` (0.5 s) and `W` (1 s).
 */
export type AttributeType =
  | 'string'
  | 'integer'
  | 'integers'
  | 'boolean'
  | 'method'
  | 'key'
  | 'keys'
  | 'tones'
  | 'secondsOrAuto'
  | 'voice'
  | 'sayLanguage'
  | `enum ${string}`
  | `list ${string}`;

export interface ElementSchema {
  /** Names of the elements that may stand inside, separated by spaces. */
  readonly children: string;
  readonly text: boolean;
  readonly attributes: Readonly<Record<string, AttributeType>>;
}

export const TWIML_ELEMENTS: Readonly<Record<string, ElementSchema>> = {
  Response: {
    children:
      'Connect Dial Echo Enqueue Gather Hangup Leave Pause Pay Play Prompt Queue Record Redirect Refer Reject Say Sms Start Stop',
    text: false,
    attributes: {},
  },
  Say: {
    children: 'break emphasis lang p phoneme prosody s say-as sub w',
    text: true,
    attributes: { language: 'sayLanguage', loop: 'integer', voice: 'voice' },
  },
  Play: { children: '', text: true, attributes: { digits: 'tones', loop: 'integer' } },
  Pause: { children: '', text: false, attributes: { length: 'integer' } },
  Gather: {
    children: 'Pause Play Say',
    text: false,
    attributes: {
      action: 'string',
      actionOnEmptyResult: 'boolean',
      bargeIn: 'boolean',
      debug: 'boolean',
      enhanced: 'boolean',
      finishOnKey: 'key',
      hints: 'string',
      input: 'list dtmf speech',
      language: 'string',
      maxSpeechTime: 'integer',
      method: 'method',
      numDigits: 'integer',
      partialResultCallback: 'string',
      partialResultCallbackMethod: 'method',
      profanityFilter: 'boolean',
      speechModel: 'string',
      speechTimeout: 'secondsOrAuto',
      timeout: 'secondsOrAuto',
    },
  },
  Record: {
    children: '',
    text: false,
    attributes: {
      action: 'string',
      finishOnKey: 'keys',
      maxLength: 'integer',
      method: 'method',
      playBeep: 'boolean',
      recordingConfigurationId: 'string',
      recordingStatusCallback: 'string',
      recordingStatusCallbackEvent: 'list in-progress completed absent',
      recordingStatusCallbackMethod: 'method',
      timeout: 'integer',
      transcribe: 'boolean',
      transcribeCallback: 'string',
      trim: 'enum trim-silence do-not-trim',
    },
  },
  Dial: {
    children: 'Application Client Conference Number Queue Sim Sip WhatsApp',
    text: true,
    attributes: {
      action: 'string',
      answerOnBridge: 'boolean',
      callReason: 'string',
      callerId: 'string',
      events: 'enum call-progress-event',
      hangupOnStar: 'boolean',
      method: 'method',
      passports: 'string',
      record:
        'enum do-not-record record-from-answer record-from-ringing record-from-answer-dual record-from-ringing-dual true false',
      recordingConfigurationId: 'string',
      recordingStatusCallback: 'string',
      recordingStatusCallbackEvent: 'list in-progress completed absent',
      recordingStatusCallbackMethod: 'method',
      recordingTrack: 'enum both inbound outbound',
      referMethod: 'method',
      referUrl: 'string',
      ringTone:
        'enum at au bg br be ch cl cn cz de dk ee es fi fr gr hu il in it lt jp mx my nl no nz ph pl pt ru se sg th uk us us-old tw ve za',
      sequential: 'boolean',
      timeLimit: 'integer',
      timeout: 'integer',
      trim: 'enum trim-silence do-not-trim',
    },
  },
  Number: {
    children: '',
    text: true,
    attributes: {
      amdStatusCallback: 'string',
      amdStatusCallbackMethod: 'method',
      byoc: 'string',
      machineDetection: 'string',
      machineDetectionSilenceTimeout: 'integer',
      machineDetectionSpeechEndThreshold: 'integer',
      machineDetectionSpeechThreshold: 'integer',
      machineDetectionTimeout: 'integer',
      method: 'method',
      sendDigits: 'tones',
      statusCallback: 'string',
      statusCallbackEvent: 'list initiated ringing answered completed',
      statusCallbackMethod: 'method',
      url: 'string',
    },
  },
  Client: {
    children: 'Identity Parameter',
    text: true,
    attributes: {
      method: 'method',
      statusCallback: 'string',
      statusCallbackEvent: 'list initiated ringing answered completed',
      statusCallbackMethod: 'method',
      url: 'string',
    },
  },
  Identity: { children: '', text: true, attributes: {} },
  Sip: {
    children: 'Headers Uri',
    text: true,
    attributes: {
      amdStatusCallback: 'string',
      amdStatusCallbackMethod: 'method',
      machineDetection: 'string',
      machineDetectionSilenceTimeout: 'integer',
      machineDetectionSpeechEndThreshold: 'integer',
      machineDetectionSpeechThreshold: 'integer',
      machineDetectionTimeout: 'integer',
      method: 'method',
      password: 'string',
      statusCallback: 'string',
      statusCallbackEvent: 'list initiated ringing answered completed',
      statusCallbackMethod: 'method',
      url: 'string',
      username: 'string',
    },
  },
  Uri: {
    children: '',
    text: true,
    attributes: { password: 'string', priority: 'string', username: 'string', weight: 'string' },
  },
  Headers: { children: 'Header', text: false, attributes: {} },
  Header: { children: '', text: false, attributes: { name: 'string', value: 'string' } },
  Queue: {
    children: '',
    text: true,
    attributes: { method: 'method', postWorkActivitySid: 'string', reservationSid: 'string', url: 'string' },
  },
  Conference: {
    children: '',
    text: true,
    attributes: {
      beep: 'enum true false onEnter onExit',
      coach: 'string',
      endConferenceOnExit: 'boolean',
      eventCallbackUrl: 'string',
      jitterBufferSize: 'enum large medium small off',
      maxParticipants: 'integer',
      muted: 'boolean',
      participantLabel: 'string',
      record: 'enum do-not-record record-from-start',
      recordingConfigurationId: 'string',
      recordingStatusCallback: 'string',
      recordingStatusCallbackEvent: 'list in-progress completed absent',
      recordingStatusCallbackMethod: 'method',
      region: 'enum us1 us2 ie1 sg1 br1 au1 jp1 de1',
      startConferenceOnEnter: 'boolean',
      statusCallback: 'string',
      statusCallbackEvent: 'list start end join leave mute hold modify speaker announcement',
      statusCallbackMethod: 'method',
      trim: 'enum trim-silence do-not-trim',
      waitMethod: 'method',
      waitUrl: 'string',
    },
  },
  Application: {
    children: 'ApplicationSid Parameter',
    text: true,
    attributes: {
      copyParentTo: 'boolean',
      customerId: 'string',
      method: 'method',
      statusCallback: 'string',
      statusCallbackEvent: 'list initiated ringing answered completed',
      statusCallbackMethod: 'method',
      url: 'string',
    },
  },
  ApplicationSid: { children: '', text: true, attributes: {} },
  Sim: { children: '', text: true, attributes: {} },
  WhatsApp: {
    children: '',
    text: true,
    attributes: {
      method: 'method',
      statusCallback: 'string',
      statusCallbackEvent: 'list initiated ringing answered completed',
      statusCallbackMethod: 'method',
      url: 'string',
    },
  },
  Redirect: { children: '', text: true, attributes: { method: 'method' } },
  Reject: { children: 'Parameter', text: false, attributes: { reason: 'enum rejected busy' } },
  Hangup: { children: 'Parameter', text: false, attributes: {} },
  Sms: {
    children: '',
    text: true,
    attributes: {
      action: 'string',
      from: 'string',
      method: 'method',
      statusCallback: 'string',
      to: 'string',
    },
  },
  Enqueue: {
    children: 'Task',
    text: true,
    attributes: {
      action: 'string',
      maxQueueSize: 'integer',
      method: 'method',
      waitUrl: 'string',
      waitUrlMethod: 'method',
      workflowSid: 'string',
    },
  },
  Task: { children: '', text: true, attributes: { priority: 'integer', timeout: 'integer' } },
  Leave: { children: '', text: false, attributes: {} },
  Parameter: { children: '', text: false, attributes: { name: 'string', value: 'string' } },
};
