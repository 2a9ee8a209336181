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

  'audit.verify': async ({ query, runtime }) =>
    answer('audit.verify', await runtime.store.audit.verify(query)),
};
