// <Record transcribe="true">: what was said, as text, in a request of its own.
// https://www.twilio.com/docs/voice/twiml/record#transcribe
import { link } from '../twiml/attributes.ts';
import { API_VERSION } from '../http/call-parameters.ts';
import type { SpokenPiece } from '../recordings/recording-audio.ts';
import type { Recording } from '../recordings/recording-vault.ts';
import { recordingUrl } from '../recordings/recordings.ts';
import type { Scene } from '../scene.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';

/** "with a duration greater than two seconds and less than 120 seconds", else a warning instead of a transcript. */
const SHORTEST_SECONDS = 2;
const LONGEST_SECONDS = 120;

export function transcribe(
  recording: Recording,
  pieces: readonly SpokenPiece[],
  element: TwimlElement,
  scene: Scene,
): void {
  const { leg, services } = scene;
  const { durationSeconds } = recording;
  if (durationSeconds <= SHORTEST_SECONDS || durationSeconds >= LONGEST_SECONDS) {
    leg.emit({ type: 'warning', code: 0, message: `a recording of ${durationSeconds} s is not transcribed` });
    return;
  }
  const url = link(element, 'transcribeCallback', scene);
  if (url === undefined || recording.status !== 'completed') return;
  const sid = services.newSid('TR');
  const words = pieces.map((piece) => piece.text ?? '').filter(Boolean);
  const parameters = leg.parametersWith({
    TranscriptionSid: sid,
    TranscriptionText: words.join(' '),
    TranscriptionStatus: words.length > 0 ? 'completed' : 'failed',
    TranscriptionType: 'fast',
    TranscriptionUrl: `${services.apiBaseUrl}/${API_VERSION}/Accounts/${services.accountSid}/Transcriptions/${sid}`,
    RecordingSid: recording.sid,
    RecordingUrl: recordingUrl(services, recording.sid),
  });
  services.callback(leg, { method: 'POST', url, parameters });
}
