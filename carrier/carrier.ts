// The simulated carrier: telephone numbers with webhooks behind them, calls placed to them, telephones that ring.
import { randomBytes, randomUUID } from 'node:crypto';
import type { CallHandle, LegHandle } from './call-handle.ts';
import type { Place } from './http/call-parameters.ts';
import { connectForwarded, MOST_FORWARDS } from './call-forwarding.ts';
import { CallQueues } from './call-queues.ts';
import { realClock, type Clock } from './clock.ts';
import { runDocuments } from './interpreter.ts';
import { Leg } from './leg.ts';
import { runOutgoing, type OutgoingCall } from './outgoing-call.ts';
import { memoryVault, type RecordingVault } from './recordings/recording-vault.ts';
import { handleRest, type RestRequest, type RestResponse, type SentMessage } from './http/rest.ts';
import type { DocumentRequest, Services, SidPrefix } from './scene.ts';
import { rfc2822 } from './time-format.ts';
import { fetchTransport, type Transport } from './http/transport.ts';
import { WebhookClient } from './http/webhook-client.ts';

/** What a number of the account is configured with (https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource). */
export interface NumberConfiguration {
  readonly voiceUrl: string;
  readonly voiceMethod?: 'GET' | 'POST';
  readonly fallbackUrl?: string;
  readonly fallbackMethod?: 'GET' | 'POST';
  readonly statusCallback?: string;
  readonly statusCallbackMethod?: 'GET' | 'POST';
}

export interface CarrierOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** By number, E.164; asked at each call, because an account's numbers change. */
  readonly numbers: () => Readonly<Record<string, NumberConfiguration>>;
  readonly transport?: Transport;
  readonly clock?: Clock;
  readonly recordings?: RecordingVault;
  readonly newSid?: (prefix: SidPrefix) => string;
  /** Where the REST API says it is. */
  readonly apiBaseUrl?: string;
  /** How long a text takes to say; no time where absent. */
  readonly speechSeconds?: (text: string, language: string) => number;
  /** The two versions of Twilio's documentation on a `<Record>` that heard nothing; `action` is today's. */
  readonly emptyRecording?: Services['emptyRecording'];
  /** Twilio rings about five seconds longer than it was told; 0 where absent. */
  readonly dialBufferSeconds?: number;
}

export interface PlacedCall {
  /** E.164, or what a carrier sends for a caller who hides the number. */
  readonly from: string;
  readonly to: string;
  readonly stirVerstat?: string;
  readonly stirPassportToken?: string;
  readonly callToken?: string;
  readonly callerName?: string;
  readonly forwardedFrom?: string;
  readonly geo?: { readonly from?: Place; readonly to?: Place };
  readonly extraParameters?: Readonly<Record<string, string>>;
  /** A clock for this call alone. */
  readonly clock?: Clock;
}

/** A finished call can still be looked at while it is among the last so many. */
const CALLS_KEPT = 200;

export class Carrier {
  readonly #options: CarrierOptions;
  readonly #clock: Clock;
  readonly #vault: RecordingVault;
  readonly #services: Services;
  /** Text messages sent through the REST API. */
  readonly messages: SentMessage[] = [];
  readonly #calls = new Map<string, Leg>();
  readonly #legListeners = new Set<(leg: LegHandle) => void>();
  readonly #inFlight = new Set<Promise<unknown>>();
  readonly #forwardings = new Map<string, string>();
  /** How many times the call behind each call has been forwarded. */
  readonly #forwards = new WeakMap<Leg, number>();

  constructor(options: CarrierOptions) {
    this.#options = options;
    this.#clock = options.clock ?? realClock;
    this.#vault = options.recordings ?? memoryVault();
    this.#services = this.#createServices();
  }

  /**
   * From now on the telephone with this number forwards its calls at once, as its own carrier would.
   * @param to a number of the account; undefined switches it off
   */
  forward(telephone: string, to: string | undefined): void {
    if (to === undefined) this.#forwardings.delete(telephone);
    else this.#forwardings.set(telephone, to);
  }

  /** Those of the account. */
  get numbers(): readonly string[] {
    return Object.keys(this.#options.numbers());
  }

  /** @throws {RangeError} for a number that the account does not have */
  placeCall(call: PlacedCall): CallHandle {
    return this.#place(call);
  }

  #place({ clock, ...call }: PlacedCall): Leg {
    const number = this.#options.numbers()[call.to];
    if (number === undefined) throw new RangeError(`${call.to} is not a number of this account`);
    const leg = this.#keep(
      new Leg(
        { ...call, sid: this.#services.newSid('CA'), direction: 'inbound' },
        this.#options.accountSid,
        clock ?? this.#clock,
      ),
    );
    void this.#run(leg, number);
    return leg;
  }

  /** A call or leg by its SID, while it is remembered. */
  call(sid: string): LegHandle | undefined {
    return this.#calls.get(sid);
  }

  /** The clock that a call or leg runs on, while it is remembered; undefined for calls of a real account. */
  clockOf(sid: string): Clock | undefined {
    return this.#calls.get(sid)?.clock;
  }

  /** Told of every telephone that a `<Dial>` makes ring; returns the way to stop it. */
  onLeg(listener: (leg: LegHandle) => void): () => void {
    this.#legListeners.add(listener);
    return () => this.#legListeners.delete(listener);
  }

  handleRest(request: RestRequest): Promise<RestResponse> {
    const { accountSid, authToken } = this.#options;
    const newSid = (): string => this.#services.newSid('SM');
    const { messages } = this;
    const calls = {
      get: (sid: string): Leg | undefined => this.#calls.get(sid),
      all: (): Leg[] => [...this.#calls.values()],
      forget: (sid: string): boolean => this.#calls.delete(sid),
      place: (call: OutgoingCall): Leg => this.#callOut(call),
    };
    return handleRest(request, { accountSid, authToken, vault: this.#vault, calls, messages, newSid });
  }

  #callOut(call: OutgoingCall): Leg {
    const { from, to } = call;
    const identity = { sid: this.#services.newSid('CA'), from, to, direction: 'outbound-api' } as const;
    const leg = this.#keep(new Leg(identity, this.#options.accountSid, this.#clock));
    void runOutgoing(leg, call, this.#services);
    return leg;
  }

  /** Every call ends now, as when its people hang up. */
  hangUpAll(): void {
    for (const leg of this.#calls.values()) leg.hangUp();
  }

  /** Resolves when no request is under way: what happens next needs time, or a person. */
  async settled(): Promise<void> {
    while (this.#inFlight.size > 0) {
      await Promise.allSettled(this.#inFlight);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #run(leg: Leg, number: NumberConfiguration): Promise<void> {
    const first: DocumentRequest = { url: number.voiceUrl, method: number.voiceMethod ?? 'POST', extra: {} };
    const fallback =
      number.fallbackUrl === undefined
        ? undefined
        : { url: number.fallbackUrl, method: number.fallbackMethod ?? ('POST' as const), extra: {} };
    try {
      await runDocuments({ leg, role: 'main', first, fallback }, this.#services);
      leg.disconnect();
      await this.#reportEnd(leg, number);
    } catch (error) {
      // A fault of the simulator's own: seen in the call's log, and the other calls go on.
      leg.emit({ type: 'error', code: 0, message: `the simulator failed: ${String(error)}` });
      leg.disconnect('failed');
    }
    leg.finish();
  }

  async #reportEnd(
    leg: Leg,
    { statusCallback, statusCallbackMethod = 'POST' }: NumberConfiguration,
  ): Promise<void> {
    if (statusCallback === undefined) return;
    const parameters = leg.parametersWith({
      CallDuration: String(leg.durationSeconds),
      Duration: String(Math.ceil(leg.durationSeconds / 60)),
      CallbackSource: 'call-progress-events',
      SequenceNumber: '0',
      Timestamp: rfc2822(leg.clock.now()),
    });
    const url = statusCallback;
    await this.#services.fetch(leg, { purpose: 'callback', method: statusCallbackMethod, url, parameters });
  }

  #createServices(): Services {
    const { accountSid, authToken, numbers, transport = fetchTransport } = this.#options;
    const newSid = this.#options.newSid ?? ((prefix: SidPrefix) => prefix + randomBytes(16).toString('hex'));
    const client = new WebhookClient({ authToken, transport, clock: this.#clock, newToken: randomUUID });
    const track = <T>(work: Promise<T>): Promise<T> => this.#track(work);
    const services: Services = {
      accountSid,
      apiBaseUrl: this.#options.apiBaseUrl ?? 'https://api.twilio.com',
      ownsNumber: (number) => Object.hasOwn(numbers(), number),
      emptyRecording: this.#options.emptyRecording ?? 'action',
      dialBufferSeconds: this.#options.dialBufferSeconds ?? 0,
      speechSeconds: this.#options.speechSeconds ?? (() => 0),
      newSid,
      vault: this.#vault,
      queues: new CallQueues(() => newSid('QU')),
      track,
      fetch: (leg, request) => track(client.fetch(leg, request)),
      callback: (leg, request) => void track(client.fetch(leg, { ...request, purpose: 'callback' })),
      newLeg: (parent, from, to) => this.#newLeg(parent, from, to),
      announce: (leg) => {
        for (const listener of [...this.#legListeners]) listener(leg);
        this.#forwardOn(leg);
      },
      run: (run) => runDocuments(run, services),
    };
    return services;
  }

  /** The forwarding telephone's carrier calls on with the caller ID that it was shown, and names the telephone. */
  #forwardOn(leg: Leg): void {
    const to = this.#forwardings.get(leg.to);
    if (to === undefined) return;
    const parent = this.#calls.get(leg.parentSid);
    const forwards = 1 + ((parent && this.#forwards.get(parent)) ?? 0);
    if (forwards > MOST_FORWARDS) {
      leg.refuse();
      return;
    }
    const onward = this.#place({ from: leg.from, to, forwardedFrom: leg.to, clock: leg.clock });
    this.#forwards.set(onward, forwards);
    connectForwarded(leg, onward);
  }

  #newLeg(parent: Leg, from: string, to: string): Leg {
    const sid = this.#services.newSid('CA');
    const identity = { sid, from, to, direction: 'outbound-dial', parentSid: parent.sid } as const;
    return this.#keep(new Leg(identity, this.#options.accountSid, parent.clock));
  }

  #keep(leg: Leg): Leg {
    this.#calls.set(leg.sid, leg);
    const finished = [...this.#calls.values()].filter(({ over }) => over.aborted);
    for (const old of finished.slice(0, Math.max(0, finished.length - CALLS_KEPT)))
      this.#calls.delete(old.sid);
    return leg;
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    this.#inFlight.add(work);
    try {
      return await work;
    } finally {
      this.#inFlight.delete(work);
    }
  }
}
