// Approves or refuses what another person proposed about a list, with what would change and a reason.
import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useState, type ReactNode } from 'react';
import type { SubscriptionView } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { ReasonField } from '../../shell/reason-field.tsx';
import { useWords } from '../../words/index.ts';

export type ProposalStep = 'approve' | 'refuse';
type Proposal = NonNullable<SubscriptionView['proposal']>;

const LONGEST_REASON = 300;

interface ProposalDialogProps {
  readonly one: SubscriptionView;
  readonly proposal: Proposal;
  readonly step: ProposalStep;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function ProposalDialog({ one, proposal, step, onClose, onDone }: ProposalDialogProps): ReactNode {
  const words = useWords().subscriptions;
  const api = useApi();
  const notices = useNotices();
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const missing = why.trim() === '';
  const { name, version } = one;
  return (
    <Dialog
      title={words.proposalTitle[step](name)}
      action={words.steps[step]}
      ready={() => {
        setTried(true);
        return !missing;
      }}
      act={async () => {
        await api.call(`subscriptions.${step}`, { params: { name }, version, body: { why: why.trim() } });
        notices.done(words.stepDone[step](name));
        onDone();
      }}
      onClose={onClose}
    >
      <Box>{words.proposals[proposal.kind](proposal.by, proposal.why)}</Box>
      <ProposedTerms proposal={proposal} />
      <ReasonField
        label={words.why}
        description={words.whyHint}
        problem={tried && missing ? words.whyNeeded : undefined}
        value={why}
        longest={LONGEST_REASON}
        oneLine
        onChange={setWhy}
      />
    </Dialog>
  );
}

/** What the person who approves answers for: where the list comes from, and what it may do. */
function ProposedTerms({ proposal: { terms, newCredential } }: { readonly proposal: Proposal }): ReactNode {
  const words = useWords().subscriptions;
  const { fields } = words;
  const shown: readonly (readonly [string, string | undefined])[] = [
    [fields.partner, terms.partner],
    [fields.kind, words.kinds[terms.kind]],
    [fields.url, terms.url],
    [fields.trust, words.trusts[terms.trust]],
    [fields.blockFrom, terms.block === undefined ? words.blocksNobody : String(terms.block.atLeast)],
    [fields.signedBy, terms.signedBy],
    [fields.sightingsUrl, terms.sightingsUrl],
    [fields.credential, newCredential ? words.newCredential : undefined],
  ];
  return (
    <KeyValuePairs
      columns={2}
      items={shown.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]))}
    />
  );
}
