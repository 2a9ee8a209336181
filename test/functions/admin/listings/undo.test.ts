// A change to the lists, shown before it is made, and taken back after it.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ImportReport, ListingView, PreviewView } from '../../../../functions/admin/contract.ts';
import { rigForAll } from '../../../support/rig.ts';
import type { TestHotline } from '../../../support/hotline.ts';

const rig = rigForAll();
let hotline: TestHotline;

beforeAll(() => {
  hotline = rig.hotline();
});

const at = (number: string): string => `/api/listings/${encodeURIComponent(number)}`;
const standing = async (number: string): Promise<ListingView | undefined> => {
  const answer = await hotline.api('GET', at(number));
  return answer.status === 404 ? undefined : answer.json<ListingView>();
};
const importFile = async (...lines: string[]): Promise<ImportReport> => {
  const body = ['number,reason', ...lines].join('\n');
  return (await hotline.api('POST', '/api/listings/import?list=block', { body })).json<ImportReport>();
};
const undo = (token: unknown) => hotline.api('POST', '/api/listings/undo', { body: { undo: token } });

describe('how a spelling is read', () => {
  const preview = async (text: string): Promise<PreviewView> =>
    (await hotline.api('GET', `/api/listings/preview?text=${encodeURIComponent(text)}`)).json<PreviewView>();

  test('as the number or the rule that would be listed, with what stands there', async () => {
    expect(await preview('(312) 555-1066')).toEqual({
      ok: true,
      pattern: '+13125551066',
      wide: false,
      written: '312 555 1066',
      covers: 1,
      own: 0,
    });
    await hotline.api('PUT', at('+13125551066'), { body: { list: 'allow', reason: 'partner' } });
    expect(await preview('+13125551066')).toMatchObject({ listing: { list: 'allow', reason: 'partner' } });
    expect(await preview('+1 312 555*')).toMatchObject({ pattern: '+1312555*', covers: 10_000 });
    expect(await preview('+13125550111')).toMatchObject({ own: 1, covers: 1 });
    // The hotline and whoever rings there.
    expect(await preview('+13125550*')).toMatchObject({ own: 3 });
    expect(await preview('+13125559*')).toMatchObject({ own: 0 });
  });

  test.each([
    ['12', 'too-short'],
    ['banana', 'not-a-number'],
    ['*12', 'not-a-prefix-rule'],
    ['anonymous', 'withheld'],
  ])('%s is none: %s', async (text, problem) => {
    expect(await preview(text)).toMatchObject({ ok: false, problem });
  });
});

describe('undo', () => {
  test('of a deletion puts back exactly what was there', async () => {
    const body = { list: 'block', reason: 'robocalls', expiresAt: '2030-01-01T00:00:00.000Z' };
    await hotline.api('PUT', at('+13125551001'), { body });
    const before = await standing('+13125551001');
    const deleted = await hotline.api('DELETE', at('+13125551001'));
    expect(deleted.status).toBe(204);
    expect(await standing('+13125551001')).toBeUndefined();
    expect((await undo(deleted.headers['x-undo'])).status).toBe(200);
    const { version, ...restored } = (await standing('+13125551001')) ?? {};
    expect({ ...restored, version: 1 }).toEqual(before);
    expect(version).toBe(2);
  });

  test('of an addition takes it away; of an edit brings back who added it, and when', async () => {
    const added = await hotline.api('PUT', at('+13125551002'), { body: { list: 'block', reason: 'one' } });
    const first = await standing('+13125551002');
    await hotline.clock.advance(60);
    const edited = await hotline.api('PUT', at('+13125551002'), { body: { list: 'allow', reason: 'two' } });
    expect((await undo(edited.headers['x-undo'])).status).toBe(200);
    expect(await standing('+13125551002')).toEqual({ ...first, version: 3 });
    // What the addition left is not what stands now.
    expect((await undo(added.headers['x-undo'])).status).toBe(412);
  });

  test('what somebody has changed since is not touched', async () => {
    const added = await hotline.api('PUT', at('+13125551003'), { body: { list: 'block', reason: 'one' } });
    await hotline.api('PUT', at('+13125551003'), { body: { list: 'block', reason: 'a colleague’s' } });
    expect((await undo(added.headers['x-undo'])).status).toBe(412);
    expect(await standing('+13125551003')).toMatchObject({ reason: 'a colleague’s' });
  });

  test('of an import brings back what each line replaced, and takes away what it added', async () => {
    await hotline.api('PUT', at('+13125551011'), { body: { list: 'block', reason: 'by hand' } });
    const before = await standing('+13125551011');
    const imported = await importFile('+13125551011,from the file', '+13125551012,new', '+13125551*,rule');
    expect(imported).toMatchObject({ added: 2, updated: 1 });
    const answer = await undo(imported.undo);
    expect(answer.json()).toEqual({ record: 'block', undone: 3, kept: 0 });
    expect(await standing('+13125551011')).toEqual({ ...before, version: 3 });
    expect(await standing('+13125551012')).toBeUndefined();
    expect(await standing('+13125551*')).toBeUndefined();
    // A delivery that comes twice finds it done, and does nothing.
    expect((await undo(imported.undo)).json()).toEqual(answer.json());
    expect(await standing('+13125551011')).toEqual({ ...before, version: 3 });
  });

  test('of an import leaves what somebody has changed since, and counts it', async () => {
    const imported = await importFile('+13125551021,one', '+13125551022,two', '+13125551023,three');
    await hotline.api('PUT', at('+13125551021'), { body: { list: 'allow', reason: 'a colleague’s' } });
    await hotline.api('DELETE', at('+13125551022'));
    expect((await undo(imported.undo)).json()).toEqual({ record: 'block', undone: 2, kept: 1 });
    expect(await standing('+13125551021')).toMatchObject({ reason: 'a colleague’s' });
    expect(await standing('+13125551023')).toBeUndefined();
  });

  test('an import of a thousand has a way back; one that writes nothing or more has none', async () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) => `+1312555${String(index + 2000)},${'why '.repeat(60)}`);
    const thousand = await importFile(...lines(1_000));
    expect((await importFile(...lines(1_000))).undo).toBeUndefined();
    expect((await undo(thousand.undo)).json()).toMatchObject({ undone: 1_000, kept: 0 });
    const more = await importFile(...lines(1_001));
    expect(more).toMatchObject({ added: 1_001 });
    expect(more.undo).toBeUndefined();
  });

  test('a seal that nobody gave, or an old one, opens nothing', async () => {
    const added = await hotline.api('PUT', at('+13125551004'), { body: { list: 'block', reason: 'one' } });
    const sealed = String(added.headers['x-undo']);
    const [text = '', seal = ''] = sealed.split('.');
    const written = inflateRawSync(Buffer.from(text, 'base64url')).toString();
    const forged = deflateRawSync(written.replace('1004', '1003')).toString('base64url');
    expect(forged).not.toBe(text);
    for (const token of ['', 'x', text, `${text}.`, `${forged}.${seal}`])
      expect((await undo(token)).status).toBe(400);
    await hotline.clock.advance(3_601);
    expect((await undo(sealed)).json().detail).toContain('for one hour');
  });
});

test('figures are found however they are written, and reasons by their words', async () => {
  await hotline.api('PUT', at('+13125551234'), { body: { list: 'block', reason: 'Solar 24/7' } });
  for (const q of ['555-1234', '(312) 555 1234', '+13125551234', 'solar']) {
    const page = (await hotline.api('GET', `/api/listings?q=${encodeURIComponent(q)}`)).json<{
      items: ListingView[];
    }>();
    expect([q, page.items.map(({ pattern }) => pattern)]).toEqual([q, ['+13125551234']]);
  }
});

test('staff open a case; sent twice with one key, it is one', async () => {
  const body = { reported: '(312) 555-1999', category: 'impersonation', description: 'said to be our staff' };
  const headers = { 'idempotency-key': 'k1' };
  const [first, again] = [
    await hotline.api('POST', '/api/cases', { body, headers }),
    await hotline.api('POST', '/api/cases', { body, headers }),
  ];
  expect(first.json()).toMatchObject({
    kind: 'report',
    status: 'received',
    reported: '+13125551999',
    description: 'said to be our staff',
    openedBy: 'admin',
    version: 1,
  });
  expect(again.json().caseNumber).toBe(first.json().caseNumber);
  const other = await hotline.api('POST', '/api/cases', { body });
  expect(other.json().caseNumber).not.toBe(first.json().caseNumber);
  const found = await hotline.api('GET', '/api/cases?reported=%2B13125551999');
  expect(found.json<{ items: unknown[] }>().items).toHaveLength(2);
  expect((await hotline.api('POST', '/api/cases', { body: { ...body, reported: 'banana' } })).status).toBe(
    400,
  );
});
