// Changed settings that wait for a second person: what would change, and approve, refuse or withdraw it.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState, type ReactNode } from 'react';
import type { ProposalView } from '../../../../functions/admin/contract.ts';
import { useMay, useSignedIn } from '../../../api/api-context.ts';
import { useAnswer } from '../../../api/use-answer.ts';
import { useNotices } from '../../../shell/notices.tsx';
import { useFormat } from '../../../words/format.ts';
import { useWords } from '../../../words/index.ts';
import { DifferenceTable } from './difference-table.tsx';
import { differences } from './differences.ts';
import type { Tree } from '../document.ts';
import { useDraft } from '../draft.tsx';

export function Proposals(): ReactNode {
  const { body, reload } = useAnswer('settings.proposals', {}, { everySeconds: 30 });
  const clean = useDraft().changes.length === 0;
  // A save may have made a proposal, and leaves nothing on the page that is not saved.
  useEffect(reload, [clean, reload]);
  return (body?.items ?? []).map((one) => (
    <OneProposal key={one.proposal} proposed={one} onDecided={reload} />
  ));
}

interface OneProposalProps {
  readonly proposed: ProposalView;
  readonly onDecided: () => void;
}

function OneProposal({ proposed, onDecided }: OneProposalProps): ReactNode {
  const { proposals } = useWords().settings;
  const { base, version } = useDraft();
  const format = useFormat();
  const { proposedBy, proposedAt, changes, onto, stale } = proposed;
  const document = proposed.settings as unknown as Tree;
  const title = proposals.title(proposedBy, format.dateTime(proposedAt));
  return (
    <Alert type="info" header={title}>
      <SpaceBetween size="s">
        <Box>{proposals.why(changes.map((change) => proposals.changes[change]))}</Box>
        {stale !== undefined ? (
          <Box>{proposals.stale(stale)}</Box>
        ) : onto === version ? (
          <DifferenceTable label={title} items={differences(base, document)} documents={[document, base]} />
        ) : (
          <Box>{proposals.reload}</Box>
        )}
        <Decide proposed={proposed} onDecided={onDecided} />
      </SpaceBetween>
    </Alert>
  );
}

function Decide({ proposed, onDecided }: OneProposalProps): ReactNode {
  const { proposals } = useWords().settings;
  const { me } = useSignedIn();
  const may = useMay();
  const { version, changes } = useDraft();
  const { approve, remove, busy } = useDeciding(proposed, onDecided);
  const own = me.id === proposed.proposedBy;
  if (!may('settings.proposal.approve')) return <Box>{proposals.other}</Box>;
  return (
    <SpaceBetween size="xs">
      {own && <Box>{proposals.other}</Box>}
      <SpaceBetween direction="horizontal" size="xs">
        {!own && proposed.stale === undefined && proposed.onto === version && (
          <Button
            variant="primary"
            loading={busy}
            disabled={changes.length > 0}
            disabledReason={proposals.dirty}
            onClick={() => void approve()}
          >
            {proposals.approve}
          </Button>
        )}
        <Button disabled={busy} onClick={() => void remove()}>
          {own ? proposals.withdraw : proposals.refuse}
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}

interface Deciding {
  readonly approve: () => Promise<void>;
  readonly remove: () => Promise<void>;
  readonly busy: boolean;
}

function useDeciding({ proposal }: ProposalView, onDecided: () => void): Deciding {
  const { settings } = useWords();
  const { api, replaceSettings } = useSignedIn();
  const { begin } = useDraft();
  const notices = useNotices('settings');
  const [busy, setBusy] = useState(false);
  const params = { proposal: String(proposal) };
  const decide = (act: () => Promise<void>) => async (): Promise<void> => {
    setBusy(true);
    try {
      await act();
    } catch (error) {
      notices.failed(error);
    } finally {
      setBusy(false);
      onDecided();
    }
  };
  return {
    busy,
    approve: decide(async () => {
      const { body, version } = await api.call('settings.proposal.approve', { params });
      begin(body, version);
      replaceSettings(body);
      notices.done(settings.saved(version ?? 0));
    }),
    remove: decide(async () => {
      await api.call('settings.proposal.delete', { params });
      notices.done(settings.proposals.removed);
    }),
  };
}
