// What a <Gather> hears: the first kind of input wins, each key restarts the timeout.
import type { LineSignal } from '../leg.ts';
import type { SignalQueue } from '../signal-queue.ts';
import type { Scene } from '../scene.ts';
import type { GatherRules } from './gather-rules.ts';

export interface GatheredInput {
  readonly result: 'digits' | 'speech' | 'none';
  readonly digits: string;
  readonly speech: string;
  /** The key that ended the input; empty when numDigits or the timeout did. */
  readonly finishedOnKey: string;
}

type Input = Exclude<LineSignal, { type: 'speaking' }>;
type Speaking = Extract<LineSignal, { type: 'speech' }>;
type Heard =
  | { readonly kind: 'signal'; readonly signal: Input }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'over' };

/** Undefined when the call ended meanwhile. */
export async function collect(
  rules: GatherRules,
  scene: Scene,
  signals: SignalQueue<LineSignal>,
): Promise<GatheredInput | undefined> {
  let digits = '';
  for (;;) {
    const heard = await hear(scene, signals, { ...rules, seconds: rules.timeout });
    if (heard.kind === 'over') return undefined;
    if (heard.kind === 'timeout') return digitsResult(digits, '');
    if (heard.signal.type === 'speech') {
      // With keys already pressed, "Twilio gives precedence to the first input it detects".
      if (digits === '') return collectSpeech(heard.signal, rules, scene, signals);
      continue;
    }
    if (heard.signal.key === rules.finishOnKey) return digitsResult(digits, heard.signal.key);
    digits += heard.signal.key;
    if (digits.length === rules.numDigits) return digitsResult(digits, '');
  }
}

/** What counts is known when it has been said; the moment at which somebody begins to speak does not. */
export const listensTo = (input: readonly string[], signal: LineSignal): signal is Input =>
  signal.type !== 'speaking' && input.includes(signal.type === 'key' ? 'dtmf' : 'speech');

interface Listening extends Pick<GatherRules, 'input' | 'longestSpeech'> {
  /** Of silence. */
  readonly seconds: number;
}

/**
 * Waits for input of these kinds; other signals neither count nor restart the timeout. Once the caller begins to speak,
 * `longestSpeech` takes the place of the timeout for silence.
 */
async function hear(
  { leg }: Scene,
  signals: SignalQueue<LineSignal>,
  { input, seconds, longestSpeech }: Listening,
): Promise<Heard> {
  const inSeconds = (time: number): number => leg.clock.now().getTime() + time * 1000;
  let deadline = inSeconds(seconds);
  for (;;) {
    const signal = await signals.next(leg.clock, deadline - leg.clock.now().getTime(), leg.over);
    if (signal === undefined) return { kind: leg.over.aborted ? 'over' : 'timeout' };
    if (signal.type === 'speaking') {
      if (input.includes('speech')) deadline = inSeconds(longestSpeech);
    } else if (listensTo(input, signal)) {
      return { kind: 'signal', signal };
    }
  }
}

function digitsResult(digits: string, finishedOnKey: string): GatheredInput {
  return { result: digits === '' ? 'none' : 'digits', digits, speech: '', finishedOnKey };
}

/** Speech goes on until the caller pauses for speechTimeout; keys have no effect any more, finishOnKey neither. */
async function collectSpeech(
  first: Speaking,
  rules: GatherRules,
  scene: Scene,
  signals: SignalQueue<LineSignal>,
): Promise<GatheredInput | undefined> {
  const begin = scene.leg.clock.now().getTime();
  const words: string[] = [];
  for (let speaking: Speaking | undefined = first; speaking;) {
    words.push(...(speaking.text ?? '').split(/\s+/).filter(Boolean));
    reportPartial(words.join(' '), rules, scene);
    const elapsed = (scene.leg.clock.now().getTime() - begin) / 1000;
    const wait = Math.min(speaking.seconds + rules.speechTimeout, rules.longestSpeech - elapsed);
    const listening = { ...rules, input: ['speech'], seconds: Math.max(0, wait) };
    const heard = await hear(scene, signals, listening);
    if (heard.kind === 'over') return undefined;
    speaking = heard.kind === 'signal' && heard.signal.type === 'speech' ? heard.signal : undefined;
  }
  const speech = words.join(' ');
  return { result: speech === '' ? 'none' : 'speech', digits: '', speech, finishedOnKey: '' };
}

/** "UnstableSpeechResult: these transcriptions may change as the speech recognition progresses." */
function reportPartial(speech: string, rules: GatherRules, { leg, services }: Scene): void {
  if (rules.partialResult === undefined || speech === '') return;
  const parameters = leg.parametersWith({
    UnstableSpeechResult: speech,
    Stability: '0.9',
    Language: rules.language,
  });
  services.callback(leg, { ...rules.partialResult, parameters });
}
