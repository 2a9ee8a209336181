// Approves or refuses what another person proposed about a list, with what would change and a reason.
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { ReactNode } from 'react';
import type { SubscriptionView } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { useNotices } from '../../shell/notices.tsx';
import { WhyDialog } from '../../shell/why-dialog.tsx';
import { useWords } from '../../words/index.ts';

export type ProposalStep = 'approve' | 'refuse';
type Proposal = NonNullable<SubscriptionView['proposal']>;

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
  const { name, version } = one;
  return (
    <WhyDialog
      title={words.proposalTitle[step](name)}
      action={words.steps[step]}
      explained={words.proposals[proposal.kind](proposal.by, proposal.why)}
      act={async (why) => {
        await api.call(`subscriptions.${step}`, { params: { name }, version, body: { why } });
        notices.done(words.stepDone[step](name));
        onDone();
      }}
      onClose={onClose}
    >
      <ProposedTerms proposal={proposal} />
    </WhyDialog>
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
