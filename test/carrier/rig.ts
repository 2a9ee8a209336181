// A carrier with an application that consists of documents, and a clock that the test moves.
import type { LegHandle } from '../../carrier/call-handle.ts';
import { Carrier, type NumberConfiguration, type PlacedCall } from '../../carrier/carrier.ts';
import { VirtualClock } from '../../carrier/clock.ts';
import type { CarrierEvent } from '../../carrier/events.ts';
import { memoryVault } from '../../carrier/recordings/recording-vault.ts';
import {
  TransportError,
  type Timeouts,
  type Transport,
  type TransportErrorKind,
  type TransportRequest,
} from '../../carrier/http/transport.ts';
import { TestPhone } from '../support/phone.ts';
import { ACCOUNT_SID, AUTH_TOKEN, CALLER, HOTLINE } from '../support/twilio-values.ts';

export const APP = 'https://app.test';

/** What an address answers: the body of a `<Response>`, or everything. */
export type Answer =
  | string
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string | readonly string[]>>;
      readonly body?: string | Uint8Array;
      readonly fails?: TransportErrorKind;
      readonly afterSeconds?: number;
    };

export interface RigOptions {
  readonly number?: Partial<NumberConfiguration>;
  readonly speechSeconds?: (text: string) => number;
}

export class Rig {
  readonly clock = new VirtualClock({ patienceMs: 50 });
  readonly carrier: Carrier;
  readonly requests: (TransportRequest & { readonly path: string })[] = [];
  readonly legs: LegHandle[] = [];
  /** Path -> answer, or answers in turn, the last of which stays. */
  readonly #answers: Readonly<Record<string, Answer | readonly Answer[]>>;
  readonly #asked = new Map<string, number>();

  constructor(answers: Readonly<Record<string, Answer | readonly Answer[]>>, options: RigOptions = {}) {
    this.#answers = answers;
    this.carrier = new Carrier({
      accountSid: ACCOUNT_SID,
      authToken: AUTH_TOKEN,
      clock: this.clock,
      transport: this.#transport,
      recordings: memoryVault(),
      speechSeconds: options.speechSeconds ?? (() => 0),
      numbers: () => ({ [HOTLINE]: { voiceUrl: `${APP}/start`, ...options.number } }),
    });
    this.carrier.onLeg((leg) => void this.legs.push(leg));
    this.clock.settleWith(() => this.carrier.settled());
  }

  async call(more: Partial<PlacedCall> = {}): Promise<TestPhone> {
    const phone = new TestPhone(this.carrier.placeCall({ from: CALLER, to: HOTLINE, ...more }), this.clock);
    await this.clock.settle();
    return phone;
  }

  leg(number: string): LegHandle {
    const leg = this.legs.findLast(({ to }) => to === number);
    if (leg === undefined) throw new Error(`${number} has not rung`);
    return leg;
  }

  /** Parameters of the last request to a path, from its body or its query. */
  parameters(path: string): URLSearchParams {
    const request = this.requests.findLast((one) => one.path === path);
    if (request === undefined) throw new Error(`${path} was not requested`);
    return new URLSearchParams(request.method === 'POST' ? request.body : new URL(request.url).search);
  }

  paths(): string[] {
    return this.requests.map(({ path }) => path);
  }

  readonly #transport: Transport = async (request, timeouts) => {
    const path = new URL(request.url).pathname;
    this.requests.push({ ...request, path });
    const answer = this.#next(path);
    if (typeof answer === 'string')
      return { status: 200, headers: { 'content-type': 'text/xml' }, body: `<Response>${answer}</Response>` };
    await this.#delay((answer.afterSeconds ?? 0) * 1_000, timeouts);
    if (answer.fails !== undefined) throw new TransportError(answer.fails);
    const { status = 200, headers = { 'content-type': 'text/xml' }, body = '<Response/>' } = answer;
    return { status, headers, body };
  };

  async #delay(ms: number, { totalMs }: Timeouts): Promise<void> {
    if (ms > 0) await this.clock.sleep(Math.min(ms, totalMs));
    if (ms > totalMs) throw new TransportError('timeout');
  }

  #next(path: string): Answer {
    const given = this.#answers[path];
    if (given === undefined) return { status: 404, body: 'not found' };
    if (!Array.isArray(given)) return given as Answer;
    const asked = this.#asked.get(path) ?? 0;
    this.#asked.set(path, asked + 1);
    return (given as readonly Answer[])[Math.min(asked, given.length - 1)] ?? '';
  }
}

/** The codes of errors and warnings, in order. */
export const codes = (log: readonly CarrierEvent[]): number[] =>
  log.flatMap((event) => (event.type === 'error' || event.type === 'warning' ? [event.code] : []));
