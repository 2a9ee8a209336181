// Lists of partners: what each holds and is worth, why one could not be updated, and what waits for a decision.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import type { SubscriptionView } from '../../../functions/admin/contract.ts';
import { useApi, useMay, useSignedIn } from '../../api/api-context.ts';
import { asProblem, type ApiProblem } from '../../api/problem.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Rows } from '../../shell/rows.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { ProposalDialog, type ProposalStep } from './proposal-dialog.tsx';
import { SubscriptionDialog } from './subscription-dialog.tsx';

type Shown = { readonly dialog: 'edit' | 'end' | ProposalStep; readonly one: SubscriptionView } | 'add';

export default function SubscriptionsPage(): ReactNode {
  const { subscriptions: words, common } = useWords();
  const format = useFormat();
  const may = useMay();
  const [shown, setShown] = useState<Shown>();
  const answered = useAnswer('subscriptions.page', {});
  const columns = useColumns(setShown, answered.reload);
  const close = (): void => {
    setShown(undefined);
  };
  const add = may('subscriptions.put') && (
    <Button
      variant="primary"
      onClick={() => {
        setShown('add');
      }}
    >
      {words.add}
    </Button>
  );
  if (answered.problem !== undefined)
    return <ProblemAlert problem={answered.problem} again={answered.reload} />;
  return (
    <SpaceBetween size="l">
      <Rows
        variant="full-page"
        label={words.title}
        loading={answered.loading}
        loadingText={common.loading}
        header={
          <Header variant="h1" description={words.description} actions={add}>
            {words.title}
          </Header>
        }
        items={answered.body?.items ?? []}
        trackBy={({ name }) => name}
        columns={columns}
        empty={<Box textAlign="center">{words.none}</Box>}
        footer={
          answered.body !== undefined && (
            <Box color="text-body-secondary">
              {words.agreed(answered.body.agreed, format.number(answered.body.agreed))}
            </Box>
          )
        }
      />
      {shown !== undefined && <ShownDialog shown={shown} onClose={close} onDone={answered.reload} />}
    </SpaceBetween>
  );
}

interface ShownDialogProps {
  readonly shown: Shown;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function ShownDialog({ shown, onClose, onDone }: ShownDialogProps): ReactNode {
  if (shown === 'add') return <SubscriptionDialog onClose={onClose} onSaved={onDone} />;
  const { dialog, one } = shown;
  switch (dialog) {
    case 'edit':
      return <SubscriptionDialog standing={one} onClose={onClose} onSaved={onDone} />;
    case 'end':
      return <EndDialog one={one} onClose={onClose} onDone={onDone} />;
    case 'approve':
    case 'refuse': {
      const { proposal } = one;
      if (proposal === undefined) return null;
      return <ProposalDialog one={one} proposal={proposal} step={dialog} onClose={onClose} onDone={onDone} />;
    }
  }
}

function useColumns(
  show: (shown: Shown) => void,
  reload: () => void,
): TableProps.ColumnDefinition<SubscriptionView>[] {
  const { subscriptions: words, lists } = useWords();
  const why = { ...lists.numberProblems, ...lists.lineProblems };
  const format = useFormat();
  const may = useMay();
  const { columns } = words;
  const all: TableProps.ColumnDefinition<SubscriptionView>[] = [
    {
      id: 'name',
      header: columns.name,
      isRowHeader: true,
      minWidth: 160,
      cell: ({ name, terms }) => (
        <>
          <b>{name}</b>
          <Box fontWeight="normal" fontSize="body-m">
            {terms.partner}
          </Box>
          <Box color="text-body-secondary" fontSize="body-s">
            {words.kinds[terms.kind]}
          </Box>
        </>
      ),
    },
    { id: 'state', header: columns.state, minWidth: 210, cell: (one) => <State one={one} /> },
    {
      id: 'numbers',
      header: columns.numbers,
      minWidth: 130,
      cell: ({ numbers, blocks, dropped }) => (
        <>
          {format.number(numbers)}
          <Box color="text-body-secondary">{words.blocks(blocks, format.number(blocks))}</Box>
          {dropped.map(({ code, count }) => (
            <Box key={code} color="text-body-secondary">
              {words.leftOut(format.number(count), why[code])}
            </Box>
          ))}
        </>
      ),
    },
    { id: 'value', header: columns.value, minWidth: 180, cell: (one) => <Value one={one} /> },
    {
      id: 'updated',
      header: columns.updated,
      minWidth: 140,
      cell: ({ freshAt }) => (freshAt === undefined ? words.never : format.dateTime(freshAt)),
    },
  ];
  if (!may('subscriptions.put')) return all;
  const actions: TableProps.ColumnDefinition<SubscriptionView> = {
    id: 'actions',
    header: columns.actions,
    minWidth: 130,
    cell: (one) => <Actions one={one} show={show} reload={reload} />,
  };
  return [...all, actions];
}

const INDICATORS: Readonly<Record<SubscriptionView['state'], StatusIndicatorProps.Type>> = {
  proposed: 'pending',
  waiting: 'pending',
  'in-force': 'success',
  held: 'warning',
  failing: 'error',
  stale: 'error',
};

function State({ one: { state, failure, held, proposal } }: { readonly one: SubscriptionView }): ReactNode {
  const words = useWords().subscriptions;
  const format = useFormat();
  return (
    <>
      <StatusIndicator type={INDICATORS[state]}>{words.states[state]}</StatusIndicator>
      {held !== undefined && <div>{words.held(format.number(held.added), format.number(held.removed))}</div>}
      {failure !== undefined && (
        <>
          <div>{words.failures[failure.code]}</div>
          <Box color="text-body-secondary" fontSize="body-s">
            {failure.problem}
          </Box>
        </>
      )}
      {proposal !== undefined && <div>{words.proposals[proposal.kind](proposal.by, proposal.why)}</div>}
    </>
  );
}

function Value({ one: { counts } }: { readonly one: SubscriptionView }): ReactNode {
  const words = useWords().subscriptions;
  const format = useFormat();
  const { hits, kept, falsePositives, reported } = counts;
  return (
    <>
      <b>{words.value(kept, format.number(kept))}</b>
      <div>{words.hits(hits, format.number(hits))}</div>
      <Box color="text-body-secondary">{words.falsePositives(falsePositives, reported)}</Box>
    </>
  );
}

interface ActionsProps {
  readonly one: SubscriptionView;
  readonly show: (shown: Shown) => void;
  readonly reload: () => void;
}

function Actions({ one, show, reload }: ActionsProps): ReactNode {
  const words = useWords().subscriptions;
  const api = useApi();
  const notices = useNotices();
  const [problem, setProblem] = useState<ApiProblem>();
  const may = useMay();
  const { me } = useSignedIn();
  const { name, proposal } = one;
  const act = (work: () => Promise<unknown>, done: string) => () => {
    work().then(
      () => {
        notices.done(done);
        reload();
      },
      (error: unknown) => {
        setProblem(asProblem(error));
      },
    );
  };
  const decide = (decision: 'accept' | 'refuse') => () =>
    api.call('subscriptions.decide', { params: { name }, body: { decision } });
  const opening = (dialog: 'edit' | 'end' | ProposalStep) => () => {
    show({ dialog, one });
  };
  const button = (label: string, onClick: () => void): ReactNode => (
    <Button variant="inline-link" ariaLabel={words.of(label, name)} onClick={onClick}>
      {label}
    </Button>
  );
  return (
    <SpaceBetween size="xxs">
      <ProblemAlert problem={problem} />
      {proposal !== undefined && (
        <>
          {proposal.by === me.id && <div>{words.otherPerson}</div>}
          {proposal.by !== me.id &&
            may('subscriptions.approve') &&
            button(words.steps.approve, opening('approve'))}{' '}
          {button(words.steps.refuse, opening('refuse'))}
        </>
      )}
      {one.held !== undefined && may('subscriptions.decide') && (
        <>
          {button(words.accept, act(decide('accept'), words.accepted(name)))}{' '}
          {button(words.refuse, act(decide('refuse'), words.refused(name)))}
        </>
      )}
      {one.state !== 'proposed' &&
        may('subscriptions.fetch') &&
        button(
          words.fetch,
          act(() => api.call('subscriptions.fetch', { params: { name } }), words.fetching(name)),
        )}
      {button(words.edit, opening('edit'))}
      {may('subscriptions.delete') && button(words.end, opening('end'))}
    </SpaceBetween>
  );
}

interface EndDialogProps {
  readonly one: SubscriptionView;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function EndDialog({ one: { name, numbers, blocks }, onClose, onDone }: EndDialogProps): ReactNode {
  const words = useWords().subscriptions;
  const format = useFormat();
  const api = useApi();
  const notices = useNotices();
  const act = async (): Promise<void> => {
    await api.call('subscriptions.delete', { params: { name } });
    notices.done(words.ended(name));
    onDone();
  };
  return (
    <Dialog title={words.endTitle(name)} action={words.end} act={act} onClose={onClose}>
      {words.endText(format.number(numbers), format.number(blocks))}
    </Dialog>
  );
}
