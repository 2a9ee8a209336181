// Many reports at once: noted as sent to an authority after they were exported, and taken back.
import { randomUUID } from 'node:crypto';
import type { SentReport } from '../../../core/cases/sent-report.ts';
import type { Runtime } from '../../runtime.ts';
import { answer, type Operations } from '../operation.ts';
import { requireAuthority, whenSent } from './sending.ts';

type Routes = 'authorities.mark' | 'authorities.unmark';

export const MARK_OPERATIONS: Operations<Routes> = {
  'authorities.mark': async ({ path, body, subject, writeKey: batch = randomUUID(), runtime }) => {
    const authority = requireAuthority(path);
    const { cases, reference, sentAt } = body;
    const sent = {
      authority,
      sentAt: whenSent(sentAt, runtime),
      by: subject.id,
      batch,
      ...(reference === undefined ? {} : { reference }),
    };
    const became = await grouped(cases, (caseNumber) => mark(caseNumber, sent, runtime));
    const { marked = [], already = [], left = [] } = became;
    return {
      ...answer('authorities.mark', { batch, marked, already, left }),
      audit: {
        record: authority,
        detail: `sent ${sent.sentAt}: ${told({ marked, already, left })}`,
        act: `mark ${authority}`,
      },
    };
  },

  'authorities.unmark': async ({ path, body: { batch, cases }, runtime }) => {
    const authority = requireAuthority(path);
    const { unmarked = [], left = [] } = await grouped(cases, async (caseNumber) =>
      (await runtime.store.cases.takeBackSent(caseNumber, batch)) ? 'unmarked' : 'left',
    );
    return {
      ...answer('authorities.unmark', { unmarked, left }),
      audit: { record: authority, detail: told({ unmarked, left }), act: `unmark ${authority} ${batch}` },
    };
  },
};

type Marked = 'marked' | 'already' | 'left';

/** `already`: it was noted as sent to this authority before. `left`: no report, or the list of the case is full. */
async function mark(
  caseNumber: string,
  sent: SentReport & { readonly batch: string },
  { store }: Runtime,
): Promise<Marked> {
  const found = await store.cases.get(caseNumber);
  if (found?.kind !== 'report') return 'left';
  const before = (found.sent ?? []).filter(({ authority }) => authority === sent.authority);
  // A request that is repeated finds its own notes.
  if (before.some(({ batch }) => batch === sent.batch)) return 'marked';
  if (before.length > 0) return 'already';
  return (await store.cases.noteSent(caseNumber, { sent, request: sent.batch })) === undefined
    ? 'left'
    : 'marked';
}

async function grouped<Name extends string>(
  cases: readonly string[],
  each: (caseNumber: string) => Promise<Name>,
): Promise<Partial<Record<Name, string[]>>> {
  const groups: Partial<Record<Name, string[]>> = {};
  const names = await Promise.all([...new Set(cases)].map(async (one) => [one, await each(one)] as const));
  for (const [caseNumber, name] of names) (groups[name] ??= []).push(caseNumber);
  return groups;
}

const told = (groups: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(groups)
    .filter(([, cases]) => cases.length > 0)
    .map(([name, cases]) => `${name} ${String(cases.length)}: ${cases.join(' ')}`)
    .join('; ');
