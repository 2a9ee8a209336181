// English (United States).
import type { Catalog } from './catalog.ts';

const ADMISSION_WORDS = {
  'never-block': 'on the protected list',
  allowlisted: 'on the allowlist',
  verified: 'passed the keypad check lately',
  challenged: 'passed the keypad check just now',
  unverified: 'not checked',
} as const;

export const enUS: Catalog = {
  voice: { name: 'Polly.Joanna-Neural', language: 'en-US' },
  offerThisLanguage: (key) => `For English, press ${key === '*' ? 'star' : key}.`,
  challengeOpening: {
    welcome: (company) => `Thank you for calling ${company}. One short step keeps automatic calls away.`,
    again: () => 'Let’s try that once more.',
    slower: () => 'Please take your time.',
    'other-language': () => 'In English now.',
  },
  challenge: (digits) => `Please press ${digits}. Again: ${digits}. For a person, press 0.`,
  menuOpening: {
    'welcome-back': (company) => `Welcome back to ${company}.`,
    passed: () => 'Thank you.',
    'unknown-key': () => 'That key has no choice behind it. Here are the choices again.',
    silence: () => 'Please take your time. Here are the choices again.',
    'other-language': () => 'In English now.',
    none: () => '',
  },
  menu: (department) =>
    `To speak with ${department}, press 1. To leave a message, press 0. To hear this again, press star.`,
  connecting: (department) => `We are connecting you with ${department}. Please hold the line.`,
  voicemailOpening: {
    'asked-for-person': () => 'A person will call you back.',
    'challenge-failed': () => 'No problem: a person will call you back.',
    withheld: (company) =>
      `Thank you for calling ${company}. Your number is hidden, so please leave a message with your number.`,
    chosen: () => 'You can leave a message now.',
    'menu-unanswered': () => 'We will gladly call you back.',
    'nobody-answered': () => 'Nobody is free just now. We will call you back.',
    'after-hours': (company) => `Thank you for calling ${company}. We are closed at the moment.`,
  },
  voicemail:
    'Please say your name, your number and your message after the tone. Your message will be recorded. When you are done, press the hash key or hang up.',
  voicemailAgain: 'We heard nothing. Please speak after the tone; your message will be recorded.',
  goodbye: {
    conversation: 'Thank you for calling. Goodbye.',
    message: 'Thank you, we have your message. Goodbye.',
    'no-message': 'We heard no message. Please call again at any time. Goodbye.',
  },
  whisper: ({ company, caller, admission }) =>
    `${company} hotline call from ${caller ?? 'a hidden number'}, ${ADMISSION_WORDS[admission]}. To accept, press 1.`,
};
