// The front door: who gets in, who is shown out, and what a caller hears when nobody is behind it.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openDoor, type Door } from '../../../local/front-door/door.ts';
import { INNER } from '../../../local/front-door/inner-headers.ts';
import { DOOR_LIMITS, type DoorLimits } from '../../../local/front-door/limits.ts';
import type { Part } from '../../../local/front-door/part.ts';

const SECRET = 'the-secret-of-this-start';
const closing: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

interface TestPart extends Part {
  readonly server: Server;
  readonly requests: IncomingMessage[];
}

/** Something that answers behind the door. */
async function partThat(answers: Listener): Promise<TestPart> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answers(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { server, requests, port: () => port, portWithin: () => Promise.resolve(port) };
}

const says =
  (body: string): Listener =>
  (request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-length': body.length }).end(body));
  };
const never: Listener = (request) => void request.resume();
const DOWN: Part = { port: () => undefined, portWithin: () => Promise.resolve(undefined) };

async function doorTo(
  { voice = DOWN, office = DOWN }: { voice?: Part; office?: Part },
  limits: Partial<DoorLimits> = {},
): Promise<Door> {
  const door = await openDoor(0, { voice, office, secret: SECRET }, { ...DOOR_LIMITS, ...limits });
  closing.push(() => door.close());
  return door;
}

const post = (door: Door, path: string, body = 'CallSid=CA1'): Promise<Response> =>
  fetch(`${door.url}${path}`, { method: 'POST', body });

describe('a webhook', () => {
  test('goes to the voice process with when it arrived and from where, and nothing that a stranger claims', async () => {
    const voice = await partThat(says('<Response/>'));
    const door = await doorTo({ voice });
    const before = Date.now();
    const answer = await fetch(`${door.url}/voice/incoming?a=1`, {
      method: 'POST',
      body: 'CallSid=CA1',
      headers: {
        [INNER.arrivedAt]: '1',
        [INNER.client]: '203.0.113.9',
        [INNER.clockAhead]: '60000',
        [INNER.secret]: 'guess',
        'x-twilio-signature': 'abc',
      },
    });
    expect(await answer.text()).toBe('<Response/>');
    const { headers, url } = voice.requests[0] ?? {};
    expect(url).toBe('/voice/incoming?a=1');
    expect(headers).toMatchObject({ [INNER.secret]: SECRET, 'x-twilio-signature': 'abc' });
    expect(Number(headers?.[INNER.arrivedAt])).toBeGreaterThanOrEqual(before);
    expect(headers?.[INNER.client]).toMatch(/127\.0\.0\.1$|^::1$/);
    expect(headers?.[INNER.clockAhead]).toBeUndefined();
  });

  test('of the simulated carrier brings the clock of its call along', async () => {
    const voice = await partThat(says('<Response/>'));
    const door = await doorTo({ voice });
    const headers = { [INNER.secret]: SECRET, [INNER.clockAhead]: '60000' };
    await fetch(`${door.url}/voice/incoming`, { method: 'POST', headers });
    expect(voice.requests[0]?.headers[INNER.clockAhead]).toBe('60000');
  });

  test.each([
    ['nobody is there', () => Promise.resolve(DOWN)],
    ['the process never answers', () => partThat(never)],
    ['the process dies over every webhook', () => partThat((request) => void request.socket.destroy())],
    [
      'the process dies in the middle of an answer',
      () =>
        partThat((_request, response) => {
          response.writeHead(200, { 'content-length': 100 }).write('<Resp');
          setImmediate(() => response.destroy());
        }),
    ],
  ])('the caller can leave a message where %s', async (_what, part) => {
    const door = await doorTo({ voice: await part() }, { callWithinMs: 200 });
    const answer = await post(door, '/voice/incoming');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/xml');
    expect(await answer.text()).toContain('<Record action="voicemail"');
  });

  test('that was under way in a process that died is answered by the next one', async () => {
    let deaths = 0;
    const voice = await partThat((request, response) => {
      if ((deaths += 1) === 1) request.socket.destroy();
      else says('<Response>next</Response>')(request, response);
    });
    const door = await doorTo({ voice });
    expect(await (await post(door, '/voice/menu')).text()).toBe('<Response>next</Response>');
    expect(voice.requests).toHaveLength(2);
  });

  test('that two processes died over goes to no third one', async () => {
    const voice = await partThat((request) => void request.socket.destroy());
    const door = await doorTo({ voice }, { callWithinMs: 1_000 });
    expect(await (await post(door, '/voice/incoming')).text()).toContain('<Record');
    expect(voice.requests).toHaveLength(2);
  });

  test('waits for a process that is being started', async () => {
    const voice = await partThat(says('<Response/>'));
    let isUp: (port: number | undefined) => void = () => undefined;
    const later: Part = {
      port: () => undefined,
      portWithin: () => new Promise((resolve) => (isUp = resolve)),
    };
    const door = await doorTo({ voice: later }, { callWithinMs: 60_000 });
    const answer = post(door, '/voice/incoming');
    await until(() => isUp.length > 0);
    isUp(voice.port());
    expect(await (await answer).text()).toBe('<Response/>');
  });

  test('that reports what happened is refused rather than lost', async () => {
    const door = await doorTo({}, { callbackWithinMs: 100 });
    for (const path of ['/voice/status', '/voice/recording', '/voice/transcript'])
      expect((await post(door, path)).status).toBe(503);
  });

  test('beyond what the door takes at once has its document at once', async () => {
    let finish: () => void = () => undefined;
    const voice = await partThat((request, response) => {
      finish = () => {
        says('<Response>first</Response>')(request, response);
      };
    });
    const door = await doorTo({ voice }, { mostCalls: 1, callWithinMs: 60_000 });
    const first = post(door, '/voice/incoming');
    await until(() => voice.requests.length === 1);
    expect(await (await post(door, '/voice/incoming')).text()).toContain('<Record');
    finish();
    expect(await (await first).text()).toBe('<Response>first</Response>');
  });
});

test('the documents of the fallback URL need nobody behind the door', async () => {
  const door = await doorTo({});
  expect(await (await fetch(`${door.url}/fallback.xml`)).text()).toContain('fallback-thanks.xml');
  expect(await (await fetch(`${door.url}/fallback-thanks.xml`)).text()).toContain('<Hangup/>');
});

describe('everything else', () => {
  test('goes to the office as it comes, both ways', async () => {
    const office = await partThat((request, response) => {
      response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'], 'content-type': 'text/plain' });
      request.pipe(response);
    });
    const door = await doorTo({ office });
    const text = 'x'.repeat(300_000);
    const answer = await post(door, '/api/listings/import', text);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await answer.text()).toBe(text);
  });

  test('is asked to come back while the office is restarted, and health says so', async () => {
    const door = await doorTo({});
    const answer = await fetch(`${door.url}/api/listings`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    const health = await fetch(`${door.url}/health`);
    expect([health.status, await health.json()]).toEqual([
      200,
      { status: 'degraded', problems: [expect.stringContaining('calls are answered')] },
    ]);
  });

  test('beyond what the office takes at once is asked to come back', async () => {
    const office = await partThat(never);
    const door = await doorTo({ office }, { mostOthers: 1 });
    const first = fetch(`${door.url}/api/calls`).catch(() => undefined);
    await until(() => office.requests.length === 1);
    expect((await fetch(`${door.url}/api/calls`)).status).toBe(503);
    office.server.closeAllConnections();
    await first;
  });

  test('ends behind the door when whoever asked is gone', async () => {
    const gone: string[] = [];
    const office = await partThat((_request, response) => {
      response.writeHead(200).write('first');
      response.on('close', () => gone.push('closed'));
    });
    const door = await doorTo({ office });
    const page = new AbortController();
    await fetch(`${door.url}/simulator/calls/CA1/events`, { signal: page.signal });
    page.abort();
    await until(() => gone.length === 1);
  });
});

describe('limits', () => {
  test('a body that is too large is refused, whether or not it says how large it is', async () => {
    const office = await partThat(says('taken'));
    const door = await doorTo({ office, voice: office }, { mostBodyBytes: 1_000, mostWebhookBytes: 500 });
    expect((await post(door, '/api/x', 'x'.repeat(1_000))).status).toBe(200);
    expect((await post(door, '/api/x', 'x'.repeat(1_001))).status).toBe(413);
    expect((await post(door, '/voice/incoming', 'x'.repeat(501))).status).toBe(413);
    const streamed = await fetch(`${door.url}/api/x`, {
      method: 'POST',
      body: new Blob(['x'.repeat(5_000)]).stream(),
      duplex: 'half',
    });
    expect(streamed.status).toBe(413);
  });

  test('headers that are too long are refused', async () => {
    const office = await partThat(says('taken'));
    const door = await doorTo({ office }, { mostHeaderBytes: 2_000 });
    const answer = await fetch(`${door.url}/api/x`, { headers: { 'x-long': 'x'.repeat(3_000) } });
    expect(answer.status).toBe(431);
    expect(office.requests).toHaveLength(0);
  });

  test('of many headers the first are passed on', async () => {
    const office = await partThat(says('taken'));
    const door = await doorTo({ office }, { mostHeaders: 20 });
    const many = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`x-many-${String(index)}`, '1']),
    );
    await fetch(`${door.url}/api/x`, { headers: many });
    const passed = Object.keys(office.requests[0]?.headers ?? {}).filter((name) => name.startsWith('x-many'));
    expect(passed.length).toBeGreaterThan(0);
    expect(passed.length).toBeLessThan(20);
  });

  test.each([
    ['that says nothing', ''],
    ['that stops in the middle of its headers', 'POST /voice/incoming HTTP/1.1\r\nhost: x\r\nx-a: '],
    [
      'that stops in the middle of its body',
      'POST /api/x HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\nabc',
    ],
  ])('a connection %s is closed', async (_what, sent) => {
    const office = await partThat(never);
    const door = await doorTo({ office }, { headersWithinMs: 100, requestWithinMs: 200, checkEveryMs: 50 });
    const socket = open(door);
    socket.write(sent);
    await once(socket, 'close');
  });

  test('a connection that is kept for another request, and has none, is closed', async () => {
    const office = await partThat(says('taken'));
    const door = await doorTo({ office }, { keepAliveMs: 50 });
    const socket = open(door);
    socket.write('GET /api/x HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(socket, 'close');
    expect(office.requests).toHaveLength(1);
  });

  test('3,000 half-open connections: a bounded number stays open, and a caller is answered meanwhile', async () => {
    const voice = await partThat(says('<Response/>'));
    const door = await doorTo(
      { voice },
      { mostWaiting: 50, headersWithinMs: 60_000, requestWithinMs: 60_000 },
    );
    const sockets = Array.from({ length: 3_000 }, () => open(door));
    for (const socket of sockets) socket.write('POST /voice/incoming HTTP/1.1\r\nhost: x\r\n');
    for (let calls = 0; calls < 20; calls += 1)
      expect(await (await post(door, '/voice/incoming')).text()).toBe('<Response/>');
    await until(() => sockets.filter((socket) => !socket.closed).length <= 51);
    expect(door.waiting()).toBeLessThanOrEqual(50);
  });

  test('more connections than it takes are turned away', async () => {
    const door = await doorTo({}, { mostConnections: 5 });
    const sockets = Array.from({ length: 12 }, () => open(door));
    await until(() => sockets.filter((socket) => socket.closed).length === 7);
  });
});

function open(door: Door): Socket {
  const socket = connect(door.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  closing.push(() => {
    socket.destroy();
  });
  return socket;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
