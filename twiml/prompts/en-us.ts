// English (United States).
import type { Weekday } from '../../core/hours/hours.ts';
import { CASE_NEWS_WORDS } from './case-news.ts';
import type { Catalog, StaffFlagged } from './catalog.ts';

const ADMISSION_WORDS = {
  'never-block': 'on the protected list',
  allowlisted: 'on the allowlist',
  verified: 'passed the keypad check lately',
  challenged: 'passed the keypad check just now',
  unverified: 'not checked',
  staff: 'a member of staff',
} as const;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Today, tomorrow, a weekday within the week, else the date. */
function dayWords(daysAhead: number, date: string, weekday: Weekday): string {
  if (daysAhead === 0) return 'today';
  if (daysAhead === 1) return 'tomorrow';
  if (daysAhead < 7) return `on ${weekday.slice(0, 1).toUpperCase()}${weekday.slice(1)}`;
  return `on ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''} ${String(Number(date.slice(8)))}`;
}

/** `09:00` -> `9 AM`, `13:30` -> `1:30 PM`. */
function clockWords(clock: string): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${String(hour % 12 === 0 ? 12 : hour % 12)}${minutes} ${hour < 12 ? 'AM' : 'PM'}`;
}

const spokenKey = (key: string): string => ({ '*': 'star', '#': 'hash' })[key] ?? key;

const FLAG_WORDS = {
  'no-call': 'To flag this caller as a nuisance, press 1.',
  'last-call': 'You have flagged this caller. To take your flag back, press 3.',
  'earlier-call': 'To flag this caller as a nuisance, press 1.',
} as const satisfies Record<StaffFlagged['on'], string>;

export const enUS: Catalog = {
  voice: { name: 'Polly.Joanna-Neural', language: 'en-US' },
  speech: 'en-US',
  numberAbroad: (country, number) => `plus ${country}, ${number}`,
  callerByAddress: {
    sip: (user) => `internet caller ${user}`,
    tel: (user) => `internet caller ${user}`,
    client: (user) => `app user ${user}`,
    whatsapp: (user) => `WhatsApp user ${user}`,
  },
  offerThisLanguage: (key) => `For English, press ${spokenKey(key)}.`,
  challengeOpening: {
    welcome: (company) => `Thank you for calling ${company}. One quick check.`,
    again: () => 'Let’s try that once more.',
    slower: () => 'Please take your time.',
    'other-language': () => 'In English now.',
  },
  challenge: {
    voices: [
      { name: 'Polly.Joanna-Neural', language: 'en-US' },
      { name: 'Polly.Matthew-Neural', language: 'en-US' },
      { name: 'Polly.Kendra-Neural', language: 'en-US' },
    ],
    wordings: [
      (keys, again) => `Please press ${keys}. Again: ${again}. For a callback, press 0.`,
      (keys, again) => `For a callback, press 0. Please press ${keys} now. Again: ${again}.`,
      (keys, again) => `Please press ${keys}. I repeat: ${again}. For a callback, press 0.`,
    ],
    then: (first, last) => `${first}, then ${last}`,
    clues: {
      sum: (one, other) => {
        const words = `${String(one)} plus ${String(other)}`;
        return [words, words];
      },
      after: (number) => [`the number after ${String(number)}`, `after ${String(number)}`],
      letters: (letter) => [`the letter ${letter}`, `the letter ${letter}`],
    },
  },
  menuOpening: {
    'welcome-back': (company) => `Welcome back to ${company}.`,
    passed: () => 'Thank you.',
    'unknown-key': () => 'That key has no choice behind it. Here are the choices again.',
    silence: () => 'Please take your time. Here are the choices again.',
    'other-language': () => 'In English now.',
    none: () => '',
  },
  menuOption: {
    staff: (key, department) => `To speak with ${department}, press ${key}.`,
    report: (key) => `To report a suspicious call, press ${key}.`,
    'case-status': (key) => `For news of your case, press ${key}.`,
    'official-number': (key) => `To check whether a call was ours, press ${key}.`,
    person: (key) => `For a person, press ${key}.`,
    message: (key) => `To leave a message, press ${key}.`,
    repeat: (key) => `To hear this again, press ${spokenKey(key)}.`,
  },
  ourStaff: 'our staff',
  departmentOption: (key, department) => `For ${department}, press ${key}.`,
  questionOpening: {
    first: '',
    'not-understood': 'That did not fit. Let’s try again.',
    silence: 'Please take your time.',
  },
  question: {
    number: {
      report:
        'Please key in the number that called you, then press hash. If you do not know it, press star, then hash. For the number you are calling from, press hash alone.',
      check: 'Please key in the number that called you, with its area code, then press hash.',
    },
    confirm: (number) => `You keyed ${number}. If that is right, press 1. To key it again, press 2.`,
    reason: 'Please say your name, and what it is about.',
    appeal: 'Calls from your number are blocked. If that is wrong, press 1, and tell us why.',
    'appeal-code':
      'This number is blocked. Please enter the six digits that our report page shows you, to send your appeal.',
    category:
      'If they pretended to be us, press 1. If they asked for money in advance, press 2. If they threatened or harassed you, press 3. If they advertised, press 4. For anything else, press 5.',
    'at-risk':
      'If you have given them money, a code, or your bank details, press 1: we will connect you now. If not, you can hang up.',
    'case-number': 'Please key in the six digits of your case number, then press hash.',
    'case-pin': 'Please key in the four digits of the PIN that came with your case number.',
    'staff-pin': 'Hello. Please key in your PIN, then press hash. To go on as a caller, press hash alone.',
    'staff-quiet': 'For how many hours shall nobody be rung? Press a key from 1 to 9.',
    'staff-level': 'For longer codes, press 1. To send all strangers to voicemail, press 2.',
    'staff-number': 'Please key in the number to be allowed, then press hash.',
  },
  callBack: {
    offer: {
      full: (waits) =>
        `We cannot record a message just now, but we will gladly call you back. For that, press 1${waits ? ' or stay on the line' : ''}.`,
      'caller-full': (waits) =>
        `We have your messages. To ask us to call you back as well, press 1${waits ? ' or stay on the line' : ''}.`,
    },
    number: 'Please enter the number to call, with its area code, followed by the pound key.',
    confirm: (number) =>
      `We will call you back at ${number}. If that is right, press 1. For another number, press 2.`,
  },
  review: 'To hear your message, press 1. To record it again, press 2. If it is all right, you can hang up.',
  yourMessage: 'Your message:',
  afterHours:
    'If somebody is taking your money at this moment, press 1. To leave a message, stay on the line.',
  staffOpening: {
    welcome: 'Thank you.',
    flagged: 'The caller is flagged, and will be checked again.',
    'not-flagged': 'Nothing was changed.',
    unflagged: 'Your flag is taken back, and no longer counts.',
    'no-last-call': 'There is no call of yours to flag.',
    'no-messages': 'There are no more new messages.',
    'do-not-disturb-on': 'Nobody will be rung.',
    'do-not-disturb-off': 'Calls ring again.',
    'attack-mode-on': 'Attack mode is on.',
    'attack-mode-off': 'Attack mode is off.',
    allowed: 'The number is on the allowlist.',
    'listed-already': 'That number is on a list already. An administrator can change it.',
    'not-a-number': 'That is not a number that we can list.',
    'unknown-key': 'That key has no choice behind it.',
    silence: '',
  },
  staffMenu: ({ doNotDisturb, attackMode }) =>
    `To flag your last caller, press 1. For new messages, press 2. To switch do-not-disturb ${doNotDisturb ? 'off' : 'on'}, press 3. To switch attack mode ${attackMode ? 'off' : 'on'}, press 4. To allow a number, press 5.`,
  staffFlag: (caller, flagged) =>
    `Your last caller was ${caller ?? 'a hidden number'}. ${FLAG_WORDS[flagged.on]}${flagged.on === 'earlier-call' ? ` To take back your last flag${flagged.ending === undefined ? '' : `, on the number ending in ${flagged.ending}`}, press 3.` : ''} To go back, press 2.`,
  staffMessage: (caller, more) =>
    `Message from ${caller ?? 'a hidden number'}${more === 0 ? '' : `, and ${String(more)} more`}:`,
  staffCallBack: (number, more) =>
    `Please call back ${number}: a caller asked for it${more === 0 ? '' : `. There ${more === 1 ? 'is 1 more message' : `are ${String(more)} more messages`}`}.`,
  callBackNumber: (caller) =>
    caller === undefined ? 'The number is hidden.' : `The number is ${caller}. Again: ${caller}.`,
  noCallBackNumber: (caller) => `There is no number to call back: it was ${caller}.`,
  staffMessageKeys:
    'To keep it, press 1. To delete it, press 2. For the number to call back, press 3. To hear it again, press star.',
  describe: {
    appeal:
      'Please say after the tone why your number should not be blocked; it will be recorded. To finish, or to skip this, press hash.',
    report:
      'Thank you, your report is taken. Please say what happened after the tone; it will be recorded. To finish, or to skip this, press hash.',
  },
  caseOpened: {
    report: (caseNumber, pin) =>
      `Your case number is ${caseNumber}. Again: ${caseNumber}. The PIN that goes with it is ${pin}.`,
    appeal: (caseNumber, pin) =>
      `We have your appeal. Its case number is ${caseNumber}. Again: ${caseNumber}. The PIN that goes with it is ${pin}.`,
  },
  caseSms: {
    report: (company, caseNumber, pin) =>
      `${company}: the case number of your report is ${caseNumber}, PIN ${pin}.`,
    appeal: (company, caseNumber, pin) =>
      `${company}: the case number of your appeal is ${caseNumber}, PIN ${pin}.`,
  },
  caseTold: CASE_NEWS_WORDS['en-US'],
  newsSms: {
    report: (company, caseNumber, words) => `${company}, your report ${caseNumber}: ${words}`,
    appeal: (company, caseNumber, words) => `${company}, your appeal ${caseNumber}: ${words}`,
  },
  feedback: (words) => `Our answer: ${words}`,
  checked: {
    ours: 'This is one of our numbers. But a caller can fake the number that is shown: please hang up, and call us back.',
    'not-ours': 'This is not one of our numbers. Please do not give them money or passwords.',
  },
  afterwards: {
    again: 'To hear this again, press star. Otherwise you can hang up.',
    'again-or-stay': 'To hear this again, press star. Otherwise, please stay on the line.',
    'again-or-person': 'To hear this again, press star. For a person, press 0.',
    'report-or-again': 'To report this call now, press 1. To hear this again, press star.',
  },
  stopTheTransfer: 'Stop the transfer. Hang up and call your bank and the police.',
  emergencyNumber: (name, number) => `${name}: ${number}. Again: ${number}.`,
  stayOnTheLine: 'To speak with us as well, stay on the line.',
  connecting: (department) => `We are connecting you with ${department}. Please hold the line.`,
  voicemailOpening: {
    'asked-for-person': () => 'A person will call you back.',
    'challenge-failed': () => 'No problem: a person will call you back.',
    withheld: (company) =>
      `Thank you for calling ${company}. Your number is hidden, so please leave a message with your number.`,
    chosen: () => 'You can leave a message now.',
    screened: (company) =>
      `Thank you for calling ${company}. Please leave us a message: our staff listen to every one.`,
    'menu-unanswered': () => 'We will gladly call you back.',
    'nobody-answered': () => 'Nobody is free just now. We will call you back.',
    'after-hours': (company) => `Thank you for calling ${company}. We are closed at the moment.`,
    siege: () => 'Thank you. We are getting a great many calls just now, so a person will call you back.',
    'many-calls': () => 'You have called several times in a short while. We will call you back.',
    'fraud-now': () =>
      'Nobody can be reached just now. Stop the transfer, and call your bank and the police. We listen to your message before all others.',
  },
  opens: ({ daysAhead, date, weekday, clock }) =>
    `We open again ${dayWords(daysAhead, date, weekday)} at ${clockWords(clock)}.`,
  voicemail:
    'Please say your name, your number and your message after the tone. Your message will be recorded. When you are done, press the hash key or hang up.',
  voicemailAgain: 'We heard nothing. Please speak after the tone; your message will be recorded.',
  goodbye: {
    conversation: 'Thank you for calling. Goodbye.',
    message: 'Thank you, we have your message. Goodbye.',
    report: 'Thank you for telling us. You can ask for news of your report at any time. Goodbye.',
    appeal:
      'Thank you. A person will look at your appeal. For news, call from another telephone, with your case number and PIN. Goodbye.',
    'code-spent': 'We could not match that code. Please get a new one on our report page. Goodbye.',
    'code-unavailable': 'We cannot check your code just now. Please try again in a few minutes. Goodbye.',
    'appeal-with-page':
      'Thank you. A person will look at your appeal. For news, use your case number and PIN on our report page, or call from another telephone. Goodbye.',
    answer: 'Thank you for calling. Goodbye.',
    'no-message': 'We heard no message. Please call again at any time. Goodbye.',
    'call-back': 'Thank you, we will call you back. Goodbye.',
    'no-call-back': 'You can call us at any time to ask for a call back. Goodbye.',
    staff: 'Goodbye.',
    'pin-locked': 'There were too many wrong PINs. Please try again later, or ask an administrator. Goodbye.',
    'pin-unavailable': 'Your PIN cannot be checked just now. Please try again later. Goodbye.',
  },
  whisper: ({ company, caller, admission, reason, urgent }) =>
    `${company} hotline call from ${caller ?? 'a hidden number'}, ${ADMISSION_WORDS[admission]}.${urgent ? ' They say that fraud is happening now.' : ''}${reason === '' ? '' : ` They say: ${reason}.`} To accept, press 1.`,
};
