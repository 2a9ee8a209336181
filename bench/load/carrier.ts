// The carrier's side: one signed webhook a call, all sent in the same moment over connections of their own.
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { signedRequest } from '../../carrier/http/signed-request.ts';
import type { TransportRequest } from '../../carrier/http/transport.ts';
import type { LoadCaller } from './callers.ts';

export interface Answered {
  readonly caller: LoadCaller;
  readonly status: number;
  readonly document: string;
  readonly milliseconds: number;
}

export interface Called {
  /** `http://localhost:4470`: on this machine */
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  readonly number: string;
}

const CARRIER_GIVES_UP_MS = 15_000;

export async function callAtOnce(callers: readonly LoadCaller[], called: Called): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const prepared = callers.map((caller) => ({ caller, webhook: signed(caller, called) }));
  try {
    return await Promise.all(prepared.map(({ caller, webhook }) => answered(caller, webhook, agent)));
  } finally {
    agent.destroy();
  }
}

function signed(
  { number }: LoadCaller,
  { accountSid, authToken, url, number: to }: Called,
): TransportRequest {
  const parameters = {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    CallSid: `CA${randomBytes(16).toString('hex')}`,
    CallStatus: 'ringing',
    Called: to,
    Caller: number,
    Direction: 'inbound',
    From: number,
    To: to,
  };
  return signedRequest(authToken, { method: 'POST', url: `${url}/voice/incoming`, parameters });
}

function answered(
  caller: LoadCaller,
  { method, url, headers, body }: TransportRequest,
  agent: Agent,
): Promise<Answered> {
  const { port, pathname: path } = new URL(url);
  const started = performance.now();
  return new Promise((resolve) => {
    const end = (status: number, document: string): void => {
      resolve({ caller, status, document, milliseconds: performance.now() - started });
    };
    const sent = request(
      {
        // By its address: a thousand names looked up at once would be measured too.
        host: '127.0.0.1',
        port,
        path,
        method,
        agent,
        timeout: CARRIER_GIVES_UP_MS,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          end(response.statusCode ?? 0, Buffer.concat(chunks).toString());
        });
      },
    );
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => {
      end(0, '');
    });
    sent.end(body);
  });
}
