// A session goes from the tab in which one signed in to the one that waits for it. A channel is heard by pages of our
// own origin alone, and its name is known to the two tabs alone; `window.opener` does not survive the way over the
// issuer (Cross-Origin-Opener-Policy).
import type { Session } from '../../open-session.ts';

const channelOf = (name: string): BroadcastChannel => new BroadcastChannel(`hotline-guard.again.${name}`);

export function handOver(name: string, session: Session): void {
  const channel = channelOf(name);
  channel.postMessage(session);
  channel.close();
  // A browser closes only what a page has opened; otherwise the tab says that it is done.
  window.close();
}

/** The address at which another tab signs in for the one that waits. */
export const addressFor = (name: string): string => `/#again=${name}`;

/** @returns stops the waiting */
export function awaitSession(name: string, onSession: (session: Session) => void): () => void {
  const channel = channelOf(name);
  channel.onmessage = ({ data }: MessageEvent<Session>) => {
    onSession(data);
  };
  return () => {
    channel.close();
  };
}
