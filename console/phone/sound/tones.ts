// The tones of a telephone, made by the browser: keys, ringing, busy, beep.
// Frequencies of the North American network: ITU-T E.180.
import { frequenciesOf } from './key-frequencies.ts';

interface Cadence {
  readonly frequencies: readonly number[];
  /** Seconds of sound and of silence, in turn. */
  readonly pattern: readonly number[];
}

const CADENCES = {
  ringing: { frequencies: [440, 480], pattern: [2, 4] },
  busy: { frequencies: [480, 620], pattern: [0.5, 0.5] },
  refused: { frequencies: [480, 620], pattern: [0.25, 0.25] },
} as const satisfies Record<string, Cadence>;
export type CadenceName = keyof typeof CADENCES;

const LOUDNESS = 0.08;
const FADE_SECONDS = 0.01;

export class Tones {
  #context: AudioContext | undefined;
  #muted = false;
  #repeating: { readonly name: CadenceName; readonly timer: ReturnType<typeof setTimeout> } | undefined;

  mute(muted: boolean): void {
    this.#muted = muted;
    if (muted) this.stop();
  }

  key(key: string): void {
    const frequencies = frequenciesOf(key);
    if (frequencies !== undefined) this.#sound(frequencies, 0.16);
  }

  beep(): void {
    this.#sound([1000], 0.4);
  }

  /** Until `stop`, or another cadence; so many times where `times` is given. */
  repeat(name: CadenceName, times = Infinity): void {
    if (this.#repeating?.name === name) return;
    this.stop();
    const { frequencies, pattern } = CADENCES[name];
    const [sound, silence] = pattern;
    const turn = (left: number): void => {
      if (left <= 0) {
        this.#repeating = undefined;
        return;
      }
      this.#sound(frequencies, sound);
      const timer = setTimeout(
        () => {
          turn(left - 1);
        },
        (sound + silence) * 1000,
      );
      this.#repeating = { name, timer };
    };
    turn(times);
  }

  stop(): void {
    if (this.#repeating === undefined) return;
    clearTimeout(this.#repeating.timer);
    this.#repeating = undefined;
    void this.#context?.close();
    this.#context = undefined;
  }

  #sound(frequencies: readonly number[], seconds: number): void {
    if (this.#muted) return;
    const context = (this.#context ??= new AudioContext());
    // A browser lets nothing sound before the first click; then the tone is left out.
    if (context.state === 'suspended') void context.resume();
    const now = context.currentTime;
    const gain = new GainNode(context, { gain: 0 });
    gain.connect(context.destination);
    gain.gain.linearRampToValueAtTime(LOUDNESS, now + FADE_SECONDS);
    gain.gain.setValueAtTime(LOUDNESS, now + seconds - FADE_SECONDS);
    gain.gain.linearRampToValueAtTime(0, now + seconds);
    for (const frequency of frequencies) {
      const oscillator = new OscillatorNode(context, { frequency });
      oscillator.connect(gain);
      oscillator.start(now);
      oscillator.stop(now + seconds);
    }
  }
}
