// Results of training mode: one's own, and for admins those of everybody, with what came of each rule.
import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { ExerciseOutcome, ExerciseResultView } from '../../../functions/admin/contract.ts';
import { usePages } from '../../api/use-pages.ts';
import { PagedTable } from '../../shell/paged-table.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

export default function TrainingPage(): ReactNode {
  const { exercises, common } = useWords();
  const pages = usePages('exercises.page', { limit: 50 });
  const columns = useColumns();
  return (
    <PagedTable
      pages={pages}
      title={exercises.title}
      description={common.sentences(exercises.description, exercises.where)}
      trackBy="callSid"
      columns={columns}
      empty={<Box textAlign="center">{exercises.empty}</Box>}
    />
  );
}

function useColumns(): TableProps.ColumnDefinition<ExerciseResultView>[] {
  const { exercises } = useWords();
  const format = useFormat();
  const { columns } = exercises;
  return [
    { id: 'at', header: columns.at, minWidth: 150, cell: ({ takenAt }) => format.dateTime(takenAt) },
    {
      id: 'trainee',
      header: columns.trainee,
      isRowHeader: true,
      minWidth: 100,
      cell: ({ trainee }) => trainee,
    },
    {
      id: 'exercise',
      header: columns.exercise,
      minWidth: 140,
      cell: ({ exercise }) => exercises.names[exercise],
    },
    {
      id: 'result',
      header: columns.result,
      minWidth: 150,
      cell: ({ outcomes }) =>
        exercises.passed(outcomes.filter(({ passed }) => passed).length, outcomes.length),
    },
    {
      id: 'rules',
      header: columns.rules,
      minWidth: 260,
      cell: ({ outcomes }) =>
        outcomes.map((outcome) => (
          <Outcome key={`${outcome.kind} ${outcome.phrase ?? ''}`} outcome={outcome} />
        )),
    },
  ];
}

function Outcome({ outcome }: { readonly outcome: ExerciseOutcome }): ReactNode {
  const { exercises, common } = useWords();
  const { kind, phrase, limit = 0, passed, seconds } = outcome;
  const expected = phrase === undefined ? exercises.rule[kind](limit) : exercises.say[phrase];
  return (
    <div>
      <StatusIndicator type={passed ? 'success' : 'error'}>
        {seconds === undefined ? expected : common.sentences(`${expected}:`, exercises.measured(seconds))}
      </StatusIndicator>
    </div>
  );
}
