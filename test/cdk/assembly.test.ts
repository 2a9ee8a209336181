// The synthesised assembly answers a call: what `cdk deploy` would upload, run here with the permissions it would have.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Challenge } from 'altcha-lib';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { startEngine } from '../../in-process/dynamo.ts';
import { Carrier } from '../../carrier/carrier.ts';
import { VirtualClock } from '../../carrier/clock.ts';
import { Assembly, synthesise, type Synthesis } from '../support/assembly.ts';
import { DeployedHotline } from '../support/deployed.ts';
import { EvidenceRoom, hasOpenssl, textOf, unpack, verifyByShell } from '../support/evidence.ts';
import { Switchboard, TestPhone } from '../support/phone.ts';
import { solve } from '../support/proof-of-work.ts';
import { SmallAws } from '../support/small-aws.ts';
import { NUISANCE_ZH } from '../support/texts.ts';
import { ACCOUNT_SID, ADA, AUTH_TOKEN, CALLER, GRACE, HOTLINE } from '../support/twilio-values.ts';

const ISSUER = 'https://login.example.org/';

let synthesis: Synthesis;
let aws: SmallAws;
let hotline: DeployedHotline;
const stops: (() => unknown)[] = [];
let signingKey: CryptoKey;
let publicUrl: string;
/** Stamps the time of packages and anchors. */
const room = new EvidenceRoom();
let caseNumber = '';

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  signingKey = privateKey;
  const engine = await startEngine();
  stops.push(engine.stop);
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'k' }] };
  aws = new SmallAws({
    dynamodb: engine.endpoint,
    secrets: {},
    jwks,
    bucketArn: (bucket) => `arn:aws:s3:::${bucket}`,
  });
  const awsUrl = await aws.start();
  stops.push(() => aws.stop());
  const context = {
    twilioAccountSid: ACCOUNT_SID,
    oidcIssuer: ISSUER,
    oidcAudience: 'hotline',
    oidcJwksUrl: `${awsUrl}/jwks`,
    notifyFrom: 'guard@example.org',
  };
  synthesis = await synthesise(context, { CDK_VALIDATION: 'false' });
  stops.push(synthesis.remove);
  const assembly = new Assembly(synthesis.folder);
  hotline = await DeployedHotline.start({
    assembly,
    aws,
    awsUrl,
    database: engine.endpoint,
    authToken: AUTH_TOKEN,
  });
  stops.push(hotline.stop);
  publicUrl = hotline.output('PublicUrl');
  await room.open();
  stops.push(() => {
    room.close();
  });
  // Before any function reads its settings, which it keeps for a minute.
  const settings = JSON.parse((await api('GET', '/api/settings')).body) as { evidence?: object };
  const timestampUrl = (await room.own().ownAuthority?.()) ?? '';
  const evidence = { ...settings.evidence, timestampUrl };
  expect((await api('PUT', '/api/settings', { ...settings, evidence })).status).toBe(200);
});
afterAll(async () => {
  for (const stop of stops.toReversed()) await stop();
});

interface Line {
  readonly clock: VirtualClock;
  readonly carrier: Carrier;
  readonly staff: Switchboard;
}

/** The carrier, with the deployed endpoint behind the hotline's number. */
function connect(): Line {
  const clock = new VirtualClock({ start: new Date() });
  const carrier = new Carrier({
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    clock,
    numbers: () => ({
      [HOTLINE]: {
        voiceUrl: hotline.output('VoiceUrl'),
        statusCallback: hotline.output('StatusCallbackUrl'),
      },
    }),
    transport: async ({ method, url, headers, body }) => {
      expect(url.startsWith(publicUrl)).toBe(true);
      const lower = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      );
      const result = await hotline.request(method, url.slice(publicUrl.length), body, lower);
      const answered = Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]);
      return {
        status: result.statusCode ?? 200,
        headers: Object.fromEntries(answered) as Record<string, string>,
        body: result.body ?? '',
      };
    },
  });
  hotline.carrier = carrier;
  clock.settleWith(() => carrier.settled());
  return { clock, carrier, staff: new Switchboard(carrier, clock) };
}

async function call({ carrier, clock }: Line, from: string, more: object = {}): Promise<TestPhone> {
  const phone = new TestPhone(carrier.placeCall({ from, to: HOTLINE, ...more }), clock);
  await clock.settle();
  return phone;
}

async function api(
  method: string,
  target: string,
  body?: unknown,
  roles = ['admin'],
  subject = 'someone',
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; body: string }> {
  const token = await new SignJWT({ roles })
    .setProtectedHeader({ alg: 'ES256', kid: 'k', typ: 'at+jwt' })
    .setIssuer(ISSUER)
    .setAudience('hotline')
    .setSubject(subject)
    .setExpirationTime('5m')
    .sign(signingKey);
  const type = typeof body === 'string' ? 'text/csv' : 'application/json';
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const result = await hotline.request(method, target, text, {
    authorization: `Bearer ${token}`,
    'content-type': type,
    'x-audit-reason': 'test',
    ...(method === 'PUT' ? { 'if-match': '*' } : {}),
    ...headers,
  });
  return { status: result.statusCode ?? 200, body: result.body ?? '' };
}

test('an unknown caller is challenged, passes, and speaks with staff', async () => {
  const line = connect();
  const phone = await call(line, CALLER);
  await phone.press(phone.code());
  await phone.press('1');
  expect(line.staff.rung).toEqual([ADA, GRACE]);
  await line.staff.accept(GRACE);
  expect(phone.story()).toContain('bridged');
  await phone.wait(30);
  await phone.hangUp();
  const { status, body } = await api('GET', `/api/calls/${phone.sid}`);
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({ verdict: 'challenge', disposition: 'talked-to-staff' });
});

test('a blocklisted one is refused', async () => {
  const listed = await api('PUT', '/api/listings/%2B13125550166', { list: 'block', reason: 'spam' });
  expect(listed.status).toBe(200);
  const phone = await call(connect(), '+13125550166');
  expect(phone.outcome).toMatchObject({ answered: false });
});

// First of the queue's work: the functions keep settings for a minute.
describe('a message in Chinese is written down by Amazon Transcribe', () => {
  const event = (name: string, status = 'COMPLETED') => ({
    version: '0',
    id: '1',
    'detail-type': 'Transcribe Job State Change',
    source: 'aws.transcribe',
    account: '000000000000',
    time: '2026-11-24T12:00:00Z',
    region: 'us-east-1',
    resources: [],
    detail: { TranscriptionJobName: name, TranscriptionJobStatus: status },
  });
  const message = async (sid: string): Promise<Record<string, unknown>> =>
    JSON.parse((await api('GET', `/api/voicemails/${sid}`)).body) as Record<string, unknown>;
  const outputs = (): string[] => [...aws.objects.keys()].filter((key) => key.includes('/transcripts/'));
  const writeDown = async (transcribe: boolean): Promise<void> => {
    const settings = JSON.parse((await api('GET', '/api/settings')).body) as { voicemail: object };
    const voicemail = { ...settings.voicemail, transcribe };
    expect((await api('PUT', '/api/settings', { ...settings, voicemail })).status).toBe(200);
  };
  let recordingSid = '';

  test('the job begins once its audio is in our bucket, and only once', async () => {
    await writeDown(true);
    const phone = await call(connect(), '+13125550171');
    await phone.press('****');
    await phone.press('0');
    await phone.leaveMessage(5);
    recordingSid = phone.log.flatMap((one) => (one.type === 'recorded' ? [one.sid] : []))[0] ?? '';
    for (let delivery = 0; delivery < 2; delivery++) {
      expect(await hotline.deliverMessages()).toEqual({ batchItemFailures: [] });
    }
    const [job] = [...aws.transcriptions.values()];
    expect(job).toMatchObject({
      TranscriptionJobName: `hotline-guard-dev-${recordingSid}`,
      LanguageCode: 'zh-CN',
      Media: { MediaFileUri: expect.stringContaining(`/voicemail/${recordingSid}.wav`) as unknown },
      OutputKey: `transcripts/${recordingSid}.json`,
    });
    aws.queues.put('outside', JSON.stringify({ kind: 'transcribe', recordingSid }));
    expect(await hotline.deliverMessages()).toEqual({ batchItemFailures: [] });
    expect(aws.transcriptions.size).toBe(1);
  });

  test('its end brings the text, scored, and the output is deleted', async () => {
    const name = `hotline-guard-dev-${recordingSid}`;
    aws.finishTranscription(name, NUISANCE_ZH);
    expect(await hotline.sendEvent(event(name))).toBe(1);
    const kept = await message(recordingSid);
    expect(kept).toMatchObject({
      folder: 'nuisance',
      transcript: { text: NUISANCE_ZH, by: 'amazon-transcribe' },
    });
    expect(outputs()).toEqual([]);
    // Word of it may come again.
    expect(await hotline.sendEvent(event(name))).toBe(1);
    expect(await message(recordingSid)).toEqual(kept);
  });

  test('a job that failed changes nothing; one of another stage is none of ours', async () => {
    const before = await message(recordingSid);
    await hotline.sendEvent(event(`hotline-guard-dev-${recordingSid}`, 'FAILED'));
    expect(await message(recordingSid)).toEqual(before);
    expect(await hotline.sendEvent(event(`hotline-guard-production-${recordingSid}`))).toBe(0);
    expect(await hotline.sendEvent(event(`hotline-guard-dev-${recordingSid}`, 'IN_PROGRESS'))).toBe(0);
    await writeDown(false);
  });
});

test('a message is stored, copied into the bucket by the queue’s work, and can be heard', async () => {
  // What was looked at before.
  await hotline.deliverMessages();
  const phone = await call(connect(), '+13125550167');
  await phone.press('0');
  await phone.leaveMessage(4);
  const waiting = aws.queues.take();
  const kinds = waiting.map((text) => (JSON.parse(text) as { kind: string }).kind);
  for (const text of waiting) aws.queues.put('again', text);
  expect(kinds.toSorted()).toEqual(['fetch-recording', 'notify']);
  expect(await hotline.deliverMessages()).toEqual({ batchItemFailures: [] });
  const page = JSON.parse((await api('GET', '/api/voicemails?folder=inbox')).body) as {
    items: { recordingSid: string }[];
  };
  expect(page.items).toHaveLength(1);
  const sid = page.items[0]?.recordingSid ?? '';
  expect([...aws.objects.keys()].join()).toContain(sid);
  expect((await api('GET', `/api/voicemails/${sid}/audio`)).status).toBe(200);
  expect((await api('PATCH', `/api/voicemails/${sid}`, { status: 'heard' })).status).toBe(200);
  await hotline.runSchedules();
});

test('a report gets a case number, and its reporter hears what came of it', async () => {
  const from = '+13125550169';
  const line = connect();
  const phone = await call(line, from);
  await phone.press(phone.code());
  for (const keys of ['2', '13125550199#', '1', '2']) await phone.press(keys);
  await phone.leaveMessage(5);
  const spoken = /case number is (\d(?:, \d){5})\./.exec(phone.heard().join(' '))?.[1] ?? '';
  await phone.hangUp();
  caseNumber = spoken.replaceAll(/\D/g, '');
  const patched = await api('PATCH', `/api/cases/${caseNumber}`, {
    status: 'closed',
    feedback: 'Thank you.',
  });
  expect(patched.status).toBe(200);
  // Without a PIN only where the network vouches for the number.
  const again = await call(connect(), from, { stirVerstat: 'TN-Validation-Passed-A' });
  await again.press('3');
  await again.press(`${caseNumber}#`);
  expect(again.heard().join(' ')).toContain('Here is our answer. Thank you.');
});

describe('evidence', () => {
  /** A document of plain text, kept as it is: two of them are more than an upload takes in one part. */
  const pdf = (letter: string): string => `%PDF-1.4\n${letter.repeat(3_900_000)}\n%%EOF\n`;

  test('a package is asked for, approved by two, made in parts, signed by KMS, fetched by a link, and verifies', async () => {
    for (const letter of ['a', 'b']) {
      const target = `/api/cases/${caseNumber}/attachments?name=${letter}.pdf`;
      expect((await api('POST', target, pdf(letter))).status).toBeLessThan(300);
    }
    const asked = await api('POST', '/api/evidence', {
      about: { kind: 'case', caseNumber },
      ...{ authority: 'Police, District 1', requestNumber: '2026-117', legalBasis: 'Court order 4711' },
    });
    const { id } = JSON.parse(asked.body) as { id: string };
    for (const name of ['grace', 'ada'])
      expect((await api('POST', `/api/evidence/${id}/approve`, undefined, ['approver'], name)).status).toBe(
        200,
      );
    // The hold is covered meanwhile; what fails is for the queue to bring again.
    await hotline.deliverMessages();
    await hotline.runSchedules();
    const ready = JSON.parse((await api('GET', `/api/evidence/${id}`)).body) as object;
    expect(ready).toMatchObject({ status: 'ready', made: { stamped: hasOpenssl } });
    const written = aws.asked.filter(({ resource }) => resource.endsWith(`/packages/${id}.zip`));
    expect(written.length).toBeGreaterThan(3);
    expect(aws.uploads.size).toBe(0);
    const link = await api('POST', `/api/evidence/${id}/link`, undefined, ['approver'], 'ada');
    const { url } = JSON.parse(link.body) as { url: string };
    const files = unpack(new Uint8Array(await (await fetch(url)).arrayBuffer()));
    expect(textOf(files, `data/cases/${caseNumber}.json`)).toContain('+13125550199');
    if (hasOpenssl)
      expect(await verifyByShell(files)).toEqual({ ok: true, said: expect.stringContaining('Time stamp:') });
    expect(aws.asked.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['kms:GetPublicKey', 'kms:Sign']),
    );
  });

  test('an anchor of the audit log has a time stamp that OpenSSL accepts', async () => {
    if (!hasOpenssl) return;
    await hotline.runSchedules();
    const [key = ''] = [...aws.objects.keys()].filter((name) => name.endsWith('.tsr'));
    const paths = { data: join(room.folder, 'anchor.json'), token: join(room.folder, 'anchor.tsr') };
    writeFileSync(paths.token, aws.objects.get(key) ?? '');
    writeFileSync(paths.data, aws.objects.get(key.replace(/\.tsr$/, '.json')) ?? '');
    const said = execFileSync('openssl', [
      ...['ts', '-verify', '-token_in', '-in', paths.token, '-data', paths.data],
      ...['-CAfile', join(room.folder, 'time-stamps', 'tsa.pem'), '-partial_chain'],
    ]);
    expect(said.toString()).toContain('Verification: OK');
  });
});

describe('rights of a person', () => {
  const person = '+13125550181';
  const people = `/api/people/${encodeURIComponent(person)}`;
  const request = async (id: string): Promise<Record<string, unknown>> =>
    JSON.parse((await api('GET', `/api/rights/${id}`)).body) as Record<string, unknown>;

  /** Of all tables and buckets, as far as the number can be read in it. */
  async function traces(): Promise<readonly string[]> {
    const objects = [...aws.objects].filter(([key, body]) =>
      `${key} ${body.toString()}`.includes(person.slice(2)),
    );
    return [...objects.map(([key]) => key), ...(await hotline.itemsWith(person.slice(2)))];
  }

  test('a copy is made, and everything is erased: tables, objects in all versions, at the carrier', async () => {
    const line = connect();
    const phone = await call(line, person);
    await phone.press(phone.code());
    for (const keys of ['2', '13125550199#', '1', '2']) await phone.press(keys);
    await phone.leaveMessage(5);
    await phone.hangUp();
    await hotline.deliverMessages();
    const asked = await api('POST', '/api/rights', { kind: 'copy', number: person, proof: 'letter' });
    const copy = JSON.parse(asked.body) as { id: string };
    const carried = await api(
      'POST',
      `/api/rights/${copy.id}/decide`,
      { decision: 'carry-out' },
      ['approver'],
      'grace',
      { 'if-match': '"1"' },
    );
    expect([carried.status, carried.status === 200 ? '' : carried.body]).toEqual([200, '']);
    await hotline.runSchedules('rights');
    expect(aws.refused).toEqual([]);
    expect(await request(copy.id)).toMatchObject({ status: 'done', copy: { sha256: expect.any(String) } });
    expect(await traces()).not.toEqual([]);

    const { body } = await api('POST', `${people}/erase`, { why: 'letter' }, ['approver'], 'grace');
    const { id } = JSON.parse(body) as { id: string };
    await hotline.runSchedules('rights');
    expect(await request(id)).toMatchObject({ status: 'done', erasure: { kept: [] } });
    expect(await traces()).toEqual([]);
    const keys = [...aws.objects.keys()];
    expect(keys.filter((key) => key.includes('/copies/'))).toEqual([]);
    expect(keys.filter((key) => key.endsWith(`/erasures/${id}.json`))).toHaveLength(1);
    expect(line.carrier.call(phone.sid)).toBeUndefined();
    expect(JSON.parse((await api('GET', '/api/audit/verify')).body)).toMatchObject({ intact: true });
  });
});

test('the report page, its files, a report by it, and what came of it', async () => {
  const get = (target: string, headers = {}) => hotline.request('GET', target, '', headers);
  const page = await get('/report?lang=zh-CN');
  expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('举报可疑来电')]);
  const files = [...(page.body ?? '').matchAll(/"(report\/[\w.]+)"/g)].map(([, name = '']) => name);
  expect(files).toHaveLength(3);
  for (const name of files) expect(await get(`/${name}`)).toMatchObject({ statusCode: 200 });
  const challenge = JSON.parse((await get('/api/public/challenge')).body ?? '') as Challenge;
  const body = JSON.stringify({ number: '+13125550199', category: 'other', altcha: await solve(challenge) });
  const taken = await hotline.request('POST', '/api/public/reports', body, {
    'content-type': 'application/json',
  });
  expect(taken.statusCode).toBe(201);
  const { caseNumber, pin } = JSON.parse(taken.body ?? '') as { caseNumber: string; pin: string };
  const told = await get(`/api/public/reports/${caseNumber}`, { 'x-case-pin': pin });
  expect([told.statusCode, JSON.parse(told.body ?? '')]).toEqual([
    200,
    expect.objectContaining({ status: 'received' }),
  ]);
  expect((await get(`/api/public/reports/${caseNumber}?pin=00`)).statusCode).toBe(404);
  expect(await hotline.deliverMessages()).toEqual({ batchItemFailures: [] });
});

describe('the API, behind an identity provider', () => {
  test.each([
    ['GET', '/api/listings?list=block', undefined],
    ['POST', '/api/listings/import?list=block', 'number,reason\n+13125550168,spam\n'],
    ['GET', '/api/listings/export?list=block', undefined],
    ['POST', '/api/feeds/colleagues/complaints?blockFrom=1', '+13125550167\n+13125550165\n'],
    ['GET', '/api/feeds', undefined],
    ['DELETE', '/api/feeds/colleagues', undefined],
    ['GET', '/api/listings/%2B13125550166', undefined],
    ['DELETE', '/api/listings/%2B13125550166', undefined],
    ['GET', '/api/lookup/%2B13125550166', undefined],
    ['GET', '/api/calls', undefined],
    ['GET', `/api/calls?caller=${encodeURIComponent(CALLER)}`, undefined],
    ['GET', '/api/voicemails?status=heard', undefined],
    ['GET', '/api/cases', undefined],
    ['GET', '/api/cases?status=closed', undefined],
    ['GET', '/api/holidays?country=CN&year=2026', undefined],
    ['GET', '/api/guard', undefined],
    ['PUT', '/api/guard', { level: 'normal' }],
    ['GET', '/api/audit', undefined],
    ['GET', '/api/notifications/key?url=https%3A%2F%2Fexample.org%2Fhook', undefined],
    ['GET', '/api/settings', undefined],
    ['GET', '/api/settings/schema', undefined],
    ['GET', '/api/settings/versions', undefined],
  ])('%s %s', async (method, target, body) => {
    const answer = await api(method, target, body);
    expect([200, 204]).toContain(answer.status);
  });

  test('settings are saved, and the version before stays', async () => {
    const current = JSON.parse((await api('GET', '/api/settings')).body) as object;
    const saved = await api('PUT', '/api/settings', current);
    expect(saved).toMatchObject({ status: 200 });
    expect((await api('GET', '/api/settings/versions/1')).status).toBe(200);
  });

  test('a call is flagged by staff, not by a viewer', async () => {
    const { items } = JSON.parse((await api('GET', '/api/calls')).body) as { items: { callSid: string }[] };
    const target = `/api/calls/${items[0]?.callSid ?? ''}/flag`;
    expect((await api('POST', target, { reason: 'spam' }, ['viewer'])).status).toBe(403);
    expect((await api('POST', target, { reason: 'spam' }, ['agent'])).status).toBeLessThan(300);
  });

  test('anybody may ask for health and the description', async () => {
    expect((await hotline.request('GET', '/health', '', {})).statusCode).toBe(200);
    expect((await hotline.request('GET', '/api/openapi.json', '', {})).statusCode).toBe(200);
  });
});

test('staff are told by e-mail: through the queue, by SES, from the sender of the deployment', async () => {
  const notifications = [{ on: ['guard-level'], by: { email: 'duty@example.org' } }];
  const settings = JSON.parse((await api('GET', '/api/settings')).body) as object;
  expect((await api('PUT', '/api/settings', { ...settings, notifications })).status).toBe(200);
  expect((await api('PUT', '/api/guard', { level: 'siege' })).status).toBe(200);
  // The one about the level: other stories have left theirs.
  const notice = aws.queues.take().findLast((text) => text.includes('"guard-level"'));
  aws.queues.put('again', notice ?? '');
  for (let delivery = 0; delivery < 2; delivery++)
    expect(await hotline.deliverMessages()).toEqual({ batchItemFailures: [] });
  expect(aws.emails).toMatchObject([
    {
      FromEmailAddress: 'guard@example.org',
      Destination: { ToAddresses: ['duty@example.org'] },
      Content: { Simple: { Subject: { Data: '[Harbor Consumer Loans] Guard level: siege' } } },
    },
  ]);
});

test('tasks that failed for good are counted, looked through, retried and dropped', async () => {
  await hotline.deliverMessages();
  const list = async () =>
    JSON.parse((await api('GET', '/api/deferred')).body) as {
      count: number;
      items: { id: string; lane: string; problem: string; about?: string }[];
    };
  expect(await list()).toEqual({ count: 0, items: [] });
  aws.queues.put('anything', '{"kind":');
  expect(await hotline.deliverMessages()).toEqual({ batchItemFailures: [] });
  const shelf = aws.queues.names().find((name) => name.includes('DeadLetterswrites')) ?? '';
  const tasks = Array.from({ length: 25 }, (_, index) => ({
    kind: 'end-import',
    claim: `c${String(index)}`,
    entry: {},
  }));
  for (const task of tasks) aws.queues.put(shelf, JSON.stringify(task));
  const { count, items } = await list();
  expect([count, items.length]).toEqual([26, 26]);
  expect(items.filter(({ problem }) => problem === 'unreadable')).toMatchObject([{ lane: 'work' }]);
  expect(items.filter(({ lane, problem }) => lane === 'writes' && problem === 'attempts')).toHaveLength(25);
  expect(JSON.parse((await hotline.request('GET', '/health', '', {})).body ?? '')).toMatchObject({
    status: 'degraded',
    failedTasks: 26,
  });
  const [unreadable] = items.filter(({ problem }) => problem === 'unreadable');
  const [one, other] = items.filter(({ lane }) => lane === 'writes');
  const at = (task: { id: string } | undefined, act: string): string =>
    `/api/deferred/${task?.id ?? ''}/${act}`;
  expect((await api('POST', at(unreadable, 'retry'), {})).status).toBe(409);
  expect((await api('POST', at(unreadable, 'drop'), { why: 'garbage' }, ['editor'])).status).toBe(403);
  expect((await api('POST', at(unreadable, 'drop'), { why: 'garbage' })).status).toBe(204);
  expect((await api('POST', at(other, 'drop'), { why: 'done by hand' })).status).toBe(204);
  expect((await api('POST', at(other, 'drop'), { why: 'done by hand' })).status).toBe(404);
  expect((await api('POST', at(one, 'retry'), {})).status).toBe(204);
  expect((await list()).count).toBe(23);
  const all = await api('POST', '/api/deferred/retry', {});
  expect(JSON.parse(all.body)).toEqual({ count: 23 });
  expect(aws.queues.moves).toEqual([[shelf, expect.stringMatching(/Deferredwrites/) as unknown]]);
  expect(await list()).toEqual({ count: 0, items: [] });
  const waiting = aws.queues.take().filter((text) => text.includes('end-import'));
  expect(waiting).toHaveLength(24);
});

test('the audit log has all of it, in one chain', async () => {
  const { items } = JSON.parse((await api('GET', '/api/audit?limit=500')).body) as {
    items: { by: string; action: string }[];
  };
  expect(items[0]).toMatchObject({ by: 'someone', action: 'deferred.retry-all' });
  const report = JSON.parse((await api('GET', '/api/audit/verify')).body) as object;
  expect(report).toEqual({ intact: true, entries: items.length, anchors: 1 });
});

test('a forged webhook is refused', async () => {
  const { statusCode } = await hotline.request('POST', '/voice/incoming', 'CallSid=CA1', {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': 'AAAA',
  });
  expect(statusCode).toBe(403);
});

// Last: of everything above.
test('every request was within the permissions, and every permission on a table was needed', () => {
  expect(aws.refused).toEqual([]);
  const used = new Set(aws.asked.map(({ action }) => action));
  const granted = new Set(
    Object.values(aws.permissions).flatMap((all) => all.flatMap(({ actions }) => actions)),
  );
  const unused = [...granted].filter((action) => action.startsWith('dynamodb:') && !used.has(action));
  expect(unused).toEqual([]);
});
