// What the case needs first, with the one button for it; and who works on it, until when, and how urgent it is.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { CaseView } from '../../../functions/admin/contract.ts';
import { useMay, useSignedIn } from '../../api/api-context.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { AssignDialog, ExtendDialog, MergeDialog } from './case-dialogs.tsx';
import { Due } from './due.tsx';
import { useCaseAct, type CaseProps } from './use-case-act.ts';

/** Steps that are done in the form of the answer: its button is the first one then. */
const ANSWERED_BELOW = ['answer', 'answer-overdue', 'answer-or-extend'] as const satisfies CaseView['next'][];

export const isAnsweredBelow = ({ next }: Pick<CaseView, 'next'>): boolean =>
  ANSWERED_BELOW.some((one) => one === next);

export function FirstStep(props: CaseProps): ReactNode {
  const { caseWork } = useWords();
  const { found } = props;
  const may = useMay();
  const mayChange = may('cases.patch') && found.mergedInto === undefined;
  return (
    <Container
      header={
        <Header variant="h2" actions={mayChange && <MoreActions {...props} />}>
          {caseWork.first}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Box variant="p" fontSize="heading-s">
          {caseWork.next[found.next]}
        </Box>
        {found.next === 'see-survivor' && found.mergedInto !== undefined ? (
          <Link href={hrefOf(PAGE_PATHS.case, { caseNumber: found.mergedInto })}>
            {caseWork.openSurvivor(found.mergedInto)}
          </Link>
        ) : (
          mayChange && <FirstButton {...props} />
        )}
        <Facts {...props} mayChange={mayChange} />
      </SpaceBetween>
    </Container>
  );
}

/** None where the form of the answer has it. */
function FirstButton(props: CaseProps): ReactNode {
  const { caseWork, cases } = useWords();
  const { busy, patch } = useCaseAct(props);
  const act = {
    take: { label: caseWork.take, change: { assignee: 'me' }, done: caseWork.taken },
    investigate: { label: caseWork.investigate, change: { status: 'investigating' }, done: cases.saved },
    close: { label: caseWork.close, change: { status: 'closed' }, done: cases.saved },
  } as const;
  const { next } = props.found;
  if (next !== 'take' && next !== 'investigate' && next !== 'close') return null;
  const { label, change, done } = act[next];
  return (
    <Button variant="primary" loading={busy} onClick={() => void patch(change, done)}>
      {label}
    </Button>
  );
}

function Facts({ mayChange, ...props }: CaseProps & { readonly mayChange: boolean }): ReactNode {
  const { cases, caseWork, common } = useWords();
  const format = useFormat();
  const { found } = props;
  return (
    <KeyValuePairs
      columns={3}
      items={[
        {
          label: cases.due,
          value: (
            <>
              {format.date(found.dueAt)} <Due found={found} now={new Date()} />
              {found.extension !== undefined && (
                <Box color="text-body-secondary" fontSize="body-s">
                  {caseWork.extendedUntil(format.date(found.extension.until))}: {found.extension.reason}
                </Box>
              )}
            </>
          ),
        },
        { label: caseWork.assignee, value: found.assignee ?? common.nobody },
        {
          label: caseWork.priority,
          value: (
            <>
              {mayChange ? <PriorityChoice {...props} /> : caseWork.priorities[found.priority]}
              {found.priorityBy === 'rule' && (
                <Box color="text-body-secondary" fontSize="body-s">
                  {caseWork.priorityByRule}
                </Box>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const satisfies CaseView['priority'][];

function PriorityChoice(props: CaseProps): ReactNode {
  const { caseWork } = useWords();
  const { busy, patch } = useCaseAct(props);
  const options = PRIORITIES.map((value) => ({ value, label: caseWork.priorities[value] }));
  return (
    <Select
      ariaLabel={caseWork.priority}
      disabled={busy}
      options={options}
      selectedOption={options.find(({ value }) => value === props.found.priority) ?? null}
      onChange={({ detail }) => {
        const priority = PRIORITIES.find((one) => one === detail.selectedOption.value);
        if (priority !== undefined) void patch({ priority }, caseWork.prioritySaved);
      }}
    />
  );
}

type Asked = 'assign' | 'extend' | 'merge';

function MoreActions(props: CaseProps): ReactNode {
  const { caseWork } = useWords();
  const { me } = useSignedIn();
  const { patch } = useCaseAct(props);
  const [asked, setAsked] = useState<Asked>();
  const { found } = props;
  const isOpen = found.status === 'received' || found.status === 'investigating';
  const close = (): void => {
    setAsked(undefined);
  };
  const acts: Readonly<Record<string, () => void>> = {
    take: () => void patch({ assignee: 'me' }, caseWork.taken),
    unassign: () => void patch({ assignee: null }, caseWork.unassigned),
    assign: () => {
      setAsked('assign');
    },
    extend: () => {
      setAsked('extend');
    },
    merge: () => {
      setAsked('merge');
    },
  };
  return (
    <>
      <ButtonDropdown
        items={[
          { id: 'take', text: caseWork.take, disabled: found.assignee === me.id },
          { id: 'assign', text: caseWork.assign },
          { id: 'unassign', text: caseWork.unassign, disabled: found.assignee === undefined },
          { id: 'extend', text: caseWork.extend, disabled: !isOpen || found.extension !== undefined },
          { id: 'merge', text: caseWork.merge, disabled: (found.merged ?? []).length > 0 },
        ]}
        onItemClick={({ detail }) => acts[detail.id]?.()}
      >
        {caseWork.more}
      </ButtonDropdown>
      {asked === 'assign' && <AssignDialog {...props} onClose={close} />}
      {asked === 'extend' && <ExtendDialog {...props} onClose={close} />}
      {asked === 'merge' && <MergeDialog {...props} onClose={close} />}
    </>
  );
}
