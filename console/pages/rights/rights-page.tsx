// Requests of people about their own data: what is due when, what came of it, and what can be done.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import type { RightsView } from '../../../functions/admin/contract.ts';
import { useMay } from '../../api/api-context.ts';
import { usePages } from '../../api/use-pages.ts';
import type { PageProps } from '../../page-paths.ts';
import { setQuery } from '../../routing.ts';
import { Choice } from '../../shell/fields/field.tsx';
import { PagedTable } from '../../shell/paged-table.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { DueIn } from '../cases/due.tsx';
import { CarryOutDialog, RefuseDialog, AnswerDialog } from './decide-dialogs.tsx';
import { EnterDialog } from './enter-dialog.tsx';
import { Result } from './result.tsx';

const STATUSES = [
  'open',
  'failed',
  'unproven',
  'working',
  'done',
  'refused',
] as const satisfies RightsView['status'][];

interface Asked {
  readonly request: RightsView;
  readonly decision: 'carry-out' | 'answer' | 'refuse';
}

export default function RightsPage({ query }: PageProps): ReactNode {
  const words = useWords().rights;
  const may = useMay();
  const status = STATUSES.find((one) => one === query.status) ?? 'open';
  const pages = usePages('rights.page', { status, limit: 50 }, { everySeconds: 30 });
  const [entering, setEntering] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const columns = useColumns(status, setAsked);
  return (
    <>
      <PagedTable
        pages={pages}
        title={words.title}
        description={words.description}
        trackBy={({ id }) => id}
        columns={columns}
        empty={<Box textAlign="center">{words.empty}</Box>}
        filter={
          <div className="filter-row">
            <StatusFilter status={status} />
          </div>
        }
        actions={
          may('rights.post') && (
            <Button
              variant="primary"
              onClick={() => {
                setEntering(true);
              }}
            >
              {words.enter}
            </Button>
          )
        }
      />
      {entering && (
        <EnterDialog
          onClose={() => {
            setEntering(false);
          }}
          onEntered={pages.reload}
        />
      )}
      {asked !== undefined && (
        <Decide
          {...asked}
          onClose={() => {
            setAsked(undefined);
          }}
          onDecided={pages.reload}
        />
      )}
    </>
  );
}

function Decide({
  decision,
  ...props
}: Asked & { readonly onClose: () => void; readonly onDecided: () => void }): ReactNode {
  switch (decision) {
    case 'carry-out':
      return <CarryOutDialog {...props} />;
    case 'answer':
      return <AnswerDialog {...props} />;
    case 'refuse':
      return <RefuseDialog {...props} />;
  }
}

function StatusFilter({ status }: { readonly status: (typeof STATUSES)[number] }): ReactNode {
  const words = useWords().rights;
  return (
    <Choice
      label={words.status}
      options={STATUSES.map((value) => ({ value, label: words.statuses[value] }))}
      value={status}
      onChange={(chosen) => {
        setQuery({ status: chosen });
      }}
    />
  );
}

const HAS_RESULT: ReadonlySet<RightsView['status']> = new Set(['failed', 'working', 'done', 'refused']);
const DECIDABLE: ReadonlySet<RightsView['status']> = new Set(['open', 'failed', 'unproven']);
const WAITS: ReadonlySet<RightsView['status']> = new Set(['open', 'failed', 'working', 'unproven']);

/** There is a result, or something to be done, or, after a failure, both. */
function useColumns(
  shown: RightsView['status'],
  onAsk: (asked: Asked) => void,
): TableProps.ColumnDefinition<RightsView>[] {
  const words = useWords().rights;
  const format = useFormat();
  const may = useMay();
  const [now] = useState(() => new Date());
  const { columns } = words;
  const result: TableProps.ColumnDefinition<RightsView> = {
    id: 'result',
    header: columns.result,
    minWidth: 200,
    cell: (request) => <Result request={request} />,
  };
  const actions: TableProps.ColumnDefinition<RightsView> = {
    id: 'actions',
    header: columns.actions,
    minWidth: 170,
    cell: (request) => <Actions request={request} onAsk={onAsk} />,
  };
  return [
    {
      id: 'asks',
      header: columns.asks,
      isRowHeader: true,
      minWidth: 190,
      cell: ({ id, kind, text, channel, receivedAt }) => (
        <>
          <Box fontWeight="bold">{words.kinds[kind]}</Box>
          {text !== undefined && (
            <Box fontWeight="normal" fontSize="body-m">
              <span className="written">{text}</span>
            </Box>
          )}
          <Box color="text-body-secondary" fontSize="body-s">
            {words.received(format.date(receivedAt), words.channels[channel])}
            <div>{id}</div>
          </Box>
        </>
      ),
    },
    {
      id: 'number',
      header: columns.number,
      minWidth: 140,
      cell: ({ number }) => (number === undefined ? words.erasedNumber : format.phone(number)),
    },
    {
      id: 'proof',
      header: columns.proof,
      minWidth: 150,
      cell: ({ proof, history }) => (
        <>
          {proof === undefined ? words.notProven : words.proofs[proof]}
          {proof === 'staff' && history[0]?.note !== undefined && <div>{history[0].note}</div>}
        </>
      ),
    },
    {
      id: 'due',
      header: columns.due,
      minWidth: 170,
      cell: ({ status, dueAt }) =>
        WAITS.has(status) ? <DueIn dueAt={dueAt} now={now} /> : format.date(dueAt),
    },
    ...(HAS_RESULT.has(shown) ? [result] : []),
    ...(DECIDABLE.has(shown) && may('rights.decide') ? [actions] : []),
  ];
}

interface ActionsProps {
  readonly request: RightsView;
  readonly onAsk: (asked: Asked) => void;
}

/** Nothing but a refusal before it was shown whose number it is. */
function Actions({ request, onAsk }: ActionsProps): ReactNode {
  const words = useWords().rights;
  const { kind, status } = request;
  if (!DECIDABLE.has(status)) return null;
  const button = (decision: Asked['decision'], label: string): ReactNode => (
    <Button
      onClick={() => {
        onAsk({ request, decision });
      }}
    >
      {label}
    </Button>
  );
  const isWork = kind === 'copy' || kind === 'erase';
  return (
    <SpaceBetween size="xs">
      {status !== 'unproven' &&
        (isWork
          ? button('carry-out', status === 'failed' ? words.tryAgain : words.carryOut)
          : button('answer', words.answer))}
      {button('refuse', words.refuse)}
    </SpaceBetween>
  );
}
