// The audit log: who did what, whether the log is as it was written, and a copy of it as a file.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import type { AuditView, ChainView } from '../../../functions/admin/contract.ts';
import { useApi, useMay } from '../../api/api-context.ts';
import { usePages } from '../../api/use-pages.ts';
import type { PageProps } from '../../page-paths.ts';
import { useNotices } from '../../shell/notices.tsx';
import { PagedTable } from '../../shell/paged-table.tsx';
import { ShownNumber } from '../../shell/shown-number.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { csvOf, saveFile } from './csv.ts';
import { actionWords, whoWords } from './entry-words.ts';
import { AuditFilters, filtersIn, type Filters } from './audit-filters.tsx';

export default function AuditPage({ query }: PageProps): ReactNode {
  const { audit } = useWords();
  const filters = filtersIn(query);
  const entries = usePages('audit.page', { ...filters, limit: 50 });
  const [chain, setChain] = useState<ChainView>();
  const columns = useColumns();
  const filtered = Object.keys(filters).length > 0;
  return (
    <SpaceBetween size="m">
      <Verdict chain={chain} onDismiss={setChain} />
      <PagedTable
        pages={entries}
        title={audit.title}
        description={audit.description}
        trackBy={({ sequence }) => String(sequence)}
        columns={columns}
        empty={<Box textAlign="center">{filtered ? audit.emptyFiltered : audit.empty}</Box>}
        filter={<AuditFilters query={query} />}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Export filters={filters} />
            <Verify onChecked={setChain} />
          </SpaceBetween>
        }
      />
    </SpaceBetween>
  );
}

function useColumns(): TableProps.ColumnDefinition<AuditView>[] {
  const words = useWords();
  const { audit, common } = words;
  const format = useFormat();
  const { columns } = audit;
  return [
    {
      id: 'at',
      header: columns.at,
      isRowHeader: true,
      minWidth: 150,
      cell: ({ at }) => format.dateTime(at),
    },
    { id: 'by', header: columns.by, minWidth: 110, cell: ({ by }) => whoWords(by, words) },
    {
      id: 'action',
      header: columns.action,
      minWidth: 165,
      cell: ({ action }) => actionWords(action, words),
    },
    {
      id: 'record',
      header: columns.record,
      minWidth: 160,
      cell: ({ record, day, sequence }) => (
        <span className="as-written">
          <ShownNumber text={record} kind="entry" record={`${day}.${String(sequence)}`} />
        </span>
      ),
    },
    {
      id: 'detail',
      header: columns.detail,
      minWidth: 210,
      cell: ({ detail, day, sequence }) =>
        detail === undefined ? (
          common.none
        ) : (
          <ShownNumber text={detail} kind="entry" record={`${day}.${String(sequence)}`} />
        ),
    },
    { id: 'why', header: columns.why, minWidth: 160, cell: ({ why }) => why ?? common.none },
  ];
}

function Verify({ onChecked }: { readonly onChecked: (chain: ChainView | undefined) => void }): ReactNode {
  const { audit } = useWords();
  const api = useApi();
  const may = useMay();
  const notices = useNotices('audit');
  const [busy, setBusy] = useState(false);
  const verify = async (): Promise<void> => {
    setBusy(true);
    onChecked(undefined);
    try {
      onChecked((await api.call('audit.verify', {})).body);
    } catch (error) {
      notices.failed(error);
    } finally {
      setBusy(false);
    }
  };
  if (!may('audit.verify')) return null;
  return (
    <Button variant="primary" loading={busy} loadingText={audit.checking} onClick={() => void verify()}>
      {audit.verify}
    </Button>
  );
}

interface VerdictProps {
  readonly chain: ChainView | undefined;
  readonly onDismiss: (nothing: undefined) => void;
}

function Verdict({ chain, onDismiss }: VerdictProps): ReactNode {
  const { audit } = useWords();
  const format = useFormat();
  if (chain === undefined) return null;
  const { entries, anchors, broken, removedThrough } = chain;
  const count = format.number(entries);
  return (
    <div role="status">
      <Alert
        type={broken === undefined ? 'success' : 'error'}
        header={broken === undefined ? audit.intactTitle : audit.brokenTitle}
        dismissible
        onDismiss={() => {
          onDismiss(undefined);
        }}
      >
        {broken === undefined
          ? audit.intact(count)
          : audit.broken(count, broken.day, format.number(broken.sequence), broken.problem)}
        {broken === undefined && <div>{audit.anchored(format.number(anchors))}</div>}
        {removedThrough !== undefined && <div>{audit.removed(format.number(removedThrough))}</div>}
      </Alert>
    </div>
  );
}

function Export({ filters }: { readonly filters: Filters }): ReactNode {
  const { audit } = useWords();
  const api = useApi();
  const may = useMay();
  const notices = useNotices('audit');
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const readAll = async (): Promise<AuditView[]> => {
    const all: AuditView[] = [];
    let cursor: string | undefined;
    do {
      const query = { ...filters, limit: 500, ...(cursor === undefined ? {} : { cursor }) };
      const { body } = await api.call('audit.export', { query });
      all.push(...body.items);
      cursor = body.cursor;
    } while (cursor !== undefined);
    return all;
  };
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const entries = await readAll();
      saveFile(csvOf(entries), `audit-${new Date().toISOString().slice(0, 10)}.csv`);
      notices.done(audit.exported(format.number(entries.length)));
    } catch (error) {
      notices.failed(error);
    } finally {
      setBusy(false);
    }
  };
  if (!may('audit.export')) return null;
  return (
    <Button iconName="download" loading={busy} onClick={() => void save()}>
      {audit.export}
    </Button>
  );
}
