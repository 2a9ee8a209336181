// Shown if somebody else saved the case first: both versions side by side, and the choice between them.
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { CaseView } from '../../../functions/admin/contract.ts';
import { useWords } from '../../words/index.ts';
import type { AnswerDraft } from './answer-draft.ts';

interface CaseConflictProps {
  readonly theirs: CaseView;
  readonly draft: AnswerDraft;
  readonly busy: boolean;
  readonly onKeep: () => void;
  readonly onDrop: () => void;
}

export function CaseConflict({ theirs, draft, busy, onKeep, onDrop }: CaseConflictProps): ReactNode {
  const { cases, common } = useWords();
  const by = theirs.history.at(-1)?.by ?? common.nobody;
  const orNone = (text: string | undefined): string =>
    text === undefined || text === '' ? common.none : text;
  const rows = [
    { field: cases.status, theirs: cases.statuses[theirs.status], yours: cases.statuses[draft.status] },
    {
      field: cases.feedback[theirs.kind],
      theirs: orNone(theirs.feedback),
      yours: orNone(draft.feedback.trim()),
    },
    ...(theirs.decision === undefined
      ? []
      : [{ field: cases.decision, theirs: cases.decisions[theirs.decision], yours: common.none }]),
  ];
  return (
    <Alert type="warning" header={cases.changedTitle}>
      <SpaceBetween size="s">
        <div>{cases.changedText}</div>
        <Table
          variant="embedded"
          items={rows}
          trackBy="field"
          wrapLines
          ariaLabels={{ tableLabel: cases.changedTitle }}
          columnDefinitions={[
            {
              id: 'field',
              header: cases.changedColumns.field,
              cell: ({ field }) => field,
              isRowHeader: true,
            },
            { id: 'theirs', header: cases.changedColumns.theirs(by), cell: (row) => row.theirs },
            { id: 'yours', header: cases.changedColumns.yours, cell: (row) => row.yours },
          ]}
        />
        <SpaceBetween direction="horizontal" size="xs">
          <Button loading={busy} onClick={onKeep}>
            {cases.keepMine}
          </Button>
          <Button disabled={busy} onClick={onDrop}>
            {cases.takeTheirs}
          </Button>
        </SpaceBetween>
      </SpaceBetween>
    </Alert>
  );
}
