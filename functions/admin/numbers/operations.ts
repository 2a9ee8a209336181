// Masked numbers shown whole, one record at a time, and who has looked at a number.
import { MINUTE_MS } from '../../../core/basics/durations.ts';
import { nationalOf } from '../../../core/lists/number-blocks.ts';
import { isNumber, type Identity } from '../../../core/numbers/identity.ts';
import { textsOf } from '../../../core/rights/subject.ts';
import type { AuditEntry } from '../../../core/call/audit.ts';
import { requireRole } from '../../http/authorize.ts';
import { Problem } from '../../http/problem.ts';
import { ROUTES, type AdminRouteId } from '../../routes.ts';
import type { Runtime } from '../../runtime.ts';
import { maskedParts } from '../masking.ts';
import { numberIn } from '../number-in.ts';
import { answer, pathSegment, type Operations } from '../operation.ts';
import { spanOf } from '../span.ts';

export const NUMBER_OPERATIONS: Operations<'numbers.unmask' | 'numbers.looks'> = {
  'numbers.unmask': async ({ path, subject, runtime }) => {
    const kind = pathSegment(path, 'kind');
    const row = Object.hasOwn(RECORDS, kind) ? RECORDS[kind as keyof typeof RECORDS] : undefined;
    if (row === undefined) {
      const kinds = Object.keys(RECORDS).join(', ');
      throw new Problem('invalid-request', `path /kind: "${kind.slice(0, 60)}" must be one of ${kinds}.`);
    }
    requireRole(subject, ROUTES[row.shownBy].auth);
    const name = pathSegment(path, 'record');
    const record = await row.read(name, runtime);
    if (record === undefined)
      throw new Problem('not-found', `There is no ${row.called} ${name.slice(0, 60)}.`);
    const numbers = maskedParts(record).map(({ masked, whole }) => ({ masked, number: whole }));
    const shown = new Set(numbers.map(({ number }) => number));
    return {
      ...answer('numbers.unmask', { numbers }),
      // With the numbers, so that the look is found with each of them; an erasure takes them out again.
      audit: { record: `${kind} ${name}`, detail: `shown whole: ${[...shown].join(', ')}` },
    };
  },

  'numbers.looks': async ({ path, query: { from, to, ...query }, runtime }) => {
    const settings = await runtime.settings.current();
    const number = await numberIn(pathSegment(path, 'number'), 'path /number', runtime);
    const { records, complete } = await recordsOf(number, runtime);
    const about = { name: number, is: mentionOf(number, records) };
    const span = spanOf({ from, to }, settings);
    const { items, cursor } = await runtime.store.audit.page({ ...query, ...span, about });
    return {
      ...answer('numbers.looks', {
        number,
        complete,
        items: items.map(({ at, by, action, record, detail, why }) => ({
          at,
          by,
          action,
          record,
          ...(detail === undefined ? {} : { detail }),
          ...(why === undefined ? {} : { why }),
        })),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      audit: { record: number },
    };
  },
};

interface RecordKind {
  readonly called: string;
  /** Whoever may not see the record masked may not see its numbers either. */
  readonly shownBy: AdminRouteId;
  readonly read: (name: string, runtime: Runtime) => Promise<object | undefined>;
}

const RECORDS = {
  call: {
    called: 'record of call',
    shownBy: 'calls.get',
    read: (name, { store }) => store.calls.get(name),
  },
  hold: { called: 'legal hold', shownBy: 'holds.get', read: (name, { store }) => store.holds.get(name) },
  package: {
    called: 'evidence package',
    shownBy: 'evidence.get',
    read: (name, { store }) => store.packages.get(name),
  },
  entry: {
    called: 'entry of the audit log',
    shownBy: 'audit.page',
    read: (name, { store }) => {
      const [, day, sequence] = /^(\d{4}-\d{2}-\d{2})\.(\d{1,12})$/.exec(name) ?? [];
      return day === undefined
        ? Promise.resolve(undefined)
        : store.audit.at({ day, sequence: Number(sequence) });
    },
  },
} as const satisfies Record<string, RecordKind>;

/** So many calls and cases of one number are looked through; whoever has more calls the hotline for a living. */
const MOST_RECORDS = 2_000;
const PAGE = 500;

interface Records {
  /** Names of calls, recordings and cases, as the audit log writes them. */
  readonly records: ReadonlySet<string>;
  readonly complete: boolean;
}

async function recordsOf(number: Identity, { store, now }: Runtime): Promise<Records> {
  const to = new Date(now().getTime() + MINUTE_MS);
  const [calls, cases] = await Promise.all([
    pages((cursor) => store.calls.page({ caller: number, to, limit: PAGE, cursor })),
    pages((cursor) => store.cases.page({ reported: number, limit: PAGE, cursor })),
  ]);
  const names = [
    ...calls.items.flatMap(({ callSid, recordingSid = [] }) => [callSid, recordingSid].flat()),
    ...cases.items.map(({ caseNumber }) => caseNumber),
  ];
  return { records: new Set(names), complete: calls.complete && cases.complete };
}

async function pages<Item>(
  read: (
    cursor: string | undefined,
  ) => Promise<{ readonly items: readonly Item[]; readonly cursor?: string }>,
): Promise<{ readonly items: readonly Item[]; readonly complete: boolean }> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const found = await read(cursor);
    items.push(...found.items);
    cursor = found.cursor;
  } while (cursor !== undefined && items.length < MOST_RECORDS);
  return { items, complete: cursor === undefined };
}

/** An entry is about a number that it names, or one of whose records it names. */
function mentionOf(
  number: Identity,
  records: ReadonlySet<string>,
): (entry: Pick<AuditEntry, 'record' | 'detail'>) => boolean {
  const texts = textsOf({ number, national: isNumber(number) ? nationalOf(number) : undefined });
  return ({ record, detail = '' }) =>
    record.split(' ').some((name) => records.has(name)) || texts.isIn(record) || texts.isIn(detail);
}
