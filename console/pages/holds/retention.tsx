// What is kept for how long, what is oldest, and how much of it is under a legal hold.
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import type { ReactNode } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Rows } from '../../shell/rows.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

export function Retention(): ReactNode {
  const { holds: words, common } = useWords();
  const format = useFormat();
  const { body, problem, loading, reload } = useAnswer('retention.report', {});
  if (problem !== undefined) return <ProblemAlert problem={problem} again={reload} />;
  return (
    <Rows
      variant="borderless"
      label={words.retention}
      loading={loading}
      loadingText={common.loading}
      header={
        <Header variant="h2" description={words.retentionDescription}>
          {words.retention}
        </Header>
      }
      items={body?.categories ?? []}
      trackBy={({ category }) => category}
      columns={[
        {
          id: 'category',
          header: words.retentionColumns.category,
          isRowHeader: true,
          cell: ({ category }) => words.categories[category],
        },
        {
          id: 'period',
          header: words.retentionColumns.period,
          cell: ({ days, from }) => (days === undefined ? words.noEnd : words.begins[from](words.days(days))),
        },
        {
          id: 'oldest',
          header: words.retentionColumns.oldest,
          cell: ({ oldest }) => (oldest === undefined ? common.none : format.date(oldest)),
        },
        {
          id: 'held',
          header: words.retentionColumns.held,
          cell: ({ held }) => (held === 0 ? common.none : format.number(held)),
        },
      ]}
      footer={<Box color="text-body-secondary">{words.auditHeld}</Box>}
    />
  );
}
