// The cases of some statuses as one list, the first due first, read page by page from each.
import type { CaseView } from '../../../functions/admin/contract.ts';
import { usePages, type Paged } from '../../api/use-pages.ts';

type Status = CaseView['status'];

export interface InboxFilter {
  readonly kind: CaseView['kind'] | undefined;
  readonly assignee: 'me' | undefined;
  readonly priority: CaseView['priority'] | undefined;
  readonly overdue: 'true' | undefined;
}

/** @param status one of them, or all that are open */
export function useInbox(status: Status | 'open', filter: InboxFilter): Paged<CaseView> {
  const query = { ...filter, order: 'due' as const, limit: 50 };
  const everySeconds = 30;
  const first = usePages(
    'cases.page',
    { ...query, status: status === 'open' ? 'received' : status },
    { everySeconds },
  );
  const second = usePages('cases.page', { ...query, status: 'investigating' }, { everySeconds });
  return merged(status === 'open' ? [first, second] : [first]);
}

function merged(lists: readonly Paged<CaseView>[]): Paged<CaseView> {
  const going = lists.filter(({ more }) => more !== undefined);
  // Each list goes on with cases that came in later, so that a case which was extended may be due after some of them.
  const known = going
    .map(({ items }) => items.findLast(({ extension }) => extension === undefined)?.dueAt ?? '')
    .sort()[0];
  return {
    items: lists
      .flatMap(({ items }) => items)
      .filter(({ dueAt }) => known === undefined || dueAt <= known)
      .sort((one, other) => one.dueAt.localeCompare(other.dueAt)),
    problem: lists.find(({ problem }) => problem !== undefined)?.problem,
    loading: lists.some(({ loading }) => loading),
    loadingMore: lists.some(({ loadingMore }) => loadingMore),
    more:
      going.length === 0
        ? undefined
        : () => {
            for (const { more } of going) more?.();
          },
    reload: () => {
      for (const { reload } of lists) reload();
    },
  };
}
