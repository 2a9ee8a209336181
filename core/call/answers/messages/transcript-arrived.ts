// A message was written down: kept with it, scored, and noted with its call.
import { contentNote } from '../../../content/content-note.ts';
import type { Answer } from '../../decision.ts';
import type { Effect } from '../../effect.ts';
import type { Outcome } from '../../outcome.ts';
import { timelineEntry } from '../../timeline.ts';
import { cleanTranscript, type WrittenDown } from '../../../messages/transcript.ts';
import { retention, type Context, type EventOf } from '../../context.ts';

type Circumstances = Pick<Context, 'settings' | 'now'>;

/** The carrier's attempt. One that failed is left to the transcriber. */
export function transcriptArrived(event: EventOf<'TranscriptArrived'>, context: Context): Answer {
  const { recordingSid, callSid, transcriptionSid } = event;
  if (cleanTranscript(event.text) === '') {
    return { plan: { kind: 'noted' }, effects: [{ kind: 'transcribe', recordingSid }] };
  }
  const done = { kind: 'fetch-recording', recordingSid, callSid } as const;
  return {
    plan: { kind: 'noted' },
    effects: [
      ...keepTranscript(event, context),
      // Nothing waits for the carrier's recording any more: it is deleted there, if it has been copied.
      transcriptionSid === undefined ? done : { ...done, transcriptionSid },
    ],
  };
}

export const outcomeOfText = (text: string): Outcome => (text === '' ? 'failed' : 'completed');

/** The transcriber's: the same is written as after a webhook of the carrier. */
export function transcriptEffects(written: WrittenDown, circumstances: Circumstances): Effect[] {
  const event = { kind: 'TranscriptArrived', ...written } as const;
  const told = timelineEntry(
    { event, outcome: outcomeOfText(written.text), plan: { kind: 'noted' } },
    circumstances,
  );
  return [
    ...keepTranscript(written, circumstances),
    { kind: 'add-to-timeline', ...told, expiresAt: retention(circumstances) },
  ];
}

function keepTranscript(
  { recordingSid, callSid, caller, by, text }: WrittenDown,
  { settings, now }: Circumstances,
): Effect[] {
  const at = now.toISOString();
  const transcript = { text: cleanTranscript(text), by, at };
  const kept = { kind: 'note-transcript', recordingSid, transcript } as const;
  if (!settings.screening.content.on) return [kept];
  const nuisance = contentNote(transcript.text);
  return [
    { ...kept, nuisance },
    {
      kind: 'note-content',
      callSid,
      ...(caller === undefined ? {} : { caller }),
      source: recordingSid,
      at,
      ...nuisance,
    },
  ];
}
