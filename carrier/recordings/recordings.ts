// Keeping a finished recording, and telling the application about it.
import { link, method, words } from '../twiml/attributes.ts';
import { API_VERSION } from '../http/call-parameters.ts';
import type { RecordedAudio } from './recording-audio.ts';
import type { Recording } from './recording-vault.ts';
import type { Scene, Services } from '../scene.ts';
import { rfc2822 } from '../time-format.ts';
import type { TwimlElement } from '../twiml/twiml-document.ts';

export interface NewRecording {
  readonly sid: string;
  readonly startTime: Date;
  readonly source: Recording['source'];
  readonly channels: number;
}

export function beginRecording(scene: Scene, source: Recording['source'], channels = 1): NewRecording {
  return { sid: scene.services.newSid('RE'), startTime: scene.leg.clock.now(), source, channels };
}

/** `absent`: there was never any audio. `failed`: the vault would not take it. */
export async function keepRecording(
  begun: NewRecording,
  audio: RecordedAudio | undefined,
  scene: Scene,
): Promise<Recording> {
  const { sid, source, channels, startTime } = begun;
  const recording: Recording = {
    sid,
    callSid: scene.leg.sid,
    from: scene.leg.from,
    to: scene.leg.to,
    source,
    channels,
    status: audio ? 'completed' : 'absent',
    durationSeconds: audio ? wholeSeconds(audio.seconds) : 0,
    startTime: startTime.toISOString(),
    dateCreated: scene.leg.clock.now().toISOString(),
  };
  if (!audio) return recording;
  try {
    await scene.services.track(scene.services.vault.put(recording, audio.wav));
    return recording;
  } catch {
    return { ...recording, status: 'failed' };
  }
}

/** Whole seconds, and at least one where there was anything. */
function wholeSeconds(seconds: number): number {
  return seconds > 0 ? Math.max(1, Math.round(seconds)) : 0;
}

export function recordingUrl({ apiBaseUrl, accountSid }: Services, sid: string): string {
  return `${apiBaseUrl}/${API_VERSION}/Accounts/${accountSid}/Recordings/${sid}`;
}

export interface RecordingNews {
  readonly recording: Pick<Recording, 'sid' | 'durationSeconds' | 'channels' | 'source' | 'startTime'>;
  readonly status: 'in-progress' | Recording['status'];
}

/** The request to recordingStatusCallback, if there is one and it asks for this event. */
export function announceRecording(
  { recording, status }: RecordingNews,
  element: TwimlElement,
  scene: Scene,
): void {
  const url = link(element, 'recordingStatusCallback', scene);
  // A recording that failed is told to those who wait for its completion (docs/voice/twiml/record: completed, failed).
  const event = status === 'failed' ? 'completed' : status;
  if (url === undefined || !words(element, 'recordingStatusCallbackEvent', 'completed').includes(event))
    return;
  const { leg, services } = scene;
  services.callback(leg, {
    method: method(element, 'recordingStatusCallbackMethod'),
    url,
    parameters: {
      AccountSid: services.accountSid,
      CallSid: leg.sid,
      RecordingSid: recording.sid,
      RecordingUrl: recordingUrl(services, recording.sid),
      RecordingStatus: status,
      RecordingDuration: String(recording.durationSeconds),
      RecordingChannels: String(recording.channels),
      RecordingSource: recording.source,
      RecordingStartTime: rfc2822(new Date(recording.startTime)),
    },
  });
}
