// Who looked at a number, listened to its calls, exported or changed it, when, and why: from the audit log.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
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
  const { looks } = useWords().lookUp;
  const question = <Question key={number} number={number} />;
  if (number !== '') return <Looks key={number} number={number} question={question} />;
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={looks.description}>
          {looks.title}
        </Header>
      }
    >
      <Container>{question}</Container>
    </ContentLayout>
  );
}

function Question({ number }: { readonly number: string }): ReactNode {
  const { lookUp } = useWords();
  const [text, setText] = useState(number);
  const [missing, setMissing] = useState(false);
  return (
    <form
      className="question"
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(text.trim() === '');
        setQuery({ number: text.trim() });
      }}
    >
      <FormField
        label={lookUp.number}
        constraintText={lookUp.looks.numberHint}
        errorText={missing ? lookUp.missing : undefined}
      >
        <Input
          value={text}
          type="search"
          autoFocus={number === ''}
          autoComplete={false}
          onChange={({ detail }) => {
            setText(detail.value);
          }}
        />
      </FormField>
      <div className="question-button">
        <Button variant="primary">{lookUp.looks.ask}</Button>
      </div>
    </form>
  );
}

interface LooksProps {
  readonly number: string;
  readonly question: ReactNode;
}

function Looks({ number, question }: LooksProps): ReactNode {
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
      filter={question}
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
    { id: 'at', header: columns.at, isRowHeader: true, minWidth: 150, cell: ({ at }) => dateTime(at) },
    { id: 'by', header: columns.by, minWidth: 110, cell: ({ by }) => whoWords(by, words) },
    { id: 'action', header: columns.action, minWidth: 165, cell: ({ action }) => actionWords(action, words) },
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
