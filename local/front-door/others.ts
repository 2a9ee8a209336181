// Everything but webhooks through the front door: streamed both ways, never kept.
import { Agent, request as startRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { sendOfficeDown, sendTooLarge, sendUnavailable } from './answers.ts';
import { forwarded, inwardHeaders } from './forwarded-headers.ts';
import type { DoorLimits } from './limits.ts';
import type { Part } from './part.ts';
import { declaredBytes, discardBody } from './read-body.ts';

export interface OtherDoor {
  readonly handle: (request: IncomingMessage, response: ServerResponse, arrivedAt: number) => Promise<void>;
  readonly close: () => void;
}

const HEALTH = '/health';

export function openOtherDoor(office: Part, secret: string, limits: DoorLimits): OtherDoor {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 32 });
  let underWay = 0;
  return {
    handle: async (request, response, arrivedAt) => {
      if (declaredBytes(request) > limits.mostBodyBytes) {
        await discardBody(request);
        sendTooLarge(response);
        return;
      }
      if (underWay >= limits.mostOthers) {
        sendUnavailable(response);
        return;
      }
      underWay += 1;
      response.once('close', () => {
        underWay -= 1;
      });
      const isHealth = request.url?.split('?', 1)[0] === HEALTH;
      const port = isHealth ? office.port() : await office.portWithin(limits.officeWithinMs);
      const instead = isHealth ? sendOfficeDown : sendUnavailable;
      if (port === undefined) instead(response);
      else
        stream(request, response, {
          agent,
          port,
          instead,
          headers: inwardHeaders(request, { secret, arrivedAt }),
          limits,
        });
    },
    close: () => {
      agent.destroy();
    },
  };
}

interface Way {
  readonly agent: Agent;
  readonly port: number;
  readonly headers: ReturnType<typeof inwardHeaders>;
  readonly limits: DoorLimits;
  /** The answer where the office gives none. */
  readonly instead: (response: ServerResponse) => void;
}

function stream(
  request: IncomingMessage,
  response: ServerResponse,
  { agent, port, headers, limits, instead }: Way,
): void {
  const { method, url } = request;
  const inward = startRequest({ agent, host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, forwarded(answer.headers));
    response.flushHeaders();
    answer.once('error', () => response.destroy());
    answer.pipe(response);
  });
  let isTooLarge = false;
  inward.once('error', () => {
    if (isTooLarge || response.writableEnded) return;
    if (response.headersSent) response.destroy();
    else instead(response);
  });
  // Whoever asked is gone: what is being made for them can stop.
  response.once('close', () => inward.destroy());
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    if (isTooLarge) return;
    bytes += chunk.byteLength;
    if (bytes > limits.mostBodyBytes) {
      isTooLarge = true;
      inward.destroy();
      void discardBody(request).then(() => {
        sendTooLarge(response);
      });
      return;
    }
    if (!inward.write(chunk)) {
      request.pause();
      inward.once('drain', () => request.resume());
    }
  });
  request.once('end', () => {
    if (!isTooLarge) inward.end();
  });
}
