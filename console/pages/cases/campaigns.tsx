// Campaigns: several reports about one number or one block, for the list of cases and for the page of one of them.
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { CampaignView } from '../../../functions/admin/contract.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

/** Nothing where there are none. */
export function Campaigns(): ReactNode {
  const { caseWork } = useWords();
  const format = useFormat();
  const columns = caseWork.campaignColumns;
  const { body, problem, reload } = useAnswer('cases.campaigns', {});
  if (problem !== undefined) return <ProblemAlert problem={problem} again={reload} />;
  if (body === undefined || body.items.length === 0) return null;
  return (
    <Table<CampaignView>
      header={
        <Header
          variant="h2"
          description={
            body.complete ? caseWork.campaignsHint : `${caseWork.campaignsHint} ${caseWork.campaignsCut}`
          }
        >
          {caseWork.campaigns}
        </Header>
      }
      items={body.items}
      trackBy="pattern"
      wrapLines
      ariaLabels={{ tableLabel: caseWork.campaigns }}
      columnDefinitions={[
        {
          id: 'pattern',
          header: columns.pattern,
          isRowHeader: true,
          cell: ({ pattern }) => format.phone(pattern),
        },
        { id: 'kind', header: columns.kind, cell: ({ kind }) => caseWork.campaignKinds[kind] },
        { id: 'open', header: columns.open, cell: ({ open }) => format.number(open) },
        { id: 'cases', header: columns.cases, cell: ({ cases }) => <SomeCases numbers={cases} /> },
        { id: 'numbers', header: columns.numbers, cell: ({ numbers }) => format.number(numbers) },
        { id: 'reporters', header: columns.reporters, cell: ({ reporters }) => format.number(reporters) },
        { id: 'last', header: columns.last, cell: ({ last }) => format.dateTime(last) },
      ]}
    />
  );
}

/** Links that a cell has room for. */
const SHOWN = 5;

function SomeCases({ numbers }: { readonly numbers: readonly string[] }): ReactNode {
  const { cases, caseWork } = useWords();
  return (
    <>
      {numbers.slice(0, SHOWN).map((caseNumber) => (
        <span key={caseNumber}>
          <Link href={hrefOf(PAGE_PATHS.case, { caseNumber })} ariaLabel={cases.openCase(caseNumber)}>
            {caseNumber}
          </Link>{' '}
        </span>
      ))}
      {numbers.length > SHOWN && caseWork.otherCases(numbers.length - SHOWN)}
    </>
  );
}

/** The campaigns that a case is part of, each with its other cases. */
export function CampaignsOf({ caseNumber }: { readonly caseNumber: string }): ReactNode {
  const { caseWork } = useWords();
  const { phone } = useFormat();
  const { body } = useAnswer('cases.campaigns', { query: { case: caseNumber } });
  if (body === undefined || body.items.length === 0) return null;
  return (
    <div>
      <Box variant="h3">{caseWork.inCampaign}</Box>
      <ul className="plain-list">
        {body.items.map(({ pattern, cases, numbers }) => (
          <li key={pattern}>
            {caseWork.campaignIn(phone(pattern), cases.length, numbers)}{' '}
            <SomeCases numbers={cases.filter((one) => one !== caseNumber)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
