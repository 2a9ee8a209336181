// What an import would change or has changed: what to do next, then what is wrong in groups, then line by line.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import type { FileReport } from './use-import.ts';

interface ImportReportProps {
  readonly report: FileReport;
  /** Or only checked. */
  readonly written: boolean;
}

const COUNTS = ['added', 'updated', 'unchanged', 'repeated'] as const;
const MOST_SHOWN = 100;
/** Only this many lines are shown at first. A button shows the rest. */
const MOST_UNASKED = 20;

export function ImportReportView({ report, written }: ImportReportProps): ReactNode {
  const { lists } = useWords();
  const format = useFormat();
  return (
    <SpaceBetween size="l">
      {!written && <NextStep report={report} />}
      {report.encoding !== undefined && (
        <Alert type="warning">{lists.readAs(report.encoding.toUpperCase())}</Alert>
      )}
      {report.rejected.length > 0 && <Groups groups={report.groups} title={lists.problemGroups} />}
      <SpaceBetween size="s">
        <Header variant="h3">{written ? lists.changed : lists.wouldChange}</Header>
        <KeyValuePairs
          columns={4}
          minColumnWidth={110}
          items={COUNTS.map((count) => ({ label: lists.counts[count], value: format.number(report[count]) }))}
        />
      </SpaceBetween>
      {report.rejected.length > 0 && <WrongLines rejected={report.rejected} />}
    </SpaceBetween>
  );
}

function NextStep({ report: { added, updated, rejected } }: { readonly report: FileReport }): ReactNode {
  const { lists } = useWords();
  const format = useFormat();
  const [good, wrong] = [added + updated, rejected.length];
  if (good === 0) return <Alert type="info">{lists.importNothing}</Alert>;
  if (wrong === 0) return null;
  return <Alert type="info">{lists.nextStep(good, format.number(good), wrong, format.number(wrong))}</Alert>;
}

interface GroupsProps extends Pick<FileReport, 'groups'> {
  readonly title: string;
}

/** Lines that are not taken, by what is wrong with them, with examples. */
export function Groups({ groups, title }: GroupsProps): ReactNode {
  const { lists } = useWords();
  const format = useFormat();
  return (
    <SpaceBetween size="xs">
      <Header variant="h3">{title}</Header>
      <ul className="problem-groups">
        {groups.map(({ code, count, examples }) => (
          <li key={code}>
            {lists.groups[code](count, format.number(count))}
            <Box color="text-body-secondary" fontSize="body-s">
              {lists.examples(
                examples
                  .map(({ line, value }) => lists.example(format.number(line), value))
                  .join(lists.exampleSeparator),
              )}
            </Box>
          </li>
        ))}
      </ul>
    </SpaceBetween>
  );
}

function WrongLines({ rejected }: Pick<FileReport, 'rejected'>): ReactNode {
  const { lists } = useWords();
  const format = useFormat();
  const { wrongColumns: columns } = lists;
  return (
    <ExpandableSection
      headerText={`${lists.wrongLines} (${format.number(rejected.length)})`}
      defaultExpanded={rejected.length <= MOST_UNASKED}
    >
      <Table
        variant="embedded"
        contentDensity="compact"
        wrapLines
        items={rejected.slice(0, MOST_SHOWN)}
        trackBy="line"
        ariaLabels={{ tableLabel: lists.wrongLines }}
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
    </ExpandableSection>
  );
}
