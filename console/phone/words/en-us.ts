// The phone page in English.
import { PROBLEMS } from '../../words/en-us/problems.ts';
import type { CallView } from '../../../functions/admin/contract.ts';
import type { FinalStatus } from '../../../carrier/events.ts';
import type { Ear } from '../telephones/use-ear.ts';

const AND = new Intl.ListFormat('en-US');

export const EN_US = {
  title: 'Phone',
  product: 'Hotline Guard',
  toConsole: 'Console',
  newTab: '(opens in a new tab)',
  language: 'Language',
  theme: 'Light or dark',
  themes: { auto: 'System', light: 'Light', dark: 'Dark' },
  sound: { on: 'Sound is on', off: 'Sound is off' },
  noVoices: 'This browser has no voices of its own: read the captions.',
  views: { caller: 'Caller', staff: 'Staff', wire: 'Wire', scenes: 'Scenes' },
  problems: PROBLEMS,
  tryAgain: 'Try again',
  loading: 'Loading',

  signIn: {
    title: 'Whose hotline is it?',
    hint: 'Paste the token that “npm start” printed, or open the link that it printed after “Phone”.',
    label: 'Token',
    button: 'Sign in',
    refused: 'This token is not valid. Paste the one that was printed last.',
  },

  callers: {
    title: 'Who calls?',
    stranger: { name: 'A stranger', about: 'a new number each time' },
    customer: { name: 'A regular customer', about: 'on the allowlist' },
    blocked: { name: 'A known nuisance', about: 'on the blocklist' },
    withheld: { name: 'Number withheld', about: 'no caller ID' },
    vouched: { name: 'A stranger, vouched for', about: 'the network knows who: attestation A' },
    forged: { name: 'A forged number', about: 'the customer’s; attestation failed' },
    own: { name: 'A number of your own', about: 'any that you like' },
  },
  ownNumber: 'Number that calls',
  ownNumberMissing: 'Type a number first.',
  /** `detail`: the API’s own sentence. */
  ownNumberWrong: (detail: string): string => detail,
  from: (number: string) => `${number} calls`,
  withheldCalls: 'A hidden number calls',
  call: 'Call the hotline',
  speed: 'Speed',
  times: (factor: number) => `${String(factor)}×`,
  realTime: 'as in life',
  placing: 'Placing the call',
  listed: {
    allow: (number: string) => `We put ${number} on the allowlist for you.`,
    block: (number: string) => `We put ${number} on the blocklist for you.`,
    'allow-already': (number: string) => `${number} is on the allowlist already.`,
    'block-already': (number: string) => `${number} is on the blocklist already.`,
  },
  listingReason: {
    allow: 'Regular customer, for trying the phone',
    block: 'Nuisance caller, for trying the phone',
  },
  noSimulator:
    'There is no simulated carrier here. This page works where the hotline was started with “npm start”; a deployed hotline is called by a real telephone.',

  state: {
    calling: 'Ringing…',
    listening: 'The hotline is speaking',
    keys: (count: number | null) =>
      count === null
        ? 'Waiting for keys'
        : count === 1
          ? 'Waiting for one key'
          : `Waiting for ${String(count)} keys`,
    'keys-to-hash': 'Waiting for keys, then #',
    speech: 'Listening: speak, or press a key',
    recording: 'Recording your message',
    ringing: 'Staff phones are ringing',
    talking: (name: string) => `Talking with ${name}`,
    rejected: 'Refused before it was answered: nobody pays for this call',
    busy: 'Busy tone: refused before it was answered, unbilled',
    ended: {
      completed: 'The call is over',
      busy: 'Busy',
      failed: 'The call failed',
      'no-answer': 'Nobody answered',
      canceled: 'The call was cancelled',
    } satisfies Record<FinalStatus, string>,
  },
  lasted: (length: string) => `lasted ${length}`,
  hangUp: 'Hang up',
  keypad: 'Keypad',
  key: (name: string) => `Key ${name}`,
  keyHint: 'The keys of your keyboard work too.',
  star: 'star',
  hash: 'hash',
  transcript: 'What is heard and said',
  you: 'You',
  pressed: 'pressed',
  heardNothing: 'Nothing was pressed or said.',
  beep: 'Beep',
  recorded: (seconds: number) => `Message recorded: ${String(seconds)} s`,
  notRecorded: 'Nothing was recorded.',
  playsRecording: 'plays the recording',
  sms: 'Text message to this phone',
  voiceOf: (seconds: number) => `${String(seconds)} s of voice`,
  play: 'Play',

  speak: {
    type: 'Type what you say',
    send: 'Say it',
    start: 'Speak',
    stop: 'Done',
    forMe: 'Say it for me',
    sample: 'Hello, this is Jo Miller. Please call me back about my loan.',
    recordingHint: 'Speak or type after the beep. It ends after 5 seconds of silence, or with #.',
    noMicrophone: 'No microphone here: type instead. The recording gets a tone as long as your words.',
    microphoneRefused:
      'The browser was not allowed to use the microphone: type instead. The recording gets a tone.',
    speaking: (seconds: number) => `Your microphone is on: ${String(seconds)} s`,
    microphoneReady: 'Your microphone starts by itself after the beep.',
    useMicrophone: 'Use my microphone',
    notHeard: {
      none: 'No microphone here: type instead.',
      refused: 'The browser was not allowed to use the microphone: type instead.',
      'not-understood': 'Not understood: say it once more, or type it.',
    } satisfies Record<NonNullable<Ear['problem']>, string>,
  },

  over: {
    again: 'Call again',
    other: 'Somebody else',
    block: (number: string) => `Block ${number}`,
    blocked: (number: string) => `${number} is blocked: call again, and see.`,
    find: 'Find this call in the console',
  },

  staff: {
    title: 'Staff phones',
    free: 'Free',
    freeHint: 'Rings when the hotline puts a caller through.',
    ringing: 'Ringing',
    whisper: 'Listening to who calls',
    talking: 'Talking',
    asked: (name: string) => `${name} is being asked`,
    took: (name: string) => `${name} took it`,
    lapsed: 'Not accepted in time',
    answer: 'Answer',
    decline: 'Decline',
    accept: 'Accept (1)',
    acceptHint: 'The caller hears nothing yet. Press 1 to take the call.',
    last: {
      completed: 'Last call: over',
      busy: 'Last call: declined',
      failed: 'Last call: not reached',
      'no-answer': 'Last call: not answered here',
      canceled: 'Last call: cancelled',
    } satisfies Record<FinalStatus, string>,
    caller: 'Caller',
    nobody: 'No department has members: add some in the settings.',
    ring: (names: readonly string[]) =>
      `${AND.format(names.map((name) => `${name}’s`))} ${names.length === 1 ? 'phone is' : 'phones are'} ringing`,
    show: 'Show',
  },

  wire: {
    title: 'On the wire',
    empty:
      'Place a call: each request that the carrier sends here, and what is answered, appears at this place.',
    follow: 'newest is open',
    parameters: 'Parameters',
    sentEmpty: (names: string) => `Sent empty: ${names}`,
    answer: 'Answer',
    noAnswer: 'No answer yet',
    noDocument: 'An empty answer: nothing for the caller.',
    mediaFile: 'A sound file.',
    copy: (what: string) => `Copy ${what}`,
    copied: 'Copied',
    notCopied: 'The browser did not allow copying',
    asCurl: 'the request',
    asTwiml: 'the TwiML',
    leg: { call: 'caller', staff: 'staff' },
    purpose: { document: 'steers the call', callback: 'only tells', media: 'fetches a sound' },
    milliseconds: (count: number) => `${String(count)} ms`,
  },

  verdict: {
    title: 'Verdict',
    waiting: 'No call has been judged yet.',
    because: 'because',
    disposition: 'Outcome',
    words: {
      reject: 'Refused, unanswered',
      appeal: 'Refused, with a way to object',
      busy: 'Busy tone',
      'forwarding-loop': 'Forwarding loop, refused',
      pin: 'Asked for a staff PIN',
      staff: 'Straight to staff',
      menu: 'Straight to the menu',
      challenge: 'Challenged',
      voicemail: 'Voicemail',
    } satisfies Record<NonNullable<CallView['verdict']>, string>,
    dispositions: {
      rejected: 'refused',
      'forwarding-loop': 'refused, so that staff phones do not ring again',
      'talked-to-staff': 'talked with staff',
      reported: 'reported a number',
      informed: 'was told what it asked',
      'left-message': 'left a message',
      missed: 'staff phones rang, and nobody took it',
      'gave-up': 'gave up, staff were not disturbed',
      'in-progress': 'under way',
    } satisfies Record<CallView['disposition'], string>,
    reasons: {
      listed: {
        allow: (pattern: string, why: string) => `allowlisted as ${pattern}: ${why}`,
        block: (pattern: string, why: string) => `blocklisted as ${pattern}: ${why}`,
        'never-block': (pattern: string, why: string) => `never to be blocked, as ${pattern}: ${why}`,
      },
      'listing-expired': (pattern: string) => `the listing ${pattern} has expired`,
      'attestation-failed': 'the network says that the caller does not own this number',
      'attestation-failed-listing': (pattern: string) =>
        `the network says that the caller does not own this number, so the listing ${pattern} is not trusted`,
      'staff-number': 'a member of staff calls from this number',
      verified: 'passed the challenge lately',
      withheld: 'the caller ID is withheld',
      'not-a-number': 'the caller ID is not a telephone number',
      'unknown-caller': 'the number is on no list, and has not passed a challenge lately',
      'store-unavailable': 'the store did not answer in time, so the caller counted as unknown',
    },
  },

  scenes: {
    title: 'Watch the guard work',
    hint: 'Each scene plays by itself: captions on the phone, requests on the wire.',
    play: 'Play:',
    stop: 'Stop:',
    playing: 'Playing',
    call: (turn: number, of: number) => `call ${String(turn)} of ${String(of)}`,
    done: 'The scene is over.',
    names: {
      robocaller: { name: 'Robocaller', about: 'Talks over the challenge and presses nothing.' },
      guesser: { name: 'Brute-forcer', about: 'Guesses codes, from a new number each time.' },
      hurry: {
        name: 'Customer in a hurry',
        about: 'Presses keys over the prompts.',
      },
      report: { name: 'Fraud report', about: 'Reports a number, gets a case number.' },
      blocked: { name: 'Blocked caller', about: 'Is refused before anybody pays.' },
      forged: { name: 'Forged number', about: 'Shows a trusted number, not theirs.' },
    },
    lines: {
      pitch:
        'Congratulations! You have been chosen for a loan at zero percent. Press one now to speak with an agent. This offer ends today.',
      fraud: 'A man said he was from your company, and asked for a fee before he would pay out the loan.',
      hurryCaller: 'Hi, my instalment is due today and the app is down. Can you take it by phone?',
      hurryStaff: 'Of course. I see your contract, and have noted it as paid today.',
      hurryThanks: 'Wonderful, thank you. Bye!',
    },
  },
} as const;
