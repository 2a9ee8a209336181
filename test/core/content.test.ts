// Texts in, a score with its words out: what must be heard as a scam, and whose voice must never be taken for one.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  contentFeatures,
  contentScore,
  CONTENT_THRESHOLDS,
  INNOCENT_GROUPS,
  SHIPPED_CONTENT_MODELS,
} from '../../core/content.ts';
import { CONTENT_LANGUAGES, plainText, type ContentLanguage } from '../../core/content-text.ts';

interface HardText {
  readonly language: ContentLanguage;
  readonly kind: 'hardship' | 'report';
  readonly part: 'train' | 'test';
  readonly text: string;
}

const hard = JSON.parse(readFileSync('test/core/hard-texts.json', 'utf8')) as HardText[];
const languages = fc.constantFrom(...CONTENT_LANGUAGES);

describe('what sounds like a scam', () => {
  test.each([
    [
      'en',
      'This is Officer Brown of the legal department. Your social security number has been suspended. Press 1 now or you will be arrested.',
      'threat',
      'arrested',
    ],
    [
      'en',
      'Congratulations, you have been selected! To claim your prize pay a small processing fee by gift card today.',
      'offer',
      'congratulations',
    ],
    [
      'zh',
      '您好，这里是市公安局，您名下的银行卡涉嫌洗钱，请立即把钱转到安全账户，不要告诉任何人，否则将被逮捕。',
      'secrecy',
      '不要告诉',
    ],
    [
      'zh',
      '恭喜您，您的手机号抽中一等奖，奖金十八万元，请先缴纳手续费，点击链接领取，逾期作废。',
      'prize',
      '恭喜',
    ],
  ] as const)('%s: %s', (language, text, group, word) => {
    const { score, reasons } = contentScore(text, language);
    expect(score).toBeGreaterThan(CONTENT_THRESHOLDS['1%']);
    expect(reasons.find((reason) => reason.group === group)?.words).toContain(word);
    expect(reasons.every(({ weight }, i) => weight <= (reasons[i - 1]?.weight ?? Infinity))).toBe(true);
  });

  test.each([
    ['en', "Hi, it's Dave. I'm running late, can you start dinner without me? See you soon."],
    ['en', 'What time do you open on Sunday?'],
    ['zh', '请问我的贷款什么时候还？能不能改一下还款日？'],
    ['zh', '您好，我是送外卖的，我在小区门口，您下来拿一下吧。'],
    ['en', ''],
    ['zh', '。。。'],
  ] as const)('%s, an ordinary caller: %s', (language, text) => {
    expect(contentScore(text, language).score).toBeLessThan(CONTENT_THRESHOLDS['5%']);
  });
});

describe('callers in hardship, and callers who report a scam', () => {
  test('fifty of each kind in both languages, half of them never trained on', () => {
    for (const language of CONTENT_LANGUAGES)
      for (const kind of ['hardship', 'report'] as const)
        for (const part of ['train', 'test'] as const)
          expect(
            hard.filter((text) => text.language === language && text.kind === kind && text.part === part),
          ).toHaveLength(25);
    expect(new Set(hard.map(({ text }) => text)).size).toBe(200);
  });

  test.each([
    ['hardship', 'en', 1],
    ['report', 'en', 1],
    ['hardship', 'zh', 1],
    ['report', 'zh', 1],
  ] as const)(
    'of those never trained on (%s, %s), at most %d in 25 is over the threshold',
    (kind, language, most) => {
      const flagged = hard
        .filter((text) => text.language === language && text.kind === kind && text.part === 'test')
        .filter(({ text }) => contentScore(text, language).score > CONTENT_THRESHOLDS['1%']);
      expect(flagged.length).toBeLessThanOrEqual(most);
    },
  );
});

describe('laws', () => {
  test('any text gets a score from 0 to 1, and quickly forgets what is past its cap', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), languages, (text, language) => {
        const { score } = contentScore(text, language);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThan(1);
        expect(plainText(text.slice(0, 2_000), language)).toBe(plainText(text, language));
      }),
    );
  });

  test('punctuation, case and the digits themselves change nothing', () => {
    expect(contentScore('PRESS 1, now!!! Call 800-555-0177.', 'en')).toEqual(
      contentScore('press 9 now call 8005550166', 'en'),
    );
  });

  test('a text said three times is not three times as bad', () => {
    for (const { text, language } of hard.slice(0, 50)) {
      const once = contentFeatures(text, language);
      const thrice = contentFeatures(`${text} ${text} ${text}`, language);
      for (const [i, { value, words }] of once.entries())
        if (words.length > 0 && plainText(text, language).length > 200)
          expect(thrice[i]!.value).toBeLessThanOrEqual(value + 0.05);
    }
  });

  test('no weight has the wrong sign', () => {
    for (const language of CONTENT_LANGUAGES)
      for (const [group, weight] of Object.entries(SHIPPED_CONTENT_MODELS[language].weights))
        expect([group, INNOCENT_GROUPS.has(group) ? weight <= 0 : weight >= 0]).toEqual([group, true]);
  });

  test('every group of the text has a weight, and every weight a group', () => {
    for (const language of CONTENT_LANGUAGES)
      expect(contentFeatures('', language).map(({ group }) => group)).toEqual(
        Object.keys(SHIPPED_CONTENT_MODELS[language].weights),
      );
  });
});
