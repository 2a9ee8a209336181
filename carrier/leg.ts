// One leg of a call: who it connects, how it stands, what happens on its line, and all that was seen of it.
import type { CallHandle, EndedCall, LegHandle, Speech } from './call-handle.ts';
import { callParameters, type CallIdentity } from './http/call-parameters.ts';
import type { Clock } from './clock.ts';
import { CookieJar } from './http/cookies.ts';
import type { CallStatus, CarrierEvent, CarrierFact, FinalStatus } from './events.ts';
import { SignalQueue } from './signal-queue.ts';
import { decodeAudio, encodeWav, SAMPLES_PER_SECOND } from './recordings/wav.ts';

export type LineSignal =
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'speaking' }
  | ({ readonly type: 'speech' } & Speech);

export interface OpenLine {
  readonly signals: SignalQueue<LineSignal>;
  close(): void;
}

const KEYS = /^[0-9A-D*#]$/;
const CLIPS_KEPT = 10;
const LONGEST_CLIP_SECONDS = 60;

export class Leg implements CallHandle, LegHandle {
  readonly identity: CallIdentity;
  readonly clock: Clock;
  readonly cookies = new CookieJar();
  readonly log: CarrierEvent[] = [];
  readonly ended: Promise<EndedCall>;
  /** How many documents this call has run: a loop of redirects must end (see interpreter.ts). */
  documents = 0;

  readonly #accountSid: string;
  readonly #over = new AbortController();
  readonly #listeners = new Set<(event: CarrierEvent) => void>();
  readonly #lines = new Set<(signal: LineSignal) => void>();
  readonly #watchers = new Set<(what: 'answered' | 'over') => void>();
  readonly #clips = new Map<string, Uint8Array>();
  #clipsMade = 0;
  #status: CallStatus = 'ringing';
  #final: FinalStatus = 'completed';
  #answeredAt: Date | undefined;
  #endedAt: Date | undefined;
  #resolveEnded: (ended: EndedCall) => void = () => undefined;
  #finished = false;

  constructor(identity: CallIdentity, accountSid: string, clock: Clock) {
    this.identity = identity;
    this.#accountSid = accountSid;
    this.clock = clock;
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
  }

  get sid(): string {
    return this.identity.sid;
  }

  get from(): string {
    return this.identity.from;
  }

  get to(): string {
    return this.identity.to;
  }

  get parentSid(): string {
    return this.identity.parentSid ?? '';
  }

  get status(): CallStatus {
    return this.#status;
  }

  get parameters(): Readonly<Record<string, string>> {
    return this.parametersWith({});
  }

  parametersWith(extra: Readonly<Record<string, string>>): Record<string, string> {
    return callParameters(this.identity, this.#accountSid, this.#status, extra);
  }

  /** Aborts when the call is over, whoever ended it. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  get answered(): boolean {
    return this.#answeredAt !== undefined;
  }

  get answeredAt(): Date | undefined {
    return this.#answeredAt;
  }

  get endedAt(): Date | undefined {
    return this.#endedAt;
  }

  get durationSeconds(): number {
    if (!this.#answeredAt) return 0;
    return Math.round(((this.#endedAt ?? this.clock.now()).getTime() - this.#answeredAt.getTime()) / 1000);
  }

  emit(fact: CarrierFact): void {
    const event: CarrierEvent = { ...fact, callSid: this.sid, at: this.clock.now().toISOString() };
    this.log.push(event);
    for (const listener of [...this.#listeners]) listener(event);
  }

  subscribe(listener: (event: CarrierEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Told when a ringing leg is answered and when it is over. */
  watch(watcher: (what: 'answered' | 'over') => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  press(digits: string): void {
    const keys = [...digits].filter((key) => KEYS.test(key));
    if (this.over.aborted || keys.length === 0) return;
    this.emit({ type: 'keys', digits: keys.join('') });
    for (const key of keys) this.#signal({ type: 'key', key });
  }

  startSpeaking(): void {
    if (this.over.aborted) return;
    this.emit({ type: 'speaking' });
    this.#signal({ type: 'speaking' });
  }

  speak(what: Speech): void {
    if (this.over.aborted) return;
    this.emit({ type: 'spoke', seconds: what.seconds, text: what.text ?? '' });
    this.#signal({ type: 'speech', ...what });
  }

  /** What the other side of the bridge said. */
  hear(from: string, { seconds, text = '', audio }: Speech): void {
    if (this.over.aborted) return;
    const clip = audio === undefined ? null : this.#keepClip(audio);
    this.emit({ type: 'heard', from, seconds, text, clip });
  }

  clip(name: string): Uint8Array | undefined {
    return this.#clips.get(name);
  }

  hangUp(): void {
    // "no-answer: The call ended without being answered" (TwiML overview, CallStatus values); `canceled` is kept
    // for calls canceled through the REST API.
    if (this.answered || this.identity.direction === 'inbound') this.disconnect();
    else this.refuse();
  }

  answer(): void {
    if (this.identity.direction !== 'inbound') this.pickUp();
  }

  refuse(as: 'busy' | 'failed' | 'no-answer' = 'busy'): void {
    if (!this.answered && this.identity.direction !== 'inbound') this.disconnect(as);
  }

  /** The call is answered: by the carrier for an inbound call, by the person for one that rings. */
  pickUp(): void {
    if (this.answered || this.over.aborted) return;
    this.#answeredAt = this.clock.now();
    this.#status = 'in-progress';
    this.emit({ type: 'answered' });
    this.#tell('answered');
  }

  /** Ends the leg; its `ended` event follows with `finish`, when nothing more happens on account of it. */
  disconnect(status: FinalStatus = this.answered ? 'completed' : 'no-answer'): void {
    if (this.over.aborted) return;
    this.#endedAt = this.clock.now();
    this.#status = status;
    this.#final = status;
    this.#over.abort();
    this.#tell('over');
  }

  get finalStatus(): FinalStatus {
    return this.#final;
  }

  finish(): void {
    if (this.#finished) return;
    this.#finished = true;
    const { durationSeconds, answered } = this;
    const ended: EndedCall = { status: this.#final, durationSeconds, answered, billed: answered };
    this.emit({ type: 'ended', ...ended });
    this.#resolveEnded(ended);
  }

  /** Keys and speech from now on, until closed; `onSignal` hears each one the moment it happens. */
  listen(onSignal?: (signal: LineSignal) => void): OpenLine {
    const signals = new SignalQueue<LineSignal>();
    const receive = (signal: LineSignal): void => {
      signals.post(signal);
      onSignal?.(signal);
    };
    this.#lines.add(receive);
    return { signals, close: () => void this.#lines.delete(receive) };
  }

  /** Lets time pass on the line, until the call is over or `until` aborts. */
  async rest(seconds: number, until?: AbortSignal): Promise<void> {
    if (seconds <= 0) return;
    await this.clock.sleep(seconds * 1000, until ? AbortSignal.any([this.over, until]) : this.over);
  }

  /** Telephone sound, whatever came. */
  #keepClip(audio: Uint8Array): string {
    const name = String(++this.#clipsMade);
    const samples = decodeAudio(audio).subarray(0, LONGEST_CLIP_SECONDS * SAMPLES_PER_SECOND);
    this.#clips.set(name, encodeWav(samples));
    for (const old of [...this.#clips.keys()].slice(0, -CLIPS_KEPT)) this.#clips.delete(old);
    return name;
  }

  #signal(signal: LineSignal): void {
    for (const receive of [...this.#lines]) receive(signal);
  }

  #tell(what: 'answered' | 'over'): void {
    for (const watcher of [...this.#watchers]) watcher(what);
  }
}
