// Proposes to lift a hold, lifts it as the second person, or keeps it: each with its reason.
import type { ReactNode } from 'react';
import { useApi } from '../../api/api-context.ts';
import { useNotices } from '../../shell/notices.tsx';
import { WhyDialog } from '../../shell/why-dialog.tsx';
import { useWords } from '../../words/index.ts';

export type Step = 'propose' | 'lift' | 'refuse';

interface StepDialogProps {
  readonly hold: string;
  readonly step: Step;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function StepDialog({ hold, step, onClose, onChanged }: StepDialogProps): ReactNode {
  const words = useWords().holds;
  const api = useApi();
  const notices = useNotices('holds');
  return (
    <WhyDialog
      title={`${words[step]}: ${hold}`}
      action={words[step]}
      explained={words[`${step}Explained`]}
      act={async (why) => {
        await api.call(`holds.${step}`, { params: { hold }, body: { why } });
        notices.done(words.done[step]);
        onChanged();
      }}
      onClose={onClose}
    />
  );
}
