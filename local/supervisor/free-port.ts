// A port of this machine for the embedded database, which keeps it over restarts.
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports from which systems open connections (32768 on Linux, 49152 elsewhere): there, a client that tries to
 * reach a server while it restarts can be given the server's own port to connect from, and the server finds it taken.
 */
const [LOWEST, HIGHEST] = [20_000, 32_000];
const MOST_TRIES = 50;

/** @throws where no port is free */
export async function freePort(random: () => number = Math.random): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const port = LOWEST + Math.floor(random() * (HIGHEST - LOWEST));
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${String(LOWEST)} to ${String(HIGHEST)} is free for the embedded database`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
