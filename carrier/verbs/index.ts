// The verbs that are performed, and which of them answer a call that still rings.
import { flag } from '../twiml/attributes.ts';
import type { Verb } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';
import { dial } from './dial.ts';
import { enqueue } from './enqueue.ts';
import { gather } from './gather.ts';
import { hangup } from './hangup.ts';
import { leave } from './leave.ts';
import { pause } from './pause.ts';
import { play } from './play.ts';
import { record } from './record.ts';
import { redirect } from './redirect.ts';
import { reject } from './reject.ts';
import { say } from './say.ts';
import { sms } from './sms.ts';

export const VERBS: Readonly<Record<string, Verb>> = {
  Dial: dial,
  Enqueue: enqueue,
  Gather: gather,
  Hangup: hangup,
  Leave: leave,
  Pause: pause,
  Play: play,
  Record: record,
  Redirect: redirect,
  Reject: reject,
  Say: say,
  Sms: sms,
};

/**
 * "Using <Reject> as the first verb in your response is the only way to prevent Twilio from answering a call"
 * (docs/voice/twiml/reject); an opening `<Pause>` and an opening `<Dial answerOnBridge="true">` put it off; after a
 * `<Redirect>` the next document decides.
 */
export function answersCall(element: TwimlElement, opening: boolean): boolean {
  switch (element.name) {
    case 'Redirect':
      return false;
    case 'Reject':
    case 'Pause':
      return !opening;
    case 'Dial':
      return !(opening && flag(element, 'answerOnBridge', false));
    default:
      return true;
  }
}
