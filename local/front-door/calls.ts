// Webhooks through the front door. The body is read here, so that a webhook outlives the process that was answering it:
// it is sent again to the next one, which is safe because every effect of a webhook happens once. Whatever happens behind
// the door, a caller has a document in time.
import { Agent, request as startRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { CALLBACK_PATHS, LAST_RESORT_BY_PATH } from '../../functions/voice/last-resort.ts';
import { sendDocument, sendTooLarge, sendUnavailable } from './answers.ts';
import { forwarded, inwardHeaders } from './forwarded-headers.ts';
import type { DoorLimits } from './limits.ts';
import type { Part } from './part.ts';
import { discardBody, readBody } from './read-body.ts';

export interface CallDoor {
  readonly handle: (request: IncomingMessage, response: ServerResponse, arrivedAt: number) => Promise<void>;
  readonly close: () => void;
}

/** A process that has just died may take a moment to be known to be down. */
const AGAIN_AFTER_MS = 25;
/** A webhook that was under way in so many processes when they died may be what they died of. */
const MOST_DEATHS = 2;

export function openCallDoor(voice: Part, secret: string, limits: DoorLimits): CallDoor {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 256 });
  let underWay = 0;

  const answer = async (webhook: Webhook): Promise<void> => {
    const { request, response, deadline } = webhook;
    const body = await readBody(request, limits.mostWebhookBytes);
    if (body === undefined) {
      await discardBody(request);
      sendTooLarge(response);
      return;
    }
    for (let deaths = 0; deaths < MOST_DEATHS && !deadline.aborted && !response.headersSent;) {
      const port = await voice.portWithin(Math.max(0, webhook.until - Date.now()));
      if (port === undefined) return;
      const outcome = await send(webhook, body, { agent, port, secret });
      if (outcome === 'answered') return;
      if (outcome === 'died') deaths += 1;
      await delay(AGAIN_AFTER_MS, undefined, { signal: deadline }).catch(() => undefined);
    }
  };

  return {
    handle: async (request, response, arrivedAt) => {
      const webhook = webhookOf(request, response, arrivedAt, limits);
      if (underWay >= limits.mostCalls) {
        giveUp(webhook);
        return;
      }
      underWay += 1;
      const timer = setTimeout(() => {
        // A recording that the carrier plays has begun in time, and takes as long as it takes.
        if (response.headersSent) return;
        webhook.abandon();
        giveUp(webhook);
      }, webhook.until - Date.now());
      try {
        await answer(webhook);
      } catch {
        // The carrier went away, or the process behind the door did: there is a document for both.
      } finally {
        clearTimeout(timer);
        underWay -= 1;
        giveUp(webhook);
      }
    },
    close: () => {
      agent.destroy();
    },
  };
}

interface Webhook {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly arrivedAt: number;
  /** When it has to be answered, milliseconds since 1970. */
  readonly until: number;
  readonly deadline: AbortSignal;
  readonly abandon: () => void;
}

function webhookOf(
  request: IncomingMessage,
  response: ServerResponse,
  arrivedAt: number,
  limits: DoorLimits,
): Webhook {
  const path = request.url?.split('?', 1)[0] ?? '';
  const withinMs = CALLBACK_PATHS.has(path) ? limits.callbackWithinMs : limits.callWithinMs;
  const stop = new AbortController();
  return {
    request,
    response,
    path,
    arrivedAt,
    until: arrivedAt + withinMs,
    deadline: stop.signal,
    abandon: () => {
      stop.abort();
    },
  };
}

/**
 * The last resort where nothing has been answered. A callback has none: the carrier sends it again when it is refused,
 * and nothing is lost.
 */
function giveUp({ path, request, response }: Webhook): void {
  if (response.headersSent || response.destroyed) {
    // Half an answer is none: the carrier then turns to its own fallback.
    if (!response.writableEnded) response.destroy();
    return;
  }
  if (!request.complete) response.shouldKeepAlive = false;
  const document = LAST_RESORT_BY_PATH.get(path);
  if (document === undefined) sendUnavailable(response);
  else sendDocument(response, document);
}

interface Way {
  readonly agent: Agent;
  readonly port: number;
  readonly secret: string;
}

type Outcome =
  | 'answered'
  /** Nothing listened: the process has not seen the webhook. */
  | 'refused'
  /** The process took the webhook and gave no answer. */
  | 'died';

function send(webhook: Webhook, body: Buffer, { agent, port, secret }: Way): Promise<Outcome> {
  const { request, response, deadline } = webhook;
  // A callback that has waited is not late for the process that answers it.
  const arrivedAt = CALLBACK_PATHS.has(webhook.path) ? Date.now() : webhook.arrivedAt;
  const headers = { ...inwardHeaders(request, { secret, arrivedAt }), 'content-length': body.byteLength };
  const { method, url: path } = request;
  return new Promise((resolve) => {
    const failed = (error: unknown): void => {
      resolve(isRefusal(error) ? 'refused' : 'died');
    };
    const inward = startRequest(
      { agent, host: '127.0.0.1', port, method, path, headers, signal: deadline },
      (answer) => {
        answer.once('error', failed);
        pass(answer, response).then(() => {
          resolve('answered');
        }, failed);
      },
    );
    inward.once('error', failed);
    inward.end(body);
  });
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';

/** A document is a few thousand bytes; a recording that the carrier plays is more. */
const MOST_BYTES_AT_ONCE = 256_000;

/** A document goes out whole or not at all, so that another can take its place. @throws where it comes in half */
async function pass(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  const bytes = Number(answer.headers['content-length'] ?? Infinity);
  const headers = forwarded(answer.headers);
  if (bytes <= MOST_BYTES_AT_ONCE) {
    const chunks: Buffer[] = [];
    for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
    if (!response.headersSent)
      response.writeHead(answer.statusCode ?? 502, headers).end(Buffer.concat(chunks));
    return;
  }
  response.writeHead(answer.statusCode ?? 502, headers);
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    if (!response.write(chunk)) await drained(response);
  }
  response.end();
}

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve, reject) => {
    response.once('drain', resolve);
    response.once('close', () => {
      reject(new Error('the carrier went away'));
    });
  });
