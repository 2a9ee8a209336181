// Reports from the page, through the public API, on a real engine with a clock that moves.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Challenge } from 'altcha-lib';
import fc from 'fast-check';
import { PUBLIC_CONTRACT } from '../../../functions/public/contract.ts';
import { openDatabase } from '../../../store/database/database.ts';
import { rigForAll } from '../../support/rig.ts';
import { TestHotline, type ApiAnswer } from '../../support/hotline.ts';
import { solve, type Solved } from '../../support/proof-of-work.ts';
import { settingsWith } from '../../support/settings.ts';
import { HOTLINE } from '../../support/twilio-values.ts';

const rig = rigForAll();
let hotline: TestHotline;
let addresses = 0;
let sourceIp = '';

beforeEach(() => {
  hotline = rig.hotline();
  sourceIp = `198.51.100.${addresses++}`;
});

const HOUR = 3_600;
const REPORTS = '/api/public/reports';

const challenge = async (): Promise<Challenge> =>
  (await hotline.api('GET', '/api/public/challenge', { token: null })).json();

const solved = async (): Promise<Solved> => solve(await challenge());

const post = (body: unknown, headers = {}): Promise<ApiAnswer> =>
  hotline.api('POST', REPORTS, { token: null, body, headers, sourceIp });

const report = async (more: object = {}): Promise<ApiAnswer> =>
  post({ category: 'advance-fee', altcha: await solved(), ...more });

interface Taken {
  readonly caseNumber: string;
  readonly pin: string;
  readonly dueAt: string;
}

const taken = async (more: object = {}): Promise<Taken> => {
  const answer = await report(more);
  expect(answer.status).toBe(201);
  return answer.json<Taken>();
};

const ask = (caseNumber: string, pin: string): Promise<ApiAnswer> =>
  hotline.api('GET', `${REPORTS}/${caseNumber}`, { token: null, headers: { 'x-case-pin': pin }, sourceIp });

const adminCase = async (caseNumber: string): Promise<Record<string, unknown>> =>
  (await hotline.api('GET', `/api/cases/${caseNumber}`)).json();

const otherPin = (pin: string): string => (pin === '2222' ? '3333' : '2222');

/** A number whose digits fit together, and that no case has. */
const FREE_CASE_NUMBER = '123459';

describe('a report', () => {
  test('gets a case number, a PIN and a date; staff see it like one by telephone', async () => {
    const told = await taken({ number: '(312) 555-0199', description: 'They wanted\n200 dollars.' });
    expect(PUBLIC_CONTRACT['public.report'].answer.parse(told)).toEqual(told);
    expect(told).toEqual({
      caseNumber: expect.stringMatching(/^\d{6}$/),
      pin: expect.stringMatching(/^\d{4}$/),
      dueAt: expect.stringMatching(/^2026-12-09/),
    });
    const found = await adminCase(told.caseNumber);
    expect(found).toMatchObject({
      kind: 'report',
      channel: 'web',
      category: 'advance-fee',
      reported: '+13125550199',
      description: 'They wanted\n200 dollars.',
      official: false,
      language: 'en-US',
    });
    for (const absent of ['callSid', 'reporter', 'request', 'wrongPins'])
      expect(found).not.toHaveProperty(absent);
    const { items } = (await hotline.api('GET', '/api/cases?status=received&limit=500')).json<{
      items: { caseNumber: string }[];
    }>();
    expect(items.map(({ caseNumber }) => caseNumber)).toContain(told.caseNumber);
  });

  test('may name no number, and say nothing', async () => {
    const found = await adminCase((await taken({ language: 'zh-CN', description: ' ' })).caseNumber);
    expect(found).toMatchObject({ language: 'zh-CN' });
    expect(found).not.toHaveProperty('reported');
    expect(found).not.toHaveProperty('description');
  });

  test('is no evidence against the number: nobody vouches for who wrote it', async () => {
    await taken({ number: '+13125550410' });
    await taken({ number: '+13125550410' });
    expect((await hotline.api('GET', '/api/lookup/+13125550410')).json()).toMatchObject({ reporters: 0 });
  });

  test('about one of our own numbers is kept, and marked', async () => {
    expect(await adminCase((await taken({ number: HOTLINE })).caseNumber)).toMatchObject({ official: true });
    expect(hotline.queue.filter(({ kind }) => kind === 'notify')).toMatchObject([
      { kind: 'notify', notice: { kind: 'case', about: 'official-number' } },
    ]);
  });

  test('tells staff once, however often the request comes', async () => {
    const body = { category: 'other', altcha: await solved() };
    const headers = { 'idempotency-key': 'k1' };
    const first = (await post(body, headers)).json<Taken>();
    await hotline.clock.advance(60);
    expect((await post(body, headers)).json()).toEqual(first);
    expect(hotline.queue).toMatchObject([
      { kind: 'notify', notice: { kind: 'case', caseNumber: first.caseNumber, about: 'report' } },
    ]);
    await hotline.drain();
    expect(hotline.queue).toEqual([]);
  });
});

describe('a form that is sent twice', () => {
  test('with its key makes one case; at once, too', async () => {
    const body = { category: 'other', altcha: await solved() };
    const answers = await Promise.all([1, 2, 3].map(() => post(body, { 'idempotency-key': 'same' })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  test('the same key with another body is refused', async () => {
    const altcha = await solved();
    const headers = { 'idempotency-key': 'k2' };
    expect((await post({ category: 'other', altcha }, headers)).status).toBe(201);
    const second = await post({ category: 'harassment', altcha }, headers);
    expect([second.status, second.json().type]).toEqual([422, 'urn:hotline-guard:problem:key-reused']);
  });

  test('a key of somebody else tells nothing of their case', async () => {
    const headers = { 'idempotency-key': 'guessed' };
    const mine = (await post({ category: 'other', altcha: await solved() }, headers)).json<Taken>();
    const theirs = (await post({ category: 'other', altcha: await solved() }, headers)).json<Taken>();
    expect(theirs.caseNumber).not.toBe(mine.caseNumber);
  });
});

describe('the proof of work', () => {
  test('counts once, on every instance', async () => {
    const body = { category: 'other', altcha: await solved() };
    expect((await post(body)).status).toBe(201);
    hotline = rig.hotline();
    expect((await post(body)).status).toBe(409);
  });

  test('of many that use the same solution at once, one gets through', async () => {
    const body = { category: 'other', altcha: await solved() };
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(body)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5);
  });

  test('is taken as base64 too, as altcha’s widget sends it', async () => {
    const altcha = Buffer.from(JSON.stringify(await solved())).toString('base64');
    expect((await post({ category: 'other', altcha })).status).toBe(201);
  });

  test('expires', async () => {
    const altcha = await solved();
    await hotline.clock.advance(19 * 60);
    expect((await post({ category: 'other', altcha })).status).toBe(201);
    const late = await solved();
    await hotline.clock.advance(21 * 60);
    const answer = await post({ category: 'other', altcha: late });
    expect([answer.status, answer.json().detail]).toEqual([403, expect.stringContaining('expired')]);
  });

  test('made easier, prolonged, guessed or garbled is refused', async () => {
    const { challenge: given, solution } = await solved();
    const longer = { ...given.parameters, data: { until: '2036-01-01T00:00:00.000Z' } };
    const easier = { ...given.parameters, cost: 1, keyPrefix: '0', keySignature: undefined };
    const forged = [
      { challenge: { ...given, parameters: longer }, solution },
      { challenge: { ...given, parameters: easier }, solution },
      { challenge: { ...given, signature: '0'.repeat(64) }, solution },
      { challenge: given, solution: { ...solution, derivedKey: '00'.repeat(32) } },
      { challenge: given, solution: { ...solution, derivedKey: 'zz' } },
      Buffer.from('{}').toString('base64'),
      'banana',
      '',
    ];
    for (const altcha of forged) {
      const answer = await post({ category: 'other', altcha });
      expect([answer.status, answer.json().type]).toEqual([403, 'urn:hotline-guard:problem:not-solved']);
    }
    expect((await post({ category: 'other' })).status).toBe(400);
  });
});

describe('what is wrong is said, with its place', () => {
  test.each<[string, object, number, string]>([
    ['no category', { category: undefined }, 400, '/category'],
    ['an unknown category', { category: 'banana' }, 400, '/category'],
    ['a number that is none', { number: 'banana' }, 400, '/number'],
    ['an empty number', { number: '' }, 400, '/number'],
    ['a number too long', { number: '1'.repeat(41) }, 400, '/number'],
    ['a withheld number', { number: 'anonymous' }, 400, '/number'],
    ['a description too long', { description: 'x'.repeat(2_001) }, 400, '/description'],
    ['an unknown language', { language: 'xx' }, 400, '/language'],
    ['an unknown member', { reporter: '+13125550100' }, 400, 'reporter'],
    ['a body too large', { description: 'x'.repeat(40_000) }, 413, 'smaller'],
  ])('%s', async (_what, more, status, detail) => {
    const altcha = 'unsolved';
    const answer = await post({ category: 'other', altcha, ...more });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect([answer.status, answer.json().detail]).toEqual([status, expect.stringContaining(detail)]);
  });

  test('a body that is no JSON', async () => {
    expect((await post('{')).status).toBe(400);
  });

  test('and then the right one passes with the same solution: nothing was lost', async () => {
    const altcha = await solved();
    expect((await post({ category: 'other', altcha, number: 'banana' })).status).toBe(400);
    expect((await post({ category: 'other', altcha, number: '+13125550199' })).status).toBe(201);
  });
});

describe('hostile text', () => {
  test('comes out as it went in, without what controls a terminal or turns the direction of reading', async () => {
    hotline = rig.hotline({
      settings: settingsWith({ reports: { web: { perAddressPerHour: 100, perHour: 1_000 } } }),
    });
    const scripts = fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=a>',
      '\u202e',
      '\u0000',
      '\u001b[2J',
      '{{x}}',
      '\ud800',
    );
    const text = fc.array(fc.oneof(scripts, fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(text, async (parts) => {
        const description = parts.join('').slice(0, 2_000);
        const answer = await report({ description });
        expect(answer.status).toBe(201);
        const shown = await hotline.api('GET', `/api/cases/${answer.json<Taken>().caseNumber}`);
        expect(shown.headers['content-type']).toBe('application/json');
        const kept = shown.json<{ description?: string }>().description ?? '';
        expect(kept).not.toMatch(/[^\P{C}\n]/u);
        expect(kept).toBe(
          description
            .replaceAll(/\r\n?/g, '\n')
            .replaceAll(/[^\P{C}\n]/gu, ' ')
            .trim(),
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe('what came of it', () => {
  test('is told for case number and PIN, by header or query, and follows what staff do', async () => {
    const { caseNumber, pin, dueAt } = await taken();
    const first = await ask(caseNumber, pin);
    expect(PUBLIC_CONTRACT['public.case'].answer.parse(first.json())).toEqual(first.json());
    expect(first.json()).toEqual({
      kind: 'report',
      news: 'received',
      status: 'received',
      category: 'advance-fee',
      receivedAt: expect.any(String),
      dueAt,
    });
    await hotline.api('PATCH', `/api/cases/${caseNumber}`, {
      body: { status: 'action-taken', feedback: 'We blocked this number.' },
    });
    const byQuery = await hotline.api('GET', `${REPORTS}/${caseNumber}?pin=${pin}`, {
      token: null,
      sourceIp,
    });
    expect(byQuery.json()).toMatchObject({ status: 'action-taken', feedback: 'We blocked this number.' });
    expect(byQuery.headers['cache-control']).toBe('no-store');
  });

  test('a wrong PIN, a case that does not exist, and one that cannot are answered alike, after the same work', async () => {
    const { caseNumber, pin } = await taken();
    const work: string[][] = [];
    const answers: ApiAnswer[] = [];
    for (const number of [caseNumber, FREE_CASE_NUMBER]) {
      const asked: string[] = [];
      const watched = watchingStore(asked);
      answers.push(
        await watched.api('GET', `${REPORTS}/${number}`, {
          token: null,
          headers: { 'x-case-pin': otherPin(pin) },
          sourceIp,
        }),
      );
      work.push(asked);
    }
    answers.push(await ask('000001', pin), await ask('x'.repeat(3_000), pin));
    const [first] = answers;
    for (const answer of answers) expect(answer).toEqual(first);
    expect(first?.status).toBe(404);
    expect(work[0]).toEqual(work[1]);
    expect(work[0]).toContain('try PIN');
  });

  test('ten wrong PINs close the case to the right one, by telephone too', async () => {
    const { caseNumber, pin } = await taken();
    for (let wrong = 0; wrong < 10; wrong++) expect((await ask(caseNumber, otherPin(pin))).status).toBe(404);
    expect((await ask(caseNumber, pin)).status).toBe(404);
  });

  test('right answers are not counted', async () => {
    const { caseNumber, pin } = await taken();
    for (let times = 0; times < 40; times++) expect((await ask(caseNumber, pin)).status).toBe(200);
  });

  test('a hundred guesses at once are no more than ten', async () => {
    hotline = rig.hotline({
      settings: settingsWith({ reports: { web: { perAddressPerHour: 100, perHour: 1_000 } } }),
    });
    const { caseNumber, pin } = await taken();
    const wrong = Array.from({ length: 100 }, () => ask(caseNumber, otherPin(pin)));
    await Promise.all(wrong);
    const found = await hotline.store.cases.get(caseNumber);
    expect(found?.wrongPins).toHaveLength(10);
  });

  test('without a PIN nothing is looked up', async () => {
    const answer = await hotline.api('GET', `${REPORTS}/${FREE_CASE_NUMBER}`, { token: null, sourceIp });
    expect([answer.status, answer.json().detail]).toEqual([400, expect.stringContaining('X-Case-Pin')]);
  });
});

/** A hotline that notes the name of every request to the store. */
function watchingStore(asked: string[]): TestHotline {
  const { database } = rig;
  return new TestHotline({
    database: {
      ...database,
      run: (operation, send) => {
        asked.push(operation);
        return database.run(operation, send);
      },
    },
  });
}

describe('limits', () => {
  const limited = (web: object): void => {
    hotline = rig.hotline({ settings: settingsWith({ reports: { web } }) });
  };

  test('so many an hour from one address, wherever the hour begins', async () => {
    limited({ perAddressPerHour: 2 });
    await taken();
    await hotline.clock.advance(HOUR - 60);
    await taken();
    const refused = await report();
    expect(refused.status).toBe(429);
    expect(refused.headers['content-type']).toBe('application/problem+json');
    expect(refused.headers['retry-after']).toBe('60');
    expect(refused.json()).toMatchObject({ retryAfter: 60, detail: expect.stringContaining('1 minute') });
    await hotline.clock.advance(61);
    await taken();
    expect((await report()).status).toBe(429);
  });

  test('a neighbour is not kept out; all of one IPv6 network are one', async () => {
    limited({ perAddressPerHour: 1 });
    sourceIp = '2001:db8:7:1::1';
    await taken();
    sourceIp = '2001:db8:7:1:ffff::2';
    expect((await report()).status).toBe(429);
    sourceIp = '2001:db8:7:2::1';
    await taken();
  });

  test('nobody makes themselves another address with a header', async () => {
    limited({ perAddressPerHour: 1 });
    await taken();
    const headers = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9' };
    expect((await post({ category: 'other', altcha: await solved() }, headers)).status).toBe(429);
  });

  test('behind CloudFront its visitors are counted, not its edge; without its secret nobody is believed', async () => {
    limited({ perAddressPerHour: 1 });
    Object.assign(hotline.runtime, { originSecret: 'of-this-stack' });
    const from = async (address: string, secret = 'of-this-stack'): Promise<number> => {
      const headers = { 'x-hotline-origin': secret, 'cloudfront-viewer-address': address };
      return (await post({ category: 'other', altcha: await solved() }, headers)).status;
    };
    expect([await from('203.0.113.8:40001'), await from('203.0.113.8:40002')]).toEqual([201, 429]);
    expect([await from('203.0.113.9:443'), await from('2001:db8:9:9::1:443')]).toEqual([201, 201]);
    expect(await from('2001:db8:9:9:1:2:3:4:50000')).toBe(429);
    // Past CloudFront, straight at the endpoint: one address, whatever is claimed.
    expect([await from('203.0.113.20:1', 'guessed'), await from('203.0.113.21:1', 'guessed')]).toEqual([
      201, 429,
    ]);
  });

  test('the same request twice counts once', async () => {
    limited({ perAddressPerHour: 1 });
    const body = { category: 'other', altcha: await solved() };
    const headers = { 'idempotency-key': 'k' };
    expect((await post(body, headers)).status).toBe(201);
    await hotline.clock.advance(5);
    expect((await post(body, headers)).status).toBe(201);
  });

  test('of many at once, as many as there is room for', async () => {
    limited({ perAddressPerHour: 3 });
    const proofs = await Promise.all(Array.from({ length: 8 }, () => solved()));
    const answers = await Promise.all(proofs.map((altcha) => post({ category: 'other', altcha })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  });

  test('wrong look-ups are limited too, three for a report', async () => {
    limited({ perAddressPerHour: 1 });
    for (let times = 0; times < 3; times++) expect((await ask(FREE_CASE_NUMBER, '1111')).status).toBe(404);
    expect((await ask(FREE_CASE_NUMBER, '1111')).status).toBe(429);
    await hotline.clock.advance(HOUR + 1);
    expect((await ask(FREE_CASE_NUMBER, '1111')).status).toBe(404);
  });

  test('over all: another address helps nobody', async () => {
    limited({ perHour: 1 });
    await hotline.clock.advance(3 * 86_400);
    await taken();
    sourceIp = '203.0.113.77';
    expect((await report()).status).toBe(429);
  });

  test('the store knows no address', async () => {
    sourceIp = '203.0.113.200';
    const written: string[] = [];
    const { database } = rig;
    hotline = new TestHotline({
      database: {
        ...database,
        run: (operation, send) =>
          database.run(operation, (client, options) =>
            send(
              new Proxy(client, {
                get: (target, name) =>
                  name === 'send'
                    ? (command: { input: unknown }, more: object) => {
                        written.push(JSON.stringify(command.input));
                        return target.send(command as never, more);
                      }
                    : (Reflect.get(target, name) as unknown),
              }),
              options,
            ),
          ),
      },
    });
    await taken();
    expect(written.length).toBeGreaterThan(3);
    expect(written.join()).not.toContain(sourceIp);
  });
});

describe('closed', () => {
  test('by the settings: every part says to call', async () => {
    hotline = rig.hotline({
      settings: settingsWith({ reports: { web: { on: false } } }),
    });
    const answers = [await post({ category: 'other', altcha: 'x' }), await ask(FREE_CASE_NUMBER, '1111')];
    for (const answer of answers) {
      expect([answer.status, answer.json().type]).toEqual([403, 'urn:hotline-guard:problem:reports-closed']);
      expect(answer.json().detail).toBe('Please call 312 555 0100.');
    }
    // The form of the privacy page has it too, and is never closed.
    expect((await hotline.api('GET', '/api/public/challenge', { token: null })).status).toBe(200);
    const page = await hotline.api('GET', '/report', { token: null });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Online reports are closed right now.');
    expect(page.text).toContain(`tel:${HOTLINE}`);
    expect(page.text).not.toMatch(/<form|<script/);
  });

  test('while the store is gone: nothing is confirmed that is not kept, and the page still names the telephone', async () => {
    const altcha = await solved();
    const gone = openDatabase({
      tables: rig.tables,
      endpoint: 'http://127.0.0.1:9',
      region: 'us-east-1',
      requestTimeoutMs: 200,
      deadlineMs: 300,
    });
    hotline = new TestHotline({ database: gone });
    for (const answer of [await post({ category: 'other', altcha }), await ask(FREE_CASE_NUMBER, '1111')]) {
      expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
      expect(answer.json().detail).toBe('Please call 312 555 0100.');
    }
    expect(hotline.queue).toEqual([]);
    const page = await hotline.api('GET', '/report', { token: null });
    expect([page.status, page.text.includes(`tel:${HOTLINE}`)]).toEqual([200, true]);
    gone.close();
    hotline = rig.hotline();
    expect((await post({ category: 'other', altcha })).status).toBe(201);
  });
});
