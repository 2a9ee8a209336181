// The three lists as tabs: searched as one types, page by page, with ways to add, change, import, export and undo.
import { MINUTE_MS } from '../../../core/basics/durations.ts';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState, type ReactNode } from 'react';
import type { List } from '../../../functions/admin/contract.ts';
import { useApi, useMay } from '../../api/api-context.ts';
import type { PageProps } from '../../page-paths.ts';
import { setQuery } from '../../routing.ts';
import { useNotices } from '../../shell/notices.tsx';
import { useWords } from '../../words/index.ts';
import { ImportDialog } from './import-dialog.tsx';
import { FeedDialog } from '../feeds/feed-dialog.tsx';
import { ListTable } from './list-table.tsx';
import { ListingDialog } from './listing-dialog.tsx';

const LISTS = ['block', 'allow', 'never-block'] as const satisfies List[];

export default function ListsPage({ query }: PageProps): ReactNode {
  const { lists } = useWords();
  const list = LISTS.find((known) => known === query.list) ?? 'block';
  const [shown, setShown] = useState<'add' | 'import' | File>();
  const [turn, setTurn] = useState(0);
  const reload = (): void => {
    setTurn((value) => value + 1);
  };
  const close = (): void => {
    setShown(undefined);
  };
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={lists.description}
          actions={<Actions list={list} show={setShown} />}
        >
          {lists.title}
        </Header>
      }
    >
      <Tabs
        activeTabId={list}
        ariaLabel={lists.title}
        onChange={({ detail }) => {
          setQuery({ list: detail.activeTabId, q: '' });
        }}
        tabs={LISTS.map((id) => ({
          id,
          label: lists.tabs[id],
          content: id === list && <ListTable key={`${id} ${String(turn)}`} list={id} q={query.q ?? ''} />,
        }))}
      />
      {shown === 'add' && <ListingDialog list={list} onClose={close} onSaved={reload} />}
      {shown === 'import' && (
        <ImportDialog list={list} onClose={close} onImported={reload} onComplaints={setShown} />
      )}
      {shown instanceof File && <FeedDialog file={shown} onClose={close} onImported={reload} />}
    </ContentLayout>
  );
}

interface ActionsProps {
  readonly list: List;
  readonly show: (what: 'add' | 'import') => void;
}

function Actions({ list, show }: ActionsProps): ReactNode {
  const { lists } = useWords();
  const may = useMay();
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {may('listings.export') && <Export list={list} />}
      {may('listings.import') && (
        <Button
          iconName="upload"
          onClick={() => {
            show('import');
          }}
        >
          {lists.importFile}
        </Button>
      )}
      {may('listings.put') && (
        <Button
          variant="primary"
          onClick={() => {
            show('add');
          }}
        >
          {lists.add}
        </Button>
      )}
    </SpaceBetween>
  );
}

/** However long the list is, one file. */
function Export({ list }: { readonly list: List }): ReactNode {
  const { lists } = useWords();
  const api = useApi();
  const notices = useNotices();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const url = URL.createObjectURL((await api.downloadCsv('listings.export', { query: { list } })).file);
      const link = document.createElement('a');
      link.href = url;
      link.download = `hotline-${list}list-${new Date().toISOString().slice(0, 10)}.csv`;
      link.click();
      setTimeout(() => {
        URL.revokeObjectURL(url);
      }, MINUTE_MS);
    } catch (error) {
      notices.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button iconName="download" loading={busy} loadingText={lists.exporting} onClick={() => void save()}>
      {lists.exportFile}
    </Button>
  );
}
