// The carrier's side: one signed webhook a call, all sent in the same moment over connections of their own.
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import type { LoadCaller } from './callers.ts';

export interface Answered {
  readonly caller: LoadCaller;
  readonly status: number;
  readonly document: string;
  readonly milliseconds: number;
}

export interface Called {
  /** `http://127.0.0.1:4470` */
  readonly url: string;
  readonly publicUrl: string;
  readonly accountSid: string;
  readonly authToken: string;
  readonly number: string;
}

const PATH = '/voice/incoming';
const CARRIER_GIVES_UP_MS = 15_000;

export async function callAtOnce(callers: readonly LoadCaller[], called: Called): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const prepared = callers.map((caller) => ({ caller, ...signed(caller, called) }));
  try {
    return await Promise.all(prepared.map(({ caller, ...post }) => answered(caller, post, called, agent)));
  } finally {
    agent.destroy();
  }
}

interface Post {
  readonly body: string;
  readonly signature: string;
}

function signed({ number }: LoadCaller, { accountSid, authToken, publicUrl, number: to }: Called): Post {
  const form = {
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
  return {
    body: new URLSearchParams(form).toString(),
    signature: webhooks.getExpectedTwilioSignature(authToken, publicUrl + PATH, form),
  };
}

function answered(
  caller: LoadCaller,
  { body, signature }: Post,
  { url }: Called,
  agent: Agent,
): Promise<Answered> {
  const started = performance.now();
  return new Promise((resolve) => {
    const end = (status: number, document: string): void => {
      resolve({ caller, status, document, milliseconds: performance.now() - started });
    };
    const sent = request(
      url + PATH,
      {
        method: 'POST',
        agent,
        timeout: CARRIER_GIVES_UP_MS,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'x-twilio-signature': signature,
        },
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
