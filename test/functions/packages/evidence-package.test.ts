// Evidence packages: from the request over two approvals to a zip that an officer checks with a shell alone.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createAdminHandler } from '../../../functions/admin/admin-handler.ts';
import type { PackageView } from '../../../functions/admin/contract.ts';
import type { ApiAnswer, TestHotline } from '../../support/hotline.ts';
import {
  APPROVERS,
  EvidenceRoom,
  hasOpenssl,
  textOf,
  unpack,
  verifyByShell,
} from '../../support/evidence.ts';
import { rigForAll } from '../../support/rig.ts';
import { changed, changesTo } from '../../support/tamper.ts';
import { AUTH_TOKEN } from '../../support/twilio-values.ts';

const rig = rigForAll();
const room = new EvidenceRoom();
let hotline: TestHotline;
let caseNumber = '';
const FRAUDSTER = '+13125550199';
const REPORTER = '+13125558001';
const STRANGER = '+13125558002';
const NOTE = 'ask the branch in Springfield';
/** One transparent point. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

beforeAll(async () => {
  await room.open();
  hotline = rig.hotline();
  Object.assign(hotline.handlers, { admin: createAdminHandler({ ...hotline.runtime, people: APPROVERS }) });
  await fraudsterCalls();
  caseNumber = await report(REPORTER);
  await report(STRANGER, '13125550177#');
  expect(
    (await hotline.api('POST', `/api/cases/${caseNumber}/notes`, { body: { text: NOTE } })).status,
  ).toBeLessThan(300);
  const attached = await hotline.api('POST', `/api/cases/${caseNumber}/attachments?name=chat.png`, {
    body: PNG,
  });
  expect(attached.status).toBeLessThan(300);
  await hotline.api('PATCH', `/api/cases/${caseNumber}`, {
    body: { status: 'action-taken', feedback: 'We blocked the number.' },
  });
  await hotline.api('PUT', `/api/listings/${encodeURIComponent(FRAUDSTER)}`, {
    body: { list: 'block', reason: 'fraud' },
  });
  await hotline.clock.advance(1_800);
  await hotline.drain();
  await hotline.drain();
});
afterAll(() => {
  room.close();
});

async function fraudsterCalls(): Promise<void> {
  const phone = await hotline.call(FRAUDSTER);
  await phone.press(phone.code());
  await phone.hangUp();
  await hotline.api('POST', `/api/calls/${phone.sid}/flag`, {
    token: 'grace',
    body: { reason: 'asks for a fee' },
  });
}

async function report(from: string, number = '13125550199#'): Promise<string> {
  const phone = await hotline.call(from);
  await phone.press(phone.code());
  for (const key of ['2', number, '1', '2']) await phone.press(key);
  await phone.leaveMessage(5);
  const spoken = /case number is (\d(?:, \d)+)/.exec(phone.heard().join(' '))?.[1] ?? '';
  await phone.hangUp();
  return spoken.replaceAll(/\D/g, '');
}

const REQUEST = {
  authority: 'Police station <b>3</b>, Springfield',
  requestNumber: 'SPD-2026-1207',
  officer: 'Sgt. Moss',
  legalBasis: 'Criminal Procedure Law, article 54',
};

const ask = (about: object, more: object = {}): Promise<ApiAnswer> =>
  hotline.api('POST', '/api/evidence', { body: { about, ...REQUEST, ...more } });
const decide = (id: string, what: 'approve' | 'refuse' | 'make' | 'link', token: string, body?: object) =>
  hotline.api('POST', `/api/evidence/${id}/${what}`, { token, ...(body === undefined ? {} : { body }) });
const read = async (id: string): Promise<PackageView> =>
  (await hotline.api('GET', `/api/evidence/${id}`)).json();
const zipOf = (id: string): Uint8Array =>
  hotline.evidence.files.get(`packages/${id}.zip`) ?? new Uint8Array();

async function made(about: object): Promise<PackageView> {
  const { id } = (await ask(about)).json<PackageView>();
  await decide(id, 'approve', 'grace');
  await decide(id, 'approve', 'ada');
  await hotline.makePackages(room.own());
  const ready = await read(id);
  expect([ready.status, ready.problem]).toEqual(['ready', undefined]);
  return ready;
}

describe('who has to agree', () => {
  test('two different people, of whom neither is the admin token', async () => {
    const { id, status } = (await ask({ kind: 'case', caseNumber })).json<PackageView>();
    expect(status).toBe('waiting');
    expect((await hotline.api('POST', `/api/evidence/${id}/approve`)).status).toBe(403);
    expect((await decide(id, 'approve', 'grace')).json<PackageView>().status).toBe('waiting');
    expect((await decide(id, 'approve', 'grace')).status).toBe(403);
    await hotline.makePackages(room.own());
    expect(zipOf(id)).toHaveLength(0);
    expect((await decide(id, 'approve', 'ada')).json<PackageView>().status).toBe('approved');
  });

  test('whatever dies at the second approval, there is no approved package without its hold', async () => {
    const { id } = (await ask({ kind: 'case', caseNumber })).json<PackageView>();
    await decide(id, 'approve', 'grace');
    const { holds, packages } = hotline.store;
    const admin = createAdminHandler({
      ...hotline.runtime,
      people: APPROVERS,
      store: {
        ...hotline.store,
        packages: { ...packages, decide: () => Promise.reject(new Error('the process was killed')) },
      },
    });
    const working = hotline.handlers.admin;
    Object.assign(hotline.handlers, { admin });
    expect((await decide(id, 'approve', 'ada')).status).toBe(500);
    Object.assign(hotline.handlers, { admin: working });
    expect([(await read(id)).status, (await holds.get(`package-${id}`))?.status]).toEqual([
      'waiting',
      'in-force',
    ]);
    expect((await decide(id, 'approve', 'mary')).json<PackageView>().status).toBe('approved');
    expect((await holds.get(`package-${id}`))?.status).toBe('in-force');
  });

  test('a second person who refuses stops it for good', async () => {
    const { id } = (await ask({ kind: 'case', caseNumber })).json<PackageView>();
    await decide(id, 'approve', 'grace');
    const refused = (await decide(id, 'refuse', 'ada', { reason: 'no such request' })).json<PackageView>();
    expect([refused.status, refused.refusal?.by, refused.refusal?.reason]).toEqual([
      'refused',
      'ada',
      'no such request',
    ]);
    expect((await decide(id, 'approve', 'mary')).status).toBe(409);
    await hotline.makePackages(room.own());
    expect((await read(id)).status).toBe('refused');
    expect(zipOf(id)).toHaveLength(0);
    expect((await decide(id, 'link', 'ada')).status).toBe(409);
  });

  test.each([
    ['a case that is not there', { kind: 'case', caseNumber: '000000' }, 404],
    ['what is no number', { kind: 'number', number: 'the bad one' }, 400],
    [
      'a period that ends before it begins',
      { kind: 'period', from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' },
      400,
    ],
    ['a period of 367 days', { kind: 'period', from: '2025-01-01', to: '2026-01-02' }, 400],
    ['a period of 366 days', { kind: 'period', from: '2025-01-01', to: '2026-01-01' }, 201],
    ['a period of years', { kind: 'period', from: '2020-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 400],
  ])('%s is not asked for', async (_, about, status) => {
    expect((await ask(about)).status).toBe(status);
  });
});

test('days are those of the hotline, to the end of the last one', async () => {
  const period = { kind: 'period', from: '2026-11-02', to: '2026-11-02' };
  const asked = (await ask(period, { receivedAt: '2026-11-03' })).json<PackageView>();
  expect([asked.about, asked.receivedAt]).toEqual([
    { kind: 'period', from: '2026-11-02T06:00:00.000Z', to: '2026-11-03T06:00:00.000Z' },
    '2026-11-03T06:00:00.000Z',
  ]);
  const tomorrow = new Date(hotline.clock.now().getTime() + 86_400_000).toISOString();
  expect((await ask(period, { receivedAt: tomorrow })).status).toBe(400);
});

describe('what the settings say', () => {
  const set = async (evidence: object): Promise<void> => {
    const settings = (await hotline.api('GET', '/api/settings')).json();
    await hotline.api('PUT', '/api/settings', { body: { ...settings, evidence } });
    await hotline.clock.advance(61);
  };
  const tried = async (): Promise<PackageView> => {
    const { id } = (await ask({ kind: 'case', caseNumber })).json<PackageView>();
    await decide(id, 'approve', 'grace');
    await decide(id, 'approve', 'ada');
    await hotline.makePackages(room.own());
    return read(id);
  };
  afterAll(() => set({}));

  test('of who hands it over and of certificates is in the package', async () => {
    await set({ organization: 'Harbor Bank', contact: '+1 312 555 0100' });
    const plain = unpack(zipOf((await tried()).id));
    for (const path of ['bag-info.txt', 'VERIFY.txt', 'report.html']) {
      expect(textOf(plain, path)).toContain('Harbor Bank');
      expect(textOf(plain, path)).toContain('+1 312 555 0100');
    }
    const own = textOf(plain, 'signature/signer.pem');
    await set({ signerCertificates: `${own}${own}`, timestampCertificates: own });
    const certified = unpack(zipOf((await tried()).id));
    expect(textOf(certified, 'signature/signer.pem')).toBe(`${own}${own}`);
    if (hasOpenssl) expect(textOf(certified, 'timestamps/tsa.pem').trim()).toBe(own.trim());
  });

  test('and is wrong stops the package, which says what to change', async () => {
    await set({ timestampUrl: 'http://127.0.0.1:9/stamp' });
    expect(await tried()).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining('http://127.0.0.1:9/stamp gave no stamp'),
    });
    await set({ signerCertificates: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' });
    expect(await tried()).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining('evidence.signerCertificates'),
    });
  });

  test.each([1, 30])('of how long the requests of an ordinary call are kept: %s days', async (days) => {
    await set({ webhookDays: days });
    const phone = await hotline.call('+13125558003');
    await phone.hangUp();
    await hotline.drain();
    const { database } = rig;
    const { Items = [] } = await database.run('read webhooks', (client, options) =>
      client.send(new ScanCommand({ TableName: database.table('webhooks') }), options),
    );
    const kept = Items.filter(({ callSid }) => callSid === phone.sid);
    expect(kept.length).toBeGreaterThan(0);
    for (const { at, ttl } of kept)
      expect(Math.round((Number(ttl) - Date.parse(String(at)) / 1_000) / 86_400)).toBe(days);
  });
});

describe('a package about a case', () => {
  let about: PackageView;
  let files: Map<string, Uint8Array>;
  beforeAll(async () => {
    about = await made({ kind: 'case', caseNumber });
    files = unpack(zipOf(about.id));
  });

  test('is ready, with its sums', () => {
    expect([about.status, about.problem]).toEqual(['ready', undefined]);
    expect(about.made?.stamped).toBe(hasOpenssl);
    expect(about.made?.files).toBe(files.size);
  });

  test('is verified by a shell with sha256sum and openssl', async () => {
    if (!hasOpenssl) return;
    const { ok, said } = await verifyByShell(files);
    expect([ok, said]).toEqual([true, expect.stringContaining('Time stamp:')]);
  });

  test('holds the people of the case, and nobody else', () => {
    const whole = texts(files);
    expect(whole).toContain(FRAUDSTER);
    expect(whole).toContain(REPORTER);
    expect(whole).not.toContain(STRANGER);
    expect(whole).not.toContain('+13125550177');
    expect(whole).not.toContain(NOTE);
    expect(JSON.parse(textOf(files, 'redactions.json'))).toContainEqual({
      file: `data/cases/${caseNumber}.json`,
      reason: 'internal-notes',
      places: 1,
    });
  });

  test('holds the carrier’s requests as they came, under the seal that stands with the call and in the audit log', () => {
    const calls = [...files.keys()].filter((path) => path.startsWith('data/calls/'));
    expect(calls).toHaveLength(2);
    for (const path of calls) {
      const { callSid, seal } = JSON.parse(textOf(files, path)) as {
        callSid: string;
        seal: { sha256: string };
      };
      const lines = textOf(files, `data/webhooks/${callSid}.jsonl`);
      expect(createHash('sha256').update(lines).digest('hex')).toBe(seal.sha256);
      expect(textOf(files, 'data/audit/audit.jsonl')).toContain(seal.sha256);
      const [first] = lines.split('\n').map((line) => JSON.parse(line || '{}') as Record<string, string>);
      const form = Object.fromEntries(new URLSearchParams(first?.body));
      expect(webhooks.validateRequest(AUTH_TOKEN, first?.signature ?? '', first?.url ?? '', form)).toBe(true);
    }
  });

  test('holds the recording and the file that were received, to the byte', () => {
    const [recording] = [...files].filter(([path]) => path.endsWith('.wav'));
    expect(
      [...hotline.recordings.values()].some((kept) =>
        Buffer.from(kept).equals(recording?.[1] ?? new Uint8Array()),
      ),
    ).toBe(true);
    const attached = [...files].find(([path]) => path.startsWith('data/attachments/'));
    expect(Buffer.from(attached?.[1] ?? []).equals(PNG)).toBe(true);
  });

  test('says who asked for, approved and collected what, each line with the hash of the line before', () => {
    const lines = textOf(files, 'custody/custody.jsonl').trimEnd().split('\n');
    let previous = '0'.repeat(64);
    for (const line of lines) {
      const { hash, ...content } = JSON.parse(line) as { hash: string; prevHash: string };
      expect(content.prevHash).toBe(previous);
      expect(createHash('sha256').update(JSON.stringify(content)).digest('hex')).toBe(hash);
      previous = hash;
    }
    const acts = lines.map((line) => (JSON.parse(line) as { action: string }).action);
    expect(acts.slice(0, 3)).toEqual(['requested', 'approved', 'approved']);
    expect(acts.filter((act) => act === 'collected')).toHaveLength(
      [...files.keys()].filter((path) => path.startsWith('data/')).length,
    );
  });

  test.each([
    [
      'who asked and agreed',
      ['Police station &lt;b&gt;3&lt;/b&gt;', 'SPD-2026-1207', 'Sgt. Moss', 'article 54', 'grace (', 'ada ('],
    ],
    ['whose numbers it is about', ['312 555 0199', '312 555 8001']],
    [
      'what happened in which order',
      ['2026-11-23 20:00:00', 'flagged the call as a nuisance: asks for a fee'],
    ],
    [
      'what was reported, and what came of it',
      ['asked for money up front', 'action taken', 'We blocked the number.'],
    ],
    ['how was decided and why', ['on no list and not verified', 'put on a list']],
    ['whether it is whole, and what is missing', ['sh VERIFY.txt', 'Notes that staff wrote for each other']],
    [
      'and all of it in Chinese',
      ['谁调取本证据包', '已处置', '要求先交费用', '不在任何名单中', '工作人员内部备注'],
    ],
  ])('the report answers %s', (_, answers) => {
    const report = textOf(files, 'report.html');
    for (const answer of answers) expect(report).toContain(answer);
    expect(report).not.toMatch(/<script|<b>3/);
  });

  test('made again, after the case has moved on, is the same but for its time stamp', async () => {
    await hotline.clock.advance(60);
    await hotline.api('PATCH', `/api/cases/${caseNumber}`, {
      body: { status: 'closed', feedback: 'Later news.' },
    });
    await hotline.clock.advance(86_400);
    await hotline.runJob('anchor');
    expect((await decide(about.id, 'make', 'mary')).status).toBe(200);
    await hotline.makePackages(room.own());
    const again = await read(about.id);
    const second = unpack(zipOf(about.id));
    expect([...second.keys()]).toEqual([...files.keys()]);
    const differing = [...second].filter(
      ([path, bytes]) => !Buffer.from(bytes).equals(files.get(path) ?? new Uint8Array()),
    );
    expect(differing.map(([path]) => path).filter((path) => !path.startsWith('timestamps/'))).toEqual(
      hasOpenssl ? ['signature/SHA256SUMS'] : [],
    );
    expect(again.made?.contentSha256).toBe(about.made?.contentSha256);
  });

  test('each change of a byte, a file or an order is found', async () => {
    if (!hasOpenssl) return;
    const changes = fc.sample(changesTo(files), { numRuns: 260, seed: 1 });
    const tampered = changes
      .flatMap((change) => {
        const made = changed(files, change);
        return made === undefined ? [] : [{ change, made }];
      })
      .slice(0, 200);
    expect(tampered).toHaveLength(200);
    for (let done = 0; done < tampered.length; done += 8) {
      const some = tampered.slice(done, done + 8);
      const verdicts = await Promise.all(some.map(({ made }) => verifyByShell(made)));
      expect(some.flatMap(({ change }, index) => (verdicts[index]?.ok === true ? [change] : []))).toEqual([]);
    }
  });

  test('is under a legal hold, and each link to it is written down', async () => {
    const holds = (await hotline.api('GET', '/api/holds?status=in-force')).json<{
      items: { reference: string }[];
    }>();
    expect(holds.items.map(({ reference }) => reference)).toContain(about.id);
    const { url, sha256 } = (await decide(about.id, 'link', 'mary')).json<{ url: string; sha256: string }>();
    expect(createHash('sha256').update(zipOf(about.id)).digest('hex')).toBe(sha256);
    expect(url).toContain(about.id);
    expect((await read(about.id)).releases.map(({ by }) => by)).toEqual(['mary']);
  });
});

describe('other packages', () => {
  test('about a number: its calls and the cases about it', async () => {
    const { id } = await made({ kind: 'number', number: '(312) 555-0199' });
    const files = unpack(zipOf(id));
    expect(files.has(`data/cases/${caseNumber}.json`)).toBe(true);
    expect(texts(files)).not.toContain(STRANGER);
  });

  test('about a period: only what ended in a case, a flag or a block', async () => {
    const ordinary = await hotline.call('+13125558009');
    await ordinary.hangUp();
    await hotline.clock.advance(60);
    const to = hotline.clock.now().toISOString();
    const { id } = await made({ kind: 'period', from: '2026-11-01T00:00:00Z', to });
    const whole = texts(unpack(zipOf(id)));
    for (const number of [FRAUDSTER, REPORTER, STRANGER]) expect(whole).toContain(number);
    expect(whole).not.toContain('+13125558009');
  });

  test('where the authority gives no stamp, the package fails, says so, and can be made again', async () => {
    if (!hasOpenssl) return;
    room.isStamping = false;
    const { id } = (await ask({ kind: 'case', caseNumber })).json<PackageView>();
    await decide(id, 'approve', 'grace');
    await decide(id, 'approve', 'ada');
    await hotline.makePackages(room.own());
    const failed = await read(id);
    expect([failed.status, failed.problem]).toEqual([
      'failed',
      expect.stringContaining('time-stamp authority'),
    ]);
    expect(zipOf(id)).toHaveLength(0);
    room.isStamping = true;
    await decide(id, 'make', 'grace');
    await hotline.makePackages(room.own());
    expect((await read(id)).status).toBe('ready');
  });

  test('one that a run has no time for fails, says what to ask for, and leaves the others to the next run', async () => {
    const asked = [];
    for (let one = 0; one < 2; one++) {
      const { id } = (await ask({ kind: 'case', caseNumber })).json<PackageView>();
      await decide(id, 'approve', 'grace');
      await decide(id, 'approve', 'ada');
      asked.push(id);
    }
    const left = [900_000, 900_000];
    await hotline.makePackages(room.own(), () => left.shift() ?? 60_000);
    const after = await Promise.all(asked.map(read));
    expect(after.map(({ status }) => status).toSorted()).toEqual(['approved', 'failed']);
    const failed = after.find(({ status }) => status === 'failed');
    expect(failed?.problem).toMatch(/0 of \d+ records were done\. Ask for several packages/);
    expect(zipOf(failed?.id ?? '')).toHaveLength(0);
    await decide(failed?.id ?? '', 'make', 'grace');
    await hotline.makePackages(room.own(), () => 900_000);
    expect((await Promise.all(asked.map(read))).map(({ status }) => status)).toEqual(['ready', 'ready']);
  });

  test('a recording that is not what was received is not handed over', async () => {
    const [key, kept] = [...hotline.recordings].find(([name]) => name.startsWith('voicemail/')) ?? [
      '',
      new Uint8Array(),
    ];
    hotline.recordings.set(key, new Uint8Array([...kept.slice(0, -1), 1]));
    const { id } = (
      await ask({ kind: 'period', from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' })
    ).json<PackageView>();
    await decide(id, 'approve', 'grace');
    await decide(id, 'approve', 'ada');
    await hotline.makePackages(room.own());
    expect((await read(id)).problem).toContain('is not as it was received');
    hotline.recordings.set(key, kept);
  });

  test('what a caller keys as a PIN is kept in no webhook', async () => {
    const phone = await hotline.call('+13125558011');
    await phone.press(phone.code());
    for (const key of ['3', `${caseNumber}#`, '4817#']) await phone.press(key);
    await phone.hangUp();
    const kept = await hotline.store.webhooks.of(phone.sid);
    expect(kept.length).toBeGreaterThan(2);
    expect(JSON.stringify(kept)).not.toContain('4817');
  });

  test('the seals of calls refused at a block go into the audit log, an hour of them in one entry', async () => {
    const pattern = '+13125558020';
    await hotline.api('PUT', `/api/listings/${pattern}`, { body: { list: 'block', reason: 'nuisance' } });
    // Whole hours, so that the calls of the other stories are not among them.
    const untilNextHour = 3_600 - ((hotline.clock.now().getTime() / 1_000) % 3_600);
    await hotline.clock.advance(untilNextHour + 60);
    const calls = [await hotline.call(pattern), await hotline.call(pattern)];
    await hotline.drain();
    const sealsNoted = async (): Promise<(string | undefined)[]> => {
      await hotline.runJob('seals');
      return (await hotline.store.audit.page({ action: 'calls.seal', limit: 9 })).items.map(
        ({ record, detail }) => `${record} ${String(detail)}`,
      );
    };
    const hour = new Date(Math.floor(hotline.clock.now().getTime() / 3_600_000) * 3_600_000).toISOString();
    await hotline.clock.advance(3_500);
    await hotline.drain();
    await hotline.clock.advance(3_000);
    await hotline.drain();
    expect((await sealsNoted()).filter((one) => one?.startsWith(hour))).toEqual([]);
    await hotline.clock.advance(3_600);
    const seals = await Promise.all(
      calls.map(async ({ sid }) => `${sid} ${String((await hotline.store.calls.get(sid))?.seal?.sha256)}\n`),
    );
    const sum = createHash('sha256').update(seals.toSorted().join('')).digest('hex');
    const entry = `${hour} refused calls: 2, SHA-256 over their seals ${sum}`;
    expect(await sealsNoted()).toContainEqual(entry);
    const again = await sealsNoted();
    expect(again.filter((one) => one === entry)).toHaveLength(1);
    expect(seals.join('')).toMatch(/^(CA\w{32} [0-9a-f]{64}\n){2}$/);
  });
});

const texts = (files: ReadonlyMap<string, Uint8Array>): string =>
  [...files.keys()]
    .filter((path) => /\.(jsonl?|html|csv|txt)$/.test(path))
    .map((path) => decodeURIComponent(textOf(files, path).replaceAll('%', '%25').replaceAll('%252B', '%2B')))
    .join('\n');
