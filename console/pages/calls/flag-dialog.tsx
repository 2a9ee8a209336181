// Staff say: this was a nuisance call.
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState, type ReactNode } from 'react';
import { useApi } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { useWords } from '../../words/index.ts';

interface FlagDialogProps {
  readonly callSid: string;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function FlagDialog({ callSid, onClose, onChanged }: FlagDialogProps): ReactNode {
  const { calls } = useWords();
  const api = useApi();
  const notices = useNotices();
  const [reason, setReason] = useState<string>(calls.flagDefault);
  return (
    <Dialog
      title={calls.flagTitle}
      action={calls.flag}
      onClose={onClose}
      act={async () => {
        const given = reason.trim();
        await api.call('calls.flag', { params: { callSid }, body: given === '' ? {} : { reason: given } });
        notices.done(calls.flagDone);
        onChanged();
      }}
    >
      <Box>{calls.flagExplained}</Box>
      <FormField label={calls.flagReason}>
        <Input
          value={reason}
          onChange={({ detail }) => {
            setReason(detail.value.slice(0, 300));
          }}
        />
      </FormField>
    </Dialog>
  );
}
