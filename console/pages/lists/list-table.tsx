// One list: a page of rows at a time, however long it is, and a search that the hotline does.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useEffect, useState, type ReactNode } from 'react';
import { lastDayOf } from '../../../core/lists/expiry.ts';
import type { List, ListingView } from '../../../functions/admin/contract.ts';
import { useMay, useSignedIn } from '../../api/api-context.ts';
import { usePages, type Paged } from '../../api/use-pages.ts';
import { setQuery } from '../../routing.ts';
import { useNotices } from '../../shell/notices.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { zoneOf } from '../../shell/clock.ts';
import { Rows } from '../../shell/rows.tsx';
import { useFormat } from '../../words/format.ts';
import { useLanguage, useWords } from '../../words/index.ts';
import { departmentName } from '../voicemail/department-name.ts';
import { ListingDialog } from './listing-dialog.tsx';
import { Why } from './why.tsx';
import { useDebounced } from './use-debounced.ts';
import { useUndo } from './use-undo.ts';

interface ListTableProps {
  readonly list: List;
  readonly q: string;
}

const ROWS = 50;

export function ListTable({ list, q }: ListTableProps): ReactNode {
  const { lists, common } = useWords();
  const search = useSearch(q);
  const listings = usePages('listings.page', { list, q: search.settled, limit: ROWS * 2 });
  const [page, setPage] = useState(1);
  const [edited, setEdited] = useState<ListingView>();
  const columns = useColumns(list, { onEdit: setEdited, onChanged: listings.reload });
  useFilledPage(listings, page);
  const { items, more, loading } = listings;
  return (
    <SpaceBetween size="m">
      <ProblemAlert problem={listings.problem} again={listings.reload} />
      <Box color="text-body-secondary">{lists.meaning[list]}</Box>
      <Rows
        variant="borderless"
        label={lists.tabs[list]}
        items={items.slice((page - 1) * ROWS, page * ROWS)}
        trackBy="pattern"
        columns={columns}
        loading={(loading && listings.problem === undefined) || (items.length === 0 && more !== undefined)}
        loadingText={search.settled === '' ? common.loading : lists.searching}
        empty={<Box textAlign="center">{search.settled === '' ? lists.empty[list] : lists.noMatch}</Box>}
        filter={
          <Search
            search={search}
            found={items.length}
            more={more !== undefined}
            onSearch={() => {
              setPage(1);
            }}
          />
        }
        pagination={<PageChoice listings={listings} page={page} onChange={setPage} />}
      />
      {edited !== undefined && (
        <ListingDialog
          list={list}
          listing={edited}
          onClose={() => {
            setEdited(undefined);
          }}
          onSaved={listings.reload}
        />
      )}
    </SpaceBetween>
  );
}

/** A search may hand back a cursor before it has filled the page: then the next ones are read at once. */
function useFilledPage({ items, more, loadingMore, problem }: Paged<ListingView>, page: number): void {
  const isShort = items.length < page * ROWS && !loadingMore && problem === undefined;
  useEffect(() => {
    if (isShort) more?.();
  }, [isShort, more]);
}

interface PageChoiceProps {
  readonly listings: Paged<ListingView>;
  readonly page: number;
  readonly onChange: (page: number) => void;
}

function PageChoice({ listings: { items, more, loadingMore }, page, onChange }: PageChoiceProps): ReactNode {
  const { lists } = useWords();
  return (
    <Pagination
      currentPageIndex={page}
      pagesCount={Math.max(1, Math.ceil(items.length / ROWS))}
      openEnd={more !== undefined}
      disabled={loadingMore}
      ariaLabels={{
        nextPageLabel: lists.nextPage,
        previousPageLabel: lists.previousPage,
        pageLabel: lists.pageLabel,
      }}
      onChange={({ detail }) => {
        onChange(detail.currentPageIndex);
      }}
    />
  );
}

interface Searching {
  readonly text: string;
  readonly settled: string;
  readonly set: (text: string) => void;
}

/** Writes the search text to the address once the user has stopped typing. */
function useSearch(q: string): Searching {
  const [text, set] = useState(q);
  const settled = useDebounced(text.trim());
  useEffect(() => {
    setQuery({ q: settled });
  }, [settled]);
  return { text, settled, set };
}

interface SearchProps {
  readonly search: Searching;
  readonly found: number;
  readonly more: boolean;
  readonly onSearch: () => void;
}

function Search({ search, found, more, onSearch }: SearchProps): ReactNode {
  const { lists } = useWords();
  const format = useFormat();
  return (
    <TextFilter
      filteringText={search.text}
      filteringPlaceholder={lists.search}
      filteringAriaLabel={lists.search}
      filteringClearAriaLabel={lists.clearSearch}
      countText={search.settled === '' ? '' : lists.matches(`${format.number(found)}${more ? '+' : ''}`)}
      onChange={({ detail }) => {
        onSearch();
        search.set(detail.filteringText);
      }}
    />
  );
}

interface RowActions {
  readonly onEdit: (listing: ListingView) => void;
  readonly onChanged: () => void;
}

function useColumns(list: List, actions: RowActions): TableProps.ColumnDefinition<ListingView>[] {
  const { lists } = useWords();
  const { phone } = useFormat();
  const may = useMay();
  const { columns } = lists;
  const all: TableProps.ColumnDefinition<ListingView>[] = [
    {
      id: 'number',
      header: columns.number,
      isRowHeader: true,
      minWidth: 175,
      cell: ({ pattern }) => <Box fontWeight="bold">{phone(pattern)}</Box>,
    },
    {
      id: 'reason',
      header: columns.reason,
      minWidth: 200,
      cell: (listing) => <Why listing={listing} onApproved={actions.onChanged} />,
    },
    {
      id: 'expires',
      header: columns.expires,
      minWidth: 130,
      cell: (listing) => <Expiry listing={listing} />,
    },
    {
      id: 'department',
      header: columns.department,
      minWidth: 120,
      cell: (listing) => <Rings listing={listing} />,
    },
    { id: 'added', header: columns.added, minWidth: 160, cell: (listing) => <Added listing={listing} /> },
    {
      id: 'actions',
      header: columns.actions,
      minWidth: 100,
      cell: (listing) => <Actions listing={listing} {...actions} />,
    },
  ];
  return all
    .filter(({ id }) => id !== 'department' || list !== 'block')
    .filter(({ id }) => id !== 'actions' || may('listings.put'));
}

type OfListing = Readonly<{ listing: ListingView }>;

function Expiry({ listing: { expiresAt } }: OfListing): ReactNode {
  const { settings } = useSignedIn();
  const { lists } = useWords();
  const format = useFormat();
  const [now] = useState(() => Date.now());
  if (expiresAt === undefined) return lists.never;
  const day = format.day(lastDayOf(expiresAt, zoneOf(settings)));
  return Date.parse(expiresAt) <= now ? (
    <StatusIndicator type="stopped">{lists.expired(day)}</StatusIndicator>
  ) : (
    lists.expires(day)
  );
}

function Rings({ listing: { department, ringThrough } }: OfListing): ReactNode {
  const { language, words } = useLanguage();
  const { settings } = useSignedIn();
  return [
    departmentName(department, settings, language) ?? words.lists.defaultDepartment,
    ...(ringThrough === true ? [words.lists.ringsThrough] : []),
  ].join(', ');
}

function Added({ listing: { addedAt, addedBy, source } }: OfListing): ReactNode {
  const { lists } = useWords();
  const format = useFormat();
  return (
    <Box fontSize="body-s" color="text-body-secondary">
      {lists.addedBy(format.date(addedAt), source === 'admin' ? addedBy : source)}
    </Box>
  );
}

function Actions({ listing, onEdit, onChanged }: OfListing & RowActions): ReactNode {
  const { lists } = useWords();
  const { phone } = useFormat();
  const { api } = useSignedIn();
  const notices = useNotices();
  const say = useUndo(onChanged);
  const [busy, setBusy] = useState(false);
  const { pattern, version } = listing;
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      const { undo } = await api.call('listings.delete', { params: { pattern }, version });
      say(lists.removed(phone(pattern)), [undo]);
      onChanged();
    } catch (error) {
      notices.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <SpaceBetween direction="horizontal" size="xxs">
      <Button
        variant="inline-icon"
        iconName="edit"
        ariaLabel={lists.edit(phone(pattern))}
        onClick={() => {
          onEdit(listing);
        }}
      />
      <Button
        variant="inline-icon"
        iconName="remove"
        ariaLabel={lists.remove(phone(pattern))}
        loading={busy}
        onClick={() => void remove()}
      />
    </SpaceBetween>
  );
}
