// Connections on which no request is under way: opened and silent, half a header long, or kept for another request. A
// bound on them keeps whoever opens thousands and says nothing from taking the places of callers: a request that is meant
// arrives within moments, so the one that waits longest is the one to close.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** @returns how many wait now */
export function boundWaiting(server: Server, most: number): () => number {
  /** In the order in which they began to wait. */
  const waiting = new Set<Socket>();
  const wait = (socket: Socket): void => {
    waiting.add(socket);
    if (waiting.size <= most) return;
    const [longest] = waiting;
    longest?.destroy();
    if (longest !== undefined) waiting.delete(longest);
  };
  server.on('connection', (socket) => {
    wait(socket);
    socket.once('close', () => waiting.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    waiting.delete(socket);
    response.once('close', () => {
      if (!socket.destroyed) wait(socket);
    });
  });
  return () => waiting.size;
}
