// Complaint files as feeds: what each holds and blocks, with ways to import, refresh and take back.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import type { FeedView } from '../../../functions/admin/contract.ts';
import { useApi, useMay } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { FeedDialog } from './feed-dialog.tsx';

export default function FeedsPage(): ReactNode {
  const { feeds } = useWords();
  const may = useMay();
  const [shown, setShown] = useState<'import' | FeedView>();
  const answered = useAnswer('feeds.page', {});
  const close = (): void => {
    setShown(undefined);
  };
  const importButton = may('feeds.commit') && (
    <Button
      variant="primary"
      iconName="upload"
      onClick={() => {
        setShown('import');
      }}
    >
      {feeds.importFile}
    </Button>
  );
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={feeds.description} actions={importButton}>
          {feeds.title}
        </Header>
      }
    >
      {answered.body === undefined ? (
        <ProblemAlert problem={answered.problem} again={answered.reload} />
      ) : (
        <FeedTable items={answered.body.items} takeBack={setShown} />
      )}
      {shown === 'import' && <FeedDialog onClose={close} onImported={answered.reload} />}
      {shown !== undefined && shown !== 'import' && (
        <TakeBack feed={shown} onClose={close} onDone={answered.reload} />
      )}
    </ContentLayout>
  );
}

interface FeedTableProps {
  readonly items: readonly FeedView[];
  readonly takeBack: (feed: FeedView) => void;
}

function FeedTable({ items, takeBack }: FeedTableProps): ReactNode {
  const { feeds } = useWords();
  const columns = useColumns(takeBack);
  return (
    <Table
      items={[...items]}
      trackBy="name"
      wrapLines
      ariaLabels={{ tableLabel: feeds.title }}
      columnDefinitions={columns}
      empty={<Box textAlign="center">{feeds.none}</Box>}
    />
  );
}

function useColumns(takeBack: (feed: FeedView) => void): TableProps.ColumnDefinition<FeedView>[] {
  const { feeds } = useWords();
  const format = useFormat();
  const may = useMay();
  const { columns } = feeds;
  const all: TableProps.ColumnDefinition<FeedView>[] = [
    { id: 'name', header: columns.name, isRowHeader: true, cell: ({ name }) => <b>{name}</b> },
    { id: 'complaints', header: columns.complaints, cell: (feed) => format.number(feed.complaints) },
    { id: 'numbers', header: columns.numbers, cell: (feed) => format.number(feed.numbers) },
    {
      id: 'period',
      header: columns.period,
      minWidth: 140,
      cell: ({ from, to }) => (from === undefined || to === undefined ? '' : feeds.period(from, to)),
    },
    {
      id: 'blocks',
      header: columns.blocks,
      cell: ({ block, blocks }) =>
        block === undefined
          ? feeds.blocksNobody
          : feeds.blocks(format.number(blocks), block.atLeast, block.withinDays),
    },
    {
      id: 'refreshed',
      header: columns.refreshed,
      cell: (feed) => feeds.refreshed(format.dateTime(feed.refreshedAt), feed.refreshedBy),
    },
  ];
  if (!may('feeds.delete')) return all;
  const actions: TableProps.ColumnDefinition<FeedView> = {
    id: 'actions',
    header: columns.actions,
    cell: (feed) => (
      <Button
        variant="inline-link"
        ariaLabel={feeds.takeBackWhat(feed.name)}
        onClick={() => {
          takeBack(feed);
        }}
      >
        {feeds.takeBack}
      </Button>
    ),
  };
  return [...all, actions];
}

interface TakeBackProps {
  readonly feed: FeedView;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function TakeBack({ feed: { name, complaints, blocks }, onClose, onDone }: TakeBackProps): ReactNode {
  const { feeds } = useWords();
  const format = useFormat();
  const api = useApi();
  const notices = useNotices();
  const act = async (): Promise<void> => {
    await api.call('feeds.delete', { params: { name } });
    notices.done(feeds.takenBack(name));
    onDone();
  };
  return (
    <Dialog title={feeds.takeBackTitle(name)} action={feeds.takeBack} act={act} onClose={onClose}>
      {feeds.takeBackText(format.number(complaints), format.number(blocks))}
    </Dialog>
  );
}
