// The verbs on one line: what is heard, pressed, spoken and recorded, and what the application is told.
import { describe, expect, test } from '@jest/globals';
import twilio from 'twilio/lib/webhooks/webhooks.js';
import { wavSeconds } from '../../carrier/recordings/wav.ts';
import { ACCOUNT_SID, AUTH_TOKEN, CALLER, HOTLINE } from '../support/twilio-values.ts';
import { APP, codes, Rig } from './rig.ts';

describe('every request', () => {
  test('is signed over its URL and parameters, and says who calls whom', async () => {
    const rig = new Rig({ '/start': '<Hangup/>' }, { number: { voiceUrl: `${APP}/start?b=2&a=%31` } });
    const phone = await rig.call({ stirVerstat: 'TN-Validation-Passed-A', geo: { from: { country: 'US' } } });
    const [request] = rig.requests;
    const parameters = Object.fromEntries(rig.parameters('/start'));
    expect(request?.url).toBe(`${APP}/start?b=2&a=%31`);
    expect(request?.headers['Content-Type']).toMatch(/^application\/x-www-form-urlencoded/);
    const signature = request?.headers['X-Twilio-Signature'] ?? '';
    expect(twilio.validateRequest(AUTH_TOKEN, signature, request?.url ?? '', parameters)).toBe(true);
    expect(parameters).toMatchObject({
      AccountSid: ACCOUNT_SID,
      ApiVersion: '2010-04-01',
      CallSid: phone.sid,
      CallStatus: 'ringing',
      Direction: 'inbound',
      From: CALLER,
      Caller: CALLER,
      To: HOTLINE,
      Called: HOTLINE,
      FromCountry: 'US',
      FromCity: '',
      StirVerstat: 'TN-Validation-Passed-A',
    });
    expect(Object.keys(parameters)).toEqual(Object.keys(parameters).toSorted());
    expect(parameters).not.toHaveProperty('ForwardedFrom');
  });

  test('with GET goes into the URL, which is then what is signed', async () => {
    const rig = new Rig({ '/start': '' }, { number: { voiceMethod: 'GET' } });
    await rig.call();
    const [request] = rig.requests;
    expect([request?.method, request?.body]).toEqual(['GET', '']);
    expect(rig.parameters('/start').get('From')).toBe(CALLER);
    const signature = request?.headers['X-Twilio-Signature'] ?? '';
    expect(twilio.validateRequest(AUTH_TOKEN, signature, request?.url ?? '', {})).toBe(true);
  });

  test('the end of the call is told with its length', async () => {
    const rig = new Rig(
      { '/start': '<Say>Hello</Say><Pause length="61"/>', '/status': '' },
      { number: { statusCallback: `${APP}/status` } },
    );
    const phone = await rig.call();
    await phone.wait(90);
    const told = rig.parameters('/status');
    expect(
      ['CallStatus', 'CallDuration', 'Duration', 'CallbackSource'].map((name) => told.get(name)),
    ).toEqual(['completed', '61', '2', 'call-progress-events']);
  });
});

describe('<Gather>', () => {
  const gather = (attributes: string, inside = ''): Record<string, string> => ({
    '/start': `<Gather action="/a" ${attributes}>${inside}</Gather><Say>nothing</Say>`,
    '/a': '<Say>thank you</Say>',
  });

  test('sends the keys when there are enough', async () => {
    const rig = new Rig(gather('numDigits="4"'));
    const phone = await rig.call();
    await phone.press('123');
    expect(rig.paths()).toEqual(['/start']);
    await phone.press('4');
    expect(rig.parameters('/a').get('Digits')).toBe('1234');
    expect(phone.heard()).toEqual(['thank you']);
  });

  test('a pause between keys begins anew with each: what was pressed is sent when it is over', async () => {
    const rig = new Rig(gather('timeout="5"'));
    const phone = await rig.call();
    for (const key of '12') {
      await phone.press(key);
      await phone.wait(3);
    }
    expect(rig.paths()).toEqual(['/start']);
    await phone.wait(2);
    expect(rig.parameters('/a').get('Digits')).toBe('12');
  });

  test('silence falls through, counted from the end of the prompt', async () => {
    const rig = new Rig(gather('timeout="5"', '<Say>a long question</Say>'), { speechSeconds: () => 20 });
    const phone = await rig.call();
    await phone.wait(24);
    expect(phone.heard()).toEqual(['a long question']);
    await phone.wait(1);
    expect(phone.heard()).toEqual(['nothing']);
    expect(rig.paths()).toEqual(['/start']);
  });

  test('the finishing key alone is nothing pressed', async () => {
    const rig = new Rig(gather(''));
    const phone = await rig.call();
    await phone.press('#');
    expect(phone.heard()).toEqual(['nothing']);
  });

  test('actionOnEmptyResult sends silence too, with no digits', async () => {
    const rig = new Rig(gather('actionOnEmptyResult="true"'));
    await (await rig.call()).wait(5);
    expect(rig.parameters('/a').get('Digits') ?? '').toBe('');
  });

  test('a key during the prompt stops it and counts', async () => {
    const rig = new Rig(gather('numDigits="1"', '<Say>one</Say><Say>two</Say>'), { speechSeconds: () => 10 });
    const phone = await rig.call();
    await phone.wait(3);
    await phone.press('7');
    expect(rig.parameters('/a').get('Digits')).toBe('7');
    expect(phone.heard()).toEqual(['one', 'thank you']);
  });

  test('speech, where it is wanted', async () => {
    const rig = new Rig(gather('input="speech"'));
    const phone = await rig.call();
    phone.handle.speak({ seconds: 2, text: 'sales' });
    await phone.wait(10);
    expect(rig.parameters('/a').get('SpeechResult')).toBe('sales');
    expect(rig.parameters('/a').get('Digits')).toBeNull();
  });
});

describe('that somebody begins to speak', () => {
  const asking = (input: string) => ({
    '/start': `<Gather input="${input}" action="/a"/><Say>late</Say>`,
    '/a': '',
  });

  test('is not silence: what they say may end late', async () => {
    const rig = new Rig(asking('speech dtmf'));
    const phone = await rig.call();
    phone.handle.startSpeaking();
    await phone.wait(12);
    expect(rig.paths()).toEqual(['/start']);
    phone.handle.speak({ seconds: 1, text: 'my instalment' });
    await phone.wait(10);
    expect(rig.parameters('/a').get('SpeechResult')).toBe('my instalment');
  });

  test('is no input either: after the longest speech nothing was said', async () => {
    const rig = new Rig(asking('speech'));
    const phone = await rig.call();
    phone.handle.startSpeaking();
    await phone.wait(59);
    expect(phone.heard()).toEqual([]);
    await phone.wait(2);
    expect([rig.paths(), phone.heard()]).toEqual([['/start'], ['late']]);
  });

  test('is nothing where only keys are waited for', async () => {
    const rig = new Rig(asking('dtmf'));
    const phone = await rig.call();
    phone.handle.startSpeaking();
    await phone.wait(6);
    expect(phone.heard()).toEqual(['late']);
  });
});

describe('<Record>', () => {
  const record = (attributes = ''): Record<string, string> => ({
    '/start': `<Record action="/a" recordingStatusCallback="/stored" ${attributes}/><Say>never</Say>`,
    '/a': '<Hangup/>',
    '/stored': '',
  });

  test('ends with silence; action and callback name the recording; its audio has that length', async () => {
    const rig = new Rig(record());
    const phone = await rig.call();
    phone.handle.speak({ seconds: 12 });
    await phone.wait(20);
    const [action, callback] = [rig.parameters('/a'), rig.parameters('/stored')];
    expect(action.get('RecordingDuration')).toBe('12');
    expect(callback.get('RecordingSid')).toBe(action.get('RecordingSid'));
    expect(callback.get('RecordingStatus')).toBe('completed');
    expect(callback.get('RecordingSource')).toBe('RecordVerb');
    const audio = await rest(rig, `Recordings/${action.get('RecordingSid') ?? ''}.wav`);
    expect(wavSeconds(audio.body)).toBeCloseTo(12, 0);
  });

  test('whoever has begun to speak is not cut off; the sound that follows begins where they did', async () => {
    const rig = new Rig(record('timeout="5"'));
    const phone = await rig.call();
    await phone.wait(2);
    phone.handle.startSpeaking();
    await phone.wait(9);
    phone.handle.speak({ seconds: 9 });
    await phone.wait(6);
    expect(rig.parameters('/a').get('RecordingDuration')).toBe('9');
  });

  test('a hang-up still tells the action, and its answer plays to nobody', async () => {
    const rig = new Rig(record());
    const phone = await rig.call();
    phone.handle.speak({ seconds: 5 });
    await phone.wait(3);
    await phone.hangUp();
    expect(rig.parameters('/a').get('Digits')).toBe('hangup');
    expect(rig.parameters('/a').get('RecordingDuration')).toBe('3');
  });

  test('a key ends it and is told', async () => {
    const rig = new Rig(record('finishOnKey="#"'));
    const phone = await rig.call();
    phone.handle.speak({ seconds: 30 });
    await phone.wait(2);
    await phone.press('5');
    await phone.press('#');
    expect(rig.parameters('/a').get('Digits')).toBe('#');
  });

  test('not longer than it may be', async () => {
    const rig = new Rig(record('maxLength="10"'));
    const phone = await rig.call();
    phone.handle.speak({ seconds: 60 });
    await phone.wait(11);
    expect(rig.parameters('/a').get('RecordingDuration')).toBe('10');
  });

  const rest = (rig: Rig, path: string, method = 'GET', token = AUTH_TOKEN) => {
    const [pathname = '', query = ''] = path.split('?');
    return rig.carrier.handleRest({
      method,
      path: `/2010-04-01/Accounts/${ACCOUNT_SID}/${pathname}`,
      query: new URLSearchParams(query),
      authorization: `Basic ${Buffer.from(`${ACCOUNT_SID}:${token}`).toString('base64')}`,
    });
  };

  test('the REST API lists recordings by day and page, deletes them, and knows who called', async () => {
    const rig = new Rig(record());
    const json = async (path: string) =>
      JSON.parse(String(Buffer.from((await rest(rig, path)).body))) as Record<string, unknown>;
    const phones = [await rig.call(), await rig.call(), await rig.call()];
    for (const phone of phones) phone.handle.speak({ seconds: 4 });
    await rig.clock.advance(15);
    const page = await json('Recordings.json?PageSize=2');
    expect(page.recordings).toHaveLength(2);
    expect(page.next_page_uri).toContain('Page=1');
    expect((await json('Recordings.json?DateCreated>=2026-11-25')).recordings).toHaveLength(0);
    expect((await json('Recordings.json?DateCreated>=2026-11-24')).recordings).toHaveLength(3);
    expect((await json(`Recordings.json?CallSid=${phones[0]?.sid ?? ''}`)).recordings).toHaveLength(1);
    const [first] = page.recordings as { sid: string }[];
    expect((await rest(rig, `Recordings/${first?.sid ?? ''}.json`, 'DELETE')).status).toBe(204);
    expect((await rest(rig, `Recordings/${first?.sid ?? ''}.json`)).status).toBe(404);
    expect(await json(`Calls/${phones[1]?.sid ?? ''}.json`)).toMatchObject({
      from: CALLER,
      to: HOTLINE,
      status: 'completed',
    });
  });

  test.each([
    ['a wrong token', 'Recordings.json', 'GET', 'wrong', 401],
    ['what does not exist', 'Recordings/RE0.json', 'GET', AUTH_TOKEN, 404],
    ['a method it does not have', 'Recordings.json', 'PUT', AUTH_TOKEN, 405],
  ])('the REST API answers %s', async (_name, path, method, token, status) => {
    expect((await rest(new Rig({}), path, method, token)).status).toBe(status);
  });
});

describe('<Reject>', () => {
  test.each([
    ['<Reject/>', 'no-answer'],
    ['<Reject reason="busy"/>', 'busy'],
  ])('%s as the first verb: never answered, never billed', async (document, status) => {
    const phone = await new Rig({ '/start': document }).call();
    expect(phone.outcome).toMatchObject({ status, answered: false, billed: false, durationSeconds: 0 });
  });

  test('after another verb the call was answered', async () => {
    const phone = await new Rig({ '/start': '<Say>Hello</Say><Reject/>' }).call();
    expect(phone.outcome).toMatchObject({ answered: true, billed: true });
  });
});

describe('the others', () => {
  test('<Say> with its language and voice, as often as told', async () => {
    const phone = await new Rig({
      '/start': '<Say language="cmn-CN" voice="Polly.Zhiyu-Neural" loop="2">您好</Say>',
    }).call();
    expect(phone.log.find(({ type }) => type === 'said')).toMatchObject({
      text: '您好',
      language: 'cmn-CN',
      voice: 'Polly.Zhiyu-Neural',
      loop: 2,
    });
  });

  test('<Play> digits and files; a file that is not there is reported and skipped', async () => {
    const rig = new Rig({ '/start': '<Play digits="1w2"/><Play>/no.wav</Play><Say>on</Say>' });
    const phone = await rig.call();
    await phone.wait(3);
    expect(phone.log.some((event) => event.type === 'sentDigits' && event.digits === '1w2')).toBe(true);
    expect(codes(phone.log)).toEqual([11200]);
    expect(phone.heard()).toEqual(['on']);
  });

  test('<Redirect> leaves the rest; <Hangup> ends', async () => {
    const phone = await new Rig({
      '/start': '<Redirect>/b?x=1&amp;y=2</Redirect><Say>never</Say>',
      '/b': '<Hangup/><Say>never</Say>',
    }).call();
    expect(phone.heard()).toEqual([]);
    expect(phone.outcome?.status).toBe('completed');
  });

  test('<Sms> goes to the caller from the number called', async () => {
    const phone = await new Rig({ '/start': '<Sms>Thank you</Sms><Sms to="x">a</Sms><Say>on</Say>' }).call();
    expect(phone.log.filter(({ type }) => type === 'sms')).toMatchObject([
      { from: HOTLINE, to: CALLER, body: 'Thank you' },
    ]);
    expect(codes(phone.log)).toEqual([14101]);
    expect(phone.heard()).toEqual(['on']);
  });
});
