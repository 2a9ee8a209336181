// When an answer is due, in words and not by colour alone.
import { DAY_MS, MINUTE_MS } from '../../../core/basics/durations.ts';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import type { CaseView } from '../../../functions/admin/contract.ts';
import { useWords } from '../../words/index.ts';

const OPEN = ['received', 'investigating'] as const satisfies CaseView['status'][];
const isOpen = ({ status }: Pick<CaseView, 'status'>): boolean => OPEN.some((open) => open === status);

const SOON_DAYS = 3;

const dayOf = (at: Date): number => Math.floor((at.getTime() - at.getTimezoneOffset() * MINUTE_MS) / DAY_MS);

/** Days of the calendar until then; negative once they are past. */
const daysUntil = (instant: string, now: Date): number => dayOf(new Date(instant)) - dayOf(now);

interface DueProps {
  readonly found: Pick<CaseView, 'status' | 'dueAt'>;
  readonly now: Date;
}

export function Due({ found, now }: DueProps): ReactNode {
  const { cases } = useWords();
  if (!isOpen(found)) return <StatusIndicator>{cases.answered}</StatusIndicator>;
  return <DueIn dueAt={found.dueAt} now={now} />;
}

/** Of what waits for an answer. */
export function DueIn({ dueAt, now }: { readonly dueAt: string; readonly now: Date }): ReactNode {
  const { cases } = useWords();
  const days = daysUntil(dueAt, now);
  if (Date.parse(dueAt) <= now.getTime()) {
    return <StatusIndicator type="error">{cases.overdue(-days)}</StatusIndicator>;
  }
  return (
    <StatusIndicator type={days <= SOON_DAYS ? 'warning' : 'pending'}>{cases.dueIn(days)}</StatusIndicator>
  );
}
