// The audit log, and whether it is as it was written.
import { answer, type Operations } from '../operation.ts';

export const AUDIT_OPERATIONS: Operations<'audit.page' | 'audit.verify'> = {
  'audit.page': async ({ query: { from, to, ...query }, runtime }) => {
    const { items, cursor } = await runtime.store.audit.page({
      ...query,
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
    });
    return answer('audit.page', { items: [...items], ...(cursor === undefined ? {} : { cursor }) });
  },

  'audit.verify': async ({ query, runtime }) =>
    answer('audit.verify', await runtime.store.audit.verify(query)),
};
