// What Twilio does when the application does not behave (https://www.twilio.com/docs/api/errors).
import { describe, expect, test } from '@jest/globals';
import { APP, codes, Rig, type Answer } from './rig.ts';

const FALLBACK = { number: { fallbackUrl: `${APP}/fallback`, fallbackMethod: 'GET' } } as const;
const SORRY = '<Say>The fallback</Say><Hangup/>';

describe('a document that cannot be used leads to the fallback, with the error and its address', () => {
  test.each<[string, Answer, number]>([
    ['an HTTP error', { status: 500 }, 11200],
    ['a missing page', { status: 404 }, 11200],
    ['no connection', { fails: 'connect' }, 11205],
    ['no answer in 15 s', { afterSeconds: 16 }, 11205],
    ['a broken protocol', { fails: 'protocol' }, 11206],
    ['an unknown host', { fails: 'dns' }, 11210],
    ['a certificate that is not valid', { fails: 'certificate' }, 11237],
    ['more than 64 kB', `<Say>${'x'.repeat(65_536)}</Say>`, 11750],
    ['no XML', { body: 'hello' }, 12100],
    ['an empty body', { body: '' }, 12100],
    ['a root that is no Response', { body: '<Reply/>' }, 12100],
    ['an ampersand that is not escaped', '<Redirect>/a?x=1&y=2</Redirect>', 12100],
    ['no content type', { headers: {} }, 12300],
    ['JSON', { headers: { 'content-type': 'application/json' }, body: '{}' }, 12300],
  ])('%s', async (_name, answer, code) => {
    const rig = new Rig({ '/start': answer, '/fallback': SORRY }, FALLBACK);
    const phone = await rig.call();
    await phone.wait(20);
    expect(codes(phone.log)).toEqual([code]);
    expect(phone.heard()).toEqual(['The fallback']);
    expect(phone.outcome?.status).toBe('completed');
    const told = rig.parameters('/fallback');
    expect([told.get('ErrorCode'), told.get('ErrorUrl')]).toEqual([String(code), `${APP}/start`]);
  });

  test('a fallback that fails too is not tried again: an apology, and the end', async () => {
    const rig = new Rig({ '/start': { status: 500 }, '/fallback': { status: 500 } }, FALLBACK);
    const phone = await rig.call();
    expect(rig.paths()).toEqual(['/start', '/fallback']);
    expect(phone.heard()).toEqual(['We are sorry, an application error has occurred. Goodbye.']);
    expect(phone.outcome).toBeDefined();
  });

  test('an action in the middle of the call goes there too', async () => {
    const rig = new Rig(
      { '/start': '<Gather numDigits="1" action="/a"/>', '/a': { status: 502 }, '/fallback': SORRY },
      FALLBACK,
    );
    const phone = await rig.call();
    await phone.press('1');
    expect(phone.heard()).toEqual(['The fallback']);
    expect(rig.parameters('/fallback').get('ErrorUrl')).toBe(`${APP}/a`);
  });
});

describe('what is only a warning', () => {
  test.each([
    ['an unknown verb', '<Sing/><Say>on</Say>', [12200]],
    ['an unknown attribute', '<Say colour="red">on</Say>', [12200]],
    ['a number that is none', '<Pause length="long"/><Say>on</Say>', [12200]],
    ['lower case', '<say>off</say><Say>on</Say>', [12200]],
  ])('%s: reported, left out, and the call goes on', async (_name, document, expected) => {
    const phone = await new Rig({ '/start': document }).call();
    await phone.wait(2);
    expect(codes(phone.log)).toEqual(expected);
    expect(phone.heard()).toEqual(['on']);
  });

  test('a callback that fails steers nothing', async () => {
    const rig = new Rig({ '/start': '<Say>on</Say>' }, { number: { statusCallback: `${APP}/gone` } });
    const phone = await rig.call();
    expect(phone.heard()).toEqual(['on']);
    expect(rig.parameters('/gone').get('CallStatus')).toBe('completed');
    expect(phone.outcome?.status).toBe('completed');
  });
});

describe('redirects of HTTP', () => {
  const to = (location: string, status = 302): Answer => ({ status, headers: { location } });

  test('are followed with GET and without the digits; 307 repeats the request', async () => {
    const answers = {
      '/start': '<Gather numDigits="1" action="/a"/>',
      '/a': to('/b'),
      '/b': to('/c', 307),
      '/c': '<Say>there</Say>',
    };
    const rig = new Rig(answers);
    const phone = await rig.call();
    await phone.press('1');
    expect(rig.requests.slice(1).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /a',
      'GET /b',
      'GET /c',
    ]);
    expect(rig.parameters('/b').get('Digits')).toBeNull();
    expect(phone.heard()).toEqual(['there']);
  });

  test('ten at most', async () => {
    const rig = new Rig({ '/start': to('/start') });
    const phone = await rig.call();
    expect(codes(phone.log)).toEqual([11215]);
    expect(rig.requests).toHaveLength(11);
  });
});

describe('connection overrides in the fragment', () => {
  test.each<[string, string, Answer, number]>([
    ['no connection is tried once more', '', { fails: 'connect' }, 2],
    ['a server error is not', '', { status: 500 }, 1],
    ['unless it is asked for', '#rp=5xx&rc=3', { status: 500 }, 4],
    ['all of them', '#rp=all&rc=2', { status: 404 }, 3],
    ['none', '#rc=0', { fails: 'connect' }, 1],
    ['a count that is out of range has no effect', '#rc=9', { fails: 'connect' }, 2],
  ])('%s', async (_name, fragment, answer, tries) => {
    const rig = new Rig({ '/start': answer }, { number: { voiceUrl: `${APP}/start${fragment}` } });
    await (await rig.call()).wait(20);
    expect(rig.requests).toHaveLength(tries);
    expect(new Set(rig.requests.map(({ url }) => url))).toEqual(new Set([`${APP}/start`]));
    const tokens = rig.requests.map(({ headers }) => headers['I-Twilio-Idempotency-Token']);
    expect(new Set(tokens).size).toBe(1);
  });

  test('a shorter patience', async () => {
    const rig = new Rig(
      { '/start': { afterSeconds: 3 }, '/fallback': SORRY },
      { number: { ...FALLBACK.number, voiceUrl: `${APP}/start#rt=2000&ct=500` } },
    );
    const phone = await rig.call();
    await phone.wait(3);
    expect(codes(phone.log)).toEqual([11205]);
    expect(phone.heard()).toEqual(['The fallback']);
  });
});

test('cookies are kept for the call, and only for it', async () => {
  const set = {
    'content-type': 'text/xml',
    'set-cookie': ['a=1; Path=/', 'b=2; Path=/elsewhere', 'c=3; Max-Age=0'],
  };
  const rig = new Rig({
    '/start': { headers: set, body: '<Response><Redirect>/next</Redirect></Response>' },
    '/next': '<Hangup/>',
  });
  await rig.call();
  await rig.call();
  expect(rig.requests.map(({ path, headers }) => [path, headers.Cookie])).toEqual([
    ['/start', undefined],
    ['/next', 'a=1'],
    ['/start', undefined],
    ['/next', 'a=1'],
  ]);
});

test('documents that lead to each other for ever end with an error, not with the machine', async () => {
  const rig = new Rig({ '/start': '<Redirect>/start</Redirect>' });
  const phone = await rig.call();
  expect(codes(phone.log)).toEqual([12400]);
  expect(phone.outcome).toBeDefined();
});
