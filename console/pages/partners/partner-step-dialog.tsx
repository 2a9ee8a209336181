// Approves or refuses a proposal about a partner, replaces its key, suspends it or resumes: each with its reason.
import Box from '@cloudscape-design/components/box';
import { useState, type ReactNode } from 'react';
import type { PartnerCredential, PartnerView } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { ReasonField } from '../../shell/reason-field.tsx';
import { useWords } from '../../words/index.ts';

export type PartnerStep = 'approve' | 'refuse' | 'rotate' | 'suspend' | 'resume';

const LONGEST_REASON = 300;

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
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const missing = why.trim() === '';
  return (
    <Dialog
      title={`${words.steps[step]}: ${partner.name}`}
      action={words.steps[step]}
      ready={() => {
        setTried(true);
        return !missing;
      }}
      act={async () => {
        const request = {
          params: { partner: partner.name },
          version: partner.version,
          body: { why: why.trim() },
        };
        const { body } = await api.call(`partners.${step}`, request);
        notices.done(words.done[step]);
        onDone('credential' in body ? body.credential : undefined);
      }}
      onClose={onClose}
    >
      <Box>{words.explained[step]}</Box>
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
