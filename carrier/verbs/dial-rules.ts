// The attributes of <Dial> with their defaults, and whom it calls. docs/voice/twiml/dial#attributes
import { flag, integer, link, method } from '../twiml/attributes.ts';
import type { DocumentRequest, Scene } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';
import { ERRORS } from '../voice-errors.ts';

export interface DialRules {
  readonly sequential: boolean;
  readonly ringSeconds: number;
  readonly longestTalkSeconds: number;
  readonly hangupOnStar: boolean;
  /** What the telephones show. */
  readonly from: string;
  readonly action: Omit<DocumentRequest, 'extra'> | undefined;
}

export interface DialTarget {
  readonly number: string;
  /** Its <Number>; an empty one for a number that stands as the text of <Dial>. */
  readonly noun: TwimlElement;
}

/** "The minimum timeout is 5 seconds, the maximum 600"; shorter ones are kept as written, so that tests stay short. */
const LONGEST_RING_SECONDS = 600;
const LONGEST_TALK_SECONDS = 14_400;

export function dialRules(element: TwimlElement, scene: Scene): DialRules {
  const action = link(element, 'action', scene);
  return {
    sequential: flag(element, 'sequential', false),
    ringSeconds:
      Math.min(integer(element, 'timeout', 30), LONGEST_RING_SECONDS) + scene.services.dialBufferSeconds,
    longestTalkSeconds: Math.min(integer(element, 'timeLimit', LONGEST_TALK_SECONDS), LONGEST_TALK_SECONDS),
    hangupOnStar: flag(element, 'hangupOnStar', false),
    from: element.attributes.callerId ?? scene.leg.from,
    action: action === undefined ? undefined : { url: action, method: method(element, 'method') },
  };
}

/** The caller's number, the number called, or a number of the account (docs/voice/twiml/dial#callerid). */
export function mayShow(number: string, { leg, services }: Scene): boolean {
  return number === leg.from || number === leg.to || services.ownsNumber(number);
}

/** What cannot be called is reported and left out. */
export function dialTargets(element: TwimlElement, scene: Scene): readonly DialTarget[] {
  const nouns = element.children.length === 0 ? [{ ...element, attributes: {} }] : element.children;
  return nouns.flatMap((noun) => {
    const target = readTarget(noun, scene);
    return target === undefined ? [] : [target];
  });
}

function readTarget(noun: TwimlElement, { leg }: Scene): DialTarget | undefined {
  if (noun.name !== 'Number' && noun.name !== 'Dial') {
    leg.emit({ type: 'warning', code: 0, message: `the simulator does not dial a <${noun.name}>` });
    return undefined;
  }
  const number = noun.text.replace(/[\s().-]/g, '');
  if (/^\+?\d{3,15}$/.test(number)) return { number, noun };
  leg.emit({ type: 'error', code: ERRORS.dialNumber, message: `Dial: invalid phone number "${noun.text}"` });
  return undefined;
}
