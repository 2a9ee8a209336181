// A caller of the local hotline in real time, two hundred times faster: waits until it hears something, and presses keys.
import { CODE, codeHeard } from '../../in-process/challenge-heard.ts';
import type { Hotline } from '../../local/hotline.ts';
import type { CallHandle } from '../../carrier/call-handle.ts';
import { scaledClock } from '../../carrier/clock.ts';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 20;

export class LiveCall {
  readonly #call: CallHandle;
  #heard = 0;

  /** @param speed 1 is that of the world */
  /** @param stirVerstat what the network says of the number; nothing where absent */
  constructor({ carrier, settings }: Hotline, from: string, speed = 200, stirVerstat?: string) {
    const vouching = stirVerstat === undefined ? {} : { stirVerstat };
    const clock = scaledClock(speed);
    this.#call = carrier.placeCall({ from, to: settings.hotline.number, clock, ...vouching });
  }

  /** Whether the call is over. */
  get over(): boolean {
    return this.#call.log.some(({ type }) => type === 'ended');
  }

  /** What was said since this was last waited for, once it has what is waited for in it. */
  async hears(words: RegExp): Promise<string> {
    return this.#until(() => {
      const said = this.#said().slice(this.#heard).join(' ');
      if (!words.test(said)) return undefined;
      this.#heard = this.#said().length;
      return said;
    }, String(words));
  }

  press(keys: string): void {
    this.#call.press(keys);
  }

  async passChallenge(): Promise<void> {
    this.press(codeHeard([await this.hears(CODE)]));
  }

  /** Speaks when the tone has sounded. */
  async speak(seconds: number): Promise<void> {
    const recordings = (): number => this.#call.log.filter(({ type }) => type === 'recording').length;
    await this.#until(() => (recordings() > 0 ? true : undefined), 'a recording');
    this.#call.speak({ seconds, text: 'this is what happened' });
  }

  async ends(): Promise<void> {
    await this.#until(() => (this.over ? true : undefined), 'the end');
  }

  hangUp(): void {
    this.#call.hangUp();
  }

  #said(): string[] {
    return this.#call.log.flatMap((event) => (event.type === 'said' ? [event.text] : []));
  }

  async #until<Found>(look: () => Found | undefined, what: string): Promise<Found> {
    for (let waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    throw new Error(`${what} never came; heard: ${this.#said().join(' | ')}`);
  }
}

/** Reports a number, says what happened, and is given the case number. */
export async function reportByPhone(hotline: Hotline, from: string, number: string): Promise<string> {
  const call = new LiveCall(hotline, from);
  await call.passChallenge();
  await call.hears(/report a suspicious call, press 2/);
  call.press('2');
  await call.hears(/enter the number that called you/);
  call.press(`${number.replace('+', '')}#`);
  await call.hears(/You entered/);
  call.press('1');
  await call.hears(/pretended to be us/);
  call.press('1');
  await call.hears(/We have your report/);
  await call.speak(4);
  const told = await call.hears(/Your case number is/);
  call.hangUp();
  return (/case number is (\d(?:, \d)+)/.exec(told)?.[1] ?? '').replaceAll(/\D/g, '');
}
