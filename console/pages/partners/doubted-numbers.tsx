// Numbers that partners reported as false positives: a person decides whether they stay shared.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { ShareView } from '../../../functions/admin/contract.ts';
import { useApi, useMay } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useNotices } from '../../shell/notices.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { Rows } from '../../shell/rows.tsx';
import { WhyDialog } from '../../shell/why-dialog.tsx';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

type Decision = 'share' | 'withdraw';
interface Asked {
  readonly share: ShareView;
  readonly decision: Decision;
}

export function DoubtedNumbers(): ReactNode {
  const { partners: words, common } = useWords();
  const format = useFormat();
  const { body, problem, loading, reload } = useAnswer('shares.page', {});
  const [asked, setAsked] = useState<Asked>();
  const { doubtedColumns: columns } = words;
  if (problem !== undefined) return <ProblemAlert problem={problem} again={reload} />;
  return (
    <>
      <Rows
        variant="borderless"
        label={words.doubted}
        loading={loading}
        loadingText={common.loading}
        header={
          <Header variant="h2" description={words.doubtedDescription}>
            {words.doubted}
          </Header>
        }
        items={body?.items ?? []}
        trackBy={({ entry }) => entry}
        empty={<Box textAlign="center">{words.doubtedEmpty}</Box>}
        columns={[
          {
            id: 'number',
            header: columns.number,
            isRowHeader: true,
            cell: ({ number }) => format.phone(number),
          },
          { id: 'state', header: columns.state, cell: ({ state }) => words.doubtedStates[state] },
          { id: 'by', header: columns.by, cell: ({ falsePositives }) => falsePositives.join(', ') },
          {
            id: 'since',
            header: columns.since,
            cell: ({ flaggedAt }) => (flaggedAt === undefined ? common.none : format.dateTime(flaggedAt)),
          },
          {
            id: 'actions',
            header: columns.actions,
            cell: (share) => <Decisions share={share} onAsk={setAsked} />,
          },
        ]}
      />
      {asked !== undefined && (
        <DecisionDialog
          {...asked}
          onClose={() => {
            setAsked(undefined);
          }}
          onDecided={reload}
        />
      )}
    </>
  );
}

interface DecisionsProps {
  readonly share: ShareView;
  readonly onAsk: (asked: Asked) => void;
}

function Decisions({ share, onAsk }: DecisionsProps): ReactNode {
  const words = useWords().partners;
  const may = useMay();
  if (!may('shares.decide')) return null;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {(['share', 'withdraw'] as const).map((decision) => (
        <Button
          key={decision}
          onClick={() => {
            onAsk({ share, decision });
          }}
        >
          {words.decisions[decision]}
        </Button>
      ))}
    </SpaceBetween>
  );
}

interface DecisionDialogProps extends Asked {
  readonly onClose: () => void;
  readonly onDecided: () => void;
}

function DecisionDialog({ share, decision, onClose, onDecided }: DecisionDialogProps): ReactNode {
  const words = useWords().partners;
  const format = useFormat();
  const api = useApi();
  const notices = useNotices('partners');
  return (
    <WhyDialog
      title={`${words.decisions[decision]}: ${format.phone(share.number)}`}
      action={words.decisions[decision]}
      explained={words.decisionsExplained[decision]}
      act={async (why) => {
        await api.call('shares.decide', { params: { entry: share.entry }, body: { decision, why } });
        notices.done(words.done[decision]);
        onDecided();
      }}
      onClose={onClose}
    />
  );
}
