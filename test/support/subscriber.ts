// A hotline that subscribes to lists, beside one that publishes, with real HTTP between them, and a partner that answers
// whatever a story wants. Stories of one file share them.
import { afterAll, beforeAll, beforeEach, expect } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdminHandler } from '../../functions/admin/admin-handler.ts';
import type { SubscriptionView } from '../../functions/admin/contract.ts';
import type { PeopleSessions } from '../../functions/runtime.ts';
import { newListing, parsePattern, type Listing } from '../../core/lists/listing.ts';
import { parseIdentity, type Identity } from '../../core/numbers/identity.ts';
import { startEngineOfManyCalls } from './engine.ts';
import { TestHotline, type ApiAnswer } from './hotline.ts';
import { partnerBody } from './partners.ts';
import { settingsWith } from './settings.ts';

const START = new Date('2026-11-24T09:00:00Z');
const PEOPLE: PeopleSessions = {
  subjectOf: (token) =>
    Promise.resolve(
      ['grace', 'linus'].includes(token)
        ? { id: token, kind: 'person', roles: [token === 'grace' ? 'editor' : 'approver'] }
        : undefined,
    ),
};
export const SETTINGS = settingsWith({
  notifications: [{ by: { email: 'duty@example.org' }, on: ['subscription'] }],
});

type Engine = Awaited<ReturnType<typeof startEngineOfManyCalls>>;
const engines: Engine[] = [];
export const servers: Server[] = [];
/** Subscribes. */
export let here: TestHotline;
/** Publishes. */
export let there: TestHotline;
export let publisher: string;
export let partner: string;
/** What the partner answers, by path with query; a path alone answers for all queries. */
export let answers: Record<string, Answer>;
export const asked: { url: string; headers: IncomingMessage['headers'] }[] = [];

export interface Answer {
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

export async function serve(
  answer: (request: IncomingMessage, body: Buffer) => Promise<Answer> | Answer,
): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void Promise.resolve(answer(request, Buffer.concat(chunks))).then(
        ({ status = 200, headers = {}, body }) => response.writeHead(status, headers).end(body),
      );
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

beforeAll(async () => {
  [here, there] = [
    await open(),
    await open(settingsWith({ evidence: { organization: 'Hotline of there' } })),
  ];
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

export function identity(number: string): Identity {
  const parsed = parseIdentity(number);
  if (parsed === undefined) throw new Error(number);
  return parsed;
}

export function blocked(number: string): Listing {
  const pattern = parsePattern(number);
  if (pattern === undefined) throw new Error(number);
  const parts = { pattern, list: 'block', reason: 'said to be from the bank', source: 'admin' } as const;
  return newListing({ ...parts, addedBy: 'grace', addedAt: '2026-11-20T08:00:00.000Z' });
}

export interface Given {
  readonly terms: Record<string, unknown>;
  readonly credential?: string;
  readonly keys?: readonly string[];
}

export const propose = (name: string, given: Given): Promise<ApiAnswer> =>
  here.api('PUT', `/api/subscriptions/${name}`, { body: given, token: 'grace' });

export const approve = (name: string, token = 'linus'): Promise<ApiAnswer> =>
  here.api('POST', `/api/subscriptions/${name}/approve`, { body: {}, token });

/** One person proposes it, and another one approves. */
export async function subscribe(name: string, given: Given): Promise<ApiAnswer> {
  const proposed = await propose(name, given);
  if (proposed.status !== 200) return proposed;
  return 'proposal' in proposed.json() ? approve(name) : proposed;
}

export const view = async (name: string): Promise<SubscriptionView> =>
  (await here.api('GET', `/api/subscriptions/${name}`)).json<SubscriptionView>();

/** A run of the job now. */
export async function fetchNow(name: string): Promise<SubscriptionView> {
  await here.api('POST', `/api/subscriptions/${name}/fetch`, { body: {} });
  await here.runJob('subscriptions');
  await here.drain();
  return view(name);
}

export const end = (name: string): Promise<ApiAnswer> => here.api('DELETE', `/api/subscriptions/${name}`);

export async function evidenceOn(number: string): Promise<{ feed: string; complaints: number }[]> {
  const found = (await here.store.feeds.on([identity(number)]))(identity(number), here.clock.now());
  return (found?.mentions ?? []).map(({ feed, complaints }) => ({ feed, complaints }));
}

export const listed = async (number: string): Promise<Listing | undefined> =>
  (await here.store.listings.get(identity(number)))?.listing;

export const table = (...rows: string[]): string =>
  [
    'number_e164,category,decision,first_seen,last_seen,calls,confidence,expires,tlp,source_org,entry_uuid,action',
    ...rows,
  ].join('\n');
export const row = (
  number: string,
  more: {
    calls?: number;
    decision?: string;
    expires?: string;
    org?: string;
    uuid?: string;
    action?: string;
  } = {},
): string =>
  [
    number,
    'bank',
    more.decision ?? 'human',
    '2026-11-20',
    '2026-11-23',
    more.calls ?? 1,
    80,
    more.expires ?? '',
    'amber',
    more.org ?? '',
    more.uuid ?? '',
    more.action ?? 'add',
  ].join();

export interface Credential {
  readonly token: string;
  readonly key: string;
}

export async function agreement(name: string): Promise<Credential> {
  await there.api('PUT', `/api/partners/${name}`, { body: partnerBody(), token: 'grace', unread: true });
  const approved = await there.api('POST', `/api/partners/${name}/approve`, { body: {}, token: 'linus' });
  return approved.json<{ credential: Credential }>().credential;
}

/** A subscription to a table of the partner, with what is in it. */
export async function tableOf(
  name: string,
  rows: readonly string[],
  terms: Given['terms'] = {},
): Promise<SubscriptionView> {
  answers[`/${name}.csv`] = { body: table(...rows) };
  const url = `${partner}/${name}.csv`;
  const put = await subscribe(name, { terms: { kind: 'csv', partner: name, url, ...terms } });
  expect([put.status, put.status === 200 ? '' : put.text]).toEqual([200, '']);
  return fetchNow(name);
}

export const numbers = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => row(`+1312556${String(from + index).padStart(4, '0')}`));
