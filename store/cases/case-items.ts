// A case as an item of DynamoDB.
import * as z from 'zod';
import {
  CASE_KINDS,
  CASE_STATUSES,
  CATEGORIES,
  CHANNELS,
  DECISIONS,
  PRIORITIES,
  STANDINGS,
  type CaseChange,
  type CaseRecord,
  type Extension,
  type JoinedReport,
} from '../../core/cases/case.ts';
import { AUTHORITY_IDS, type SentReport } from '../../core/cases/sent-report.ts';
import type { Item } from '../database/items.ts';
import {
  correction,
  count,
  identity,
  language,
  optionalText,
  parserOf,
  schemaOf,
  text,
  textSet,
  time,
} from '../database/parse.ts';

const status = z.enum(CASE_STATUSES);
const category = z.enum(CATEGORIES);
const decision = z.enum(DECISIONS).optional();
const priority = z.enum(PRIORITIES).optional();
const extension = schemaOf<Extension>({ until: time, reason: text }).optional();

const joinedSchema = schemaOf<JoinedReport>({
  callSid: text,
  at: time,
  category,
  reported: identity.optional(),
});

const changeSchema = schemaOf<CaseChange>({
  at: time,
  by: text,
  status,
  feedback: optionalText,
  decision,
  withdrawnFor: optionalText,
  assignee: text.nullable().optional(),
  priority,
  extension,
  mergedInto: optionalText,
  tookIn: optionalText,
});

const sentSchema = schemaOf<SentReport>({
  authority: z.enum(AUTHORITY_IDS),
  sentAt: time,
  by: text,
  reference: optionalText,
  batch: optionalText,
});

/** With the batches of reports that were marked as sent and taken back: those were never sent. */
interface StoredCase extends CaseRecord {
  readonly takenBack?: readonly string[];
}

export function caseFromItem(item: Item): CaseRecord {
  const { takenBack = [], ...found } = storedFromItem(item);
  if (found.sent === undefined || takenBack.length === 0) return found;
  return {
    ...found,
    sent: found.sent.filter(({ batch }) => batch === undefined || !takenBack.includes(batch)),
  };
}

const storedFromItem = parserOf(
  'cases',
  schemaOf<StoredCase>({
    caseNumber: text,
    kind: z.enum(CASE_KINDS),
    status,
    category,
    reported: identity.optional(),
    official: z.boolean(),
    standing: z.enum(STANDINGS).optional(),
    joined: z.array(joinedSchema).optional(),
    reporter: identity.optional(),
    channel: z.enum(CHANNELS).optional(),
    callSid: optionalText,
    request: optionalText,
    description: optionalText,
    language,
    receivedAt: time,
    dueAt: time,
    recordingSid: optionalText,
    openedBy: optionalText,
    decision,
    feedback: optionalText,
    withdrawnFor: optionalText,
    assignee: optionalText,
    priority,
    extension,
    mergedInto: optionalText,
    merged: textSet.optional(),
    dueTold: optionalText,
    history: z.array(changeSchema),
    sent: z.array(sentSchema).optional(),
    takenBack: textSet.optional(),
    wrongPins: textSet.optional(),
    version: count,
    writeKey: optionalText,
    holds: textSet.optional(),
    correction: correction.optional(),
  }),
);

/** The call or the request that made a case. */
export const originOf = ({ callSid, request }: Pick<CaseRecord, 'callSid' | 'request'>): string | undefined =>
  request ?? callSid;

type Owned = Pick<CaseRecord, 'caseNumber' | 'callSid' | 'request'>;

const ownedOf = parserOf(
  'cases',
  schemaOf<Owned>({ caseNumber: text, callSid: optionalText, request: optionalText }),
);
export const OWNED_ATTRIBUTES = [
  'caseNumber',
  'callSid',
  'request',
] as const satisfies readonly (keyof Owned)[];

/** The number of a case with what made it. */
export const ownerFromItem = (item: Item): readonly [caseNumber: string, owner: string] => {
  const owned = ownedOf(item);
  return [owned.caseNumber, originOf(owned) ?? ''];
};

type Opened = Pick<CaseRecord, 'caseNumber' | 'receivedAt'>;

const openedOf = parserOf('cases', schemaOf<Opened>({ caseNumber: text, receivedAt: time }));
export const OPENED_ATTRIBUTES = ['caseNumber', 'receivedAt'] as const satisfies readonly (keyof Opened)[];

/** The number of a case with the time when it came in. */
export const openedFromItem = (item: Item): readonly [caseNumber: string, receivedAt: string] => {
  const { caseNumber, receivedAt } = openedOf(item);
  return [caseNumber, receivedAt];
};
