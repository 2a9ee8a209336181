// Rooms of the mailbox.
import { describe, expect, test } from '@jest/globals';
import { mailboxFor, takesMessage, type MailboxCaller } from '../../../core/messages/mailbox.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';

describe('rooms of the mailbox', () => {
  const EMPTY = { known: 0, passed: 0, reporter: 0, stranger: 0, hidden: 0 };
  const voicemail = { ...SEED_SETTINGS.voicemail, mostPerHour: 60, mostPerCallerPerDay: 5 };
  const mailbox = (caller: MailboxCaller, lastHour: Partial<typeof EMPTY>, ofCaller = 0): string =>
    mailboxFor({ ofCaller, lastHour: { ...EMPTY, ...lastHour } }, { ...SEED_SETTINGS, voicemail }, caller);

  test.each([
    ['a stranger', { in: 'stranger' }, { stranger: 59 }, 0, 'open'],
    [
      'a stranger, after as many as there is room for',
      { in: 'stranger' },
      { stranger: 60 },
      0,
      'after-passing',
    ],
    ['a suspect', { in: 'stranger', suspect: true }, { stranger: 29 }, 0, 'open'],
    [
      'a suspect, whose part is full',
      { in: 'stranger', suspect: true },
      { stranger: 30 },
      0,
      'after-passing',
    ],
    ['a caller without a number', { in: 'hidden' }, { hidden: 29 }, 0, 'open'],
    ['a caller without a number, too many', { in: 'hidden' }, { hidden: 30 }, 0, 'after-passing'],
    [
      'a known caller, beside any number of strangers',
      { in: 'known' },
      { stranger: 999, hidden: 999 },
      0,
      'known',
    ],
    ['a known caller, in the room of those who passed', { in: 'known' }, { known: 60 }, 0, 'known'],
    [
      'a stranger, where passing does not help',
      { in: 'stranger' },
      { stranger: 60, passed: 60 },
      0,
      'reports-only',
    ],
    ['everything full', { in: 'stranger' }, { stranger: 60, passed: 60, reporter: 60 }, 0, 'full'],
    ['a caller who left as many as one may', { in: 'known' }, {}, 5, 'caller-full'],
  ] as const)('%s', (_, caller, lastHour, ofCaller, expected) => {
    expect(mailbox(caller, lastHour, ofCaller)).toBe(expected);
  });

  test('where nobody could count, messages are taken', () => {
    expect(mailboxFor(undefined, SEED_SETTINGS, { in: 'stranger' })).toBe('open');
  });

  test.each([
    ['after-passing', 'unverified', false],
    ['after-passing', 'challenged', true],
    ['open', 'unverified', true],
    ['known', 'unverified', true],
    ['reports-only', 'challenged', false],
    ['caller-full', 'allowlisted', false],
  ] as const)('mailbox %s, admission %s: a message is taken: %s', (word, admission, taken) => {
    expect(takesMessage({ mailbox: word, admission })).toBe(taken);
  });
});
