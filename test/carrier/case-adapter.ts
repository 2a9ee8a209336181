// Plays one conformance case through the simulated carrier: its events become what people do, its expectations are
// looked for in the call's log. An event or expectation of an unknown kind is an error, never passed over.
import twilio from 'twilio/lib/webhooks/webhooks.js';
import type { CallHandle, LegHandle } from '../../carrier/call-handle.ts';
import { Carrier, type NumberConfiguration } from '../../carrier/carrier.ts';
import { VirtualClock } from '../../carrier/clock.ts';
import type { CarrierEvent } from '../../carrier/events.ts';
import { TransportError, type Transport } from '../../carrier/http/transport.ts';
import { ACCOUNT_SID, AUTH_TOKEN, CALLER, HOTLINE } from '../support/twilio-values.ts';

type Served = string | { readonly audio: string } | { readonly delaySeconds: number };
export type CaseEvent = Readonly<Record<string, unknown>>;
export type Expectation = Readonly<Record<string, unknown>>;

export interface TwimlCase {
  readonly id: string;
  readonly source: string;
  /** URL -> what is served there; the first is where the call begins. */
  readonly documents: Readonly<Record<string, Served>>;
  readonly events: readonly CaseEvent[];
  readonly expect: readonly Expectation[];
}

export interface PlayOptions {
  readonly emptyRecording?: 'action' | 'falls-through';
  readonly forwardedFrom?: string;
}

interface HttpChange {
  readonly url?: string;
  readonly status?: number;
  readonly contentType?: string | null;
  readonly setCookie?: string;
}

/** Spoken words take this long where the case needs somebody to press a key meanwhile; else no time. */
const PROMPT_SECONDS = 10;
/** Long enough for everything to have happened that still will. */
const AFTERWARDS_SECONDS = 120;
const GOODBYE = '<Response><Hangup/></Response>';

export class PlayedCase {
  readonly #case: TwimlCase;
  readonly #clock = new VirtualClock({ patienceMs: 100 });
  readonly #start = this.#clock.now().getTime();
  readonly #legs: LegHandle[] = [];
  readonly #call: CallHandle;
  #cursor = 0;

  constructor(played: TwimlCase, options: PlayOptions = {}) {
    this.#case = played;
    const carrier = new Carrier({
      accountSid: ACCOUNT_SID,
      authToken: AUTH_TOKEN,
      clock: this.#clock,
      transport: this.#transport,
      speechSeconds: () => (this.#event('dtmfDuringPrompt') === undefined ? 0 : PROMPT_SECONDS),
      ...(options.emptyRecording === undefined ? {} : { emptyRecording: options.emptyRecording }),
      numbers: () => ({ [HOTLINE]: this.#number() }),
    });
    carrier.onLeg((leg) => void this.#legs.push(leg));
    this.#clock.settleWith(() => carrier.settled());
    this.#call = carrier.placeCall({
      from: CALLER,
      to: HOTLINE,
      extraParameters: (this.#event('params') ?? {}) as Record<string, string>,
      ...(options.forwardedFrom === undefined ? {} : { forwardedFrom: options.forwardedFrom }),
    });
  }

  get log(): readonly CarrierEvent[] {
    return this.#call.log;
  }

  async play(): Promise<void> {
    await this.#clock.settle();
    for (const event of this.#case.events) {
      for (const [kind, value] of Object.entries(event)) await this.#act(kind, value, event);
    }
    await this.#clock.advance(AFTERWARDS_SECONDS);
  }

  /** @returns what was expected and is not in the log */
  missing(): string[] {
    return this.#case.expect.flatMap((expectation) => {
      const met = Object.entries(expectation)
        .filter(([kind]) => !QUALIFIERS.has(kind))
        .every(([kind, value]) => this.#meets(kind, value, expectation));
      return met ? [] : [JSON.stringify(expectation)];
    });
  }

  // --- what is served -------------------------------------------------------------------------------------------

  #event(kind: string): unknown {
    return this.#case.events.find((event) => kind in event)?.[kind];
  }

  get #entry(): string {
    return Object.keys(this.#case.documents)[0] ?? '';
  }

  #number(): NumberConfiguration {
    const fallbackUrl = this.#event('fallbackUrl') as string | undefined;
    return {
      voiceUrl: this.#entry,
      voiceMethod: (this.#event('method') as 'GET' | undefined) ?? 'POST',
      ...(fallbackUrl === undefined ? {} : { fallbackUrl }),
    };
  }

  readonly #transport: Transport = async ({ url }, { totalMs }) => {
    const plain = url.split('#')[0] ?? url;
    const served = this.#case.documents[plain];
    const change = this.#event('httpResponse') as HttpChange | undefined;
    const changed = change !== undefined && plain === (change.url ?? this.#entry) ? change : {};
    if (typeof served === 'object' && 'delaySeconds' in served) {
      const delayMs = served.delaySeconds * 1_000;
      await this.#clock.sleep(Math.min(delayMs, totalMs));
      if (delayMs > totalMs) throw new TransportError('timeout');
    }
    const isAudio = typeof served === 'object' && 'audio' in served;
    const type = changed.contentType === undefined ? 'text/xml' : changed.contentType;
    return {
      status: changed.status ?? 200,
      headers: {
        ...(type === null ? {} : { 'content-type': type }),
        ...(changed.setCookie === undefined ? {} : { 'set-cookie': changed.setCookie }),
      },
      body: typeof served === 'string' ? served : isAudio ? '\u0000' : GOODBYE,
    };
  };

  // --- what people do -------------------------------------------------------------------------------------------

  async #act(kind: string, value: unknown, event: CaseEvent): Promise<void> {
    const act = ACTS[kind];
    if (act === undefined) throw new Error(`${this.#case.id}: no event of the kind "${kind}" is known`);
    await act({ call: this.#call, legs: this.#legs, clock: this.#clock, value, event });
    await this.#clock.settle();
  }

  // --- what is expected -----------------------------------------------------------------------------------------

  #meets(kind: string, value: unknown, expectation: Expectation): boolean {
    const check = CHECKS[kind];
    if (check === undefined)
      throw new Error(`${this.#case.id}: no expectation of the kind "${kind}" is known`);
    return check({
      value,
      expectation,
      log: this.log,
      legs: this.#legs,
      start: this.#start,
      entry: this.#entry,
      next: (matches) => {
        const found = this.log.findIndex((event, index) => index >= this.#cursor && matches(event));
        if (found >= 0) this.#cursor = found + 1;
        return found >= 0;
      },
    });
  }
}

// --- events -----------------------------------------------------------------------------------------------------

interface Act {
  readonly call: CallHandle;
  readonly legs: readonly LegHandle[];
  readonly clock: VirtualClock;
  readonly value: unknown;
  readonly event: CaseEvent;
}

const nothing = (): void => undefined;

const ACTS: Readonly<Record<string, (act: Act) => Promise<void> | void>> = {
  silence: ({ clock, value }) => clock.advance(Number(value)),
  dtmf: ({ call, value }) => {
    call.press(String(value));
  },
  dtmfFromCaller: ({ call, value }) => {
    call.press(String(value));
  },
  dtmfDuringPrompt: async ({ call, clock, value }) => {
    await clock.advance(PROMPT_SECONDS / 2);
    call.press(String(value));
  },
  speak: async ({ call, clock, value }) => {
    call.speak({ seconds: Number(value) });
    await clock.advance(Number(value));
  },
  emptyRecording: ({ clock }) => clock.advance(5),
  wait: ({ clock }) => clock.advance(AFTERWARDS_SECONDS),
  calleeAnswers: async ({ legs, clock, value, event }) => {
    const leg = value === true ? legs[0] : legs.find(({ to }) => to === value);
    if (leg === undefined) throw new Error(`${String(value)} does not ring`);
    leg.answer();
    await clock.settle();
    if (event.duration !== undefined) await talkAndHangUp(leg, clock, Number(event.duration));
  },
  calleeHangup: ({ legs }) => legs[0]?.hangUp(),
  dialResult: async ({ legs, clock, value, event }) => {
    const [leg] = legs;
    if (leg === undefined || value !== 'completed')
      throw new Error(`cannot make the result ${String(value)}`);
    leg.answer();
    await clock.settle();
    await talkAndHangUp(leg, clock, Number(event.duration));
  },
  // Said about another event, or about how the call is set up.
  duration: nothing,
  httpResponse: nothing,
  fallbackUrl: nothing,
  method: nothing,
  params: nothing,
};

async function talkAndHangUp(leg: LegHandle, clock: VirtualClock, seconds: number): Promise<void> {
  await clock.advance(seconds);
  leg.hangUp();
}

// --- expectations -----------------------------------------------------------------------------------------------

interface Check {
  readonly value: unknown;
  readonly expectation: Expectation;
  readonly log: readonly CarrierEvent[];
  readonly legs: readonly LegHandle[];
  readonly start: number;
  readonly entry: string;
  /** The next event of this kind; later expectations look behind it. */
  readonly next: (matches: (event: CarrierEvent) => boolean) => boolean;
}

/** Parts of an expectation that say more about another part. */
const QUALIFIERS = new Set(['billed', 'commonParams']);

type Webhook = Extract<CarrierEvent, { type: 'webhook' }>;

const CHECKS: Readonly<Record<string, (check: Check) => boolean>> = {
  say: ({ value, next }) => next((event) => event.type === 'said' && event.text === value),
  sayTimes: ({ value, next }) => {
    const [text, times] = value as [string, number];
    return next((event) => event.type === 'said' && event.text === text && event.loop === times);
  },
  neverSaid: ({ value, log }) => !log.some((event) => event.type === 'said' && event.text === value),
  promptStops: ({ next }) => next(({ type }) => type === 'promptStopped'),
  callEnds: ({ value, next }) => next((event) => event.type === 'ended' && event.status === value),
  notAnswered: ({ expectation, log }) =>
    log.some((event) => event.type === 'ended' && !event.answered && event.billed === expectation.billed),
  answeredAfterSeconds: ({ value, log, start }) =>
    log.some(({ type, at }) => type === 'answered' && Date.parse(at) - start === Number(value) * 1_000),
  beep: ({ value, next }) => next((event) => event.type === 'recording' && event.beep === value),
  dial: ({ value, next }) => next((event) => event.type === 'dialing' && event.to.join() === value),
  playBody: ({ entry, next }) => next((event) => event.type === 'played' && event.url === entry),
  error: ({ value, next }) => next((event) => event.type === 'error' && event.code === value),
  twimlError: ({ value, next }) =>
    next((event) => event.type === 'error' && event.message.includes(String(value))),
  warning: ({ value, next }) => next((event) => event.type === 'warning' && event.code === value),
  request: ({ value, next, legs }) =>
    next(
      (event) => event.type === 'webhook' && event.purpose === 'document' && isRequest(event, value, legs),
    ),
  asyncRequest: ({ value, log, legs }) =>
    log.some(
      (event) => event.type === 'webhook' && event.purpose === 'callback' && isRequest(event, value, legs),
    ),
  asyncRequests: ({ value, expectation, log, legs }) => {
    const common = Object.fromEntries(
      (expectation.commonParams as string[]).map((text) => {
        const [name = '', wanted = '*'] = text.split('=');
        return [name, wanted];
      }),
    );
    const all = [...log, ...legs.flatMap((leg) => leg.log)];
    const callbacks = all.filter((event) => event.type === 'webhook' && event.purpose === 'callback');
    const wanted = value as Record<string, string>[];
    return (
      callbacks.length === wanted.length &&
      wanted.every((one, index) => hasParameters(callbacks[index] as Webhook, { ...common, ...one }, legs))
    );
  },
};

interface WantedRequest {
  readonly method?: string;
  readonly url?: string;
  readonly paramsInclude?: Readonly<Record<string, string>>;
  readonly paramsAbsent?: readonly string[];
  readonly paramNames?: readonly string[];
  readonly headersInclude?: Readonly<Record<string, string>>;
  readonly signatureOver?: string;
  readonly signatureParams?: object;
}

const REQUEST_KINDS = new Set([
  'method',
  'url',
  'paramsInclude',
  'paramsAbsent',
  'paramNames',
  'headersInclude',
  'signatureOver',
  'signatureParams',
]);

function isRequest(event: Webhook, value: unknown, legs: readonly LegHandle[]): boolean {
  const wanted = value as WantedRequest;
  const unknown = Object.keys(wanted).filter((kind) => !REQUEST_KINDS.has(kind));
  if (unknown.length > 0) throw new Error(`no expectation of a request is called ${unknown.join()}`);
  const named = withoutStandard(event);
  return (
    (wanted.method ?? event.method) === event.method &&
    (wanted.url ?? named) === named &&
    hasParameters(event, wanted.paramsInclude ?? {}, legs) &&
    (wanted.paramsAbsent ?? []).every((name) => event.parameters[name] === undefined) &&
    (wanted.paramNames ?? []).every((name) => event.parameters[name] !== undefined) &&
    Object.entries(wanted.headersInclude ?? {}).every(([name, text]) => event.headers[name] === text) &&
    (wanted.signatureOver ?? named) === named &&
    (wanted.signatureParams === undefined || isSignedOver(event, wanted.signatureParams))
  );
}

/** A GET carries the standard parameters at the end of its URL, which the cases leave out. */
function withoutStandard({ url, method, parameters }: Webhook): string {
  if (method !== 'GET') return url;
  const [before = '', query = ''] = url.split('?');
  const kept = query.split('&').filter((pair) => {
    const [name = ''] = pair.split('=');
    return parameters[name] === undefined || !/^[A-Z]/.test(name) || pair === 'Digits=TIMEOUT';
  });
  return kept.join('&') === '' ? before : `${before}?${kept.join('&')}`;
}

/** `*`: any value that is not empty; `<sid of the answered leg>`: just that. */
function hasParameters(
  { parameters }: Webhook,
  wanted: Readonly<Record<string, string>>,
  legs: readonly LegHandle[],
): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const given = parameters[name];
    if (value === '*') return given !== undefined && given !== '';
    if (value === '<sid of the answered leg>')
      return legs.some(({ sid, log }) => sid === given && log.some(({ type }) => type === 'answered'));
    return given === value;
  });
}

function isSignedOver({ url, headers }: Webhook, parameters: object): boolean {
  const signature = headers['X-Twilio-Signature'] ?? '';
  return twilio.validateRequest(AUTH_TOKEN, signature, url, parameters as Record<string, string>);
}
