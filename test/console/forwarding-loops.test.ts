// A staff phone that forwards to the hotline: the overview warns, in both languages, and the calls say why.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { ConsoleRig } from '../support/console.ts';
import { writtenAtHome } from '../support/spoken-numbers.ts';
import { ADA, CALLER, GRACE, HOTLINE } from '../support/twilio-values.ts';

let rig: ConsoleRig;

beforeAll(async () => {
  rig = await ConsoleRig.start();
  const { carrier } = rig.hotline;
  for (const forwardedFrom of [ADA, ADA, GRACE])
    await carrier.placeCall({ from: CALLER, to: HOTLINE, forwardedFrom }).ended;
  await carrier.placeCall({ from: HOTLINE, to: HOTLINE }).ended;
});
afterEach(() => rig.leave());
afterAll(() => rig.stop());

const WORDS = {
  'en-US': {
    titles: [
      'Ada’s phone forwards its calls to this hotline',
      'Grace’s phone forwards its calls to this hotline',
      'A staff phone forwards its calls to this hotline',
    ],
    many: /2 calls came back from Ada’s phone (at|between) .+\. They were rejected/,
    one: /1 call came back from Grace’s phone at .+\. It was rejected/,
    todo: 'Ask Ada to turn off call forwarding',
    own: /1 call from the hotline’s own number came in at .+\. It was rejected/,
    link: 'Show these calls',
    verdict: 'Rejected, forwarding loop',
    reason: `Ada’s phone (${ADA}) forwards its calls to this hotline. Staff phones were not rung again`,
  },
  'zh-CN': {
    titles: [
      'Ada的电话把来电转接到了本热线',
      'Grace的电话把来电转接到了本热线',
      '有员工电话把来电转接到了本热线',
    ],
    many: /有 2 通来电从Ada的电话转回热线/,
    one: /有 1 通来电从Grace的电话转回热线/,
    todo: '请通知Ada关闭呼叫转移',
    own: /有 1 通来电显示为热线本身的号码/,
    link: '查看这些来电',
    verdict: '循环转接，已拒接',
    reason: `Ada的电话（${ADA}）把来电转接到了本热线，因此不再呼叫员工`,
  },
} as const;

test.each(['en-US', 'zh-CN'] as const)(
  'the overview says who is to switch it off, and leads to the calls: %s',
  async (language) => {
    const words = WORDS[language];
    const { page, complaints } = await rig.signIn({ language });
    for (const title of words.titles) await page.getByText(title, { exact: true }).waitFor();
    for (const text of [words.many, words.one, words.own]) await page.getByText(text).waitFor();
    await page.getByText(words.todo, { exact: false }).waitFor();
    expect(await rig.findings(page)).toEqual([]);
    await page.getByRole('link', { name: words.link }).first().click();
    await page.getByRole('row').filter({ hasText: words.verdict }).nth(3).waitFor();
    await page
      .getByRole('row')
      .filter({ hasText: writtenAtHome(CALLER) })
      .last()
      .getByRole('link')
      .first()
      .click();
    await page.getByText(words.reason).first().waitFor();
    expect(complaints).toEqual([]);
  },
);
