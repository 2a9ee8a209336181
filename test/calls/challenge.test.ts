// Whole calls: the keypad challenge, its three attempts, and where each answer leads.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { rigForAll } from '../support/rig.ts';
import type { TestHotline } from '../support/hotline.ts';
import { ADA, GRACE } from '../support/twilio-values.ts';

const rig = rigForAll();
let hotline: TestHotline;
let callers = 0;

beforeEach(() => {
  hotline = rig.hotline();
});

/** A stranger each time. */
const stranger = (): string => `+1312556${String(1000 + callers++)}`;

const voicemailOf = async (callSid: string): Promise<Record<string, unknown> | undefined> => {
  const { items } = (await hotline.api('GET', '/api/voicemails?limit=500')).json<{
    items: Record<string, unknown>[];
  }>();
  return items.find((message) => message.callSid === callSid);
};

test('the right code leads to the menu, 1 to the staff, acceptance to a conversation', async () => {
  const phone = await hotline.call(stranger());
  const greeting = phone.heard();
  expect(greeting[0]).toMatch(/^Thank you for calling Harbor Consumer Loans\./);
  expect(greeting[1]).toMatch(
    /^(To get a call back, press 0\. )?Please press .+\. (Again|Once more), .+?\.( To get a call back( instead)?, press 0\.)?$/,
  );
  expect(greeting[2]).toBe('中文服务，请按星号键。');
  await phone.press(phone.code());
  expect(phone.heard()[0]).toMatch(/^Thank you\. To speak with the front desk, press 1\./);
  await phone.press('1');
  expect(hotline.staff.rung).toEqual([ADA, GRACE]);
  const ada = await hotline.staff.accept(ADA);
  expect(phone.story()).toContain('bridged');
  await phone.wait(30);
  ada.hangUp();
  await hotline.clock.settle();
  expect(phone.outcome).toMatchObject({ status: 'completed', answered: true });
  expect(phone.steps()).toEqual(['/voice/incoming', '/voice/challenge', '/voice/menu', '/voice/ring']);
  const { timeline } = (await hotline.api('GET', `/api/calls/${phone.sid}`)).json<{
    timeline: { step: string; outcome: string; then: string }[];
  }>();
  expect(timeline.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
    'incoming arrived',
    'challenge right',
    'menu staff',
    'whisper picked-up',
    'accept accepted',
    'ring talked',
    'status completed',
  ]);
});

describe('three attempts', () => {
  test('a wrong answer gets a new code; the third leads to voicemail, never to a hang-up', async () => {
    const phone = await hotline.call(stranger());
    const codes: string[] = [];
    for (const opening of ['Thank you for calling', 'Sorry, that didn’t match', 'Sorry, that didn’t match']) {
      expect(phone.heard()[0]).toContain(opening);
      codes.push(phone.code());
      await phone.press(phone.wrongCode());
    }
    expect(new Set(codes).size).toBe(3);
    expect(phone.heard().join(' ')).toMatch(
      /That’s all right. Someone on our staff will call you back.*records what you say/,
    );
    await phone.sendMessage(12);
    expect(phone.heard().at(-1)).toBe('Thank you. We have your message. Goodbye.');
    expect(phone.outcome).toMatchObject({ status: 'completed' });
    expect(await voicemailOf(phone.sid)).toMatchObject({
      seconds: 12,
      why: 'challenge-failed',
      status: 'new',
    });
    const call = (await hotline.api('GET', `/api/calls/${phone.sid}`)).json();
    expect(call).toMatchObject({ disposition: 'left-message' });
  });

  test('silence repeats more slowly, with more time, and ends in voicemail too', async () => {
    const phone = await hotline.call(stranger());
    const timeouts = (): number[] =>
      phone.log.flatMap((event) => (event.type === 'gathering' ? [event.timeout] : []));
    await phone.wait(8);
    expect(phone.heard().join(' ')).toContain('No rush. Please take your time.');
    await phone.wait(1 + 12);
    await phone.wait(1 + 12);
    expect(timeouts()).toEqual([8, 12, 12]);
    expect(phone.heard().join(' ')).toContain('records what you say');
    // Nothing said there either: asked once more, then a goodbye in words.
    await phone.wait(5);
    expect(phone.heard().join(' ')).toContain('Sorry, we didn’t hear anything');
    await phone.wait(5);
    expect(phone.heard()).toEqual(['We didn’t get a message. Please call again anytime. Goodbye.']);
    expect(phone.outcome).toMatchObject({ status: 'completed' });
    expect(await voicemailOf(phone.sid)).toBeUndefined();
  });

  test('one key and then nothing is an answer, and a wrong one', async () => {
    const phone = await hotline.call(stranger());
    phone.heard();
    await phone.press(phone.code().slice(0, 1));
    await phone.wait(8);
    expect(phone.heard()[0]).toBe('Sorry, that didn’t match. Let’s try again with new numbers.');
  });

  test('a code of an earlier attempt does not pass', async () => {
    const phone = await hotline.call(stranger());
    const first = phone.code();
    await phone.press(phone.wrongCode());
    expect(phone.code()).not.toBe(first);
    await phone.press(first);
    expect(phone.heard().join(' ')).not.toContain('press 1.');
  });
});

test('0 means a person: voicemail at once', async () => {
  const phone = await hotline.call(stranger());
  phone.heard();
  await phone.press('0');
  expect(phone.heard().join(' ')).toMatch(/Someone on our staff will call you back.*records what you say/);
  await phone.leaveMessage(5);
  expect(await voicemailOf(phone.sid)).toMatchObject({ why: 'asked-for-person', seconds: 5 });
});

test('0 after a digit means a person too', async () => {
  const phone = await hotline.call(stranger());
  await phone.press(phone.code().slice(0, 1));
  phone.heard();
  await phone.press('0');
  expect(phone.heard().join(' ')).toContain('Someone on our staff will call you back');
});

describe('the other language', () => {
  test('star repeats the attempt in Chinese, with a code of its own, and the rest of the call stays Chinese', async () => {
    const number = stranger();
    const phone = await hotline.call(number);
    phone.heard();
    await phone.press('****');
    const chinese = phone.heard();
    expect(chinese.join('')).toMatch(/请您?按 ?\d/);
    await phone.press(phone.code());
    expect(phone.heard()[0]).toMatch(/[\u4e00-\u9fff]/);
    await phone.press('0');
    expect(phone.heard().join('')).toContain('正在为您转接客户服务');
    await phone.hangUp();
    // The choice is remembered.
    const again = await hotline.call(number);
    expect(again.heard()[0]).toMatch(/[\u4e00-\u9fff]/);
  });

  test('switching back and forth is bounded', async () => {
    const phone = await hotline.call(stranger());
    for (let turns = 0; turns < 12 && !phone.log.some(({ type }) => type === 'recording'); turns++) {
      await phone.press('****');
      await phone.wait(2);
    }
    expect(phone.log.some(({ type }) => type === 'recording')).toBe(true);
  });
});

test('a caller who hangs up in the middle is noted as having given up', async () => {
  const phone = await hotline.call(stranger());
  await phone.hangUp();
  expect((await hotline.api('GET', `/api/calls/${phone.sid}`)).json()).toMatchObject({
    disposition: 'gave-up',
    status: 'completed',
    verdict: 'challenge',
  });
});

test('codes are four different digits from 1 to 9, and never in a URL', async () => {
  for (let round = 0; round < 30; round++) {
    const phone = await hotline.call(stranger());
    expect(phone.code()).toMatch(/^(?!.*(.).*\1)[1-9]{4}$/);
    const urls = phone.log.flatMap((event) => (event.type === 'webhook' ? [event.url] : []));
    expect(urls.join(' ')).not.toContain(phone.code());
    await phone.hangUp();
  }
});

describe('the answers of a number and day', () => {
  const failThrice = async (number: string) => {
    const phone = await hotline.call(number);
    for (let attempt = 0; attempt < 3; attempt++) await phone.press(phone.wrongCode());
    await phone.hangUp();
  };

  test('after three wrong codes the right one is not compared, and leads to a message', async () => {
    const number = stranger();
    await failThrice(number);
    const phone = await hotline.call(number);
    phone.heard();
    await phone.press(phone.code());
    expect(phone.heard().join(' ')).toMatch(/Someone on our staff will call you back.*records what you say/);
  });

  test('three at once in separate calls use them up; a fourth right code does not pass', async () => {
    const number = stranger();
    const phones = await Promise.all([0, 1, 2].map(() => hotline.call(number)));
    await Promise.all(phones.map((phone) => phone.press(phone.wrongCode())));
    const last = await hotline.call(number);
    await last.press(last.code());
    expect(last.heard().join(' ')).toContain('records what you say');
  });

  test('silence is no answer, and a right code makes the count begin again', async () => {
    const number = stranger();
    const silent = await hotline.call(number);
    await silent.wait(60);
    await silent.hangUp();
    const phone = await hotline.call(number);
    for (let attempt = 0; attempt < 2; attempt++) await phone.press(phone.wrongCode());
    await phone.press(phone.code());
    expect(phone.heard().at(-2)).toContain('press 1');
  });

  test('the next day has answers of its own', async () => {
    const number = stranger();
    await failThrice(number);
    await hotline.clock.advance(86_400);
    const phone = await hotline.call(number);
    await phone.press(phone.code());
    expect(phone.heard().join(' ')).toContain('press 1');
  });
});
