// English (United States).
import type { Weekday } from '../../core/hours/hours.ts';
import { CASE_NEWS_WORDS } from './case-news.ts';
import type { Catalog, Spoken, StaffFlagged } from './catalog.ts';

const ADMISSION_WORDS = {
  'never-block': 'on the never-block list',
  allowlisted: 'on the allowlist',
  verified: 'recently verified',
  challenged: 'just passed the keypad check',
  unverified: 'not verified',
  staff: 'a staff member',
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

const spokenKey = (key: string): string => ({ '*': 'star', '#': 'pound' })[key] ?? key;

const FLAG_WORDS = {
  'no-call': 'To flag this caller as a nuisance, press 1.',
  'last-call': 'You have flagged this caller. To remove your flag, press 3.',
  'earlier-call': 'To flag this caller as a nuisance, press 1.',
} as const satisfies Record<StaffFlagged['on'], string>;

/** The sentence after a message, about those that follow it. */
const moreWords = (more: number): string => (more === 0 ? '' : ` You have ${String(more)} more after this.`);

/** Both numbers are said twice, because callers write them down. */
const caseWords = (caseNumber: Spoken, pin: Spoken): string =>
  `Your case number is ${caseNumber}. Again, ${caseNumber}. Your PIN is ${pin}. Again, ${pin}.`;

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
    again: () => 'Sorry, that didn’t match. Let’s try again with new numbers.',
    slower: () => 'No rush. Please take your time.',
    'other-language': () => 'We’ll continue in English.',
  },
  challenge: {
    voices: [
      { name: 'Polly.Joanna-Neural', language: 'en-US' },
      { name: 'Polly.Matthew-Neural', language: 'en-US' },
      { name: 'Polly.Kendra-Neural', language: 'en-US' },
    ],
    wordings: [
      (keys, again) => `Please press ${keys}. Again, ${again}. To get a call back instead, press 0.`,
      (keys, again) => `To get a call back, press 0. Please press ${keys} now. Again, ${again}.`,
      (keys, again) => `Please press ${keys}. Once more, ${again}. To get a call back, press 0.`,
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
    'unknown-key': () => 'Sorry, that isn’t one of the options. Let’s try again.',
    silence: () => 'No rush. Here are the options again.',
    'other-language': () => 'We’ll continue in English.',
    none: () => '',
  },
  menuOption: {
    staff: (key, department) => `To speak with ${department}, press ${key}.`,
    report: (key) => `To report a suspicious call, press ${key}.`,
    'case-status': (key) => `To check on a report you made, press ${key}.`,
    'official-number': (key) => `To check if a call really came from us, press ${key}.`,
    person: (key) => `To speak with a person, press ${key}.`,
    message: (key) => `To leave a message, press ${key}.`,
    'personal-data': (key) => `For your personal data, press ${key}.`,
    repeat: (key) => `To hear these options again, press ${spokenKey(key)}.`,
  },
  ourStaff: 'our staff',
  departmentOption: (key, department) => `For ${department}, press ${key}.`,
  questionOpening: {
    first: '',
    'not-understood': 'Sorry, we didn’t get that. Let’s try again.',
    silence: 'No rush. Please take your time.',
  },
  question: {
    number: {
      report:
        'Please enter the number that called you, then press the pound key. If you don’t know it, press star, then pound. To report the number you’re calling from now, just press pound.',
      check:
        'Please enter the number that called you, starting with the area code, then press the pound key.',
    },
    confirm: (number) => `You entered ${number}. If that’s right, press 1. To enter it again, press 2.`,
    reason: 'Please say your name and the reason for your call.',
    appeal:
      'Calls from your number are blocked because of past calls or complaints. If this is a mistake, press 1 and tell us why.',
    'appeal-code':
      'Calls from your number are blocked. To send your appeal, please enter the six-digit code from our report page.',
    category:
      'If they pretended to be us, press 1. If they asked for money up front, press 2. If they threatened or harassed you, press 3. If they tried to sell you something, press 4. For anything else, press 5.',
    'at-risk':
      'If you have given them money, a code, or your bank details, press 1, and we’ll connect you now. Otherwise, you can hang up.',
    'case-number': 'Please enter your six-digit case number, then press the pound key.',
    'case-pin': 'Please enter the four-digit PIN for your case.',
    'personal-data':
      'For a copy of your data, press 1. To have it erased, press 2. To object or ask why, press 3. Or enter the code from our privacy page, then press pound.',
    'proof-call': (company) =>
      `This is ${company}. Someone asked on our website about this number’s data. If it was you, enter the code you see there, then press pound. If not, hang up.`,
    'staff-pin':
      'Hello. Please enter your PIN, then press the pound key. To continue as a caller, just press pound.',
    'staff-quiet': 'For how many hours should we stop ringing staff phones? Press a number from 1 to 9.',
    'staff-level':
      'To ask unknown callers for a longer code, press 1. To send all unknown callers to voicemail, press 2.',
    'staff-number': 'Please enter the number you want to allow, then press the pound key.',
  },
  callBack: {
    offer: {
      full: (waits) =>
        `Sorry, we can’t record a message right now, but we can call you back. To get a call back, press 1${waits ? ' or stay on the line' : ''}.`,
      'caller-full': (waits) =>
        `We already have your messages. To get a call back as well, press 1${waits ? ' or stay on the line' : ''}.`,
    },
    number: 'Please enter the number we should call, starting with the area code, then press the pound key.',
    confirm: (number) =>
      `We’ll call you back at ${number}. If that’s right, press 1. To enter another number, press 2.`,
  },
  review:
    'We have your message. To listen to it, press 1. To record it again, press 2. Otherwise, you can hang up.',
  yourMessage: 'Here is your message.',
  afterHours:
    'If someone is taking your money right now, press 1. To leave a message, please stay on the line.',
  staffOpening: {
    welcome: 'Thank you.',
    flagged: 'The caller is flagged as a nuisance.',
    'not-flagged': 'Nothing was changed.',
    unflagged: 'Your flag is removed.',
    'no-last-call': 'You have no recent call to flag.',
    'no-messages': 'There are no more new messages.',
    'do-not-disturb-on': 'Do not disturb is on. Staff phones won’t ring.',
    'do-not-disturb-off': 'Do not disturb is off. Staff phones will ring again.',
    'attack-mode-on': 'Attack mode is on.',
    'attack-mode-off': 'Attack mode is off.',
    allowed: 'The number is now on the allowlist.',
    'listed-already': 'That number is already on a list. Please ask an administrator to change it.',
    'not-a-number': 'Sorry, that isn’t a valid phone number.',
    'unknown-key': 'Sorry, that isn’t one of the options.',
    silence: 'The staff guide is in the console, under Guides.',
  },
  staffMenu: ({ doNotDisturb, attackMode }) =>
    `To flag your last caller, press 1. For new messages, press 2. To turn do not disturb ${doNotDisturb ? 'off' : 'on'}, press 3. To turn attack mode ${attackMode ? 'off' : 'on'}, press 4. To allow a number, press 5.`,
  staffFlag: (caller, flagged) =>
    `Your last caller was ${caller ?? 'a hidden number'}. ${FLAG_WORDS[flagged.on]}${flagged.on === 'earlier-call' ? ` To remove your last flag${flagged.ending === undefined ? '' : `, on the number ending in ${flagged.ending}`}, press 3.` : ''} To go back, press 2.`,
  staffMessage: (caller, more) => `New message from ${caller ?? 'a hidden number'}.${moreWords(more)}`,
  staffCallBack: (number, more) => `A caller asked for a call back at ${number}.${moreWords(more)}`,
  callBackNumber: (caller) =>
    caller === undefined
      ? 'This caller’s number is hidden.'
      : `The caller’s number is ${caller}. Again, ${caller}.`,
  noCallBackNumber: (caller) => `This caller has no number to call back. The call came from ${caller}.`,
  staffMessageKeys:
    'To keep this message, press 1. To delete it, press 2. For the caller’s number, press 3. To hear it again, press star.',
  messageHeld: 'This message is under a legal hold, so it can’t be deleted.',
  describe: {
    appeal:
      'After the tone, please tell us why your number should not be blocked. When you’re done, or to skip this, press the pound key.',
    report:
      'Thank you. We have your report. After the tone, please tell us what happened. When you’re done, or to skip this, press the pound key.',
  },
  caseOpened: {
    report: (caseNumber, pin) => `Please write this down. ${caseWords(caseNumber, pin)}`,
    appeal: (caseNumber, pin) => `We have your appeal. Please write this down. ${caseWords(caseNumber, pin)}`,
  },
  caseSms: {
    report: (company, caseNumber, pin) =>
      `${company}: We have your report. Your case number is ${caseNumber} and your PIN is ${pin}. Please keep both.`,
    appeal: (company, caseNumber, pin) =>
      `${company}: We have your appeal. Your case number is ${caseNumber} and your PIN is ${pin}. Please keep both.`,
  },
  caseTold: CASE_NEWS_WORDS['en-US'],
  newsSms: {
    report: (company, caseNumber, words) => `${company}: About your report ${caseNumber}: ${words}`,
    appeal: (company, caseNumber, words) => `${company}: About your appeal ${caseNumber}: ${words}`,
  },
  feedback: (words) => `Here is our answer. ${words}`,
  extended: (date, reason) => `We need more time and will answer by ${date}. The reason: ${reason}`,
  checked: {
    ours: 'Yes, that is one of our numbers. But scammers can fake the number you see. If a call worries you, hang up and call us here.',
    'not-ours':
      'No, that is not one of our numbers. Please don’t give that caller any money, passwords, or codes.',
  },
  afterwards: {
    again: 'To hear this again, press star. Otherwise, you can hang up.',
    'again-or-stay': 'To hear this again, press star. Otherwise, please stay on the line.',
    'again-or-person': 'To hear this again, press star. To speak with a person, press 0.',
    'report-or-again':
      'To report this call, press 1. To speak with a person, press 0. To hear this again, press star.',
  },
  stopTheTransfer: 'Please stop the transfer. Hang up and call your bank, then the police.',
  emergencyNumber: (name, number) => `${name}: ${number}. Again, ${number}.`,
  stayOnTheLine: 'To speak with us too, please stay on the line.',
  connecting: (department) => `Please hold while we connect you with ${department}.`,
  voicemailOpening: {
    'asked-for-person': () => 'Someone on our staff will call you back.',
    'challenge-failed': () => 'That’s all right. Someone on our staff will call you back.',
    withheld: (company) =>
      `Thank you for calling ${company}. We can’t see your number, so please say it in your message.`,
    chosen: () => 'Please leave a message.',
    screened: (company) =>
      `Thank you for calling ${company}. Please leave a message. We listen to every message.`,
    'menu-unanswered': () => 'We’ll have someone call you back.',
    'nobody-answered': () => 'Sorry, everyone is busy right now. We’ll call you back.',
    'after-hours': (company) => `Thank you for calling ${company}. We are closed right now.`,
    siege: () =>
      'Thank you. We’re getting a lot of calls right now, so someone on our staff will call you back.',
    'many-calls': () => 'We’ve had several calls from your number recently. We’ll call you back.',
    'fraud-now': () =>
      'Sorry, nobody can take your call right now. If you are losing money, hang up and call your bank, then the police.',
  },
  opens: ({ daysAhead, date, weekday, clock }) =>
    `We open again ${dayWords(daysAhead, date, weekday)} at ${clockWords(clock)}.`,
  voicemail:
    'After the tone, please say your name, your phone number, and your message. When you’re done, press the pound key or hang up.',
  voicemailReplacement:
    'After the tone, please say your message again. It will be recorded too. When you’re done, press the pound key or hang up.',
  voicemailAgain:
    'Sorry, we didn’t hear anything. Please speak after the tone. Your message will be recorded.',
  requestOpened: {
    copy: (day) => `You asked for a copy of your data. We’ll answer by ${day}.`,
    correct: (day) => `You asked us to correct your data. We’ll answer by ${day}.`,
    erase: (day) => `You asked us to erase your data. We’ll answer by ${day}.`,
    object: (day) => `You asked for a person to look at our decisions. We’ll answer by ${day}.`,
    explain: (day) => `You asked why your calls were handled as they were. We’ll answer by ${day}.`,
  },
  goodbye: {
    conversation: 'Thank you for calling. Goodbye.',
    message: 'Thank you. We have your message. Goodbye.',
    report: 'Thank you for telling us. You can call anytime to check on your case. Goodbye.',
    appeal:
      'Thank you. Someone on our staff will review your appeal. To check on it, call from another phone with your case number and PIN. Goodbye.',
    'code-spent': 'Sorry, that code didn’t match. Please get a new one on our website. Goodbye.',
    'code-unavailable':
      'Sorry, we can’t check your code right now. Please try again in a few minutes. Goodbye.',
    'number-hidden':
      'We can’t see your number, so we can’t tell whose data you ask about. Please write to us, or show your number when you call. Goodbye.',
    'appeal-with-page':
      'Thank you. Someone on our staff will review your appeal. To check on it, use your case number and PIN on our report page, or call from another phone. Goodbye.',
    answer: 'Thank you for calling. Goodbye.',
    'no-message': 'We didn’t get a message. Please call again anytime. Goodbye.',
    'call-back': 'Thank you. We’ll call you back. Goodbye.',
    'no-call-back': 'You can call anytime to ask for a call back. Goodbye.',
    'in-writing': (site) =>
      `That’s all right, nothing was recorded. You can write to us on our website, at ${site}. Goodbye.`,
    'not-recorded':
      'That’s all right, nothing was recorded. Please call again when our staff are here. Goodbye.',
    staff: 'Goodbye.',
    'pin-locked': 'The staff menu is locked. Please try again later, or ask an administrator. Goodbye.',
    'pin-unavailable': 'Sorry, we can’t check your PIN right now. Please try again later. Goodbye.',
  },
  inWritingSms: (company, url) => `${company}: You can write to us here: ${url}`,
  whisper: ({ company, caller, admission, reason, urgent }) =>
    `${company} hotline.${urgent ? ' Urgent: the caller says fraud is happening now.' : ''} Call from ${caller ?? 'a hidden number'}, ${ADMISSION_WORDS[admission]}.${reason === '' ? '' : ` The caller said: ${reason}.`} To accept, press 1.`,
};
