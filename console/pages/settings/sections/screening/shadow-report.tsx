// What scores have done in the last seven days, or would have done while they are only watched.
import Box from '@cloudscape-design/components/box';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { ShadowView } from '../../../../../functions/admin/contract.ts';
import { useAnswer } from '../../../../api/use-answer.ts';
import { ProblemAlert } from '../../../../shell/problem-alert.tsx';
import { useFormat } from '../../../../words/format.ts';
import { useWords } from '../../../../words/index.ts';
import { Examples } from '../examples.tsx';
import { FieldsSection } from '../fields-section.tsx';

export function ShadowReport(): ReactNode {
  const { screening } = useWords().settings;
  const { body, problem, reload } = useAnswer('shadow', {});
  return (
    <FieldsSection title={screening.report} description={body && screening.modes[body.mode]}>
      <ProblemAlert problem={problem} again={reload} />
      {body !== undefined && <Report report={body} />}
    </FieldsSection>
  );
}

function Report({ report }: { readonly report: ShadowView }): ReactNode {
  const { screening } = useWords().settings;
  const format = useFormat();
  const { since, scored, acted, complete, rows } = report;
  return (
    <>
      <Box variant="p">
        {since !== undefined && screening.since(format.date(since))}{' '}
        {screening.scored(format.number(scored), format.number(acted))} {!complete && screening.incomplete}
      </Box>
      {rows.length === 0 ? (
        <Box color="text-body-secondary">{screening.noRows}</Box>
      ) : (
        <Treatments rows={rows} />
      )}
    </>
  );
}

function Treatments({ rows }: Pick<ShadowView, 'rows'>): ReactNode {
  const { settings, calls } = useWords();
  const format = useFormat();
  const { screening } = settings;
  const { columns } = screening;
  return (
    <Table
      variant="embedded"
      items={rows}
      trackBy="treatment"
      wrapLines
      ariaLabels={{ tableLabel: screening.report }}
      columnDefinitions={[
        {
          id: 'treatment',
          header: columns.treatment,
          isRowHeader: true,
          cell: ({ treatment }) => calls.treatments[treatment],
        },
        { id: 'calls', header: columns.calls, cell: (row) => format.number(row.calls) },
        { id: 'talked', header: columns.talked, cell: ({ talked }) => format.number(talked) },
        { id: 'flagged', header: columns.flagged, cell: ({ flagged }) => format.number(flagged) },
        { id: 'reasons', header: columns.reasons, cell: ({ byReason }) => <Because byReason={byReason} /> },
        { id: 'examples', header: columns.examples, cell: ({ examples }) => <Examples calls={examples} /> },
      ]}
    />
  );
}

function Because({ byReason }: Pick<ShadowView['rows'][number], 'byReason'>): ReactNode {
  const { settings, calls } = useWords();
  const format = useFormat();
  const names: Readonly<Record<string, string>> = calls.scoreReasons;
  return Object.entries(byReason)
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => (
      <div key={code}>{settings.screening.reason(names[code] ?? code, format.number(count))}</div>
    ));
}
