// People at telephones: the caller, and the staff whose phones ring.
import { codeIn, wrongCode } from '../../in-process/challenge-heard.ts';
import type { CallHandle, LegHandle } from '../../carrier/call-handle.ts';
import type { Carrier } from '../../carrier/carrier.ts';
import type { VirtualClock } from '../../carrier/clock.ts';
import type { CarrierEvent } from '../../carrier/events.ts';
import { plantKeys, plantWords } from './planted.ts';

const BREATH_SECONDS = 1;
const LONGEST_NOTICE = 60;

export class TestPhone {
  readonly handle: CallHandle;
  readonly #clock: VirtualClock;
  #read = 0;

  constructor(handle: CallHandle, clock: VirtualClock) {
    this.handle = handle;
    this.#clock = clock;
  }

  get sid(): string {
    return this.handle.sid;
  }

  get log(): readonly CarrierEvent[] {
    return this.handle.log;
  }

  /** What was said since this was last asked. */
  heard(): string[] {
    const news = this.log.slice(this.#read);
    this.#read = this.log.length;
    return news.flatMap((event) => (event.type === 'said' ? [event.text] : []));
  }

  /** The keys of the last challenge that was heard. */
  code(): string {
    const said = this.log.flatMap((event) => (event.type === 'said' ? [event.text] : []));
    const code = said.map(codeIn).findLast((heard) => heard !== '');
    if (code === undefined) throw new Error('no code was heard');
    return code;
  }

  /** As many digits as the code has, each in a wrong place. */
  wrongCode(): string {
    return wrongCode(this.code());
  }

  /** Presses keys, and lets the hotline draw breath: its pauses last a second. */
  async press(digits: string): Promise<void> {
    plantKeys(digits);
    this.handle.press(digits);
    await this.#clock.advance(BREATH_SECONDS);
  }

  async wait(seconds: number): Promise<void> {
    await this.#clock.advance(seconds);
  }

  /** Hears the notice before a recording to its end; anybody who spoke now would not be recorded. */
  async hearNotice(): Promise<void> {
    for (let waited = 0; waited < LONGEST_NOTICE && this.#isNoticeTold(); waited += BREATH_SECONDS)
      await this.wait(BREATH_SECONDS);
  }

  #isNoticeTold(): boolean {
    const document = this.log.findLast((event) => event.type === 'response' && event.purpose === 'document');
    if (document?.type !== 'response' || !document.document.includes('<Record')) return false;
    return (
      this.log.findLast(({ type }) => type === 'gathering' || type === 'recording')?.type === 'gathering'
    );
  }

  /** Speaks, and waits until the message is over. */
  async leaveMessage(seconds: number, text = 'please call me back'): Promise<void> {
    plantWords(text);
    await this.hearNotice();
    this.handle.speak({ seconds, text });
    await this.#clock.advance(seconds + 6);
  }

  /** Leaves a message and says that it is all right. */
  async sendMessage(seconds: number, text?: string): Promise<void> {
    await this.leaveMessage(seconds, text);
    await this.press('#');
  }

  async hangUp(): Promise<void> {
    this.handle.hangUp();
    await this.#clock.settle();
  }

  /** Types of everything that happened, in order, webhooks left out. */
  story(): string[] {
    return this.log
      .filter(
        ({ type }) => !['webhook', 'response', 'said', 'pause', 'gathered', 'promptStopped'].includes(type),
      )
      .map(({ type }) => type);
  }

  /** Paths of the webhooks whose answers steered the call, without their queries. */
  steps(): string[] {
    return this.log.flatMap((event) =>
      event.type === 'webhook' && event.purpose === 'document' ? [new URL(event.url).pathname] : [],
    );
  }

  get outcome(): Extract<CarrierEvent, { type: 'ended' }> | undefined {
    return this.log.find((event) => event.type === 'ended');
  }
}

/** Every telephone that the hotline has made ring. */
export class Switchboard {
  readonly #legs: LegHandle[] = [];
  readonly #clock: VirtualClock;

  constructor(carrier: Carrier, clock: VirtualClock) {
    this.#clock = clock;
    carrier.onLeg((leg) => void this.#legs.push(leg));
  }

  /** The numbers that have rung, in order. */
  get rung(): readonly string[] {
    return this.#legs.map(({ to }) => to);
  }

  /** The last time that this telephone rang. */
  phone(number: string): LegHandle {
    const leg = this.#legs.findLast(({ to }) => to === number);
    if (leg === undefined) throw new Error(`${number} has not rung; ${this.rung.join(', ') || 'nobody'} has`);
    return leg;
  }

  async pickUp(number: string): Promise<LegHandle> {
    const leg = this.phone(number);
    leg.answer();
    await this.#clock.settle();
    return leg;
  }

  async accept(number: string): Promise<LegHandle> {
    const leg = await this.pickUp(number);
    await this.#clock.advance(BREATH_SECONDS);
    leg.press('1');
    await this.#clock.settle();
    return leg;
  }

  async refuse(number: string): Promise<void> {
    this.phone(number).refuse();
    await this.#clock.settle();
  }
}
