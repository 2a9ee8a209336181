// Every paged route: a cursor that it did not hand out for this question is a 400, never an outage.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { CONTRACT } from '../../../functions/admin/contract.ts';
import { ROUTES, type AdminRouteId } from '../../../functions/routes.ts';
import { rigForAll } from '../../support/rig.ts';
import type { TestHotline } from '../../support/hotline.ts';
import { SEED_SETTINGS } from '../../../local/seed/seed-settings.ts';

const rig = rigForAll();
let hotline: TestHotline;
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Queries of each paged route: what is asked, and another question to the same list. */
const PAGED: readonly (readonly [string, string, string])[] = [
  ['/api/listings', '', 'list=allow'],
  ['/api/listings', 'list=block', 'q=x'],
  ['/api/listings/export', '', 'list=allow'],
  ['/api/calls', '', 'verdict=menu'],
  ['/api/calls', 'caller=%2B13125557001', 'caller=%2B13125557002'],
  ['/api/cases', '', 'order=due'],
  ['/api/cases', 'status=received', 'status=closed'],
  ['/api/cases', 'reported=%2B13125558001', ''],
  ['/api/voicemails', '', 'status=new'],
  ['/api/voicemails', 'status=new', 'status=done'],
  ['/api/audit', '', 'by=ada'],
  ['/api/audit/export', '', 'by=ada'],
  ['/api/people/{number}/looks', '', 'from=2026-01-01'],
  ['/api/settings/versions', '', ''],
  ['/api/audit/links', 'why=audit', 'why=audit'],
  ['/api/evidence', '', 'status=waiting'],
  ['/api/evidence', 'status=waiting', 'status=ready'],
  ['/api/rights', 'status=open', 'status=done'],
  ['/api/exercises', '', ''],
  ['/api/holds', 'status=in-force', 'status=lifted'],
  ['/api/reports/{authority}/export', '', ''],
];

beforeAll(async () => {
  hotline = rig.hotline();
  for (const last of [1, 2, 3]) {
    await hotline.api('PUT', `/api/listings/%2B1312555700${last}`, { body: { list: 'block', reason: 'x' } });
    await hotline.api('POST', '/api/cases', { body: { reported: '+13125558001', category: 'other' } });
    await hotline.api('PUT', '/api/settings', { body: SEED_SETTINGS });
    await hotline.api('POST', '/api/holds', {
      body: {
        source: 'order',
        reference: String(last),
        why: 'x',
        authority: 'a',
        legalBasis: 'b',
        number: '+13125558001',
      },
    });
    await hotline.api('POST', '/api/evidence', {
      body: {
        about: { kind: 'number', number: '+13125558001' },
        authority: 'a',
        requestNumber: String(last),
        legalBasis: 'b',
      },
    });
    const phone = await hotline.call('+13125557009');
    await phone.hangUp();
  }
});

const statusOf = async (path: string, query: string, cursor: string): Promise<number> =>
  (await ask(`${path}?${query}&cursor=${encodeURIComponent(cursor)}`)).status;

const ask = (target: string) =>
  hotline.api(
    'GET',
    target.replace('{authority}', 'ftc').replace('{number}', '3125557001').replace('?&', '?'),
  );

test('the table has every paged route', () => {
  const paged = (Object.keys(CONTRACT) as AdminRouteId[]).filter((id) => {
    const { query } = CONTRACT[id] as { query?: { shape?: object } };
    return query?.shape !== undefined && 'cursor' in query.shape;
  });
  expect(new Set(PAGED.map(([path]) => path))).toEqual(new Set(paged.map((id) => ROUTES[id].path)));
});

describe.each(PAGED)('%s?%s', (path, query, other) => {
  test.each([
    ['letters', 'garbage'],
    ['not of the alphabet', '%%%'],
    ['another JSON', base64({ a: 1 })],
    ['a list', base64([])],
    ['a number', base64(5)],
    ['null', base64(null)],
    ['a key of another list', base64({ number: '+13125550177' })],
    ['wrong types', base64({ scope: 'x', place: { day: 5, key: { callSid: { a: 1 } } } })],
    ['a key alone, as it once was', base64({ list: 'block', after: '' })],
  ])('%s', async (_what, cursor) => {
    expect(await statusOf(path, query, cursor)).toBe(400);
  });

  test('its own cursor is taken; altered, or with another question, it is not', async () => {
    const answer = await ask(`${path}?${query}&limit=1`);
    expect(answer.status).toBe(200);
    const cursor = answer.headers['content-type']?.toString().startsWith('text/csv')
      ? (answer.headers['x-next-cursor'] as string | undefined)
      : answer.json<{ cursor?: string }>().cursor;
    if (cursor === undefined) return;
    expect(await statusOf(path, query, cursor)).toBe(200);
    if (other !== query) expect(await statusOf(path, other, cursor)).toBe(400);
    expect(await statusOf(path, query, `${cursor}!`)).toBe(400);
    const { scope } = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as { scope: string };
    for (const place of [
      {},
      null,
      'x',
      { day: 5 },
      { key: {} },
      { name: 'guard', version: 0 },
      { after: 'x' },
      { caseNumber: '' },
    ])
      expect([place, await statusOf(path, query, base64({ scope, place }))]).toEqual([place, 400]);
  });
});

test('a key of the right shape that lies outside the question is a 400 too', async () => {
  const caller = '+13125557009';
  const query = `caller=${encodeURIComponent(caller)}`;
  const cursor = (await hotline.api('GET', `/api/calls?${query}&limit=1`)).json<{ cursor: string }>().cursor;
  const { scope } = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as { scope: string };
  const at = (startedAt: string) => base64({ scope, place: { key: { callSid: 'CA1', caller, startedAt } } });
  expect(await statusOf('/api/calls', query, at('9999-01-01T00:00:00.000Z'))).toBe(400);
  expect((await hotline.api('GET', '/api/calls?from=2026-11-25&to=2026-11-20')).json()).toEqual({
    items: [],
  });
});
