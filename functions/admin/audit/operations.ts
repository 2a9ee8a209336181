// The audit log, and whether it is as it was written.
import { checkAnchors } from '../../../store/audit/audit-anchors.ts';
import { allAnchors } from '../../anchors/anchor-files.ts';
import type { AnswerOf } from '../contract.ts';
import { answer, type OperationInput, type Operations } from '../operation.ts';
import { spanOf } from '../span.ts';

type Routes = 'audit.page' | 'audit.verify' | 'audit.anchors' | 'audit.links' | 'audit.export';

export const AUDIT_OPERATIONS: Operations<Routes> = {
  'audit.page': async (input) => answer('audit.page', await entriesIn(input)),

  'audit.export': async (input) => answer('audit.export', await entriesIn(input)),

  'audit.verify': async ({ query, runtime }) => {
    const { from, to } = spanOf(query, await runtime.settings.current());
    const span = {
      from: from === undefined ? undefined : dayOfLog(from),
      to: to === undefined ? undefined : dayOfLog(new Date(to.getTime() - 1)),
    };
    const anchors = checkAnchors(await allAnchors(runtime.anchors));
    const report = await runtime.store.audit.verify(span, anchors);
    return answer('audit.verify', { ...report, anchors: anchors.anchors.length });
  },

  'audit.anchors': async ({ runtime }) => {
    const anchors = await allAnchors(runtime.anchors);
    const items = anchors.map(({ name, bytes, stamp }) => ({
      name,
      file: base64(bytes),
      ...(stamp === undefined ? {} : { stamp: base64(stamp) }),
    }));
    return answer('audit.anchors', { items });
  },

  'audit.links': async ({ query: { limit, cursor }, runtime }) => {
    const { items, removed, cursor: next } = await runtime.store.audit.links({ limit, cursor });
    return answer('audit.links', {
      items: items.map((link) => ({ ...link })),
      ...(removed === undefined ? {} : { removed }),
      ...(next === undefined ? {} : { cursor: next }),
    });
  },
};

async function entriesIn({
  query: { from, to, ...query },
  runtime,
}: OperationInput<'audit.page' | 'audit.export'>): Promise<AnswerOf<'audit.page'>> {
  const { items, cursor } = await runtime.store.audit.page({
    ...query,
    ...spanOf({ from, to }, await runtime.settings.current()),
  });
  return { items: [...items], ...(cursor === undefined ? {} : { cursor }) };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The log is kept, and sealed, by days of UTC: each that the span touches is checked whole. */
const dayOfLog = (at: Date): string => at.toISOString().slice(0, 10);
