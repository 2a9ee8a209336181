// A correction beside a record: what is right, who accepted it, and when.
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import type { CallView } from '../../functions/admin/contract.ts';
import { useFormat } from '../words/format.ts';
import { useWords } from '../words/index.ts';

export function CorrectionNote({ correction }: { readonly correction: CallView['correction'] }): ReactNode {
  const { rights } = useWords();
  const format = useFormat();
  if (correction === undefined) return null;
  const { text, by, at } = correction;
  return <StatusIndicator type="info">{rights.corrected(text, by, format.dateTime(at))}</StatusIndicator>;
}
