// Who writes a message down: the carrier, where it can, else the transcriber from our own copy of the audio.
import { MINUTE_MS } from '../basics/durations.ts';
import type { Language } from '../basics/language.ts';
import { describesCase, type Voicemail } from './message.ts';
import type { VoicemailSettings } from './voicemail-settings.ts';
import type { ReportSettings } from '../cases/report-settings.ts';

/** English only, more than two seconds and less than these: https://www.twilio.com/docs/voice/twiml/record#transcribe */
const CARRIER_SECONDS = 120;

interface WithVoicemail {
  readonly voicemail: Pick<VoicemailSettings, 'transcribe' | 'maxSeconds'>;
}

/** Settings, as far as the length of messages and of descriptions is asked for. */
interface RecordingSettings extends WithVoicemail {
  readonly reports: Pick<ReportSettings, 'maxSeconds'>;
}

/** Whether the carrier is asked to; everything else is the transcriber's work. */
export const carrierTranscribes = (
  language: Language | undefined,
  maxSeconds: number,
  { voicemail }: WithVoicemail,
): boolean => voicemail.transcribe && language === 'en-US' && maxSeconds <= CARRIER_SECONDS;

const byCarrier = (message: Voicemail, settings: RecordingSettings): boolean =>
  carrierTranscribes(
    message.language,
    describesCase(message) ? settings.reports.maxSeconds : settings.voicemail.maxSeconds,
    settings,
  );

/** The carrier takes minutes; after that nothing will come. */
const CARRIER_WITHIN_MS = 15 * MINUTE_MS;

/** The recording must stay at the carrier until the transcription has finished. */
export const awaitsCarrier = (message: Voicemail, settings: RecordingSettings, now: Date): boolean =>
  message.transcript === undefined &&
  byCarrier(message, settings) &&
  now.getTime() - Date.parse(message.receivedAt) < CARRIER_WITHIN_MS;

/** The transcriber is to write it down from our own copy. */
export const needsTranscriber = (message: Voicemail, settings: RecordingSettings): boolean =>
  settings.voicemail.transcribe && message.transcript === undefined && !byCarrier(message, settings);
