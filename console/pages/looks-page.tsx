// Who looked at a number, listened to its calls, exported or changed it, when, and why: from the audit log.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import type { LooksView } from '../../functions/admin/contract.ts';
import { usePages } from '../api/use-pages.ts';
import type { PageProps } from '../page-paths.ts';
import { setQuery } from '../routing.ts';
import { PagedTable } from '../shell/paged-table.tsx';
import { useFormat } from '../words/format.ts';
import { useWords } from '../words/index.ts';
import { actionWords, whoWords } from './audit/entry-words.ts';

type Look = LooksView['items'][number];

export default function LooksPage({ query: { number = '' } }: PageProps): ReactNode {
  return (
    <SpaceBetween size="m">
      <Question key={number} number={number} />
      {number !== '' && <Looks key={`of ${number}`} number={number} />}
    </SpaceBetween>
  );
}

function Question({ number }: { readonly number: string }): ReactNode {
  const { lookUp } = useWords();
  const [text, setText] = useState(number);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setQuery({ number: text.trim() });
      }}
    >
      <Form actions={<Button variant="primary">{lookUp.looks.ask}</Button>}>
        <FormField label={lookUp.number} constraintText={lookUp.looks.numberHint}>
          <Input
            value={text}
            type="search"
            autoComplete={false}
            onChange={({ detail }) => {
              setText(detail.value);
            }}
          />
        </FormField>
      </Form>
    </form>
  );
}

function Looks({ number }: { readonly number: string }): ReactNode {
  const { lookUp } = useWords();
  const { phone } = useFormat();
  const looks = usePages('numbers.looks', { limit: 50 }, { params: { number } });
  const columns = useColumns();
  return (
    <PagedTable
      pages={looks}
      title={lookUp.looks.of(phone(number))}
      description={lookUp.looks.description}
      trackBy={({ at, by, action, record, why = '' }) => [at, by, action, record, why].join(' ')}
      columns={columns}
      empty={<Box textAlign="center">{lookUp.looks.none}</Box>}
    />
  );
}

function useColumns(): TableProps.ColumnDefinition<Look>[] {
  const words = useWords();
  const { audit, common } = words;
  const { columns } = audit;
  const { dateTime } = useFormat();
  return [
    { id: 'at', header: columns.at, isRowHeader: true, minWidth: 180, cell: ({ at }) => dateTime(at) },
    { id: 'by', header: columns.by, minWidth: 130, cell: ({ by }) => whoWords(by, words) },
    { id: 'action', header: columns.action, minWidth: 180, cell: ({ action }) => actionWords(action, words) },
    {
      id: 'record',
      header: columns.record,
      minWidth: 160,
      cell: ({ record }) => <span className="as-written">{record}</span>,
    },
    { id: 'detail', header: columns.detail, minWidth: 140, cell: ({ detail }) => detail ?? common.none },
    { id: 'why', header: columns.why, minWidth: 160, cell: ({ why }) => why ?? common.none },
  ];
}
