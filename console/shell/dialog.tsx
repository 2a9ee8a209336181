// A question with two ways out: done, or not. Enter is the first, Escape the second; what fails is said inside.
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { ProblemPlace } from '../../functions/admin/contract.ts';
import { ApiProblem, asProblem } from '../api/problem.ts';
import { useWords } from '../words/index.ts';
import { PlacesContext, unplaced } from './fields/places.ts';
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
  const { problem, places, fail } = useFailure();
  const form = useFocusOnFirstField();
  const submit = async (): Promise<void> => {
    if (busy || !ready()) return;
    setBusy(true);
    try {
      await act();
      onClose();
    } catch (error) {
      fail(error);
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
        <PlacesContext value={places}>
          <SpaceBetween size="l">
            <ProblemAlert problem={problem} />
            {children}
          </SpaceBetween>
        </PlacesContext>
        <button type="submit" hidden />
      </SubmitForm>
    </Modal>
  );
}

interface Failure {
  readonly problem: ApiProblem | undefined;
  readonly places: { readonly found: readonly ProblemPlace[]; readonly shown: Set<string> };
  readonly fail: (error: unknown) => void;
}

/** What a field shows is not said again over the form. */
function useFailure(): Failure {
  const { settings } = useWords();
  const [shown] = useState(() => new Set<string>());
  const [problem, setProblem] = useState<ApiProblem>();
  const [found, setFound] = useState<readonly ProblemPlace[]>([]);
  const places = useMemo(() => ({ found, shown }), [found, shown]);
  const fail = (error: unknown): void => {
    const failed = asProblem(error);
    setFound(failed.places);
    if (failed.places.length === 0) {
      setProblem(failed);
      return;
    }
    const others = unplaced(failed.places, shown).map((place) => settings.problem(place.problem));
    setProblem(new ApiProblem(failed.kind, others.join(' ')));
  };
  return { problem, places, fail };
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
