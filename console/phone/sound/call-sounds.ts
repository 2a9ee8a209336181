// What a call sounds like on this page: prompts by voice, tones by events, recordings that are played.
import type { CarrierEvent } from '../../../carrier/events.ts';
import type { CallStory } from '../line/call-story.ts';
import { clipOf } from '../line/simulator.ts';
import type { Switchboard } from '../line/switchboard.ts';
import { Tones } from './tones.ts';
import { Voice } from './voice.ts';

type Reactions = {
  readonly [Type in CarrierEvent['type']]?: (
    event: Extract<CarrierEvent, { type: Type }>,
    story: CallStory,
  ) => void;
};

export class CallSounds {
  readonly voice = new Voice();
  readonly #tones = new Tones();
  #playing: HTMLAudioElement | undefined;
  #muted = false;

  constructor(switchboard: Switchboard) {
    switchboard.onEvent((event, story) => {
      this.#happened(event, story);
    });
    switchboard.watch(() => {
      if (switchboard.story === undefined) this.silence();
    });
  }

  mute(muted: boolean): void {
    this.#muted = muted;
    this.voice.muted = muted;
    this.#tones.mute(muted);
    if (muted) this.silence();
  }

  key(key: string): void {
    this.#tones.key(key);
  }

  /** A clip of the other side. */
  async play(callSid: string, clip: string): Promise<void> {
    try {
      const url = URL.createObjectURL(await clipOf(callSid, clip));
      await this.#start(url);
      this.#playing?.addEventListener('ended', () => {
        URL.revokeObjectURL(url);
      });
    } catch {
      // It is gone, or the browser lets nothing sound yet: the line in the transcript stays.
    }
  }

  silence(): void {
    this.voice.stop();
    this.#tones.stop();
    this.#playing?.pause();
    this.#playing = undefined;
  }

  #happened(event: CarrierEvent, story: CallStory): void {
    this.#reactions[event.type]?.(event as never, story);
  }

  readonly #reactions: Reactions = {
    said: ({ text, language }, { speed }) => {
      this.#tones.stop();
      this.voice.say(text, language, speed);
    },
    keys: () => {
      this.voice.stop();
    },
    promptStopped: () => {
      this.voice.stop();
    },
    played: ({ url }) => void this.#playRecording(url),
    recording: ({ beep }) => {
      if (beep) this.#tones.beep();
    },
    ringing: () => {
      this.#tones.repeat('ringing');
    },
    bridged: () => {
      this.silence();
    },
    heard: ({ callSid, clip }) => {
      if (clip !== null && !this.#muted) void this.play(callSid, clip);
    },
    rejected: ({ reason }) => {
      this.#tones.repeat(reason === 'busy' ? 'busy' : 'refused', 4);
    },
    ended: ({ callSid }, { sid, rejected }) => {
      if (callSid === sid && rejected === undefined) this.silence();
    },
  };

  /** The carrier fetches it from the hotline's public address; here it is taken from where the page comes from. */
  async #playRecording(url: string): Promise<void> {
    if (this.#muted) return;
    const { pathname, search } = new URL(url);
    await this.#start(pathname + search).catch(() => undefined);
  }

  async #start(source: string): Promise<void> {
    this.#playing?.pause();
    this.#playing = new Audio(source);
    await this.#playing.play();
  }
}
