// Where URLs that somebody chose may lead: addresses in all spellings, after the name was resolved, and at each redirect.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOutgoing, type OutgoingRequest, type Resolve } from '../../../functions/outgoing/outgoing.ts';
import {
  AND_THIS_MACHINE,
  PUBLIC_ONLY,
  readReach,
  refusalOfAddress,
} from '../../../functions/outgoing/reach.ts';

describe('addresses', () => {
  test.each([
    ...['127.0.0.1', '0.0.0.0', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
    ...['100.100.100.200', '168.63.129.16', '192.0.0.192', '224.0.0.1', '255.255.255.255', '198.18.0.1'],
    ...['::1', '::', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::127.0.0.1', 'fe80::1%eth0', 'fc00::1'],
    ...[
      'fd00:ec2::254',
      'fec0::1',
      'ff02::1',
      '64:ff9b::a9fe:a9fe',
      '64:ff9b:1::1',
      '2002:7f00:1::',
      '2001::1',
    ],
    ...['2001:db8::1', '100::1', 'not an address'],
  ])('%s is refused', (address) => {
    expect(refusalOfAddress(address, PUBLIC_ONLY)).toEqual(expect.any(String));
  });
  test.each(['1.1.1.1', '8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => {
    expect(refusalOfAddress(address, PUBLIC_ONLY)).toBeUndefined();
  });
  test('the operator may name networks, and this machine', () => {
    const reach = readReach('localhost, 10.1.0.0/16');
    expect(['127.0.0.1', '::1', '10.1.2.3'].map((one) => refusalOfAddress(one, reach))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(refusalOfAddress('10.2.0.1', reach)).toBe('private');
    expect(() => readReach('10.1.0.1')).toThrow('neither localhost nor a network');
  });
});

let server: Server;
let port: number;
let other: number;
let answer: { status: number; headers: Record<string, string>; body: string };
const heard: IncomingHttpHeaders[] = [];
const others: Server[] = [];

async function listen(): Promise<number> {
  const made = createServer((request, response) => {
    heard.push(request.headers);
    const { status, headers, body } =
      request.url === '/end' ? { status: 200, headers: {}, body: 'end' } : answer;
    response.writeHead(status, headers).end(body);
  });
  others.push(made);
  made.listen(0, '127.0.0.1');
  await once(made, 'listening');
  return (made.address() as AddressInfo).port;
}

beforeAll(async () => {
  [port, other] = [await listen(), await listen()];
  server = others[0]!;
});
beforeEach(() => {
  heard.length = 0;
  answer = { status: 200, headers: {}, body: 'here' };
});
afterAll(() => {
  for (const one of others) one.close();
});

const asking = (url: string, more: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  flow: 'feeds',
  url,
  timeoutMs: 2_000,
  mostBytes: 1_000,
  redirects: 3,
  ...more,
});

/** Answers with one address after the other. */
const resolvesTo = (...addresses: string[]): Resolve & { readonly asked: () => number } => {
  let asked = 0;
  const resolve = () =>
    Promise.resolve([{ address: addresses[Math.min(asked++, addresses.length - 1)] ?? '', family: 4 }]);
  return Object.assign(resolve, { asked: () => asked });
};

describe('requests', () => {
  test.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://169.254.169.254/latest/meta-data',
    'http://1.1.1.1/',
    'https://user:secret@1.1.1.1/',
    'file:///etc/passwd',
    'ftp://1.1.1.1/',
    'no url',
  ])('%s is not asked', async (url) => {
    const failed = createOutgoing(PUBLIC_ONLY)(asking(url));
    await expect(failed).rejects.toMatchObject({ code: 'refused' });
    await expect(failed).rejects.not.toThrow('secret');
  });

  test('a name is judged by its addresses, all of them', async () => {
    for (const address of ['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1'])
      await expect(
        createOutgoing(PUBLIC_ONLY, { resolve: resolvesTo(address) })(asking('https://partner.example/')),
      ).rejects.toMatchObject({ code: 'refused' });
    const mixed: Resolve = () =>
      Promise.resolve([
        { address: '1.1.1.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]);
    await expect(
      createOutgoing(PUBLIC_ONLY, { resolve: mixed })(asking('https://partner.example/')),
    ).rejects.toMatchObject({
      code: 'refused',
    });
  });

  test('a name is resolved once for a connection: a second answer leads nowhere else', async () => {
    const reach = { loopback: true, networks: [] };
    const rebinding = resolvesTo('127.0.0.1', '10.0.0.1');
    const url = `http://localhost:${String(port)}/`;
    expect((await createOutgoing(reach, { resolve: rebinding })(asking(url))).body.toString()).toBe('here');
    expect(rebinding.asked()).toBe(1);
    // The next connection is checked anew.
    await expect(createOutgoing(reach, { resolve: rebinding })(asking(url))).rejects.toMatchObject({
      code: 'refused',
    });
    expect(heard).toHaveLength(1);
  });

  test('credentials stay with their origin; each redirect is checked, and there are few', async () => {
    const outgoing = createOutgoing(AND_THIS_MACHINE);
    const credentials = { authorization: 'Bearer secret' };
    const url = `http://127.0.0.1:${String(port)}/`;
    answer = { status: 302, headers: { location: `http://127.0.0.1:${String(other)}/end` }, body: '' };
    expect((await outgoing(asking(url, { credentials }))).body.toString()).toBe('end');
    expect(heard.map(({ authorization }) => authorization)).toEqual(['Bearer secret', undefined]);
    for (const location of ['https://10.0.0.1/', 'http://169.254.169.254/', 'file:///etc/passwd', '/']) {
      answer = { status: 302, headers: { location }, body: '' };
      await expect(outgoing(asking(url, { redirects: 3 }))).rejects.toMatchObject({ code: 'refused' });
    }
  });

  test('size and time have limits', async () => {
    const outgoing = createOutgoing(AND_THIS_MACHINE);
    const url = `http://127.0.0.1:${String(port)}/`;
    answer = { status: 200, headers: {}, body: 'x'.repeat(2_000) };
    await expect(outgoing(asking(url))).rejects.toMatchObject({ code: 'too-large' });
    server.removeAllListeners('request');
    server.on('request', (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 10);
      response.on('close', () => {
        clearInterval(drip);
      });
    });
    await expect(outgoing(asking(url, { timeoutMs: 150, mostBytes: 1e9 }))).rejects.toMatchObject({
      code: 'too-slow',
    });
  });
});
