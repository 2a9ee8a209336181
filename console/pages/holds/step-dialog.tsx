// Proposes to lift a hold, lifts it as the second person, or keeps it: each with its reason.
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState, type ReactNode } from 'react';
import { useApi } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
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
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const missing = why.trim() === '';
  return (
    <Dialog
      title={`${words[step]}: ${hold}`}
      action={words[step]}
      ready={() => {
        setTried(true);
        return !missing;
      }}
      act={async () => {
        await api.call(`holds.${step}`, { params: { hold }, body: { why: why.trim() } });
        notices.done(words.done[step]);
        onChanged();
      }}
      onClose={onClose}
    >
      <Box>{words[`${step}Explained`]}</Box>
      <FormField label={words.why} errorText={tried && missing ? words.whyNeeded : undefined}>
        <Input
          value={why}
          onChange={({ detail }) => {
            setWhy(detail.value.slice(0, 300));
          }}
        />
      </FormField>
    </Dialog>
  );
}
