// A new PIN for a staff member. It goes in and never comes out.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { useApi } from '../../../../api/api-context.ts';
import { asProblem } from '../../../../api/problem.ts';
import { useNotices } from '../../../../shell/notices.tsx';
import { useWords } from '../../../../words/index.ts';

interface PinFormProps {
  readonly person: { readonly name: string; readonly number: string };
  readonly onClose: (saved: boolean) => void;
}

export function PinForm({ person, onClose }: PinFormProps): ReactNode {
  const { settings, common } = useWords();
  const { departments } = settings;
  const api = useApi();
  const notices = useNotices();
  const [pin, setPin] = useState('');
  const [bad, setBad] = useState(false);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.call('staff.pin.put', { params: { number: person.number }, body: { pin } });
      notices.done(departments.pinSaved(person.name));
      onClose(true);
    } catch (error) {
      if (asProblem(error).kind === 'invalid-request') {
        setBad(true);
      } else {
        notices.failed(error);
        onClose(false);
      }
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      visible
      size="small"
      header={departments.pinTitle(person.name)}
      onDismiss={() => {
        onClose(false);
      }}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              variant="link"
              onClick={() => {
                onClose(false);
              }}
            >
              {common.cancel}
            </Button>
            <Button variant="primary" loading={busy} onClick={() => void save()}>
              {common.save}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FormField
          label={departments.pinField}
          description={departments.pinHint}
          errorText={bad ? departments.pinBad : undefined}
        >
          <Input
            value={pin}
            type="password"
            inputMode="numeric"
            autoComplete="new-password"
            autoFocus
            onChange={({ detail }) => {
              setPin(detail.value);
              setBad(false);
            }}
          />
        </FormField>
      </form>
    </Modal>
  );
}
