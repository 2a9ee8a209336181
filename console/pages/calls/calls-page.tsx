// All calls, newest first, filtered by who, when, verdict and end; the address keeps the filters.
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { CallView, Disposition } from '../../../functions/admin/contract.ts';
import { useSignedIn } from '../../api/api-context.ts';
import { usePages } from '../../api/use-pages.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import type { PageProps } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { PagedTable } from '../../shell/paged-table.tsx';
import { ShownNumber } from '../../shell/shown-number.tsx';
import { PhoneButton } from '../../shell/frame/phone.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { CallFilters } from './call-filters.tsx';
import { filtersIn } from './filters.ts';
import { reasonWords } from './reason-words.ts';
import { Verdict } from './verdict.tsx';

export default function CallsPage({ query }: PageProps): ReactNode {
  const { calls: words } = useWords();
  const filters = filtersIn(query);
  const calls = usePages('calls.page', { ...filters, limit: 50 }, { everySeconds: 15 });
  const columns = useColumns();
  const filtered = Object.values(filters).some((value) => value !== undefined);
  return (
    <PagedTable
      pages={calls}
      title={words.title}
      description={words.description}
      trackBy="callSid"
      columns={columns}
      empty={<Empty filtered={filtered} />}
      filter={<CallFilters filters={filters} query={query} />}
    />
  );
}

function Empty({ filtered }: { readonly filtered: boolean }): ReactNode {
  const { calls } = useWords();
  const { phone } = useFormat();
  const { settings } = useSignedIn();
  if (filtered) return <Box textAlign="center">{calls.noMatch}</Box>;
  return (
    <Box textAlign="center" padding="l">
      <Box variant="h3">{calls.empty}</Box>
      <Box color="text-body-secondary" padding={{ bottom: 's' }}>
        {calls.emptyHow(phone(settings.hotline.number))}
      </Box>
      <PhoneButton />
    </Box>
  );
}

export const DISPOSITION_LOOKS = {
  rejected: 'stopped',
  'forwarding-loop': 'warning',
  'talked-to-staff': 'success',
  reported: 'success',
  informed: 'success',
  'left-message': 'info',
  missed: 'warning',
  'gave-up': 'stopped',
  'in-progress': 'in-progress',
} as const satisfies Record<Disposition, string>;

function useColumns(): TableProps.ColumnDefinition<CallView>[] {
  const words = useWords();
  const { calls, common } = words;
  const { columns } = calls;
  const format = useFormat();
  return [
    {
      id: 'started',
      header: columns.started,
      isRowHeader: true,
      minWidth: 185,
      cell: ({ callSid, caller = common.withheld, startedAt }) => {
        const started = startedAt === undefined ? common.none : format.dateTime(startedAt);
        return (
          <Link
            href={hrefOf(PAGE_PATHS.call, { callSid })}
            ariaLabel={calls.open(format.phone(caller), started)}
          >
            {started}
          </Link>
        );
      },
    },
    {
      id: 'caller',
      header: columns.caller,
      minWidth: 150,
      cell: ({ callSid, caller }) =>
        caller === undefined ? common.withheld : <ShownNumber text={caller} kind="call" record={callSid} />,
    },
    {
      id: 'verdict',
      header: columns.verdict,
      minWidth: 135,
      cell: ({ verdict }) => <Verdict verdict={verdict} />,
    },
    {
      id: 'disposition',
      header: columns.disposition,
      minWidth: 175,
      cell: ({ disposition }) => (
        <StatusIndicator type={DISPOSITION_LOOKS[disposition]}>
          {calls.dispositions[disposition]}
        </StatusIndicator>
      ),
    },
    {
      id: 'length',
      header: columns.length,
      minWidth: 80,
      cell: ({ seconds }) => (seconds === undefined ? common.none : format.length(seconds)),
    },
    {
      id: 'why',
      header: columns.why,
      minWidth: 200,
      cell: ({ reasons }) =>
        reasons.map((reason) => reasonWords(reason, words, format)).join('; ') || common.none,
    },
  ];
}
