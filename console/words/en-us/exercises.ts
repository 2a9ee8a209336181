// Training mode: the names of the calls and the feedback by rule, for the console and the phone page.
import type { ExerciseId, ExerciseOutcome } from '../../../functions/admin/contract.ts';

type Kind = ExerciseOutcome['kind'];
type Phrase = NonNullable<ExerciseOutcome['phrase']>;

const seconds = (count: number): string => (count === 1 ? '1 second' : `${String(count)} seconds`);

export const EXERCISES = {
  title: 'Training',
  description: 'Results of the training calls. Take them on the phone page of a hotline on one machine.',
  where:
    'Training calls come from the simulated carrier. They run with “npm start”, not on AWS, where the phone page doesn’t exist.',
  columns: { at: 'Taken', trainee: 'Who', exercise: 'Call', result: 'Result', rules: 'Rules' },
  empty: 'No training calls yet',
  passed: (right: number, of: number) => `${String(right)} of ${String(of)} rules met`,
  names: {
    robot: 'Robot',
    forger: 'Forger',
    'frightened-customer': 'Frightened customer',
    nuisance: 'Nuisance caller',
    'wrongly-blocked': 'Customer who was blocked by mistake',
    police: 'Police',
    'partner-bank': 'Partner bank',
    'elderly-caller': 'Elderly caller',
  } satisfies Record<ExerciseId, string>,
  /** Under the name of each call: who calls. */
  about: {
    robot: 'A recorded voice got through the keypad check.',
    forger: 'Shows a customer’s number and wants details.',
    'frightened-customer': 'Is on the other line with a fraudster.',
    nuisance: 'A person who calls to annoy.',
    'wrongly-blocked': 'Is angry, and is right.',
    police: 'An officer asks about a customer.',
    'partner-bank': 'A colleague at the partner bank asks for help.',
    'elderly-caller': 'Hears badly and needs time.',
  } satisfies Record<ExerciseId, string>,
  met: 'Met',
  missed: 'Not met',
  rule: {
    'answer-within': (limit: number) => `Answer within ${seconds(limit)}`,
    accept: () => 'Take the call with 1 after the announcement',
    'talk-at-least': (limit: number) => `Give the caller at least ${seconds(limit)}`,
    'talk-at-most': (limit: number) => `End the conversation within ${seconds(limit)}`,
    flag: () => 'Flag the call as a nuisance',
    'no-flag': () => 'Don’t flag this caller',
    say: () => '',
    'never-say': () => '',
  } satisfies Record<Kind, (limit: number) => string>,
  measured: (count: number) => `You took ${seconds(count)}.`,
  unanswered: 'Nobody answered.',
  say: {
    'stop-paying': 'Say: stop paying, don’t transfer anything',
    'bank-or-police': 'Say: call your bank and the police now',
    'written-request': 'Say: please send the request in writing',
    apology: 'Say you are sorry',
    appeal: 'Explain the appeal: a person reviews the block',
    'call-back': 'Offer to call back on the official number',
    patience: 'Say: take your time',
    warning: 'Warn once that you will end the call',
    promise: 'Never promise that money comes back or that a block is lifted',
    'customer-data': 'Never tell anything about a customer',
    secret: 'Never ask for a code, a password or a card number',
    accusation: 'Never call the caller a fraudster',
    insult: 'Never insult the caller',
  } satisfies Record<Phrase, string>,
} as const;
