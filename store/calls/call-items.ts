// A call as an item of DynamoDB. What comes in any order and any number lies in attributes of its own, so that an upsert
// needs no list to append to.
import * as z from 'zod';
import { CALL_STATUSES } from '../../core/call/call-event.ts';
import type { CallerId } from '../../core/numbers/caller-id.ts';
import type { ContentNote } from '../../core/content/content-note.ts';
import type { TimelineEntry } from '../../core/call/effect.ts';
import type { CallRecord, CallSeal, Flag, WithdrawnFlag } from '../../core/records/call-record.ts';
import type { ScreeningRecord } from '../../core/screening/screening-record.ts';
import { VERDICTS, type Reason, type ScoredScreening } from '../../core/screening/verdict.ts';
import type { Item } from '../database/items.ts';
import {
  attestation,
  correction,
  count,
  identity,
  optionalText,
  optionalTime,
  parserOf,
  partParserOf,
  pattern,
  schemaOf,
  taggedBy,
  text,
  texts,
  textSet,
  time,
  type Shape,
} from '../database/parse.ts';

/** Timeline entries: `step:<key>`. */
export const STEP = 'step:';
/** What each thing that was said sounds like: `content:reason`, `content:<recording>`. */
export const CONTENT = 'content:';
/** Each flag that was taken back, by the time at which it was given: a flag that is delivered again stays away. */
export const WITHDRAWN_FLAG = 'withdrawn-flag:';

const FLAG: Shape<Flag> = { by: text, at: time, reason: text };
const CALLER_ID_KINDS = [
  'number',
  'address',
  'withheld',
  'other',
] as const satisfies readonly CallerId['kind'][];

type StoredCall = Omit<CallRecord, 'timeline' | 'content' | 'withdrawnFlags'>;

const callOf = parserOf(
  'calls',
  schemaOf<StoredCall>({
    callSid: text,
    caller: identity.optional(),
    callerId: z.enum(CALLER_ID_KINDS).optional(),
    to: optionalText,
    attestation: attestation.optional(),
    verdict: z.enum(VERDICTS).optional(),
    reasons: z.array(taggedBy<Reason>('code')).optional(),
    listing: pattern.optional(),
    scored: taggedBy<ScoredScreening>('verdict').optional(),
    facts: taggedBy<ScreeningRecord>('attestation').optional(),
    startedAt: optionalTime,
    endedAt: optionalTime,
    status: z.enum(CALL_STATUSES).optional(),
    seconds: count.optional(),
    talkSeconds: count.optional(),
    recordingSid: optionalText,
    flag: schemaOf(FLAG).optional(),
    seal: schemaOf<CallSeal>({ sha256: text, webhooks: count, at: time }).optional(),
    holds: textSet.optional(),
    correction: correction.optional(),
  }),
);

const timelineOf = partParserOf('calls', z.record(text, taggedBy<Omit<TimelineEntry, 'key'>>('at')));
const contentsOf = partParserOf(
  'calls',
  z.record(text, schemaOf<ContentNote>({ score: count, words: texts })),
);
const withdrawnOf = partParserOf(
  'calls',
  z.record(
    text,
    schemaOf<WithdrawnFlag>({ ...FLAG, withdrawnBy: text, withdrawnAt: time, withdrawnFor: text }),
  ),
);

/** The attributes whose names begin so. */
const under = (item: Item, prefix: string): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => name.startsWith(prefix)));

export function callFromItem(item: Item): CallRecord {
  const timeline = Object.entries(timelineOf(under(item, STEP), item))
    .map(([name, told]) => ({ key: name.slice(STEP.length), ...told }))
    .sort((a, b) => a.at.localeCompare(b.at));
  return { ...callOf(item), ...worstContent(item), ...withdrawnFlagsIn(item), timeline };
}

function withdrawnFlagsIn(item: Item): Pick<CallRecord, 'withdrawnFlags'> {
  const withdrawn = Object.values(withdrawnOf(under(item, WITHDRAWN_FLAG), item));
  const withdrawnFlags = withdrawn.toSorted((a, b) => a.at.localeCompare(b.at));
  return withdrawnFlags.length === 0 ? {} : { withdrawnFlags };
}

function worstContent(item: Item): Pick<CallRecord, 'content'> {
  const notes = Object.values(contentsOf(under(item, CONTENT), item));
  const [worst] = notes.toSorted((a, b) => b.score - a.score);
  return worst === undefined ? {} : { content: worst };
}

export type BilledCall = Pick<CallRecord, 'status' | 'seconds' | 'endedAt'>;

/** As far as the bill needs it. */
export const billedFromItem = parserOf(
  'calls',
  schemaOf<BilledCall>({
    status: z.enum(CALL_STATUSES).optional(),
    seconds: count.optional(),
    endedAt: optionalTime,
  }),
);
