// The API as its users meet it: through the route table, on a real engine.
import { beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { CONTRACT } from '../../../functions/admin/contract.ts';
import { ROUTES, type Route } from '../../../functions/routes.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';
import { rigForAll } from '../../support/rig.ts';
import type { TestHotline } from '../../support/hotline.ts';
import { CALLER } from '../../support/twilio-values.ts';

const rig = rigForAll();
let hotline: TestHotline;

beforeEach(() => {
  hotline = rig.hotline();
});

const at = (number: string): string => `/api/listings/${encodeURIComponent(number)}`;
const block = { list: 'block', reason: 'nuisance' };

describe('who may', () => {
  const adminRoutes = Object.entries<Route>(ROUTES).filter(([, { function: owner }]) => owner === 'admin');

  test.each(adminRoutes)('%s needs a token', async (_id, { method, path }) => {
    const target = path.replaceAll(/\{\w+\}/g, 'x');
    for (const token of [null, 'wrong', '']) {
      const answer = await hotline.api(method, target, { token });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  });

  test('no route is left without a decision on who may', () => {
    for (const { function: owner, auth } of Object.values<Route>(ROUTES)) {
      if (owner === 'voice') expect(['twilio-signature', 'signed-url']).toContain(auth);
      if (owner === 'admin') expect(Array.isArray(auth) && auth.length > 0).toBe(true);
    }
  });
});

describe('a listing', () => {
  test.each([
    ['+13125551001', '+13125551001'],
    ['(312) 555-1002', '+13125551002'],
    ['0086 138 0013 8000', '+8613800138000'],
    ['+1 312 5551*', '+13125551*'],
  ])('%s is kept as %s', async (spelling, pattern) => {
    const put = await hotline.api('PUT', at(spelling), { body: block });
    expect(put.status).toBe(200);
    expect(put.json()).toMatchObject({
      pattern,
      list: 'block',
      reason: 'nuisance',
      source: 'admin',
      version: 1,
    });
    expect(put.headers.etag).toBe('"1"');
    expect((await hotline.api('GET', at(pattern))).json()).toMatchObject({ pattern, hits: 0 });
    await hotline.api('DELETE', at(pattern));
    expect((await hotline.api('GET', at(pattern))).status).toBe(404);
  });

  test('counts the calls that it decided', async () => {
    await hotline.api('PUT', at('+13125551010'), { body: block });
    await hotline.call('+13125551010');
    await hotline.call('+13125551010');
    expect((await hotline.api('GET', at('+13125551010'))).json()).toMatchObject({ hits: 2 });
  });

  test.each<[string, string, unknown, number, string]>([
    ['nonsense', 'banana', block, 400, '"banana" is not a valid phone number'],
    ['a withheld number', 'anonymous', block, 400, 'hidden number'],
    ['no reason', '+13125551020', { list: 'block', reason: ' ' }, 400, 'must say why'],
    ['an unknown list', '+13125551020', { list: 'grey', reason: 'x' }, 400, '/list'],
    ['an unknown member', '+13125551020', { ...block, colour: 'red' }, 400, 'colour'],
    [
      'an expiry in the past',
      '+13125551020',
      { ...block, expiresAt: '2020-01-01T00:00:00Z' },
      400,
      'must be in the future',
    ],
    [
      'an expiry without a zone',
      '+13125551020',
      { ...block, expiresAt: '2027-01-01T00:00:00' },
      400,
      'expiresAt',
    ],
    [
      'a department that is not there',
      '+13125551020',
      { list: 'allow', reason: 'x', department: 'gone' },
      400,
      'no department',
    ],
    ['the hotline itself', '+13125550100', block, 409, 'belongs to the hotline or a staff member'],
    ['a staff member', '+13125550111', block, 409, 'belongs to the hotline or a staff member'],
  ])('%s is refused, and says why', async (_what, number, body, status, detail) => {
    const answer = await hotline.api('PUT', at(number), { body });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json().detail).toContain(detail);
  });

  test('on the never-block list is not blocked by accident', async () => {
    await hotline.api('PUT', at('+13125551025'), { body: { list: 'never-block', reason: 'police' } });
    expect((await hotline.api('PUT', at('+13125551025'), { body: block })).status).toBe(409);
  });

  test('two editors: the second is told (412), and may look again', async () => {
    await hotline.api('PUT', at('+13125551030'), { body: block });
    const headers = { 'if-match': '"1"' };
    expect(
      (await hotline.api('PUT', at('+13125551030'), { body: { ...block, reason: 'A' }, headers })).status,
    ).toBe(200);
    const second = await hotline.api('PUT', at('+13125551030'), { body: { ...block, reason: 'B' }, headers });
    expect(second.status).toBe(412);
    expect(second.json().detail).toContain('version 2');
    expect((await hotline.api('DELETE', at('+13125551030'), { headers })).status).toBe(412);
    expect((await hotline.api('GET', at('+13125551030'))).json()).toMatchObject({ reason: 'A' });
  });

  test('nothing is replaced unread: 428 without a version, 412 with another one', async () => {
    await hotline.api('PUT', at('+13125551031'), { body: block });
    const blind = await hotline.api('PUT', at('+13125551031'), { body: block, unread: true });
    expect([blind.status, blind.json().type]).toEqual([428, 'urn:hotline-guard:problem:version-needed']);
    expect(blind.json().detail).toContain('If-Match: "1"');
    const put = (ifMatch: string) =>
      hotline.api('PUT', at('+13125551031'), { body: block, headers: { 'if-match': ifMatch } });
    expect([(await put('"7"')).status, (await put('"1"')).status, (await put('*')).status]).toEqual([
      412, 200, 200,
    ]);
    const settings = { body: SEED_SETTINGS, unread: true };
    expect((await hotline.api('PUT', '/api/settings', settings)).status).toBe(428);
  });

  test('a write that is repeated with its key is one write', async () => {
    const headers = { 'idempotency-key': 'k1' };
    const first = await hotline.api('PUT', at('+13125551040'), { body: block, headers });
    const again = await hotline.api('PUT', at('+13125551040'), { body: block, headers });
    expect([first.json().version, again.json().version]).toEqual([1, 1]);
    const other = await hotline.api('PUT', at('+13125551040'), {
      body: { ...block, reason: 'other' },
      headers,
    });
    expect([other.status, other.json().type]).toEqual([422, 'urn:hotline-guard:problem:key-reused']);
    expect((await hotline.api('GET', at('+13125551040'))).json()).toMatchObject({
      version: 1,
      reason: block.reason,
    });
    expect((await hotline.api('DELETE', at('+13125551040'), { headers })).status).toBe(204);
    expect((await hotline.api('DELETE', at('+13125551040'), { headers })).status).toBe(204);
    expect((await hotline.api('DELETE', at('+13125551040'))).status).toBe(404);
  });

  test('pages, lists and search', async () => {
    for (let index = 0; index < 5; index++) {
      await hotline.api('PUT', at(`+1312555106${index}`), {
        body: { list: 'allow', reason: `customer ${index}` },
      });
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const answer = await hotline.api('GET', `/api/listings?list=allow&q=customer&limit=2${cursor}`);
      const page = answer.json<{ items: { pattern: string }[]; cursor?: string }>();
      seen.push(...page.items.map(({ pattern }) => pattern));
      cursor = page.cursor === undefined ? '' : `&cursor=${encodeURIComponent(page.cursor)}`;
    } while (cursor !== '');
    expect(seen).toEqual(Array.from({ length: 5 }, (_, index) => `+1312555106${index}`));
  });

  test.each([
    ['limit=0', 'limit'],
    ['limit=banana', 'limit'],
    ['limit=501', 'limit'],
    ['list=grey', 'list'],
    ['colour=red', 'colour'],
    ['list=block&list=allow', 'twice'],
    ['cursor=banana', 'cursor'],
  ])('?%s is refused', async (query, word) => {
    const answer = await hotline.api('GET', `/api/listings?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.json().detail).toContain(word);
  });
});

describe('import and export', () => {
  const csv = (...lines: string[]): string => ['number,reason,expiresAt', ...lines].join('\n');
  const send = (body: string, query = 'list=block') =>
    hotline.api('POST', `/api/listings/import?${query}`, { body });

  test('adds, updates, leaves alone; the same file twice changes nothing', async () => {
    const file = csv(
      '+13125552001,robocall,',
      '"(312) 555-2002","fraud, twice",2027-01-01',
      '+1312555201*,range,',
    );
    expect((await send(file)).json()).toEqual({
      added: 3,
      updated: 0,
      unchanged: 0,
      repeated: 0,
      rejected: [],
      undo: expect.any(String),
    });
    expect((await send(file)).json()).toMatchObject({ added: 0, updated: 0, unchanged: 3 });
    expect((await send(csv('+13125552001,other reason,'))).json()).toMatchObject({ updated: 1 });
    expect((await hotline.api('GET', at('+13125552002'))).json()).toMatchObject({
      reason: 'fraud, twice',
      // The end of that day in Chicago, where the default department is.
      expiresAt: '2027-01-02T06:00:00.000Z',
    });
    expect((await hotline.call('+13125552015')).outcome?.answered).toBe(false);
  });

  test('all or nothing: one bad line and nothing is written, with every line named', async () => {
    const file = csv(
      '+13125552101,good,',
      'banana,bad,',
      '+13125552102,,',
      ',no number,',
      '+13125552103,late,2020-01-01',
      '+13125550100,us,',
    );
    const answer = await send(file);
    expect(answer.status).toBe(422);
    const { rejected, added } = answer.json<{
      rejected: { line: number; value: string; problem: string }[];
      added: number;
    }>();
    expect(added).toBe(0);
    expect(rejected.map(({ line, value, problem }) => [line, value, problem])).toEqual([
      [3, 'banana', 'is not a valid phone number'],
      [4, '+13125552102', 'has no reason'],
      [5, '', 'is empty'],
      [6, '+13125552103', expect.stringContaining('past')],
      [7, '+13125550100', expect.stringContaining('belongs to the hotline or a staff member')],
    ]);
    expect((await hotline.api('GET', at('+13125552101'))).status).toBe(404);
    expect((await send(file, 'list=block&partial=true')).json()).toMatchObject({ added: 1 });
    expect((await hotline.api('GET', at('+13125552101'))).status).toBe(200);
  });

  test('a dry run says what would happen and writes nothing', async () => {
    const answer = await send(csv('+13125552201,x,', 'bad,x,'), 'list=block&dryRun=true');
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ added: 1, rejected: [{ line: 3 }] });
    expect((await hotline.api('GET', at('+13125552201'))).status).toBe(404);
  });

  test('never takes a number from those whom somebody has vouched for', async () => {
    await hotline.api('PUT', at('+13125552301'), { body: { list: 'allow', reason: 'customer' } });
    const answer = await send(csv('+13125552301,complaint,'));
    expect(answer.status).toBe(422);
    expect(answer.json().rejected).toEqual([
      {
        line: 2,
        value: '+13125552301',
        code: 'allowlisted',
        problem: 'is on the allowlist; remove it there first',
      },
    ]);
  });

  test('a repeated number counts once, the last line', async () => {
    expect((await send(csv('+13125552401,first,', '312-555-2401,last,'))).json()).toMatchObject({
      added: 1,
      repeated: 1,
    });
    expect((await hotline.api('GET', at('+13125552401'))).json()).toMatchObject({ reason: 'last' });
  });

  test.each([
    ['', 'empty'],
    ['a,b\n1,2', 'must name the columns'],
    ['+1312555201,"open', 'never closed'],
  ])('the file %j is refused as a whole', async (file, word) => {
    const answer = await hotline.api('POST', '/api/listings/import?list=block', { body: file });
    expect(answer.status).toBe(400);
    expect(answer.json().detail).toContain(word);
  });

  test('a byte-order mark, CRLF and quoted line breaks are read; lines are counted as an editor does', async () => {
    const file = '\ufeffnumber,reason\r\n+13125552501,"two\r\nlines"\r\nbanana,x\r\n';
    expect((await send(file, 'list=block&dryRun=true')).json()).toMatchObject({
      added: 1,
      rejected: [{ line: 4, value: 'banana' }],
    });
  });

  test('what is exported imports again; a formula stays text', async () => {
    await hotline.api('PUT', at('+13125552601'), {
      body: { list: 'never-block', reason: '=HYPERLINK("http://evil")' },
    });
    const answer = await hotline.api('GET', '/api/listings/export?list=never-block');
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.text).toContain("'=HYPERLINK");
    const again = await hotline.api('POST', '/api/listings/import?list=never-block', { body: answer.text });
    expect(again.json()).toMatchObject({ added: 0, updated: 0, rejected: [] });
  });

  test('a complaint file lists nobody by itself; see feeds.test.ts', async () => {
    const file = [
      'Company_Phone_Number,Created_Date,Violation_Date,Consumer_City,Consumer_State,Consumer_Area_Code,Subject,Recorded_Message_Or_Robocall',
      '3125552701,2021-07-07 00:01:15,2021-07-06 11:48:00,,California,510,Warranties  & protection plans,Y',
    ].join('\n');
    expect((await send(file, 'list=block&source=ftc')).json()).toMatchObject({
      added: 0,
      complaints: { complaints: 1, feed: { name: 'ftc', kinds: ['Warranties & protection plans'] } },
    });
    expect((await hotline.api('GET', at('+13125552701'))).status).toBe(404);
  });
});

describe('lookup', () => {
  test('says what would happen, and why, in words', async () => {
    await hotline.api('PUT', at('+1312555281*'), { body: block });
    const view = (await hotline.api('GET', '/api/lookup/(312)%20555-2815')).json<{
      reasons: { text: string }[];
    }>();
    expect(view).toMatchObject({
      number: '+13125552815',
      verdict: 'reject',
      listing: { pattern: '+1312555281*' },
    });
    expect(view.reasons[0]?.text).toContain('nuisance');
    expect((await hotline.api('GET', '/api/lookup/anonymous')).json()).toMatchObject({
      number: 'withheld',
      verdict: 'challenge',
    });
    expect((await hotline.api('GET', '/api/lookup/banana')).status).toBe(400);
  });

  test('agrees with what then happens', async () => {
    const phone = await hotline.call(CALLER);
    await phone.press(phone.code());
    await phone.hangUp();
    for (const [attestation, verstat] of [
      ['none', undefined],
      ['failed', 'TN-Validation-Failed'],
    ] as const) {
      const { verdict } = (
        await hotline.api('GET', `/api/lookup/${CALLER}?attestation=${attestation}`)
      ).json();
      const call = await hotline.call(CALLER, verstat === undefined ? {} : { stirVerstat: verstat });
      expect((await hotline.api('GET', `/api/calls/${call.sid}`)).json().verdict).toBe(verdict);
      await call.hangUp();
    }
  });
});

describe('calls and voicemails', () => {
  test('are found by caller, verdict and disposition, in any spelling of the number', async () => {
    const phone = await hotline.call('+13125552901');
    await phone.press('0');
    await phone.leaveMessage(4);
    const find = async (query: string) =>
      (await hotline.api('GET', `/api/calls?${query}`))
        .json<{ items: { callSid: string }[] }>()
        .items.map(({ callSid }) => callSid);
    expect(await find('caller=312-555-2901')).toEqual([phone.sid]);
    expect(await find('caller=3125552901&disposition=left-message')).toEqual([phone.sid]);
    expect(await find('caller=3125552901&verdict=reject')).toEqual([]);
    expect(await find('caller=3125552901&to=2020-01-01')).toEqual([]);
    expect((await hotline.api('GET', '/api/calls?from=yesterday')).status).toBe(400);
    expect((await hotline.api('GET', '/api/calls/CAbanana')).status).toBe(404);
  });

  test('a message is marked as heard by whoever heard it, once', async () => {
    const phone = await hotline.call('+13125552902');
    await phone.press('0');
    await phone.leaveMessage(4);
    const { items } = (await hotline.api('GET', '/api/voicemails?status=new')).json<{
      items: { recordingSid: string; callSid: string; version: number }[];
    }>();
    const message = items.find(({ callSid }) => callSid === phone.sid);
    const path = `/api/voicemails/${message?.recordingSid ?? ''}`;
    const patched = await hotline.api('PATCH', path, {
      body: { status: 'heard', assignedTo: 'Ada' },
      headers: { 'if-match': `"${message?.version ?? 0}"` },
    });
    expect(patched.json()).toMatchObject({ status: 'heard', heardBy: 'admin', assignedTo: 'Ada' });
    expect(
      (await hotline.api('PATCH', path, { body: { status: 'done' }, headers: { 'if-match': '"1"' } })).status,
    ).toBe(412);
    expect((await hotline.api('PATCH', path, { body: {} })).status).toBe(400);
    expect((await hotline.api('PATCH', path, { body: { status: 'eaten' } })).status).toBe(400);
    const left = (await hotline.api('GET', '/api/voicemails?status=new')).json<{
      items: { callSid: string }[];
    }>();
    expect(left.items.map(({ callSid }) => callSid)).not.toContain(phone.sid);
  });
});

describe('settings', () => {
  test('are replaced as a whole, checked, versioned, and in force at the next call', async () => {
    const read = await hotline.api('GET', '/api/settings');
    expect(read.json()).toEqual(SEED_SETTINGS);
    const etag = String(read.headers.etag);
    const versions = async () =>
      (await hotline.api('GET', '/api/settings/versions')).json<{
        items: { version: number; savedBy: string }[];
      }>().items;
    const deployed = async () => (await hotline.api('GET', '/api/settings/versions/0')).json();
    expect(await versions()).toEqual([{ version: 0, savedBy: 'deployed' }]);
    expect(await deployed()).toEqual(SEED_SETTINGS);
    const company = { 'en-US': 'Lakeside Loans', 'zh-CN': '湖畔金融' };
    const next = { ...SEED_SETTINGS, hotline: { ...SEED_SETTINGS.hotline, company } };
    expect(
      (await hotline.api('PUT', '/api/settings', { body: next, headers: { 'if-match': etag } })).status,
    ).toBe(200);
    expect(
      (await hotline.api('PUT', '/api/settings', { body: next, headers: { 'if-match': etag } })).status,
    ).toBe(412);
    const fresh = rig.hotline();
    expect((await fresh.call('+13125553001')).heard()[0]).toContain('Lakeside Loans');
    expect(await versions()).toEqual([
      expect.objectContaining({ version: 1, savedBy: 'admin' }),
      { version: 0, savedBy: 'deployed' },
    ]);
    // Kept as it was: the settings in force are others by now, here and where the code is newer.
    expect(await deployed()).toEqual(SEED_SETTINGS);
    expect((await hotline.api('GET', '/api/settings/versions/1')).json()).toEqual(next);
    expect((await hotline.api('GET', '/api/settings/versions/99')).status).toBe(404);
  });

  test('a bad document is refused with every problem', async () => {
    const answer = await hotline.api('PUT', '/api/settings', {
      body: { ...SEED_SETTINGS, defaultDepartment: 'gone', menu: { answerSeconds: 1 } },
    });
    expect(answer.status).toBe(400);
    expect(answer.json().problems).toEqual([{ at: '/menu/answerSeconds', problem: expect.any(String) }]);
    const broken = await hotline.request('PUT', '/api/settings', '{"a":', {
      authorization: 'Bearer test-admin-token',
      'content-type': 'application/json',
    });
    expect(broken.statusCode).toBe(400);
    expect(broken.body).toContain('not JSON');
  });

  test('have a JSON schema', async () => {
    const schema = (await hotline.api('GET', '/api/settings/schema')).json();
    expect(schema).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(['hotline', 'departments']),
    });
  });
});

describe('OpenAPI', () => {
  test('names every route of the API, with its answers; what is answered fits', async () => {
    const document = (await hotline.api('GET', '/api/openapi.json', { token: null })).json<{
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    }>();
    expect(document.openapi).toMatch(/^3\.1/);
    for (const [id, { method, path, function: owner }] of Object.entries<Route>(ROUTES)) {
      if (owner === 'voice') continue;
      expect([id, document.paths[path]?.[method.toLowerCase()] !== undefined]).toEqual([id, true]);
    }
    const page = (await hotline.api('GET', '/api/calls')).json();
    expect(() => CONTRACT['calls.page'].answer.parse(page)).not.toThrow();
    expect(z.toJSONSchema(CONTRACT['calls.page'].answer)).toBeDefined();
  });
});

test('an unknown route is no route', async () => {
  expect((await hotline.api('GET', '/api/banana')).status).toBe(404);
});
