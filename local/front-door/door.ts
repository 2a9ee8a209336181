// The front door: owns the public port, and shares no event loop with anything that works. Webhooks go to the voice
// process, everything else to the office; what the carrier falls back to is answered right here.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fallbackAt, sendDocument } from './answers.ts';
import { openCallDoor } from './calls.ts';
import { DOOR_LIMITS, type DoorLimits } from './limits.ts';
import { openOtherDoor } from './others.ts';
import type { Part } from './part.ts';
import { boundWaiting } from './waiting-connections.ts';

export interface Door {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  readonly port: number;
  /** Connections on which no request is under way. */
  readonly waiting: () => number;
  readonly close: () => Promise<void>;
}

export interface DoorParts {
  readonly voice: Part;
  readonly office: Part;
  /** Of this start, shared with the parts. */
  readonly secret: string;
}

/** @throws when the port is taken (`EADDRINUSE`) */
export async function openDoor(
  port: number,
  { voice, office, secret }: DoorParts,
  limits: DoorLimits = DOOR_LIMITS,
): Promise<Door> {
  const calls = openCallDoor(voice, secret, limits);
  const others = openOtherDoor(office, secret, limits);
  const server = createServer(
    {
      headersTimeout: limits.headersWithinMs,
      requestTimeout: limits.requestWithinMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: limits.checkEveryMs,
      maxHeaderSize: limits.mostHeaderBytes,
    },
    (request, response) => {
      handle(request, response).catch(() => response.destroy());
    },
  );
  server.maxHeadersCount = limits.mostHeaders;
  server.maxConnections = limits.mostConnections;
  const waiting = boundWaiting(server, limits.mostWaiting);

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const arrivedAt = Date.now();
    const path = request.url?.split('?', 1)[0] ?? '/';
    const document = fallbackAt(path);
    response.on('error', () => response.destroy());
    if (document !== undefined) sendDocument(response, document);
    else if (path.startsWith('/voice/')) await calls.handle(request, response, arrivedAt);
    else await others.handle(request, response, arrivedAt);
  };

  await listen(server, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(taken)}`,
    port: taken,
    waiting,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      calls.close();
      others.close();
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  // More than the usual 511: a thousand callers may ring in the same moment.
  server.listen({ port, backlog: 2_048 });
  await once(server, 'listening');
}
