// Lists of partners, from the first fetch to the end of the subscription: two hotlines with real HTTP between them, and
// a partner that sends whatever a story wants.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import * as openpgp from 'openpgp';
import { createAdminHandler } from '../../../functions/admin/admin-handler.ts';
import type { SubscriptionView } from '../../../functions/admin/contract.ts';
import { forgetNumber } from '../../../functions/subscriptions/forget.ts';
import type { PeopleSessions } from '../../../functions/runtime.ts';
import { parseIdentity, type Identity } from '../../../core/numbers/identity.ts';
import { newListing, parsePattern, type Listing } from '../../../core/lists/listing.ts';
import { startEngineOfManyCalls } from '../../support/engine.ts';
import { TestHotline, type ApiAnswer } from '../../support/hotline.ts';
import { partnerBody } from '../../support/partners.ts';
import { settingsWith } from '../../support/settings.ts';

const START = new Date('2026-11-24T09:00:00Z');
const PEOPLE: PeopleSessions = {
  subjectOf: (token) =>
    Promise.resolve(
      ['grace', 'linus'].includes(token)
        ? { id: token, kind: 'person', roles: [token === 'grace' ? 'editor' : 'approver'] }
        : undefined,
    ),
};
const SETTINGS = settingsWith({
  notifications: [{ by: { email: 'duty@example.org' }, on: ['subscription'] }],
});

type Engine = Awaited<ReturnType<typeof startEngineOfManyCalls>>;
const engines: Engine[] = [];
const servers: Server[] = [];
/** Subscribes. */
let here: TestHotline;
/** Publishes. */
let there: TestHotline;
let publisher: string;
let partner: string;
/** What the partner answers, by path with query; a path alone answers for all queries. */
let answers: Record<string, Answer>;
const asked: { url: string; headers: IncomingMessage['headers'] }[] = [];

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

async function open(settings = SETTINGS): Promise<TestHotline> {
  const engine = await startEngineOfManyCalls();
  engines.push(engine);
  const opened = new TestHotline({ database: engine.database, settings, start: START });
  const admin = createAdminHandler({ ...opened.runtime, people: PEOPLE });
  return Object.assign(opened, { handlers: { ...opened.handlers, admin } });
}

async function serve(
  answer: (request: IncomingMessage, body: Buffer) => Promise<Answer> | Answer,
): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void Promise.resolve(answer(request, Buffer.concat(chunks))).then(({ status = 200, headers = {}, body }) =>
        response.writeHead(status, headers).end(body),
      );
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

beforeAll(async () => {
  [here, there] = [await open(), await open(settingsWith({ evidence: { organization: 'Hotline of there' } }))];
  publisher = await serve(async ({ method = 'GET', url = '', headers }, body) => {
    const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const result = await there.request(method, url, body, flat);
    return {
      status: result.statusCode ?? 200,
      headers: Object.fromEntries(
        Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]),
      ),
      body: result.isBase64Encoded === true ? Buffer.from(result.body ?? '', 'base64') : (result.body ?? ''),
    };
  });
  partner = await serve(({ url = '', headers }) => {
    asked.push({ url, headers });
    return answers[url] ?? answers[url.split('?')[0] ?? ''] ?? { status: 404 };
  });
});
beforeEach(() => {
  answers = {};
  asked.length = 0;
});
afterAll(async () => {
  for (const server of servers) server.close();
  for (const engine of engines) await engine.stop();
});

function identity(number: string): Identity {
  const parsed = parseIdentity(number);
  if (parsed === undefined) throw new Error(number);
  return parsed;
}

function blocked(number: string): Listing {
  const pattern = parsePattern(number);
  if (pattern === undefined) throw new Error(number);
  const parts = { pattern, list: 'block', reason: 'said to be from the bank', source: 'admin' } as const;
  return newListing({ ...parts, addedBy: 'grace', addedAt: '2026-11-20T08:00:00.000Z' });
}

interface Given {
  readonly terms: Record<string, unknown>;
  readonly credential?: string;
  readonly keys?: readonly string[];
}

const subscribe = (name: string, given: Given): Promise<ApiAnswer> =>
  here.api('PUT', `/api/subscriptions/${name}`, { body: given, unread: false });

const view = async (name: string): Promise<SubscriptionView> =>
  (await here.api('GET', `/api/subscriptions/${name}`)).json<SubscriptionView>();

/** A run of the job now. */
async function fetchNow(name: string): Promise<SubscriptionView> {
  await here.api('POST', `/api/subscriptions/${name}/fetch`, { body: {} });
  await here.runJob('subscriptions');
  await here.drain();
  return view(name);
}

const end = (name: string): Promise<ApiAnswer> => here.api('DELETE', `/api/subscriptions/${name}`);

async function evidenceOn(number: string): Promise<{ feed: string; complaints: number }[]> {
  const found = (await here.store.feeds.on([identity(number)]))(identity(number), here.clock.now());
  return (found?.mentions ?? []).map(({ feed, complaints }) => ({ feed, complaints }));
}

const listed = async (number: string): Promise<Listing | undefined> =>
  (await here.store.listings.get(identity(number)))?.listing;

const table = (...rows: string[]): string =>
  ['number_e164,category,decision,first_seen,last_seen,calls,confidence,expires,tlp,source_org,entry_uuid,action', ...rows].join('\n');
const row = (number: string, more: { calls?: number; decision?: string; expires?: string; org?: string; uuid?: string; action?: string } = {}): string =>
  [number, 'bank', more.decision ?? 'human', '2026-11-20', '2026-11-23', more.calls ?? 1, 80, more.expires ?? '', 'amber', more.org ?? '', more.uuid ?? '', more.action ?? 'add'].join();

const SPAM = '+13125550161';
const OTHER = '+13125550162';

interface Credential {
  readonly token: string;
  readonly key: string;
}

async function agreement(name: string): Promise<Credential> {
  await there.api('PUT', `/api/partners/${name}`, { body: partnerBody(), token: 'grace', unread: true });
  const approved = await there.api('POST', `/api/partners/${name}/approve`, { body: {}, token: 'linus' });
  return approved.json<{ credential: Credential }>().credential;
}

describe('two hotlines', () => {
  let credential: Credential;

  beforeAll(async () => {
    await there.store.listings.putMany([blocked(SPAM), blocked(OTHER)]);
    credential = await agreement('ours');
    await there.clock.advance(61);
    await there.runJob('sharing');
  });

  test.each([
    ['misp', '/feeds/misp/', SPAM, {}],
    ['csv', '/feeds/numbers.csv', OTHER, { increments: true }],
  ])('%s: a number is evidence, and no block; a false positive travels back', async (kind, path, number, more) => {
    const name = `there-${kind}`;
    const given = {
      terms: {
        kind,
        partner: 'Hotline there',
        url: `${publisher}${path}`,
        sightingsUrl: `${publisher}/feeds/sightings`,
        ...more,
      },
      credential: credential.token,
    };
    expect((await subscribe(name, given)).status).toBe(200);
    const fetched = await fetchNow(name);
    expect(fetched).toMatchObject({ state: 'in-force', numbers: 2, blocks: 0 });
    expect(JSON.stringify(fetched)).not.toContain(credential.token);
    expect(await evidenceOn(number)).toEqual([{ feed: `partner:${name}`, complaints: 1 }]);
    expect(await listed(number)).toBeUndefined();

    await here.api('PUT', `/api/listings/${encodeURIComponent(number)}`, {
      body: { list: 'allow', reason: 'a customer' },
      unread: true,
    });
    await here.drain();
    await here.runJob('subscriptions');
    expect(await view(name)).toMatchObject({ counts: { falsePositives: 1, reported: 1 } });
    expect(await evidenceOn(number)).toEqual([]);
    const shares = await there.store.shares.all();
    expect(shares.find((share) => 'number' in share && share.number === number)).toMatchObject({
      falsePositives: ['ours'],
    });
    expect((await end(name)).status).toBe(200);
    expect((await here.store.feeds.registry()).feeds).toEqual({});
  });
});
