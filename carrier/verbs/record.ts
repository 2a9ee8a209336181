// <Record>: the caller's voice, until silence, a key, the length limit or the end of the call.
// https://www.twilio.com/docs/voice/twiml/record
import { flag, integer, link, method, text } from '../twiml/attributes.ts';
import type { LineSignal, OpenLine } from '../leg.ts';
import { composeRecording, type SpokenPiece } from '../recordings/recording-audio.ts';
import type { Recording } from '../recordings/recording-vault.ts';
import {
  announceRecording,
  beginRecording,
  keepRecording,
  recordingUrl,
  type NewRecording,
} from '../recordings/recordings.ts';
import { END, NEXT_VERB, type Flow, type Scene } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';
import { requestAfterEnd } from './after-end.ts';
import { transcribe } from './record-transcription.ts';

interface RecordRules {
  readonly timeout: number;
  readonly finishOnKey: string;
  readonly maxLength: number;
  readonly beep: boolean;
}

interface Take {
  readonly pieces: readonly SpokenPiece[];
  readonly seconds: number;
  /** The key that ended it, `hangup`, or nothing. */
  readonly digits: string;
}

export async function record(element: TwimlElement, scene: Scene): Promise<Flow> {
  const rules = recordRules(element);
  const begun = beginRecording(scene, 'RecordVerb');
  const line = scene.leg.listen();
  try {
    scene.leg.emit({ type: 'recording', ...rules });
    announceRecording({ recording: { ...begun, ...atStart(begun) }, status: 'in-progress' }, element, scene);
    const take = await listenToCaller(rules, scene, line);
    return await conclude(element, scene, begun, take);
  } finally {
    line.close();
  }
}

function recordRules(element: TwimlElement): RecordRules {
  return {
    timeout: integer(element, 'timeout', 5),
    finishOnKey: text(element, 'finishOnKey', '1234567890*#'),
    maxLength: integer(element, 'maxLength', flag(element, 'transcribe', false) ? 120 : 3600),
    beep: flag(element, 'playBeep', true),
  };
}

function atStart({ startTime }: NewRecording): { durationSeconds: number; startTime: string } {
  return { durationSeconds: 0, startTime: startTime.toISOString() };
}

async function listenToCaller(rules: RecordRules, { leg }: Scene, line: OpenLine): Promise<Take> {
  const begin = leg.clock.now().getTime();
  const elapsed = (): number => ((leg.endedAt ?? leg.clock.now()).getTime() - begin) / 1000;
  const pieces: SpokenPiece[] = [];
  let quietSince = 0;
  let speakingSince: number | undefined;
  for (;;) {
    const silence =
      rules.timeout === 0 || speakingSince !== undefined ? Infinity : quietSince + rules.timeout;
    const wait = Math.min(silence, rules.maxLength) - elapsed();
    const signal: LineSignal | undefined = await line.signals.next(leg.clock, wait * 1000, leg.over);
    if (signal === undefined) return { pieces, seconds: elapsed(), digits: leg.over.aborted ? 'hangup' : '' };
    if (signal.type === 'speaking') {
      speakingSince ??= elapsed();
    } else if (signal.type === 'speech') {
      const from = speakingSince ?? elapsed();
      speakingSince = undefined;
      pieces.push({ ...signal, from });
      quietSince = Math.max(quietSince, from + signal.seconds);
    } else if (rules.finishOnKey.includes(signal.key)) {
      return { pieces, seconds: elapsed(), digits: signal.key };
    }
  }
}

async function conclude(element: TwimlElement, scene: Scene, begun: NewRecording, take: Take): Promise<Flow> {
  // Older documentation: "if Twilio receives an empty recording, it will not make a request to the action URL".
  const dropped = take.pieces.length === 0 && scene.services.emptyRecording === 'falls-through';
  if (dropped) return scene.leg.over.aborted ? END : NEXT_VERB;
  const trim = text(element, 'trim', 'trim-silence') !== 'do-not-trim';
  const audio = take.seconds > 0 ? composeRecording(take.pieces, take.seconds, trim) : undefined;
  const recording = await keepRecording(begun, audio, scene);
  const { sid, durationSeconds, status } = recording;
  scene.leg.emit({ type: 'recorded', sid, duration: durationSeconds, status });
  announceRecording({ recording, status }, element, scene);
  if (flag(element, 'transcribe', false)) transcribe(recording, take.pieces, element, scene);
  return askForMore(element, scene, recording, take.digits);
}

/** After a hang-up the action is requested too, with `Digits=hangup`; its answer has nobody to play to. */
async function askForMore(
  element: TwimlElement,
  scene: Scene,
  recording: Recording,
  digits: string,
): Promise<Flow> {
  const request = {
    url: link(element, 'action', scene) ?? scene.documentUrl,
    method: method(element, 'method'),
    extra: {
      RecordingUrl: recordingUrl(scene.services, recording.sid),
      RecordingSid: recording.sid,
      RecordingDuration: String(recording.durationSeconds),
      ...(digits === '' ? {} : { Digits: digits }),
    },
  };
  if (!scene.leg.over.aborted) return { next: 'document', request };
  await requestAfterEnd(request, scene);
  return END;
}
