// A call that the account places through the REST API: the telephone rings, and whoever answers hears the documents of a URL.
// https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
import { runDocuments } from './interpreter.ts';
import type { Leg } from './leg.ts';
import type { Services } from './scene.ts';

export interface OutgoingCall {
  readonly from: string;
  readonly to: string;
  readonly url: string;
  /** How long it rings. */
  readonly timeoutSeconds: number;
}

/** Resolves when the call is over. */
export async function runOutgoing(
  leg: Leg,
  { url, timeoutSeconds }: Pick<OutgoingCall, 'url' | 'timeoutSeconds'>,
  services: Services,
): Promise<void> {
  const rung = new AbortController();
  const answered = new Promise<boolean>((resolve) => {
    leg.watch((what) => {
      rung.abort();
      resolve(what === 'answered');
    });
  });
  services.announce(leg);
  void leg.rest(timeoutSeconds, rung.signal).then(() => {
    if (!leg.answered) leg.refuse('no-answer');
  });
  if (await answered) {
    await runDocuments({ leg, role: 'main', first: { url, method: 'POST', extra: {} } }, services);
    leg.disconnect();
  }
  leg.finish();
}
