// Staff say: this was a nuisance call; or that it was not, and the flag is taken back.
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
  readonly what: 'flag' | 'unflag';
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function FlagDialog({ callSid, what, onClose, onChanged }: FlagDialogProps): ReactNode {
  const { calls } = useWords();
  const api = useApi();
  const notices = useNotices();
  const [reason, setReason] = useState<string>(calls[`${what}Default`]);
  const send = async (): Promise<void> => {
    const given = reason.trim();
    const why = given === '' ? {} : { reason: given };
    if (what === 'flag') await api.call('calls.flag', { params: { callSid }, body: why });
    else await api.call('calls.unflag', { params: { callSid }, query: why });
    notices.done(calls[`${what}Done`]);
    onChanged();
  };
  return (
    <Dialog title={calls[`${what}Title`]} action={calls[what]} onClose={onClose} act={send}>
      <Box>{calls[`${what}Explained`]}</Box>
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
