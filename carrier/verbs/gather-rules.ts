// The attributes of <Gather> with their defaults. docs/voice/twiml/gather#gather-attributes
import { flag, integer, link, method, text, words } from '../twiml/attributes.ts';
import type { Scene } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';

export interface GatherRules {
  readonly input: readonly string[];
  readonly numDigits: number | null;
  readonly timeout: number;
  readonly finishOnKey: string;
  readonly bargeIn: boolean;
  readonly language: string;
  /** Silence after speech that ends it. */
  readonly speechTimeout: number;
  readonly longestSpeech: number;
  readonly partialResult?: { readonly url: string; readonly method: 'GET' | 'POST' };
}

/** "Twilio gathers speech from the caller for a maximum duration of 60 seconds." */
const LONGEST_SPEECH_SECONDS = 60;

export function gatherRules(element: TwimlElement, scene: Scene): GatherRules {
  const timeout = integer(element, 'timeout', 5);
  const numDigits = integer(element, 'numDigits', 0);
  const partial = link(element, 'partialResultCallback', scene);
  return {
    input: inputKinds(element),
    numDigits: numDigits === 0 ? null : numDigits,
    timeout,
    finishOnKey: finishKey(text(element, 'finishOnKey', '#')),
    bargeIn: flag(element, 'bargeIn', true),
    language: text(element, 'language', 'en-US'),
    speechTimeout: speechTimeout(element, timeout),
    longestSpeech: integer(element, 'maxSpeechTime', LONGEST_SPEECH_SECONDS),
    ...(partial === undefined
      ? {}
      : { partialResult: { url: partial, method: method(element, 'partialResultCallbackMethod') } }),
  };
}

function inputKinds(element: TwimlElement): readonly string[] {
  const kinds = words(element, 'input', 'dtmf').filter((kind) => kind === 'dtmf' || kind === 'speech');
  return kinds.length === 0 ? ['dtmf'] : kinds;
}

/** One key or none; what is no key has no effect. */
function finishKey(given: string): string {
  return /^[0-9#*]?$/.test(given) ? given : '#';
}

/** "auto: Twilio stops recognizing speech at the first pause in speech." */
function speechTimeout(element: TwimlElement, timeout: number): number {
  return element.attributes.speechTimeout === 'auto' ? 0 : integer(element, 'speechTimeout', timeout);
}
