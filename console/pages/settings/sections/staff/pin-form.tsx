// A new PIN for a staff member. It goes in and never comes out.
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import { useState, type ReactNode } from 'react';
import { useApi } from '../../../../api/api-context.ts';
import { asProblem } from '../../../../api/problem.ts';
import { DialogButtons } from '../../../../shell/dialog-buttons.tsx';
import { useNotices } from '../../../../shell/notices.tsx';
import { SubmitForm } from '../../../../shell/submit-form.tsx';
import { useWords } from '../../../../words/index.ts';

interface PinFormProps {
  readonly person: { readonly name: string; readonly number: string };
  readonly onClose: (saved: boolean) => void;
}

export function PinForm({ person, onClose }: PinFormProps): ReactNode {
  const { settings, common } = useWords();
  const { departments } = settings;
  const { pin, type, bad, busy, save } = useNewPin({ person, onClose });
  const cancel = (): void => {
    onClose(false);
  };
  return (
    <Modal
      visible
      size="small"
      header={departments.pinTitle(person.name)}
      onDismiss={cancel}
      footer={<DialogButtons action={common.save} busy={busy} onAct={save} onCancel={cancel} />}
    >
      <SubmitForm onSubmit={save}>
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
              type(detail.value);
            }}
          />
        </FormField>
      </SubmitForm>
    </Modal>
  );
}

interface NewPin {
  readonly pin: string;
  readonly type: (pin: string) => void;
  /** The hotline did not take it. */
  readonly bad: boolean;
  readonly busy: boolean;
  readonly save: () => Promise<void>;
}

function useNewPin({ person, onClose }: PinFormProps): NewPin {
  const { departments } = useWords().settings;
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
  const type = (typed: string): void => {
    setPin(typed);
    setBad(false);
  };
  return { pin, type, bad, busy, save };
}
