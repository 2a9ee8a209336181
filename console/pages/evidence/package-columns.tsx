// The columns of the table of evidence packages.
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import type { TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { PackageView } from '../../../functions/admin/contract.ts';
import { useMay } from '../../api/api-context.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { ShownNumber } from '../../shell/shown-number.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { useAboutWords } from './about-words.ts';
import { PackageActions, type PackageActionsProps } from './package-actions.tsx';
import { PackageState } from './package-state.tsx';
import { useWho } from './use-who.ts';

export function usePackageColumns(
  acts: Omit<PackageActionsProps, 'about'>,
): TableProps.ColumnDefinition<PackageView>[] {
  const { evidence } = useWords();
  const format = useFormat();
  const who = useWho();
  const { columns } = evidence;
  return [
    {
      id: 'about',
      header: columns.about,
      isRowHeader: true,
      minWidth: 150,
      cell: ({ id, about }) => <About id={id} about={about} />,
    },
    {
      id: 'request',
      header: columns.request,
      minWidth: 220,
      cell: (about) => <Request about={about} />,
    },
    {
      id: 'status',
      header: columns.status,
      minWidth: 240,
      cell: (about) => <PackageState about={about} />,
    },
    {
      id: 'requested',
      header: columns.requested,
      minWidth: 150,
      cell: ({ requestedBy, requestedAt }) =>
        evidence.requestedBy(who(requestedBy), format.dateTime(requestedAt)),
    },
    {
      id: 'actions',
      header: columns.actions,
      minWidth: 170,
      cell: (about) => <PackageActions about={about} {...acts} />,
    },
  ];
}

function About({ id, about }: Pick<PackageView, 'id' | 'about'>): ReactNode {
  const words = useAboutWords();
  const may = useMay();
  if (about.kind === 'number') return <ShownNumber text={about.number} kind="package" record={id} />;
  if (about.kind !== 'case' || !may('cases.get')) return words(about);
  return <Link href={hrefOf(PAGE_PATHS.case, { caseNumber: about.caseNumber })}>{words(about)}</Link>;
}

function Request({ about }: { readonly about: PackageView }): ReactNode {
  const { evidence } = useWords();
  const { authority, requestNumber, officer, legalBasis } = about;
  return (
    <>
      <div>{authority}</div>
      <Box color="text-body-secondary" fontSize="body-s">
        <div>{evidence.requestNumber(requestNumber)}</div>
        {officer !== undefined && <div>{officer}</div>}
        <div>{legalBasis}</div>
      </Box>
    </>
  );
}
