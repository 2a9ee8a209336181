// A question with two ways out: done, or not. Enter is the first, Escape the second; what fails is said inside.
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { asProblem, type ApiProblem } from '../api/problem.ts';
import { DialogButtons } from './dialog-buttons.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { SubmitForm } from './submit-form.tsx';

interface DialogProps {
  readonly title: string;
  readonly action: string;
  /** False where what was entered is not complete: the fields say so, and nothing is sent. */
  readonly ready?: () => boolean;
  /** May throw. */
  readonly act: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Dialog({
  title,
  action,
  ready = () => true,
  act,
  onClose,
  children,
}: DialogProps): ReactNode {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const form = useFocusOnFirstField();
  const submit = async (): Promise<void> => {
    if (busy || !ready()) return;
    setBusy(true);
    try {
      await act();
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <Modal
      visible
      header={title}
      onDismiss={onClose}
      footer={<DialogButtons action={action} busy={busy} onAct={submit} onCancel={onClose} />}
    >
      <SubmitForm form={form} onSubmit={submit}>
        <SpaceBetween size="l">
          <ProblemAlert problem={problem} />
          {children}
        </SpaceBetween>
        <button type="submit" hidden />
      </SubmitForm>
    </Modal>
  );
}

/** After the dialog itself has taken the focus, to its way out. */
function useFocusOnFirstField(): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      form.current?.querySelector<HTMLElement>('input:not([readonly]), textarea')?.focus();
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, []);
  return form;
}
