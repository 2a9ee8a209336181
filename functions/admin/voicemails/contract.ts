// Messages and requests to be called back.
import { VOICEMAIL_ROUTES } from './routes.ts';
import { TRANSCRIBERS } from '../../../core/messages/transcript.ts';
import { LANGUAGES } from '../../../core/basics/language.ts';
import {
  numberText,
  instant,
  paging,
  page,
  noQuery,
  type OperationContract,
  contentNoteSchema,
} from '../contract-parts.ts';
import { MESSAGE_KINDS, VOICEMAIL_STATUSES, FOLDERS } from '../../../core/messages/message.ts';
import * as z from 'zod';

const voicemailSchema = z.object({
  recordingSid: z.string().describe('Names the message; of a call-back request it begins with CB'),
  kind: z.enum(MESSAGE_KINDS).describe('call-back: no words, but a number that is to be called'),
  callBack: numberText.optional().describe('Of a call-back request: the number to call'),
  callSid: z.string(),
  status: z.enum(VOICEMAIL_STATUSES),
  receivedAt: instant,
  seconds: z.int(),
  caller: numberText.optional(),
  language: z.enum(LANGUAGES).optional(),
  department: z.string().optional(),
  why: z.string().optional(),
  notice: z.string().optional().describe('Version of the notice that the caller heard before it'),
  heardBy: z.string().optional(),
  assignedTo: z.string().optional(),
  audio: z.enum(['none', 'at-carrier', 'stored']),
  folder: z.enum(FOLDERS).describe('Where staff have put it, else by what its words sound like'),
  transcript: z
    .object({ text: z.string(), by: z.enum(TRANSCRIBERS), at: instant })
    .optional()
    .describe('Where the settings want messages written down (voicemail.transcribe)'),
  nuisance: contentNoteSchema.optional().describe('What its words sound like'),
  holds: z
    .array(z.string())
    .readonly()
    .optional()
    .describe('Legal holds that it is under: it cannot be deleted'),
  version: z.int(),
});

export const VOICEMAIL_CONTRACT = {
  'voicemails.page': {
    summary: 'Messages; those of one status newest first',
    query: z.strictObject({
      ...paging,
      status: z.enum(VOICEMAIL_STATUSES).optional(),
      folder: z.enum(FOLDERS).optional().describe('Both where absent'),
    }),
    answer: page(voicemailSchema),
  },
  'voicemails.get': { summary: 'One message', query: noQuery, answer: voicemailSchema, versioned: true },
  'voicemails.patch': {
    summary: 'Mark a message as heard or done, assign it, or move it to the other folder',
    query: noQuery,
    body: z
      .strictObject({
        status: z.enum(VOICEMAIL_STATUSES).optional(),
        assignedTo: z.string().trim().min(1).max(100).optional(),
        folder: z.enum(FOLDERS).optional().describe('It stays there, whatever its words are'),
      })
      .refine((change): boolean => Object.keys(change).length > 0, { error: 'names nothing to change' }),
    answer: voicemailSchema,
    versioned: true,
  },
  'voicemails.audio': { summary: 'The recording of a message', query: noQuery, answerType: 'audio/wav' },
} as const satisfies Record<keyof typeof VOICEMAIL_ROUTES, OperationContract>;

export type VoicemailView = z.output<typeof voicemailSchema>;
