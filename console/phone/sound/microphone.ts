// What is said into the microphone, as the telephone network has it: WAV, 8 kHz, 16 bit, mono.

import { SAMPLES_PER_SECOND, wavOf } from './wav.ts';

interface Said {
  readonly seconds: number;
  /** WAV, base64. */
  readonly audio: string;
}

export interface Recorder {
  readonly stop: () => Promise<Said>;
  readonly discard: () => void;
}

/** `none`: there is no microphone, or no page may have one here. `refused`: the person, or the browser, said no. */
export type MicrophoneProblem = 'none' | 'refused';

export class MicrophoneError extends Error {
  override readonly name = 'MicrophoneError';
  readonly problem: MicrophoneProblem;

  constructor(problem: MicrophoneProblem, cause?: unknown) {
    super(problem, { cause });
    this.problem = problem;
  }
}

/** Asks for the microphone, and leaves it again: the browser remembers what was answered. @throws {MicrophoneError} */
export async function askForMicrophone(): Promise<void> {
  close(await open());
}

/** @throws {MicrophoneError} */
export async function startRecording(): Promise<Recorder> {
  const stream = await open();
  const recorder = new MediaRecorder(stream);
  const pieces: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  const stopped = new Promise<void>((resolve) => {
    recorder.addEventListener('stop', () => {
      close(stream);
      resolve();
    });
  });
  recorder.start();
  const stop = async (): Promise<void> => {
    if (recorder.state !== 'inactive') recorder.stop();
    await stopped;
  };
  return {
    stop: async () => {
      await stop();
      return telephoneSound(await new Blob(pieces).arrayBuffer());
    },
    discard: () => void stop(),
  };
}

async function open(): Promise<MediaStream> {
  // Browsers offer no microphone on plain http, except on localhost.
  const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
  if (devices === undefined || typeof MediaRecorder === 'undefined') throw new MicrophoneError('none');
  try {
    return await devices.getUserMedia({ audio: true });
  } catch (error) {
    const refused = error instanceof DOMException && error.name === 'NotAllowedError';
    throw new MicrophoneError(refused ? 'refused' : 'none', error);
  }
}

function close(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Whatever the browser recorded, decoded and resampled by the browser. */
async function telephoneSound(recorded: ArrayBuffer): Promise<Said> {
  const context = new OfflineAudioContext(1, 1, SAMPLES_PER_SECOND);
  const decoded = await context.decodeAudioData(recorded);
  const length = Math.max(1, Math.ceil(decoded.duration * SAMPLES_PER_SECOND));
  const mono = new OfflineAudioContext(1, length, SAMPLES_PER_SECOND);
  const source = new AudioBufferSourceNode(mono, { buffer: decoded });
  source.connect(mono.destination);
  source.start();
  const rendered = await mono.startRendering();
  const samples = Int16Array.from(rendered.getChannelData(0), (value) =>
    Math.round(Math.max(-1, Math.min(1, value)) * 32_767),
  );
  return { seconds: samples.length / SAMPLES_PER_SECOND, audio: base64(wavOf(samples)) };
}

const CHUNK = 0x8000;

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(text);
}
