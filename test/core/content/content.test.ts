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
} from '../../../core/content/content.ts';
import { CONTENT_LANGUAGES, plainText, type ContentLanguage } from '../../../core/content/content-text.ts';

interface HardText {
  readonly language: ContentLanguage;
  readonly kind: 'hardship' | 'report';
  readonly part: 'train' | 'test';
  readonly text: string;
}

const hard = JSON.parse(readFileSync('test/core/content/hard-texts.json', 'utf8')) as HardText[];
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
    ['en', 'This is your bank. Your card has been suspended, press one now and read us your password. '],
    ['zh', '您好，这里是公安局，您涉嫌洗钱，请立即转账到安全账户，不要告诉任何人。'],
  ] as const)('%s: a recording that plays again and again sounds no better for it', (language, text) => {
    const twice = contentScore(text.repeat(2), language).score;
    expect(twice).toBeGreaterThan(CONTENT_THRESHOLDS['1%']);
    expect(contentScore(text.repeat(12), language).score).toBeGreaterThan(twice - 0.005);
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

describe('Chinese, of each kind', () => {
  test.each([
    ['loan', '您好，我们银行现在有低息贷款，无抵押，当天放款，额度最高五十万，有需要加一下客户经理的微信。'],
    ['riches', '手机兼职，给商家刷单，每天佣金三百，当天结算，先垫付后返还本金，进群联系客服领任务。'],
    ['emergency', '你儿子现在在我们手里，赶紧准备二十万赎金，马上打钱，报警就撕票，不许挂电话。'],
    ['illicit', '本公司代开各类发票，可查验后付款，点数低，联系电话张经理。'],
    ['gambling', '真人荷官百家乐，注册送彩金，首存翻倍，大额提款三分钟到账，请登录网址。'],
    ['property', '地铁口精装现房，首付八万起，本周末开盘送豪礼，看房请致电售楼热线，仅剩十套。'],
    ['alarm', '我们监测到您的银行卡在境外有异常交易，为了您的资金安全，请提供卡号和收到的验证码，不要挂断。'],
    ['offchannel', '您的快递丢失，给您双倍理赔，请下载会议软件打开屏幕共享，按照我的指引操作退款。'],
  ] as const)('wants something, %s: %s', (group, text) => {
    const { score, reasons } = contentScore(text, 'zh');
    expect(score).toBeGreaterThan(CONTENT_THRESHOLDS['1%']);
    expect(reasons.map((reason) => reason.group)).toContain(group);
  });

  test.each([
    '您好，您的快递放在小区驿站了，取件码三零二六，今天晚上八点前来取，放门口也行。',
    '您好，提醒您明天上午九点来医院复查，请带身份证和医保卡，需要改时间请提前说一声。',
    '请问你们贷款利率是多少？我想提前还款，要不要手续费，怎么申请？',
    '您好，我是法院的书记员，您的案子下周二上午开庭，请带好身份证准时到，有变动再通知您。',
    '您好，银行打电话跟您确认一笔消费，是您本人刷的吗？我们不会问您密码和验证码。',
    '喂，晚上一起吃饭吗？老地方见，我先去占个座，你慢慢来不急。',
    '医生说我妈要做手术，要先交押金，我手头不够，你能不能先借我一点，下个月发工资就还你。',
  ])('ordinary: %s', (text) => {
    expect(contentScore(text, 'zh').score).toBeLessThan(CONTENT_THRESHOLDS['1%']);
  });

  test.each([
    ['加薇芯领红包', '加微信领红包'],
    ['+V领红包', '加微信领红包'],
    ['贷款请 加 q １２３', '贷款请加qq123'],
    ['低息代款，请 点.击.鏈.接', '低息贷款请点击链接'],
    ['代開發嘌、涮单、采票', '代开发票刷单彩票'],
    ['請加裙領獎', '请加群领奖'],
  ])('%s is read as %s', (disguised, plain) => {
    expect(contentScore(disguised, 'zh')).toEqual(contentScore(plain, 'zh'));
  });

  test.each(['威信扫地', '克服困难', '瑜伽课', '买点菠菜'])('%s is what it says', (text) => {
    expect(plainText(text, 'zh')).toBe(text);
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
