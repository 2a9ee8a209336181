// The inbox of cases: what is due first stands first.
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Link from '@cloudscape-design/components/link';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { CaseView } from '../../../functions/admin/contract.ts';
import { useMay } from '../../api/api-context.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import type { PageProps } from '../../page-paths.ts';
import { hrefOf, setQuery } from '../../routing.ts';
import { PagedTable } from '../../shell/paged-table.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { Campaigns } from './campaigns.tsx';
import { Due } from './due.tsx';
import { PRIORITIES } from './first-step.tsx';
import { useInbox, type InboxFilter } from './use-inbox.ts';

const STATUSES = ['open', 'received', 'investigating', 'action-taken', 'closed'] as const satisfies (
  CaseView['status'] | 'open'
)[];
const KINDS = ['report', 'appeal'] as const satisfies CaseView['kind'][];

export default function CasesPage({ query }: PageProps): ReactNode {
  const { cases } = useWords();
  const status = STATUSES.find((known) => known === query.status) ?? 'open';
  const kind = KINDS.find((known) => known === query.kind);
  const filter = filterOf(query);
  const inbox = useInbox(status, { ...filter, kind });
  const columns = useColumns();
  const may = useMay();
  return (
    <SpaceBetween size="l">
      <PagedTable
        pages={inbox}
        title={cases.title}
        description={cases.description}
        trackBy="caseNumber"
        columns={columns}
        empty={<Box textAlign="center">{cases.empty}</Box>}
        filter={
          <div className="filter-row">
            <Choice
              label={cases.status}
              value={status}
              options={STATUSES.map((value) => ({
                value,
                label: value === 'open' ? cases.open : cases.statuses[value],
              }))}
              onChoose={(value) => {
                setQuery({ status: value });
              }}
            />
            <Choice
              label={cases.kind}
              value={kind ?? ''}
              options={[
                { value: '', label: cases.anyKind },
                ...KINDS.map((value) => ({ value, label: cases.kinds[value] })),
              ]}
              onChoose={(value) => {
                setQuery({ kind: value });
              }}
            />
            <WorkChoices filter={filter} />
          </div>
        }
      />
      {may('cases.campaigns') && <Campaigns />}
    </SpaceBetween>
  );
}

type WorkFilter = Omit<InboxFilter, 'kind'>;

const filterOf = ({ assignee, priority, overdue }: PageProps['query']): WorkFilter => ({
  assignee: assignee === 'me' ? 'me' : undefined,
  priority: PRIORITIES.find((known) => known === priority),
  overdue: overdue === 'true' ? 'true' : undefined,
});

/** Whose cases, how urgent, and whether only those that are overdue. */
function WorkChoices({
  filter: { assignee, priority, overdue },
}: {
  readonly filter: WorkFilter;
}): ReactNode {
  const { caseWork } = useWords();
  return (
    <>
      <Choice
        label={caseWork.whose}
        value={assignee ?? ''}
        options={[
          { value: '', label: caseWork.anyone },
          { value: 'me', label: caseWork.mine },
        ]}
        onChoose={(value) => {
          setQuery({ assignee: value });
        }}
      />
      <Choice
        label={caseWork.priority}
        value={priority ?? ''}
        options={[
          { value: '', label: caseWork.anyPriority },
          ...PRIORITIES.map((value) => ({ value, label: caseWork.priorities[value] })),
        ]}
        onChoose={(value) => {
          setQuery({ priority: value });
        }}
      />
      <Choice
        label={caseWork.due}
        value={overdue ?? ''}
        options={[
          { value: '', label: caseWork.anyDue },
          { value: 'true', label: caseWork.overdueOnly },
        ]}
        onChoose={(value) => {
          setQuery({ overdue: value });
        }}
      />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string | undefined) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps): ReactNode {
  return (
    <FormField label={label}>
      <Select
        selectedOption={options.find((option) => option.value === value) ?? null}
        options={options}
        onChange={({ detail }) => {
          onChoose(detail.selectedOption.value);
        }}
      />
    </FormField>
  );
}

function useColumns(): TableProps.ColumnDefinition<CaseView>[] {
  const { cases, caseWork, common } = useWords();
  const format = useFormat();
  const { columns } = cases;
  const now = new Date();
  return [
    { id: 'due', header: columns.due, minWidth: 170, cell: (found) => <Due found={found} now={now} /> },
    {
      id: 'number',
      header: columns.number,
      isRowHeader: true,
      minWidth: 90,
      cell: ({ caseNumber }) => (
        <Link href={hrefOf(PAGE_PATHS.case, { caseNumber })} ariaLabel={cases.openCase(caseNumber)}>
          {caseNumber}
        </Link>
      ),
    },
    { id: 'kind', header: columns.kind, minWidth: 90, cell: ({ kind }) => cases.kinds[kind] },
    {
      id: 'category',
      header: columns.category,
      minWidth: 170,
      cell: ({ kind, category }) => (kind === 'appeal' ? common.none : cases.categories[category]),
    },
    {
      id: 'reported',
      header: columns.reported,
      minWidth: 165,
      cell: ({ reported }) => format.phone(reported ?? common.none),
    },
    {
      id: 'priority',
      header: caseWork.columns.priority,
      minWidth: 90,
      cell: ({ priority }) => caseWork.priorities[priority],
    },
    {
      id: 'assignee',
      header: caseWork.columns.assignee,
      minWidth: 120,
      cell: ({ assignee }) => assignee ?? common.nobody,
    },
    { id: 'status', header: columns.status, minWidth: 120, cell: ({ status }) => cases.statuses[status] },
    {
      id: 'received',
      header: columns.received,
      minWidth: 170,
      cell: ({ receivedAt }) => format.dateTime(receivedAt),
    },
  ];
}
