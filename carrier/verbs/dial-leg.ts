// A telephone that <Dial> makes ring: from the first ring to the end, with the progress that <Number> reports.
// https://www.twilio.com/docs/voice/twiml/number
import { link, method, words } from '../twiml/attributes.ts';
import type { CallStatus } from '../events.ts';
import type { Leg } from '../leg.ts';
import type { Scene } from '../scene.ts';
import { rfc2822 } from '../time-format.ts';
import { sendTones } from './play.ts';
import type { DialTarget } from './dial-rules.ts';

type Progress = 'initiated' | 'ringing' | 'answered' | 'completed';

/** @param changed told when the telephone is picked up and when it is over */
export function ringTelephone(target: DialTarget, from: string, scene: Scene, changed: () => void): Leg {
  const { leg: caller, services } = scene;
  const leg = services.newLeg(caller, from, target.number);
  const report = progressReporter(target, leg, scene);
  leg.watch((what) => {
    if (what === 'answered') {
      caller.emit({ type: 'legAnswered', legSid: leg.sid });
      report('answered', 'in-progress');
    } else {
      caller.emit({ type: 'legEnded', legSid: leg.sid, status: leg.finalStatus });
      report('completed', leg.finalStatus);
      leg.finish();
    }
    changed();
  });
  report('initiated', 'initiated');
  report('ringing', 'ringing');
  caller.emit({ type: 'ringing', legSid: leg.sid, to: leg.to, from: leg.from });
  services.announce(leg);
  return leg;
}

/** What the person who picked up hears before the caller does; false when that was not to be. */
export async function whisper(leg: Leg, { noun }: DialTarget, scene: Scene): Promise<boolean> {
  const { sendDigits } = noun.attributes;
  if (sendDigits !== undefined) await sendTones(sendDigits, leg);
  const url = link(noun, 'url', scene);
  if (url !== undefined && !leg.over.aborted) {
    await scene.services.run({
      leg,
      role: 'whisper',
      first: { url, method: method(noun, 'method'), extra: {} },
    });
  }
  return !leg.over.aborted;
}

function progressReporter(
  { noun }: DialTarget,
  leg: Leg,
  scene: Scene,
): (what: Progress, status: CallStatus) => void {
  const url = link(noun, 'statusCallback', scene);
  const wanted = words(noun, 'statusCallbackEvent', 'completed');
  let sent = 0;
  return (what, status) => {
    if (url === undefined || !wanted.includes(what)) return;
    const parameters = leg.parametersWith({
      CallStatus: status,
      CallbackSource: 'call-progress-events',
      SequenceNumber: String(sent++),
      Timestamp: rfc2822(leg.clock.now()),
      ...(what === 'completed' ? { CallDuration: String(leg.durationSeconds) } : {}),
    });
    scene.services.callback(leg, { method: method(noun, 'statusCallbackMethod'), url, parameters });
  };
}
