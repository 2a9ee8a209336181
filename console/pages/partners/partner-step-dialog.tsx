// Approves or refuses a proposal about a partner, replaces its key, suspends it or resumes: each with its reason.
import type { ReactNode } from 'react';
import type { PartnerCredential, PartnerView } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { useNotices } from '../../shell/notices.tsx';
import { WhyDialog } from '../../shell/why-dialog.tsx';
import { useWords } from '../../words/index.ts';

export type PartnerStep = 'approve' | 'refuse' | 'rotate' | 'suspend' | 'resume';

interface PartnerStepDialogProps {
  readonly partner: PartnerView;
  readonly step: PartnerStep;
  readonly onClose: () => void;
  /** @param credential of a new partner, or after a rotation */
  readonly onDone: (credential: PartnerCredential | undefined) => void;
}

export function PartnerStepDialog({ partner, step, onClose, onDone }: PartnerStepDialogProps): ReactNode {
  const words = useWords().partners;
  const api = useApi();
  const notices = useNotices('partners');
  return (
    <WhyDialog
      title={`${words.steps[step]}: ${partner.name}`}
      action={words.steps[step]}
      explained={words.explained[step]}
      act={async (why) => {
        const request = { params: { partner: partner.name }, version: partner.version, body: { why } };
        const { body } = await api.call(`partners.${step}`, request);
        notices.done(words.done[step]);
        onDone('credential' in body ? body.credential : undefined);
      }}
      onClose={onClose}
    />
  );
}
