// The register of the tables that hold calls, messages and the carrier's webhooks.
import type { KeptWebhook } from '../../core/call/kept-webhook.ts';
import type { TimelineEntry } from '../../core/call/effect.ts';
import type { ContentNote } from '../../core/content/content-note.ts';
import type { Transcript } from '../../core/messages/transcript.ts';
import type { DroppedMessage, Voicemail } from '../../core/messages/message.ts';
import type { CallRecord, CallSeal, Flag, WithdrawnFlag } from '../../core/records/call-record.ts';
import type { ScreeningRecord } from '../../core/screening/screening-record.ts';
import type { ScoredScreening } from '../../core/screening/verdict.ts';
import { CORRECTION } from './rights-fields.ts';
import { fieldsOf, heldPeriod, mapOf, whole, type Field, type Part } from './field.ts';

const FLAG = { by: 'person', at: 'course', reason: 'words' } as const satisfies Record<keyof Flag, Part>;
const CONTENT = mapOf<ContentNote>('judgement', { score: 'judgement', words: 'words' });

export const CALLS = {
  ...heldPeriod('calls'),
  ...fieldsOf<Exclude<keyof CallRecord, 'holds' | 'timeline' | 'content' | 'withdrawnFlags'>>('calls', {
    callSid: 'technical',
    caller: 'number',
    callerId: 'number',
    to: 'number',
    attestation: 'judgement',
    verdict: 'judgement',
    // Some reasons name the number or the pattern that decided.
    reasons: whole('judgement'),
    listing: 'number',
    scored: mapOf<ScoredScreening>('judgement', {
      score: 'judgement',
      reasons: whole('judgement'),
      treatment: 'judgement',
      unanswered: whole('judgement'),
      verdict: 'judgement',
      acted: 'judgement',
      keepsAway: 'judgement',
      bridgedLately: 'judgement',
    }),
    facts: mapOf<ScreeningRecord>('judgement', {
      callerId: whole('number'),
      attestation: 'judgement',
      level: 'technical',
      staff: 'judgement',
      own: 'judgement',
      loop: whole('number'),
      listings: whole('number'),
      copiedAt: 'course',
      caller: whole('judgement'),
      history: whole('judgement'),
      codeAwaited: 'judgement',
      scoring: whole('judgement'),
      usage: whole('judgement'),
    }),
    startedAt: 'course',
    endedAt: 'course',
    status: 'course',
    seconds: 'course',
    talkSeconds: 'course',
    recordingSid: 'voice',
    flag: mapOf<Flag>('judgement', FLAG),
    seal: mapOf<CallSeal>('technical', { sha256: 'technical', webhooks: 'technical', at: 'course' }),
    correction: CORRECTION,
  }),
  ...fieldsOf('calls', {
    day: 'course',
    'step:*': mapOf<Omit<TimelineEntry, 'key'>>('course', {
      at: 'course',
      step: 'course',
      outcome: 'course',
      then: 'course',
      notice: 'course',
      detail: 'words',
      content: CONTENT,
    }),
    'content:*': CONTENT,
    'withdrawn-flag:*': mapOf<WithdrawnFlag>('judgement', {
      ...FLAG,
      withdrawnBy: 'person',
      withdrawnAt: 'course',
      withdrawnFor: 'words',
    }),
  }),
} as const satisfies Record<string, Field>;

export const VOICEMAILS = {
  ...heldPeriod('recordings'),
  ...fieldsOf<Exclude<keyof Voicemail, 'holds'>>('recordings', {
    recordingSid: 'voice',
    callSid: 'technical',
    status: 'course',
    receivedAt: 'course',
    seconds: 'course',
    audio: {
      kind: 'voice',
      parts: { place: 'technical', key: 'voice', sha256: 'technical', bytes: 'technical' },
    },
    callBack: 'number',
    caller: 'number',
    language: 'course',
    department: 'course',
    why: 'course',
    notice: 'course',
    transcript: mapOf<Transcript>('words', { text: 'words', by: 'technical', at: 'course' }),
    nuisance: CONTENT,
    folder: 'judgement',
    heardBy: 'person',
    assignedTo: 'person',
    dropped: mapOf<DroppedMessage['dropped']>('course', { by: 'person', at: 'course' }),
    version: 'technical',
    writeKey: 'technical',
  }),
} as const satisfies Record<string, Field>;

export const WEBHOOKS = {
  ...heldPeriod('webhooks'),
  ...fieldsOf<keyof KeptWebhook | 'callSid' | 'arrival'>('webhooks', {
    callSid: 'technical',
    arrival: 'course',
    at: 'course',
    id: 'technical',
    url: 'course',
    signature: 'technical',
    verified: 'technical',
    // The number, and what was keyed: the carrier's own words.
    body: 'number',
  }),
} as const satisfies Record<string, Field>;
