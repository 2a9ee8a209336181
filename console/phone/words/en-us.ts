// The phone page in English.
import { EXERCISES } from '../../words/en-us/exercises.ts';
import { DISPOSITIONS, VERDICTS } from '../../words/en-us/call-results.ts';
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
  theme: 'Theme',
  themes: { auto: 'System default', light: 'Light', dark: 'Dark' },
  sound: { on: 'Sound is on', off: 'Sound is off' },
  noVoices: 'This browser can’t speak. Read the captions instead.',
  views: { caller: 'Caller', staff: 'Staff', wire: 'Network', scenes: 'Demos' },
  problems: PROBLEMS,
  tryAgain: 'Try again',
  loading: 'Loading',

  signIn: {
    title: 'Sign in',
    hint: 'Paste the token printed by “npm start”, or open the Phone link it printed.',
    label: 'Token',
    button: 'Sign in',
    refused: 'This token isn’t valid. Use the most recent one.',
  },

  callers: {
    title: 'Who is calling?',
    stranger: { name: 'Unknown caller', about: 'a new number each time' },
    customer: { name: 'A regular customer', about: 'on the allowlist' },
    blocked: { name: 'A known nuisance', about: 'on the blocklist' },
    withheld: { name: 'Hidden number', about: 'no caller ID' },
    vouched: { name: 'Unknown caller, attestation A', about: 'the carrier vouches for the number' },
    forged: { name: 'Spoofed number', about: 'shows the customer’s number' },
    own: { name: 'Your own number', about: 'any number you like' },
  },
  ownNumber: 'Calling from',
  ownNumberMissing: 'Enter a number.',
  /** `detail`: the API’s own sentence. */
  ownNumberWrong: (detail: string): string => detail,
  from: (number: string) => `${number} is calling`,
  withheldCalls: 'A hidden number is calling',
  call: 'Call the hotline',
  speed: 'Speed',
  times: (factor: number) => `${String(factor)}×`,
  realTime: 'real time',
  placing: 'Placing the call',
  listed: {
    allow: (number: string) => `${number} was added to the allowlist.`,
    block: (number: string) => `${number} was added to the blocklist.`,
    'allow-already': (number: string) => `${number} is already on the allowlist.`,
    'block-already': (number: string) => `${number} is already on the blocklist.`,
  },
  lookUpReason: 'Simulated call on the phone page',
  listingReason: {
    allow: 'Regular customer, for trying the phone',
    block: 'Nuisance caller, for trying the phone',
  },
  noSimulator:
    'No simulated carrier here. This page works with “npm start”. Call a deployed hotline from a real phone.',

  state: {
    calling: 'Ringing…',
    listening: 'The hotline is speaking',
    keys: (count: number | null) =>
      count === null
        ? 'Waiting for keys'
        : count === 1
          ? 'Waiting for one key'
          : `Waiting for ${String(count)} keys`,
    'keys-to-hash': 'Waiting for keys, then pound (#)',
    speech: 'Listening: speak, or press a key',
    recording: 'Recording your message',
    ringing: 'Staff phones are ringing',
    talking: (name: string) => `Talking with ${name}`,
    rejected: 'Rejected before it was answered. No charge.',
    busy: 'Busy signal. No charge.',
    ended: {
      completed: 'Call ended',
      busy: 'Busy',
      failed: 'The call failed',
      'no-answer': 'No answer',
      canceled: 'The call was canceled',
    } satisfies Record<FinalStatus, string>,
  },
  lasted: (length: string) => `lasted ${length}`,
  hangUp: 'Hang up',
  keypad: 'Keypad',
  key: (name: string) => `Key ${name}`,
  keyHint: 'The keys of your keyboard work too.',
  star: 'star',
  hash: 'pound',
  transcript: 'Conversation',
  you: 'You',
  pressed: 'pressed',
  heardNothing: 'No keys pressed and nothing said.',
  beep: 'Beep',
  recorded: (seconds: number) => `Message recorded: ${String(seconds)} s`,
  notRecorded: 'No recording',
  playsRecording: 'plays the recording',
  sms: 'Text message to this phone',
  voiceOf: (seconds: number) => `${String(seconds)} s of voice`,
  play: 'Play',

  speak: {
    type: 'Type what you say',
    send: 'Say it',
    start: 'Speak',
    stop: 'Done',
    forMe: 'Say a sample',
    sample: 'Hello, this is Jo Miller. Please call me back about my loan.',
    recordingHint:
      'Speak or type after the beep. The recording ends after 5 seconds of silence, or when you press #.',
    noMicrophone: 'No microphone found. Type instead. The recording gets a tone as long as your words.',
    microphoneRefused: 'The browser may not use the microphone. Type instead. The recording gets a tone.',
    speaking: (seconds: number) => `Your microphone is on: ${String(seconds)} s`,
    microphoneReady: 'Your microphone turns on automatically after the beep.',
    useMicrophone: 'Use my microphone',
    notHeard: {
      none: 'No microphone found. Type instead.',
      refused: 'The browser may not use the microphone. Type instead.',
      'not-understood': 'Not understood. Say it again or type it.',
    } satisfies Record<NonNullable<Ear['problem']>, string>,
  },

  over: {
    again: 'Call again',
    other: 'Call as someone else',
    block: (number: string) => `Block ${number}`,
    blocked: (number: string) => `${number} is blocked. Call again to see the effect.`,
    find: 'Find this call in the console',
  },

  staff: {
    title: 'Staff phones',
    free: 'Free',
    freeHint: 'Rings when the hotline connects a caller.',
    ringing: 'Ringing',
    whisper: 'Hearing the call announcement',
    talking: 'Talking',
    asked: (name: string) => `${name} is deciding`,
    took: (name: string) => `${name} answered`,
    lapsed: 'Not accepted in time',
    answer: 'Answer',
    decline: 'Decline',
    accept: 'Accept (1)',
    acceptHint: 'The caller can’t hear you yet. Press 1 to take the call.',
    last: {
      completed: 'Last call: ended',
      busy: 'Last call: declined',
      failed: 'Last call: not reached',
      'no-answer': 'Last call: not answered',
      canceled: 'Last call: canceled',
    } satisfies Record<FinalStatus, string>,
    caller: 'Caller',
    nobody: 'No staff yet. Add members in Settings.',
    ring: (names: readonly string[]) =>
      `${AND.format(names.map((name) => `${name}’s`))} ${names.length === 1 ? 'phone is' : 'phones are'} ringing`,
    show: 'Show',
  },

  wire: {
    title: 'Network',
    empty: 'Place a call to see each request and response here.',
    follow: 'newest is open',
    parameters: 'Parameters',
    sentEmpty: (names: string) => `Empty parameters: ${names}`,
    answer: 'Response',
    noAnswer: 'No response yet',
    noDocument: 'Empty response',
    mediaFile: 'Audio file.',
    copy: (what: string) => `Copy ${what}`,
    copied: 'Copied',
    notCopied: 'Your browser blocked copying. Select the text and copy it.',
    asCurl: 'the request',
    asTwiml: 'the TwiML',
    leg: { call: 'caller', staff: 'staff' },
    purpose: { document: 'controls the call', callback: 'status only', media: 'audio' },
    milliseconds: (count: number) => `${String(count)} ms`,
  },

  verdict: {
    title: 'Screening result',
    waiting: 'No calls yet.',
    because: 'Reason',
    disposition: 'Outcome',
    words: VERDICTS,
    dispositions: DISPOSITIONS satisfies Record<CallView['disposition'], string>,
    reasons: {
      listed: {
        allow: (pattern: string, why: string) => `On the allowlist as ${pattern}: ${why}`,
        block: (pattern: string, why: string) => `On the blocklist as ${pattern}: ${why}`,
        'never-block': (pattern: string, why: string) => `On the never-block list as ${pattern}: ${why}`,
      },
      'listing-expired': (pattern: string) => `The list entry ${pattern} expired and no longer applies`,
      'attestation-failed': 'The number is spoofed',
      'attestation-failed-listing': (pattern: string) =>
        `The number is spoofed, so the list entry ${pattern} was not used`,
      'staff-number': 'This is a staff member’s number, so the caller is asked for the PIN',
      verified: 'Passed the keypad check recently',
      withheld: 'The number is hidden',
      'not-a-number': 'The caller ID is not a phone number',
      'unknown-caller': 'On no list and not verified',
      'store-unavailable': 'The database didn’t respond in time, so the caller was treated as unknown',
    },
  },

  training: {
    title: 'Training mode',
    hint: 'Answer a call on a staff phone, talk, and decide whether to flag it. Then you get feedback by rule.',
    trainee: 'Who is training?',
    traineeHint: 'Your user name. You find your results under it in the console.',
    traineeMissing: 'Enter who is training first.',
    start: 'Start:',
    stop: 'Stop:',
    running: 'The call is under way. Answer on a staff phone.',
    decide: 'The call is over. What do you do with it?',
    note: 'Note for the flag',
    flag: 'Flag as nuisance',
    noFlag: 'Don’t flag',
    judging: 'Judging the call',
    feedback: (name: string) => `Feedback: ${name}`,
    kept: 'The result is kept. See it in the console under Training.',
    again: 'Choose another call',
    exercises: EXERCISES,
    lines: {
      robot: [
        'Congratulations! Your account has been selected for a cash bonus.',
        'To claim your bonus, please confirm the name of your manager after the tone.',
        'This offer is valid today only. Do not miss this unique chance.',
        'Congratulations! Your account has been selected for a cash bonus.',
      ],
      forger: [
        'Hello, this is Jo Miller. You know my number, you can see it.',
        'I am in a hurry. Just read me the balance and the address that you have for me.',
        'Then send the security code to my new number, and read it to me.',
      ],
      'frightened-customer': [
        'Please help me. A man from your company is on my other phone. He says my account is in danger.',
        'He wants me to transfer everything to a safe account. I am already in the banking app. What should I do?',
        'I have already sent two hundred. Will I get it back?',
      ],
      nuisance: [
        'Hey, it is me again. What are you wearing today?',
        'You people are useless. I will call all day, I have time.',
        'Are you still there? Say something funny.',
      ],
      'wrongly-blocked': [
        'Your system says that my own number is blocked! I have been a customer for ten years.',
        'I have to call from my wife’s phone. Do you think that I am a criminal?',
        'Unblock me now. Promise me that it works today.',
      ],
      police: [
        'Good morning, this is Sergeant Brown of the city police. I am investigating a fraud.',
        'I need the address and the last calls of a customer of yours, right away.',
        'How do I get what I need, then?',
      ],
      'partner-bank': [
        'Hello, this is Ms. Lee from your partner bank, fraud desk.',
        'A customer of both of us may be a victim. Can you tell me whether he called you today?',
        'I understand. How can you be sure that it is really us?',
      ],
      'elderly-caller': [
        'Hello? Hello? Is somebody there? I do not hear well.',
        'I got a letter about my installment, and I do not understand the number in it.',
        'Please, not so fast. What did you say?',
        'Thank you, young people are always in such a hurry.',
      ],
    },
  },

  scenes: {
    title: 'Watch the guard work',
    hint: 'Each demo plays by itself, with captions on the phone and requests under Network.',
    play: 'Play:',
    stop: 'Stop:',
    playing: 'Playing',
    call: (turn: number, of: number) => `call ${String(turn)} of ${String(of)}`,
    done: 'The demo is over.',
    names: {
      robocaller: { name: 'Robocaller', about: 'Talks over the keypad check and presses nothing.' },
      guesser: { name: 'Code guesser', about: 'Guesses codes, from a new number each time.' },
      hurry: {
        name: 'Customer in a hurry',
        about: 'Presses keys over the prompts.',
      },
      report: { name: 'Fraud report', about: 'Reports a number, gets a case number.' },
      blocked: { name: 'Blocked caller', about: 'Rejected before it is answered.' },
      forged: { name: 'Spoofed number', about: 'Shows a trusted number that belongs to someone else.' },
    },
    lines: {
      pitch:
        'Congratulations! You have been chosen for a loan at zero percent. Press one now to speak with an agent. This offer ends today.',
      fraud: 'A man said he was from your company, and asked for a fee before he would pay out the loan.',
      hurryCaller: 'Hi, my installment is due today and the app is down. Can you take it by phone?',
      hurryStaff: 'Of course. I see your contract, and have noted it as paid today.',
      hurryThanks: 'Wonderful, thank you. Bye!',
    },
  },
} as const;
