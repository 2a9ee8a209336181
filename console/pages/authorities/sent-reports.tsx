// What was sent about a case: to whom, when, by whom, under which number.
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { AuthorityReport } from '../../../functions/admin/contract.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

type Sent = AuthorityReport['sent'][number];

export function SentReports({ sent }: { readonly sent: readonly Sent[] }): ReactNode {
  const { authorities, common } = useWords();
  const format = useFormat();
  const { sentColumns } = authorities;
  return (
    <Table<Sent>
      variant="borderless"
      header={<Header variant="h3">{authorities.sentTitle}</Header>}
      items={sent.toReversed()}
      empty={<Box textAlign="center">{authorities.nothingSent}</Box>}
      columnDefinitions={[
        {
          id: 'authority',
          header: sentColumns.authority,
          isRowHeader: true,
          cell: ({ authority }) => authorities.names[authority],
        },
        { id: 'at', header: sentColumns.at, cell: ({ sentAt }) => format.dateTime(sentAt) },
        { id: 'by', header: sentColumns.by, cell: ({ by }) => by },
        {
          id: 'reference',
          header: sentColumns.reference,
          cell: ({ reference }) => reference ?? common.none,
        },
      ]}
    />
  );
}
