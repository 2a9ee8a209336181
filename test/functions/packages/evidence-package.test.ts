// Evidence packages: from the request over two approvals to a zip that an officer checks with a shell alone.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

const rig = rigForAll();
const room = new EvidenceRoom();
let hotline: TestHotline;
let caseNumber = '';
const FRAUDSTER = '+13125550199';
const REPORTER = '+13125558001';
const STRANGER = '+13125558002';

beforeAll(async () => {
  await room.open();
  hotline = rig.hotline();
  Object.assign(hotline.handlers, { admin: createAdminHandler({ ...hotline.runtime, people: APPROVERS }) });
  await fraudsterCalls();
  caseNumber = await report(REPORTER);
  await report(STRANGER, '13125550177#');
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
  const spoken =
    phone
      .heard()
      .join(' ')
      .match(/case number is (\d(?:, \d)+)/)?.[1] ?? '';
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
  }, 60_000);

  test('holds the people of the case, and nobody else', () => {
    const whole = [...files]
      .filter(([path]) => /\.(jsonl?|html|csv|txt)$/.test(path))
      .map(([path]) => textOf(files, path))
      .join('\n');
    expect(whole).toContain(FRAUDSTER);
    expect(whole).toContain(REPORTER);
    expect(whole).not.toContain(STRANGER);
    expect(whole).not.toContain('+13125550177');
  });
});
