// What an import would change or has changed, and the lines that are wrong.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { ImportReport } from '../../../functions/admin/contract.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

interface ImportReportProps {
  readonly report: ImportReport;
  /** Or only checked. */
  readonly written: boolean;
}

const COUNTS = ['added', 'updated', 'unchanged', 'repeated'] as const;
const MOST_SHOWN = 100;

export function ImportReportView({ report, written }: ImportReportProps): ReactNode {
  const { lists } = useWords();
  const format = useFormat();
  return (
    <SpaceBetween size="l">
      <SpaceBetween size="s">
        <Header variant="h3">{written ? lists.changed : lists.wouldChange}</Header>
        <KeyValuePairs
          columns={4}
          minColumnWidth={110}
          items={COUNTS.map((count) => ({ label: lists.counts[count], value: format.number(report[count]) }))}
        />
        {!written && report.added + report.updated === 0 && <Alert type="info">{lists.importNothing}</Alert>}
      </SpaceBetween>
      {report.rejected.length > 0 && <WrongLines rejected={report.rejected} />}
    </SpaceBetween>
  );
}

function WrongLines({ rejected }: Pick<ImportReport, 'rejected'>): ReactNode {
  const { lists } = useWords();
  const format = useFormat();
  const { wrongColumns: columns } = lists;
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      wrapLines
      items={rejected.slice(0, MOST_SHOWN)}
      trackBy="line"
      ariaLabels={{ tableLabel: lists.wrongLines }}
      header={
        <Header variant="h3" counter={`(${format.number(rejected.length)})`}>
          {lists.wrongLines}
        </Header>
      }
      columnDefinitions={[
        {
          id: 'line',
          header: columns.line,
          isRowHeader: true,
          width: 80,
          cell: ({ line }) => format.number(line),
        },
        { id: 'value', header: columns.value, width: 180, cell: ({ value }) => value },
        {
          id: 'problem',
          header: columns.problem,
          cell: ({ code }) => ({ ...lists.numberProblems, ...lists.lineProblems })[code],
        },
      ]}
      footer={
        rejected.length > MOST_SHOWN && (
          <Box textAlign="center" color="text-body-secondary">
            {lists.wrongMore(format.number(rejected.length - MOST_SHOWN))}
          </Box>
        )
      }
    />
  );
}
