// <Dial>: who rings, who is connected, and what the application is told (docs/voice/twiml/dial, …/number).
import { describe, expect, test } from '@jest/globals';
import type { CarrierEvent } from '../../carrier/events.ts';
import { encodeWav, tone, wavSeconds } from '../../carrier/recordings/wav.ts';
import { ADA, CALLER, GRACE, HOTLINE } from '../support/twilio-values.ts';
import { APP, codes, Rig } from './rig.ts';

const BOTH = `<Number>${ADA}</Number><Number>${GRACE}</Number>`;
const told = (rig: Rig): (string | null)[] => {
  const parameters = rig.parameters('/after');
  return ['DialCallStatus', 'DialBridged', 'DialCallDuration'].map((name) => parameters.get(name));
};

describe('all at once', () => {
  const answers = {
    '/start': `<Dial action="/after" timeout="20">${BOTH}</Dial>`,
    '/after': '<Say>after</Say>',
  };

  test('the first to pick up is connected, the others stop ringing', async () => {
    const rig = new Rig(answers);
    const phone = await rig.call();
    expect(rig.legs.map(({ to, from }) => [to, from])).toEqual([
      [ADA, CALLER],
      [GRACE, CALLER],
    ]);
    rig.leg(GRACE).answer();
    await rig.clock.advance(30);
    expect(await rig.leg(ADA).ended).toMatchObject({ status: 'no-answer', answered: false });
    rig.leg(GRACE).hangUp();
    await rig.clock.settle();
    expect(told(rig)).toEqual(['completed', 'true', '30']);
    expect(rig.parameters('/after').get('DialCallSid')).toBe(rig.leg(GRACE).sid);
    expect(phone.heard()).toEqual(['after']);
  });

  test.each([
    ['nobody picks up', () => undefined, 'no-answer'],
    [
      'one is busy, the other rings out',
      (rig: Rig) => {
        rig.leg(ADA).refuse();
      },
      'busy',
    ],
    [
      'neither can be reached',
      (rig: Rig) => {
        [ADA, GRACE].forEach((to) => {
          rig.leg(to).refuse('failed');
        });
      },
      'failed',
    ],
  ])('%s', async (_name, happens, status) => {
    const rig = new Rig(answers);
    await rig.call();
    happens(rig);
    await rig.clock.advance(21);
    expect(told(rig)).toEqual([status, 'false', null]);
  });

  test('the caller hangs up while it rings: telephones stop, the action is told, its answer plays to nobody', async () => {
    const rig = new Rig(answers);
    const phone = await rig.call();
    await phone.hangUp();
    expect(rig.parameters('/after').get('CallStatus')).toBe('completed');
    expect(rig.legs.every(({ log }) => log.some(({ type }) => type === 'ended'))).toBe(true);
    expect(phone.heard()).toEqual([]);
  });
});

describe('one after another', () => {
  test('each rings for the whole time, then the next', async () => {
    const rig = new Rig({
      '/start': `<Dial sequential="true" timeout="10" action="/after">${BOTH}</Dial>`,
      '/after': '',
    });
    await rig.call();
    expect(rig.legs).toHaveLength(1);
    await rig.clock.advance(10);
    expect(rig.legs.map(({ to }) => to)).toEqual([ADA, GRACE]);
    rig.leg(GRACE).answer();
    await rig.clock.settle();
    rig.leg(GRACE).hangUp();
    await rig.clock.settle();
    expect(told(rig)).toEqual(['completed', 'true', '0']);
  });
});

describe('a whisper', () => {
  const answers = {
    '/start': `<Dial action="/after"><Number url="/whisper">${ADA}</Number></Dial>`,
    '/whisper': '<Gather numDigits="1" action="/accept"><Say>Press 1</Say></Gather><Hangup/>',
    '/accept': '<Say>Connecting</Say>',
    '/after': '',
  };

  test('is heard by whoever picks up alone; the caller is connected when it is over', async () => {
    const rig = new Rig(answers);
    const phone = await rig.call();
    rig.leg(ADA).answer();
    await rig.clock.settle();
    expect(phone.log.some(({ type }) => type === 'bridged')).toBe(false);
    expect(rig.parameters('/whisper').get('ParentCallSid')).toBe(phone.sid);
    expect(rig.parameters('/whisper').get('Direction')).toBe('outbound-dial');
    rig.leg(ADA).press('1');
    await rig.clock.advance(7);
    expect(phone.log.some(({ type }) => type === 'bridged')).toBe(true);
    expect(phone.heard()).toEqual([]);
    await phone.hangUp();
    expect(told(rig)).toEqual(['completed', 'true', '7']);
  });

  test('that hangs up is “completed” to the caller, and not bridged', async () => {
    const rig = new Rig(answers);
    await rig.call();
    rig.leg(ADA).answer();
    await rig.clock.advance(6);
    expect(told(rig).slice(0, 2)).toEqual(['completed', 'false']);
  });

  test('cannot dial', async () => {
    const rig = new Rig({ ...answers, '/whisper': `<Dial>${GRACE}</Dial>` });
    await rig.call();
    rig.leg(ADA).answer();
    await rig.clock.settle();
    expect(codes(rig.leg(ADA).log)).toContain(12200);
    expect(rig.legs).toHaveLength(1);
  });
});

test('without an action the call goes on with the next verb', async () => {
  const rig = new Rig({ '/start': `<Dial timeout="5">${ADA}</Dial><Say>next</Say>` });
  const phone = await rig.call();
  await phone.wait(6);
  expect(phone.heard()).toEqual(['next']);
});

test('what one side says the other hears, words and sound, and nobody else does', async () => {
  const rig = new Rig({ '/start': `<Dial timeout="20">${BOTH}</Dial>` });
  const phone = await rig.call();
  rig.leg(ADA).answer();
  await rig.clock.settle();
  const sound = encodeWav(tone(2));
  phone.handle.speak({ seconds: 2, text: 'hello', audio: sound });
  rig.leg(ADA).speak({ seconds: 1, text: 'good day' });
  const heard = (log: readonly CarrierEvent[]) =>
    log.flatMap((event) => (event.type === 'heard' ? [[event.from, event.text, event.clip]] : []));
  expect(heard(rig.leg(ADA).log)).toEqual([[phone.sid, 'hello', '1']]);
  expect(heard(phone.log)).toEqual([[rig.leg(ADA).sid, 'good day', null]]);
  expect(heard(rig.leg(GRACE).log)).toEqual([]);
  expect(Buffer.compare(rig.leg(ADA).clip('1') ?? Buffer.alloc(0), sound)).toBe(0);
  expect(phone.handle.clip('1')).toBeUndefined();
});

test('when the hotline stops, every call and every telephone that rings ends, and is told of', async () => {
  const rig = new Rig({ '/start': `<Dial action="/after">${BOTH}</Dial>`, '/after': '' });
  const phone = await rig.call();
  rig.carrier.hangUpAll();
  await rig.clock.settle();
  expect(await phone.handle.ended).toMatchObject({ status: 'completed' });
  expect(await rig.leg(ADA).ended).toMatchObject({ status: 'no-answer' });
  expect(told(rig)[0]).toBe('no-answer');
});

test('of many sounds the last ten are kept, a minute of each', async () => {
  const rig = new Rig({ '/start': `<Dial>${ADA}</Dial>` });
  const phone = await rig.call();
  rig.leg(ADA).answer();
  await rig.clock.settle();
  const long = encodeWav(tone(61));
  for (let turn = 1; turn <= 12; turn += 1) phone.handle.speak({ seconds: 61, audio: long });
  const kept = Array.from({ length: 12 }, (_, index) => rig.leg(ADA).clip(String(index + 1)));
  expect(kept.map((clip) => clip && wavSeconds(clip))).toEqual([
    undefined,
    undefined,
    ...Array<number>(10).fill(60),
  ]);
});

test('the talk ends after its time limit', async () => {
  const rig = new Rig({ '/start': `<Dial timeLimit="60" action="/after">${ADA}</Dial>`, '/after': '' });
  await rig.call();
  rig.leg(ADA).answer();
  await rig.clock.advance(61);
  expect(told(rig)).toEqual(['completed', 'true', '60']);
});

test.each([
  [HOTLINE, 1, []],
  [CALLER, 1, []],
  ['+19995550000', 0, [13214]],
])('the telephones may show %s: %i rings', async (callerId, rings, problems) => {
  const rig = new Rig({ '/start': `<Dial callerId="${callerId}">${ADA}</Dial>` });
  const phone = await rig.call();
  expect(rig.legs).toHaveLength(rings);
  expect(codes(phone.log)).toEqual(problems);
});

test('progress comes to the callback of the number, in order', async () => {
  const number = `<Number statusCallback="${APP}/progress" statusCallbackEvent="initiated ringing answered completed">${ADA}</Number>`;
  const rig = new Rig({ '/start': `<Dial>${number}</Dial>`, '/progress': '' });
  await rig.call();
  rig.leg(ADA).refuse();
  await rig.clock.settle();
  const statuses = rig.requests
    .filter(({ path }) => path === '/progress')
    .map(({ body }) => new URLSearchParams(body).get('CallStatus'));
  expect(statuses).toEqual(['initiated', 'ringing', 'busy']);
});

describe('a telephone that forwards its calls', () => {
  const forwarding = { '/after': '<Say>after</Say>' };

  test('its carrier calls on with the same caller ID, and names the telephone on every webhook', async () => {
    const rig = new Rig({
      ...forwarding,
      '/start': [
        `<Dial action="/after" timeout="20">${BOTH}</Dial>`,
        '<Gather action="/keyed" numDigits="1"/>',
      ],
      '/keyed': '<Hangup/>',
    });
    rig.carrier.forward(ADA, HOTLINE);
    await rig.call();
    const [first, second] = rig.requests.map(({ body }) => new URLSearchParams(body));
    expect(first?.get('ForwardedFrom')).toBeNull();
    expect(Object.fromEntries(second ?? [])).toMatchObject({
      From: CALLER,
      To: HOTLINE,
      ForwardedFrom: ADA,
      CalledVia: ADA,
      Direction: 'inbound',
      CallStatus: 'ringing',
    });
    expect(second?.get('CallSid')).not.toBe(first?.get('CallSid'));
    expect(rig.leg(ADA).log.some(({ type }) => type === 'answered')).toBe(true);
    expect(await rig.leg(GRACE).ended).toMatchObject({ status: 'no-answer' });
  });

  test('refused there, the telephone is busy, and the caller’s call goes on', async () => {
    const rig = new Rig({
      ...forwarding,
      '/start': [`<Dial action="/after"><Number>${ADA}</Number></Dial>`, '<Reject reason="busy"/>'],
    });
    rig.carrier.forward(ADA, HOTLINE);
    const phone = await rig.call();
    expect(told(rig)).toEqual(['busy', 'false', null]);
    expect(phone.heard()).toEqual(['after']);
  });

  test('the caller hangs up: the forwarded call ends too', async () => {
    const rig = new Rig({
      '/start': [`<Dial><Number>${ADA}</Number></Dial>`, '<Say>hello</Say><Pause length="60"/>'],
    });
    rig.carrier.forward(ADA, HOTLINE);
    const phone = await rig.call();
    await phone.hangUp();
    expect(await rig.leg(ADA).ended).toMatchObject({ answered: true });
    await rig.clock.settle();
    expect(rig.requests).toHaveLength(2);
  });

  test('an application that rings it again and again: the network gives up after 20 rounds', async () => {
    const rig = new Rig({ '/start': `<Dial><Number>${ADA}</Number></Dial>` });
    rig.carrier.forward(ADA, HOTLINE);
    await rig.call();
    expect(rig.paths()).toHaveLength(21);
  });
});
