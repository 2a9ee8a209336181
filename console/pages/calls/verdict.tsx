// A verdict with its colour, the same one as in the charts.
import type { ReactNode } from 'react';
import type { TalliedVerdict } from '../../../functions/admin/contract.ts';
import { useWords } from '../../words/index.ts';

export function Verdict({
  verdict = 'unscreened',
}: {
  readonly verdict: TalliedVerdict | undefined;
}): ReactNode {
  const { calls } = useWords();
  return (
    <span className="verdict">
      <i className={`verdict-${verdict}`} aria-hidden="true" />
      {calls.verdicts[verdict]}
    </span>
  );
}
