// Text with a number that may be masked for this role, and a button that shows it whole where they may see it: the reason is
// asked for, and goes into the audit log.
import Button from '@cloudscape-design/components/button';
import { useState, type ReactNode } from 'react';
import { isMasked } from '../../core/numbers/masked-number.ts';
import { useApi, useMay } from '../api/api-context.ts';
import { asProblem, type ApiProblem } from '../api/problem.ts';
import { useFormat } from '../words/format.ts';
import { useWords } from '../words/index.ts';
import { ProblemAlert } from './problem-alert.tsx';

interface ShownNumberProps {
  /** As the API answered it. */
  readonly text: string;
  readonly kind: 'call' | 'entry' | 'hold' | 'package';
  /** Name of the record in which it stands. */
  readonly record: string;
}

export function ShownNumber({ text, kind, record }: ShownNumberProps): ReactNode {
  const { lookUp } = useWords();
  const { phone } = useFormat();
  const api = useApi();
  const may = useMay();
  const [whole, setWhole] = useState<string>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  if (whole !== undefined) return <span>{phone(whole)}</span>;
  if (!isMasked(text) || !may('numbers.unmask')) return <span>{phone(text)}</span>;
  const show = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { body } = await api.call('numbers.unmask', { params: { kind, record } });
      setWhole(wholeIn(text, body.numbers));
    } catch (error) {
      const failed = asProblem(error);
      // Whoever gave no reason has changed their mind.
      if (failed.kind !== 'reason-needed') setProblem(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <span>{phone(text)}</span>{' '}
      <Button variant="inline-link" loading={busy} onClick={() => void show()}>
        {lookUp.showNumber}
      </Button>
      <ProblemAlert problem={problem} />
    </>
  );
}

/** Two numbers of one record may be masked alike: then both are shown. */
function wholeIn(
  text: string,
  numbers: readonly { readonly masked: string; readonly number: string }[],
): string {
  const alike = numbers.filter(({ masked }) => masked === text);
  if (alike.length > 0) return alike.map(({ number }) => number).join(' / ');
  return numbers.reduce((shown, { masked, number }) => shown.replaceAll(masked, number), text);
}
