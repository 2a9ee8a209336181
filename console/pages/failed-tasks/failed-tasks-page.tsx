// Background work that failed for good: why, and a way to retry it or to drop it.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import type { FailedTaskView } from '../../../functions/admin/contract.ts';
import { useApi, useMay } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useNotices } from '../../shell/notices.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Rows } from '../../shell/rows.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { DropDialog } from './drop-dialog.tsx';

const EVERY_SECONDS = 30;

export default function FailedTasksPage(): ReactNode {
  const { failedTasks: words, common } = useWords();
  const may = useMay();
  const { body, problem, loading, reload } = useAnswer('deferred.list', {}, { everySeconds: EVERY_SECONDS });
  const [dropping, setDropping] = useState<FailedTaskView>();
  const act = useRetries(reload);
  const columns = useColumns((task) => (
    <SpaceBetween direction="horizontal" size="xs">
      {may('deferred.retry') && task.about !== undefined && (
        <Button onClick={() => void act.retry(task.id)}>{words.retry}</Button>
      )}
      {may('deferred.drop') && (
        <Button
          onClick={() => {
            setDropping(task);
          }}
        >
          {words.drop}
        </Button>
      )}
    </SpaceBetween>
  ));
  if (body === undefined && problem !== undefined) return <ProblemAlert problem={problem} again={reload} />;
  const { items = [], count = 0 } = body ?? {};
  return (
    <>
      <Rows
        variant="full-page"
        label={words.title}
        loading={loading}
        loadingText={common.loading}
        empty={<Box textAlign="center">{words.empty}</Box>}
        header={
          <Header
            variant="h1"
            description={words.description}
            actions={
              may('deferred.retry-all') &&
              items.length > 0 && <Button onClick={() => void act.retryAll()}>{words.retryAll}</Button>
            }
          >
            {words.title}
          </Header>
        }
        items={items}
        trackBy={({ id }) => id}
        columns={columns}
        footer={count > items.length && <Box>{words.shown(items.length, count)}</Box>}
      />
      {dropping !== undefined && (
        <DropDialog
          task={dropping}
          onClose={() => {
            setDropping(undefined);
          }}
          onDropped={reload}
        />
      )}
    </>
  );
}

function useRetries(reload: () => void): {
  retry: (task: string) => Promise<void>;
  retryAll: () => Promise<void>;
} {
  const words = useWords().failedTasks;
  const api = useApi();
  const notices = useNotices('failed-tasks');
  const told = async (act: () => Promise<string>): Promise<void> => {
    try {
      notices.done(await act());
    } catch (error) {
      notices.failed(error);
    }
    reload();
  };
  return {
    retry: (task) =>
      told(async () => {
        await api.call('deferred.retry', { params: { task } });
        return words.retried;
      }),
    retryAll: () => told(async () => words.retriedAll((await api.call('deferred.retry-all', {})).body.count)),
  };
}

function useColumns(
  actions: (task: FailedTaskView) => ReactNode,
): TableProps.ColumnDefinition<FailedTaskView>[] {
  const { failedTasks: words, common } = useWords();
  const format = useFormat();
  const { columns } = words;
  return [
    {
      id: 'task',
      header: columns.task,
      isRowHeader: true,
      minWidth: 200,
      cell: ({ lane, about }) => (
        <>
          {words.lanes[lane]}
          {about !== undefined && <Box color="text-body-secondary">{about}</Box>}
        </>
      ),
    },
    {
      id: 'problem',
      header: columns.problem,
      minWidth: 240,
      cell: ({ problem, why }) => (
        <>
          {words.problems[problem]}
          <Box color="text-body-secondary">{why}</Box>
        </>
      ),
    },
    { id: 'attempts', header: columns.attempts, cell: ({ attempts }) => format.number(attempts) },
    {
      id: 'accepted',
      header: columns.accepted,
      minWidth: 150,
      cell: ({ sentAt }) => format.dateTime(sentAt),
    },
    {
      id: 'failed',
      header: columns.failed,
      minWidth: 150,
      cell: ({ shelvedAt }) => (shelvedAt === undefined ? common.none : format.dateTime(shelvedAt)),
    },
    { id: 'actions', header: columns.actions, minWidth: 200, cell: actions },
  ];
}
