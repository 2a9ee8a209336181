// The two ends of a simulated call, over the simulator's HTTP: what is heard, and what is done.
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { CarrierEvent } from '../../carrier/events.ts';
import { document, request, type Connection } from '../connection.ts';

export interface NewCall {
  readonly from: string;
  /** The hotline where absent. */
  readonly to?: string;
  readonly stirVerstat?: string;
  readonly forwardedFrom?: string;
  readonly speed: number;
}

export type TelephoneAction =
  | { readonly do: 'press'; readonly digits: string }
  | { readonly do: 'speak'; readonly seconds: number; readonly text?: string }
  | { readonly do: 'hang-up' | 'answer' | 'refuse' };

export async function placeCall(
  connection: Connection,
  call: NewCall,
): Promise<{ readonly callSid: string; readonly to: string }> {
  const response = await request(connection, '/simulator/calls', { method: 'POST', ...document(call) });
  return (await response.json()) as { callSid: string; to: string };
}

/** Every event of a call or leg, from its beginning to its end. */
export async function* eventsOf(connection: Connection, callSid: string): AsyncGenerator<CarrierEvent> {
  const { body } = await request(connection, `/simulator/calls/${callSid}/events`);
  if (body === null) return;
  const lines = createInterface({ input: Readable.fromWeb(body) });
  for await (const line of lines) yield JSON.parse(line) as CarrierEvent;
}

export async function act(connection: Connection, callSid: string, action: TelephoneAction): Promise<void> {
  await request(
    connection,
    `/simulator/calls/${callSid}/input`,
    { method: 'POST', ...document(action) },
    [404],
  );
}
