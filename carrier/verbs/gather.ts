// <Gather>: keys or speech from the caller. https://www.twilio.com/docs/voice/twiml/gather
import { flag, link, method, text } from '../twiml/attributes.ts';
import type { OpenLine } from '../leg.ts';
import { END, NEXT_VERB, type Flow, type Scene, type Verb } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';
import { ERRORS } from '../voice-errors.ts';
import { collect, listensTo, type GatheredInput } from './gather-input.ts';
import { gatherRules, type GatherRules } from './gather-rules.ts';
import { pause } from './pause.ts';
import { play } from './play.ts';
import { say } from './say.ts';

const PROMPTS: Readonly<Record<string, Verb>> = { Say: say, Play: play, Pause: pause };

export async function gather(element: TwimlElement, scene: Scene): Promise<Flow> {
  const { leg } = scene;
  const rules = gatherRules(element, scene);
  const bargeIn = new AbortController();
  const line = leg.listen((signal) => {
    if (rules.bargeIn && listensTo(rules.input, signal)) bargeIn.abort();
  });
  try {
    await prompt(element, { ...scene, until: bargeIn.signal });
    if (leg.over.aborted) return END;
    const { input, numDigits, timeout, finishOnKey, language } = rules;
    leg.emit({ type: 'gathering', input: input.join(' '), numDigits, timeout, finishOnKey, language });
    return await conclude(element, scene, rules, line);
  } finally {
    line.close();
  }
}

/** "<Gather> verb stops speaking" at the first key or word (scenario 2); tones are not played in a Gather. */
async function prompt(element: TwimlElement, scene: Scene): Promise<void> {
  for (const child of element.children) {
    if (scene.leg.over.aborted) return;
    if (scene.until?.aborted === true) break;
    if (!('digits' in child.attributes)) await PROMPTS[child.name]?.(child, scene);
  }
  if (scene.until?.aborted === true) scene.leg.emit({ type: 'promptStopped' });
}

async function conclude(
  element: TwimlElement,
  scene: Scene,
  rules: GatherRules,
  line: OpenLine,
): Promise<Flow> {
  const gathered = await collect(rules, scene, line.signals);
  if (gathered === undefined) return END;
  scene.leg.emit({ type: 'gathered', ...gathered });
  if (gathered.result === 'none' && !actsOnEmpty(element, scene)) return NEXT_VERB;
  const url = link(element, 'action', scene) ?? scene.documentUrl;
  return {
    next: 'document',
    request: { url, method: method(element, 'method'), extra: actionParameters(gathered, rules) },
  };
}

function actsOnEmpty(element: TwimlElement, scene: Scene): boolean {
  const value = text(element, 'actionOnEmptyResult', 'false');
  if (value !== 'true' && value !== 'false') {
    const message = `Invalid actionOnEmptyResult "${value}"`;
    scene.leg.emit({ type: 'warning', code: ERRORS.gatherActionOnEmptyResult, message });
  }
  return flag(element, 'actionOnEmptyResult', false);
}

/** As seen on real requests: `msg` is undocumented, `FinishedOnKey` is empty when no key ended the input. */
function actionParameters(gathered: GatheredInput, rules: GatherRules): Record<string, string> {
  switch (gathered.result) {
    case 'speech':
      return { SpeechResult: gathered.speech, Confidence: '0.9', Language: rules.language };
    case 'digits':
      return { Digits: gathered.digits, FinishedOnKey: gathered.finishedOnKey, msg: 'Gather End' };
    case 'none':
      return { FinishedOnKey: gathered.finishedOnKey, msg: 'Gather End' };
  }
}
