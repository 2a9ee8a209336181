// A question with two ways out: done, or not. Enter is the first, Escape the second; what fails is said inside.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { asProblem, type ApiProblem } from '../api/problem.ts';
import { useWords } from '../words/index.ts';
import { ProblemAlert } from './problem-alert.tsx';

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
  const { common } = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // After the dialog itself has taken the focus, to its way out.
    const frame = requestAnimationFrame(() => {
      form.current?.querySelector<HTMLElement>('input:not([readonly]), textarea')?.focus();
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, []);
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
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button variant="primary" loading={busy} onClick={() => void submit()}>
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <SpaceBetween size="l">
          <ProblemAlert problem={problem} />
          {children}
        </SpaceBetween>
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}
