// Who is told what, how, and in which words: through the queue, to a real receiver.
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { E164 } from '../../../core/numbers/e164.ts';
import type { Notice } from '../../../core/messages/notice.ts';
import { checkSettings } from '../../../core/settings/settings-check.ts';
import { commit } from '../../../functions/commit.ts';
import { createJobsHandler } from '../../../functions/jobs/jobs-handler.ts';
import { signatureHeaders } from '../../../functions/notify/webhook-signature.ts';
import { createOutgoing } from '../../../functions/outgoing/outgoing.ts';
import { PUBLIC_ONLY } from '../../../functions/outgoing/reach.ts';
import { createWebhookSender } from '../../../functions/notify/webhook-sender.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { startTestEngine, type TestEngine } from '../../support/engine.ts';
import { TestHotline } from '../../support/hotline.ts';
import { settingsWith } from '../../support/settings.ts';
import { PUBLIC_URL } from '../../support/twilio-values.ts';

let engine: TestEngine;
let hotline: TestHotline;
let receiver: Server;
let receiverUrl: string;
let received: { headers: IncomingHttpHeaders; body: string }[] = [];
let answerWith: { status: number; location?: string } = { status: 204 };

beforeAll(async () => {
  engine = await startTestEngine();
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      const { status, location } = answerWith;
      response.writeHead(status, location === undefined ? {} : { location }).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  receiverUrl = `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/hook`;
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await engine.stop();
});
beforeEach(() => {
  received = [];
  answerWith = { status: 204 };
});

const CALLER = '+13125550177' as E164;
const VOICEMAIL: Notice = {
  kind: 'voicemail',
  at: '2026-11-24T20:05:00.000Z',
  recordingSid: `RE${'1'.repeat(32)}`,
  department: 'front-desk',
  seconds: 12,
  caller: CALLER,
  urgent: true,
};
const REPORT: Notice = {
  kind: 'case',
  at: '2026-11-24T20:05:00.000Z',
  caseNumber: '123459',
  about: 'official-number',
};
const LEVEL: Notice = {
  kind: 'guard-level',
  at: '2026-11-24T20:05:00.000Z',
  level: 'siege',
  by: 'staff:+13125550111',
  until: '2026-11-24T21:00:00.000Z',
};
const ALL = ['voicemail', 'case', 'guard-level'];

function withTargets(...notifications: object[]): void {
  hotline = new TestHotline({ database: engine.database, settings: settingsWith({ notifications }) });
}

/** Through the queue: the notice, then a task for each target. */
async function tell(...notices: Notice[]): Promise<void> {
  await commit(
    notices.map((notice) => ({ kind: 'notify', notice })),
    hotline.runtime,
  );
  await hotline.drain();
  await hotline.drain();
}

describe('by e-mail', () => {
  test('in English, with the last two digits and a link to the rest', async () => {
    withTargets({ on: ALL, by: { email: 'duty@example.org' } });
    await tell(VOICEMAIL);
    expect(hotline.emails).toEqual([
      {
        id: expect.stringMatching(/^msg_[0-9a-f]{24}-[0-9a-f]{24}$/),
        to: 'duty@example.org',
        subject: '[Harbor Consumer Loans] Urgent: new voicemail for the front desk',
        text:
          'A caller whose number ends in 77 left a 12-second message for the front desk at 2026-11-24 14:05. This message is urgent.\n\n' +
          `See ${PUBLIC_URL}/#/voicemail/RE${'1'.repeat(32)}\n`,
      },
    ]);
  });

  test('in Chinese', async () => {
    withTargets({ on: ALL, language: 'zh-CN', by: { email: 'duty@example.org' } });
    await tell(VOICEMAIL, REPORT, LEVEL);
    expect(hotline.emails.map(({ subject, text }) => [subject, text.split('\n')[0]])).toEqual([
      [
        '[海港消费金融] 优先处理：客户服务有新留言',
        '尾号 77 的来电者于 2026-11-24 14:05 给客户服务留言，时长 12 秒。请优先处理。',
      ],
      [
        '[海港消费金融] 新举报 123459：涉及官方号码',
        '收到涉及本公司官方号码的举报，受理编号 123459，请尽快核查。',
      ],
      [
        '[海港消费金融] 防护等级：紧急',
        '自 2026-11-24 14:05 起，防护等级为“紧急”，由员工（尾号 11）设置，2026-11-24 15:00 自动结束。',
      ],
    ]);
  });
});

test('no number leaves whole, by whatever way, in whatever language', async () => {
  for (const language of ['en-US', 'zh-CN']) {
    withTargets(
      { on: ALL, language, by: { email: 'duty@example.org' } },
      { on: ALL, language, by: { sms: '+13125550111' } },
      { on: ALL, language, by: { webhook: receiverUrl } },
    );
    await tell(VOICEMAIL, REPORT, LEVEL);
    expect([hotline.emails.length, hotline.carrier.messages.length, received.length % 3]).toEqual([3, 3, 0]);
    const told = [
      ...hotline.emails.map(({ subject, text }) => subject + text),
      ...hotline.carrier.messages.map(({ body }) => body),
      ...received.map(({ body }) => body),
    ].join('\n');
    expect(told).toContain('77');
    expect(told).not.toContain('1312555');
  }
});

test('by text message, from the hotline’s own number', async () => {
  withTargets({ on: ['case'], by: { sms: '+13125550111' } });
  await tell(REPORT, LEVEL);
  expect(hotline.carrier.messages).toMatchObject([
    {
      from: '+13125550100',
      to: '+13125550111',
      body: `Harbor Consumer Loans: A caller reported one of your company’s own numbers. Please review case 123459 soon. See ${PUBLIC_URL}/#/cases/123459`,
    },
  ]);
});

describe('by webhook', () => {
  /** As a receiver does it, from the key that the API shows. */
  async function isGenuine({ headers, body }: (typeof received)[number]): Promise<boolean> {
    const target = `/api/notifications/key?url=${encodeURIComponent(receiverUrl)}`;
    const { key } = (await hotline.api('GET', target)).json<{ key: string }>();
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const bytes = Buffer.from(key.replace('whsec_', ''), 'base64');
    expect(bytes).toHaveLength(32);
    return (
      headers['webhook-signature'] === `v1,${createHmac('sha256', bytes).update(signed).digest('base64')}`
    );
  }

  beforeEach(() => {
    withTargets({ on: ALL, by: { webhook: receiverUrl } });
  });

  test('signed as Standard Webhooks says; the receiver finds a change of any part', async () => {
    await tell(VOICEMAIL);
    const [one] = received;
    if (one === undefined) throw new Error('nothing arrived');
    expect(await isGenuine(one)).toBe(true);
    expect(await isGenuine({ ...one, body: one.body.replace('12', '13') })).toBe(false);
    for (const header of ['webhook-id', 'webhook-timestamp'])
      expect(await isGenuine({ ...one, headers: { ...one.headers, [header]: '1' } })).toBe(false);
    expect(one.headers['webhook-timestamp']).toBe(String(hotline.clock.now().getTime() / 1000));
    expect(JSON.parse(one.body)).toEqual({
      type: 'voicemail.received',
      timestamp: VOICEMAIL.at,
      data: {
        kind: 'message',
        recordingSid: `RE${'1'.repeat(32)}`,
        department: 'front-desk',
        seconds: 12,
        urgent: true,
        callerEndsIn: '77',
        subject: expect.any(String),
        text: expect.any(String),
        link: `${PUBLIC_URL}/#/voicemail/RE${'1'.repeat(32)}`,
      },
    });
  });

  test('the vector of the specification', () => {
    const body = '{"test": 2432232314}';
    const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body };
    expect(signatureHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', signed)['webhook-signature']).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  test('tried again until it is taken, under the same id; each target has a key of its own', async () => {
    answerWith = { status: 503 };
    await tell(REPORT);
    expect(hotline.queue).toHaveLength(1);
    answerWith = { status: 200 };
    await hotline.drain();
    expect(hotline.queue).toEqual([]);
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([
      received[0]?.headers['webhook-id'],
      received[0]?.headers['webhook-id'],
    ]);
    const keyOf = async (url: string): Promise<unknown> =>
      (await hotline.api('GET', `/api/notifications/key?url=${encodeURIComponent(url)}`)).json().key;
    expect(await keyOf('https://a.example/')).not.toBe(await keyOf('https://b.example/'));
  });

  test('a redirect is not followed', async () => {
    answerWith = { status: 307, location: receiverUrl };
    await tell(REPORT);
    expect(received).toHaveLength(1);
    expect(hotline.queue).toHaveLength(1);
  });

  test('on AWS the machine itself is no target', async () => {
    const { post } = createWebhookSender(createOutgoing(PUBLIC_ONLY));
    await expect(post({ url: receiverUrl, headers: {}, body: '{}' })).rejects.toThrow('must be an https');
    expect(received).toEqual([]);
  });
});

test('a target that fails does not repeat the others', async () => {
  answerWith = { status: 500 };
  withTargets(
    { on: ALL, by: { email: 'duty@example.org' } },
    { on: ALL, by: { webhook: receiverUrl } },
    { on: ALL, by: { sms: '+13125550111' } },
  );
  await tell(REPORT);
  await hotline.drain();
  expect([hotline.emails.length, hotline.carrier.messages.length, received.length]).toEqual([1, 1, 2]);
});

describe('the settings say who', () => {
  const to = (email: string) => ({ by: { email: `${email}@example.org` } });
  const told = (): string[] => hotline.emails.map((email) => email.to.replace('@example.org', ''));

  test('which kinds, and of which departments', async () => {
    withTargets(
      { on: ['voicemail'], ...to('messages') },
      { on: ['voicemail', 'case'], departments: ['front-desk'], ...to('desk') },
      { on: ['guard-level'], ...to('guard') },
    );
    await tell(VOICEMAIL);
    expect(told()).toEqual(['messages', 'desk']);
    hotline.emails.length = 0;
    await tell({ ...VOICEMAIL, department: 'loans' });
    expect(told()).toEqual(['messages']);
    hotline.emails.length = 0;
    await tell(REPORT, LEVEL);
    expect(told()).toEqual(['desk', 'guard']);
  });

  test.each<[object, string, string]>([
    [{ on: [], by: { email: 'a@b.org' } }, '/notifications/0/on', ''],
    [{ on: ['rain'], by: { email: 'a@b.org' } }, '/notifications/0/on/0', ''],
    [{ on: ALL, by: { email: 'nobody' } }, '/notifications/0/by/email', 'must be an e-mail address'],
    [{ on: ALL, by: { fax: '+13125550111' } }, '/notifications/0/by', 'must be one of'],
    [{ on: ALL, by: { sms: '12' } }, '/notifications/0/by/sms', 'too few digits'],
    [{ on: ALL, by: { webhook: 'http://example.org/' } }, '/notifications/0/by/webhook', 'https URL'],
    [
      { on: ALL, by: { webhook: 'https://user:secret@example.org/' } },
      '/notifications/0/by/webhook',
      'https URL',
    ],
    [
      { on: ALL, by: { webhook: 'http://localhost.example.org/' } },
      '/notifications/0/by/webhook',
      'https URL',
    ],
    [
      { on: ALL, departments: ['moon'], by: { email: 'a@b.org' } },
      '/notifications/0/departments/0',
      'there is no department "moon"',
    ],
  ])('%j is refused at %s', (target, at, words) => {
    const checked = checkSettings({ ...SEED_SETTINGS, notifications: [target] });
    expect(checked).toMatchObject({ ok: false, problems: [{ at, problem: expect.stringContaining(words) }] });
  });
});

test('a message found by the reconciler is told of, once', async () => {
  withTargets({ on: ['voicemail'], by: { email: 'duty@example.org' } });
  hotline.intercept = (event) =>
    Promise.resolve(/recording|voicemail/.test(event.rawPath) ? { statusCode: 500, body: '' } : undefined);
  const phone = await hotline.call('+13125557700');
  await phone.press('0');
  await phone.leaveMessage(6);
  await hotline.clock.advance(20 * 60);
  const jobs = createJobsHandler(hotline.runtime);
  await jobs({ job: 'reconcile' });
  await jobs({ job: 'reconcile' });
  await hotline.drain();
  await hotline.drain();
  expect(hotline.emails.map(({ subject }) => subject)).toEqual([
    '[Harbor Consumer Loans] New voicemail for the front desk',
  ]);
});

describe('a limit of the day', () => {
  const DUTY = '+13125550111';

  function limited(perDay: object, start: string): void {
    hotline = new TestHotline({
      database: engine.database,
      start: new Date(start),
      settings: settingsWith({
        calls: { ...SEED_SETTINGS.calls, perDay },
        notifications: [
          { on: ['case'], by: { sms: DUTY } },
          { on: ['day-limit'], by: { email: 'duty@example.org' } },
          { on: ['day-limit'], by: { sms: '+13125550112' } },
          { on: ['day-limit'], language: 'zh-CN', by: { webhook: receiverUrl } },
        ],
      }),
    });
  }
  const watch = async (): Promise<void> => {
    await hotline.runJob('watch');
    await hotline.drain();
    await hotline.drain();
  };
  const textsTo = (to: string): string[] =>
    hotline.carrier.messages.filter((message) => message.to === to).map(({ body }) => body);
  const warnings = async (): Promise<string[]> =>
    (await hotline.api('GET', '/api/state'))
      .json<{ warnings: { at: string; problem: string }[] }>()
      .warnings.filter(({ at }) => at.startsWith('/calls/perDay'))
      .map(({ problem }) => problem);
  const report = (caseNumber: string): Notice => ({ ...REPORT, about: 'report', caseNumber });

  test('of texts: told once, by text too; the texts beyond it wait, are shown, and go out on the next day', async () => {
    limited({ minutes: 0, texts: 1 }, '2026-12-16T15:00:00Z');
    await tell(report('100001'), report('100002'), report('100003'));
    expect(textsTo(DUTY)).toHaveLength(1);
    for (let minutes = 0; minutes < 3; minutes++) await watch();
    expect(hotline.emails.map(({ subject, text }) => [subject, text.split('\n')[0]])).toEqual([
      [
        '[Harbor Consumer Loans] Today’s limit of text messages is reached',
        expect.stringMatching(
          /^Today’s limit of 1 text message is reached\. Further text messages wait until/,
        ),
      ],
    ]);
    expect(textsTo('+13125550112')).toHaveLength(1);
    expect(received.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      {
        type: 'day-limit.reached',
        data: { day: '2026-12-16', limit: 'texts', most: 1, subject: '今日短信条数已达上限' },
      },
    ]);
    expect(await warnings()).toEqual([expect.stringContaining('2 text messages wait so far')]);
    await hotline.clock.advance(3_600);
    await hotline.drain();
    expect([textsTo(DUTY).length, await warnings()]).toEqual([
      1,
      [expect.stringContaining('2 text messages wait so far')],
    ]);
    for (const sent of [2, 3]) {
      await hotline.clock.advance(86_400);
      await hotline.drain();
      expect(new Set(textsTo(DUTY)).size).toBe(sent);
      await watch();
      expect(hotline.emails).toHaveLength(sent);
    }
    expect(textsTo(DUTY)).toHaveLength(3);
    expect(hotline.queue).toEqual([]);
  });

  test('of texts, used up for days: a text that has waited three is set aside for a person', async () => {
    limited({ minutes: 0, texts: 1 }, '2026-12-24T15:00:00Z');
    await tell(report('100006'));
    const waits = { since: '2026-12-21T14:59:00Z', countedOn: '2026-12-24' };
    hotline.queue.push({ kind: 'send-sms', to: DUTY, body: 'too late', waits });
    await hotline.drain();
    expect(hotline.queue).toEqual([]);
    expect([...hotline.shelf.tasks.values()]).toMatchObject([
      {
        lane: 'sms',
        problem: 'too-late',
        why: expect.stringContaining('no room in the limit of 1 text message a day') as unknown,
      },
    ]);
    expect(textsTo(DUTY)).toHaveLength(1);
  });

  test('of minutes: told when strangers are held back, and when all are used', async () => {
    limited({ minutes: 10, texts: 0 }, '2026-12-28T15:00:00Z');
    const use = (count: number) => hotline.store.dayUse.take('minutes', '2026-12-28', { count, most: 10 });
    await use(8);
    await watch();
    await use(2);
    await watch();
    await watch();
    expect(hotline.emails.map(({ subject }) => subject)).toEqual([
      '[Harbor Consumer Loans] Four fifths of today’s call minutes are used',
      '[Harbor Consumer Loans] Today’s limit of call minutes is reached',
    ]);
  });

  // The last of this file: the settings that it saves are there for every later hotline on this engine.
  test('of texts, raised in the meantime: what waits goes out', async () => {
    limited({ minutes: 0, texts: 1 }, '2026-12-20T15:00:00Z');
    await tell(report('100004'), report('100005'));
    const { calls, ...others } = (await hotline.api('GET', '/api/settings')).json<{ calls: object }>();
    const body = { ...others, calls: { ...calls, perDay: { minutes: 0, texts: 5 } } };
    await hotline.api('PUT', '/api/settings', { body });
    await hotline.clock.advance(1_000);
    await hotline.drain();
    expect(textsTo(DUTY)).toHaveLength(2);
  });
});
