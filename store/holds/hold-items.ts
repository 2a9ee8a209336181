// A hold as an item of DynamoDB, and its records: each lies beside it, under the name of its kind and its own id.
import * as z from 'zod';
import {
  HELD_KINDS,
  HOLD_SOURCES,
  HOLD_STATUSES,
  type HeldRecord,
  type Hold,
  type HoldAct,
  type HoldScope,
} from '../../core/holds/hold.ts';
import type { Item } from '../database/items.ts';
import {
  count,
  identity,
  optionalText,
  optionalTime,
  parserOf,
  schemaOf,
  text,
  time,
} from '../database/parse.ts';

/** The sort key of the hold itself; those of its records come after it. */
export const HEAD = '#hold';

const actSchema = schemaOf<HoldAct>({ by: text, at: time, why: text });

const scopeSchema: z.ZodType<HoldScope> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('records') }),
  z.object({ kind: z.literal('case'), caseNumber: text }),
  z.object({
    kind: z.literal('calls'),
    number: identity.optional(),
    from: optionalTime,
    to: optionalTime,
    onlyEvidence: z.literal(true).optional(),
  }),
]);

type Stored = Omit<Hold, 'id'> & { readonly hold: string };

const storedOf = parserOf(
  'holds',
  schemaOf<Stored>({
    hold: text,
    why: text,
    by: text,
    at: time,
    source: z.enum(HOLD_SOURCES),
    reference: text,
    authority: optionalText,
    legalBasis: optionalText,
    scope: scopeSchema,
    auditFrom: optionalText,
    status: z.enum(HOLD_STATUSES),
    proposal: actSchema.optional(),
    lifted: actSchema.optional(),
    earliest: optionalTime,
    version: count,
  }),
);

export function holdFromItem(item: Item): Hold {
  const { hold, ...rest } = storedOf(item);
  return { id: hold, ...rest };
}

export const rowOf = ({ kind, id }: HeldRecord): string => `${kind}:${id}`;

interface Row extends HeldRecord {
  /** Whether the record and its recording are kept: before that, the work is to be done again. */
  readonly covered: boolean;
}

const storedRowOf = parserOf(
  'holds',
  schemaOf<{ readonly record: string; readonly covered?: boolean }>({
    record: z.string().regex(new RegExp(`^(${HELD_KINDS.join('|')}):.`)),
    covered: z.boolean().optional(),
  }),
);

export function rowFromItem(item: Item): Row {
  const { record, covered = false } = storedRowOf(item);
  const kind = HELD_KINDS.find((one) => record.startsWith(`${one}:`)) ?? 'call';
  return { kind, id: record.slice(kind.length + 1), covered };
}

export const webhookKeyOf = parserOf(
  'webhooks',
  schemaOf<{ callSid: string; arrival: string }>({ callSid: text, arrival: text }),
);
