// The cases of some statuses as one list, the first due first, read page by page from each.
import type { CaseView } from '../../../functions/admin/contract.ts';
import { usePages, type Paged } from '../../api/use-pages.ts';

type Status = CaseView['status'];

/** @param status one of them, or all that are open */
export function useInbox(status: Status | 'open', kind: CaseView['kind'] | undefined): Paged<CaseView> {
  const query = { order: 'due' as const, limit: 50, ...(kind === undefined ? {} : { kind }) };
  const everySeconds = 30;
  const first = usePages(
    'cases.page',
    { ...query, status: status === 'open' ? 'received' : status },
    { everySeconds },
  );
  const second = usePages('cases.page', { ...query, status: 'investigating' }, { everySeconds });
  return status === 'open' ? merged(first, second) : first;
}

function merged(a: Paged<CaseView>, b: Paged<CaseView>): Paged<CaseView> {
  const lists = [a, b];
  // Beyond the end of a list that goes on, others of it may be due earlier.
  const known = lists
    .filter(({ more }) => more !== undefined)
    .map(({ items }) => items.at(-1)?.dueAt ?? '')
    .sort()[0];
  const going = lists.filter(({ more }) => more !== undefined);
  return {
    items: lists
      .flatMap(({ items }) => items)
      .filter(({ dueAt }) => known === undefined || dueAt <= known)
      .sort((one, other) => one.dueAt.localeCompare(other.dueAt)),
    problem: a.problem ?? b.problem,
    loading: a.loading || b.loading,
    loadingMore: a.loadingMore || b.loadingMore,
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
