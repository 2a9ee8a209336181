// The rules of training mode: what each call expects, and what staff say, told apart in both languages.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attemptOf } from '../../../core/exercises/attempt.ts';
import {
  EXERCISE_IDS,
  EXERCISES,
  judgeExercise,
  type Attempt,
  type ExerciseId,
} from '../../../core/exercises/exercise-rules.ts';
import { PHRASES, type Phrase } from '../../../core/exercises/phrases.ts';

const NOTHING: Attempt = {
  answerSeconds: undefined,
  accepted: false,
  talkSeconds: 0,
  flagged: false,
  said: [],
};

const failed = (id: ExerciseId, attempt: Partial<Attempt>): string[] =>
  judgeExercise(id, { ...NOTHING, ...attempt })
    .filter(({ passed }) => !passed)
    .map(({ rule }) => ('phrase' in rule ? `${rule.kind} ${rule.phrase}` : rule.kind));

/** What a good member of staff does in each of the eight calls. */
const GOOD: Readonly<Record<ExerciseId, Partial<Attempt>>> = {
  robot: { talkSeconds: 6, flagged: true, said: ['Hello?'] },
  forger: {
    talkSeconds: 40,
    flagged: true,
    said: ['I can’t tell you that. I will call you back on the number we have.'],
  },
  'frightened-customer': {
    talkSeconds: 60,
    said: [
      'Please stop paying at once.',
      'Hang up and call your bank.',
      'I can’t promise that, but acting now helps.',
    ],
  },
  nuisance: { talkSeconds: 20, flagged: true, said: ['If you go on, I will end this call.'] },
  'wrongly-blocked': {
    talkSeconds: 60,
    said: ['I am very sorry.', 'A person will review the block: that is called an appeal.'],
  },
  police: { talkSeconds: 30, said: ['Please send us the request in writing.'] },
  'partner-bank': { talkSeconds: 30, said: ['I will call you back on your official number.'] },
  'elderly-caller': { talkSeconds: 45, said: ['Take your time. I’ll repeat it slowly.'] },
};

test.each(EXERCISE_IDS)('%s: good work meets every rule, and doing nothing never does', (id) => {
  expect(failed(id, { answerSeconds: 5, accepted: true, ...GOOD[id] })).toEqual([]);
  expect(failed(id, {})).toEqual(expect.arrayContaining(['answer-within', 'accept']));
});

describe('what goes wrong is named', () => {
  const taken = { answerSeconds: 5, accepted: true } as const;
  test.each<[string, ExerciseId, Partial<Attempt>, string[]]>([
    ['a late answer', 'robot', { ...taken, ...GOOD.robot, answerSeconds: 16 }, ['answer-within']],
    ['a robot listened to', 'robot', { ...taken, ...GOOD.robot, talkSeconds: 21 }, ['talk-at-most']],
    ['a robot not flagged', 'robot', { ...taken, ...GOOD.robot, flagged: false }, ['flag']],
    ['a robot never taken', 'robot', { answerSeconds: 5, flagged: true }, ['accept', 'talk-at-most']],
    ['a customer flagged', 'police', { ...taken, ...GOOD.police, flagged: true }, ['no-flag']],
    [
      'a customer sent away',
      'frightened-customer',
      { ...taken, talkSeconds: 3, said: ['Sorry, we are busy. We will get your money back.'] },
      ['talk-at-least', 'say stop-paying', 'say bank-or-police', 'never-say promise'],
    ],
    [
      'data given to a forger',
      'forger',
      { ...taken, flagged: true, said: ['The balance is 300.', 'Read me the code.'] },
      ['say call-back', 'never-say customer-data', 'never-say secret'],
    ],
    [
      'an insult',
      'nuisance',
      { ...taken, talkSeconds: 20, flagged: true, said: ['Shut up, or I will hang up.'] },
      ['never-say insult'],
    ],
  ])('%s', (_name, id, attempt, rules) => {
    expect(failed(id, attempt)).toEqual(rules);
  });
});

const SAID: Readonly<Record<Phrase, readonly string[]>> = {
  'stop-paying': ['Please stop paying now.', 'Don’t transfer anything.', '请马上停止转账。', '千万别付款'],
  'bank-or-police': ['Call your bank.', 'Please call the police.', '请联系银行', '请拨打 110 报警'],
  'written-request': [
    'We need that in writing.',
    'Please send an official letter.',
    '请发公函',
    '请出具书面材料',
  ],
  apology: ['I’m sorry about that.', 'My apologies.', '非常抱歉', '对不起'],
  appeal: ['You can appeal.', 'A colleague will review it.', '您可以申诉', '由人工复核'],
  'call-back': ['I’ll call you back.', 'on the number we have', '我给您回电', '用官方号码联系您'],
  patience: ['Take your time.', 'No hurry.', '您慢慢说', '不着急'],
  warning: ['I will end this call.', 'Then I’m hanging up.', '否则我将挂断', '我会结束通话'],
  promise: ['I promise.', 'We guarantee it.', 'We’ll get your money back.', '我保证', '一定能追回'],
  'customer-data': ['Her address is 5 High Street.', 'The balance is 300.', '他的余额是三百', '住址是中山路'],
  secret: ['Tell me your password.', 'Please read me the code.', '请告诉我验证码', '您的密码是多少'],
  accusation: ['You are a fraudster.', 'You’re a liar!', '你就是骗子', '您就是骗子'],
  insult: ['You idiot.', 'Shut up.', '闭嘴', '你有病'],
};

const NOT_SAID: Readonly<Partial<Record<Phrase, readonly string[]>>> = {
  promise: ['I can’t promise that.', 'We cannot guarantee it.', '我不能保证', '无法保证，但会尽力'],
  secret: ['Never give anyone your code.', '我们不会要您的验证码', '不要告诉我验证码'],
  'stop-paying': ['Please pay on time.', '请转账'],
  'customer-data': ['I can’t tell you anything about customers.', '客户信息不能透露'],
  accusation: ['That sounds like a fraudster.', '这可能是骗子'],
};

const cases = (table: Readonly<Partial<Record<Phrase, readonly string[]>>>): [Phrase, string][] =>
  (Object.entries(table) as [Phrase, readonly string[]][]).flatMap(([phrase, sentences]) =>
    sentences.map((sentence): [Phrase, string] => [phrase, sentence]),
  );

test.each(cases(SAID))('%s is heard in: %s', (phrase, sentence) => {
  expect(PHRASES[phrase].test(sentence)).toBe(true);
});

test.each(cases(NOT_SAID))('%s is not heard in: %s', (phrase, sentence) => {
  expect(PHRASES[phrase].test(sentence)).toBe(false);
});

test('saying more never undoes what was said, and never mends what should not have been said', () => {
  const sentence = fc.constantFrom(...Object.values(SAID).flat(), 'Good morning.');
  fc.assert(
    fc.property(fc.constantFrom(...EXERCISE_IDS), fc.array(sentence), sentence, (id, said, more) => {
      const before = judgeExercise(id, { ...NOTHING, said });
      const after = judgeExercise(id, { ...NOTHING, said: [...said, more] });
      EXERCISES[id].forEach(({ kind }, place) => {
        const [was, is] = [before[place]?.passed, after[place]?.passed];
        if (kind === 'say' && was === true) expect(is).toBe(true);
        if (kind === 'never-say' && was === false) expect(is).toBe(false);
      });
    }),
  );
});

test('of a call nobody picked up, no time of answering is known', () => {
  expect(attemptOf({ timeline: [] }, [])).toEqual(NOTHING);
});
