// The audit log, and whether it is as it was written.
import { answer, type Operations } from '../operation.ts';
import { spanOf } from '../span.ts';

export const AUDIT_OPERATIONS: Operations<'audit.page' | 'audit.verify'> = {
  'audit.page': async ({ query: { from, to, ...query }, runtime }) => {
    const { items, cursor } = await runtime.store.audit.page({
      ...query,
      ...spanOf({ from, to }, await runtime.settings.current()),
    });
    return answer('audit.page', { items: [...items], ...(cursor === undefined ? {} : { cursor }) });
  },

  'audit.verify': async ({ query, runtime }) => {
    const { from, to } = spanOf(query, await runtime.settings.current());
    const span = {
      from: from === undefined ? undefined : dayOfLog(from),
      to: to === undefined ? undefined : dayOfLog(new Date(to.getTime() - 1)),
    };
    return answer('audit.verify', await runtime.store.audit.verify(span));
  },
};

/** The log is kept, and sealed, by days of UTC: each that the span touches is checked whole. */
const dayOfLog = (at: Date): string => at.toISOString().slice(0, 10);
