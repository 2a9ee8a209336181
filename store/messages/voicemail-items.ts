// A message as an item of DynamoDB.
import * as z from 'zod';
import type { ContentNote } from '../../core/content/content-note.ts';
import { CASE_KINDS } from '../../core/cases/case.ts';
import {
  FOLDERS,
  VOICEMAIL_REASONS,
  VOICEMAIL_STATUSES,
  type AudioPlace,
  type DroppedMessage,
  type Voicemail,
} from '../../core/messages/message.ts';
import { TRANSCRIBERS, type Transcript } from '../../core/messages/transcript.ts';
import type { Item } from '../database/items.ts';
import {
  count,
  identity,
  language,
  optionalText,
  parserOf,
  schemaOf,
  text,
  texts,
  textSet,
  time,
} from '../database/parse.ts';

/** The status of a message that was dropped: a word that no page of messages asks for. */
export const DROPPED = 'dropped';

const contentSchema = schemaOf<ContentNote>({ score: count, words: texts });

const audioSchema: z.ZodType<AudioPlace> = z.discriminatedUnion('place', [
  z.object({ place: z.literal('none') }),
  z.object({ place: z.literal('at-carrier') }),
  z.object({ place: z.literal('stored'), key: text, sha256: text, bytes: count }),
]);

export const voicemailFromItem = parserOf(
  'voicemails',
  schemaOf<Voicemail>({
    recordingSid: text,
    callSid: text,
    status: z.enum(VOICEMAIL_STATUSES),
    receivedAt: time,
    seconds: count,
    audio: audioSchema,
    callBack: identity.optional(),
    caller: identity.optional(),
    language: language.optional(),
    department: optionalText,
    why: z.enum([...VOICEMAIL_REASONS, ...CASE_KINDS]).optional(),
    notice: optionalText,
    transcript: schemaOf<Transcript>({ text, by: z.enum(TRANSCRIBERS), at: time }).optional(),
    nuisance: contentSchema.optional(),
    folder: z.enum(FOLDERS).optional(),
    heardBy: optionalText,
    assignedTo: optionalText,
    dropped: z.undefined().optional(),
    version: count,
    writeKey: optionalText,
    holds: textSet.optional(),
  }),
);

/** Nothing else need be known of it: it may have been dropped before it was kept. */
const droppedOf = parserOf(
  'voicemails',
  schemaOf<DroppedMessage>({
    recordingSid: text,
    dropped: schemaOf<DroppedMessage['dropped']>({ by: text, at: time }),
  }),
);

export const messageFromItem = (item: Item): Voicemail | DroppedMessage =>
  item.dropped === undefined ? voicemailFromItem(item) : droppedOf(item);

const versionOf = parserOf(
  'voicemails',
  schemaOf<{ readonly version?: number }>({ version: count.optional() }),
);

/** 0 where there is no such message; one that was dropped goes on counting. */
export const versionIn = (item: Item | undefined): number =>
  item === undefined ? 0 : (versionOf(item).version ?? 0);
