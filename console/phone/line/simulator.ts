// The simulated carrier over HTTP: place a call, take part in it, and hear everything that happens.
import type { CarrierEvent } from '../../../carrier/events.ts';
import { ApiProblem } from '../../api/problem.ts';
import { leave, token } from '../../session.ts';

export interface NewCall {
  readonly from: string;
  readonly to: string;
  readonly stirVerstat?: string;
  /** Times faster than life. */
  readonly speed: number;
}

export type TelephoneAction =
  | { readonly do: 'press'; readonly digits: string }
  | { readonly do: 'speak'; readonly seconds: number; readonly text?: string; readonly audio?: string }
  | { readonly do: 'start-speaking' | 'hang-up' | 'answer' | 'refuse' };

/** Where no simulator answers: the hotline runs on AWS. */
export class NoSimulatorError extends Error {
  override readonly name = 'NoSimulatorError';
}

/** @returns the CallSid. @throws {ApiProblem} @throws {NoSimulatorError} */
export async function placeCall(call: NewCall): Promise<string> {
  const response = await request('calls', { method: 'POST', body: JSON.stringify(call) });
  const { callSid } = (await response.json()) as { callSid: string };
  return callSid;
}

/**
 * Every event of a call and of the telephones that it makes ring, from the beginning to the end. The call ends when nobody
 * reads them any more.
 * @throws {ApiProblem}
 */
export async function* eventsOf(callSid: string, signal: AbortSignal): AsyncGenerator<CarrierEvent> {
  const { body } = await request(`calls/${callSid}/events?with=legs&held=true`, { signal });
  if (body === null) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as CarrierEvent;
  }
}

/** An action on a call that has just ended is ignored, because the user could not know. @throws {ApiProblem} */
export async function act(callSid: string, action: TelephoneAction): Promise<void> {
  // A page that is closed still hangs up; a browser keeps no more than 64 kB alive.
  const keepalive = action.do === 'hang-up';
  await request(`calls/${callSid}/input`, { method: 'POST', body: JSON.stringify(action), keepalive });
}

/** What the other side said, as it sounded. @throws {ApiProblem} */
export const clipOf = async (callSid: string, name: string): Promise<Blob> =>
  (await request(`calls/${callSid}/clips/${name}`, {})).blob();

async function request(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(`/simulator/${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token() ?? ''}`, 'content-type': 'application/json' },
    cache: 'no-store',
    credentials: 'omit',
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem('unreachable', error instanceof Error ? error.message : String(error));
  });
  if (response.ok) return response;
  const text = await response.text();
  const problem = problemOf(text);
  // Not the simulator: whatever stands before a deployed hotline.
  if (problem === undefined) throw new NoSimulatorError(`HTTP ${String(response.status)}`);
  if (response.status === 401) leave('expired');
  throw new ApiProblem(response.status === 401 ? 'not-signed-in' : 'invalid-request', problem);
}

function problemOf(text: string): string | undefined {
  try {
    const { problem } = JSON.parse(text) as { problem?: unknown };
    return typeof problem === 'string' ? problem : undefined;
  } catch {
    return undefined;
  }
}
