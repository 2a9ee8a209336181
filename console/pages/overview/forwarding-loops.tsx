// Warns that a staff phone forwards its calls to the hotline, with what to do about it.
import { DAY_MS } from '../../../core/basics/durations.ts';
import Alert from '@cloudscape-design/components/alert';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { StatsView } from '../../../functions/admin/contract.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

/** A phone whose calls have not come back for a day has probably stopped forwarding them. */
const WARN_FOR_MS = DAY_MS;

export function ForwardingLoops({ stats }: { readonly stats: StatsView | undefined }): ReactNode {
  if (stats === undefined) return null;
  const recent = stats.forwardingLoops.filter(
    ({ last }) => Date.parse(stats.to) - Date.parse(last) < WARN_FOR_MS,
  );
  if (recent.length === 0) return null;
  return (
    <SpaceBetween size="xs">
      {recent.map((loop) => (
        <ForwardingLoop key={loop.number} loop={loop} />
      ))}
    </SpaceBetween>
  );
}

interface ForwardingLoopProps {
  readonly loop: StatsView['forwardingLoops'][number];
}

function ForwardingLoop({ loop: { member, calls, first, last } }: ForwardingLoopProps): ReactNode {
  const { overview } = useWords();
  const format = useFormat();
  const [from, to] = [format.dateTime(first), format.dateTime(last)];
  const when = from === to ? overview.loopAt(to) : overview.loopBetween(from, to);
  const figures = [calls, format.number(calls), when] as const;
  return (
    <Alert type="warning" header={member === undefined ? overview.loopTitleOwn : overview.loopTitle(member)}>
      {member === undefined ? overview.loopOwn(...figures) : overview.loopMember(member, ...figures)}{' '}
      <Link href={hrefOf(PAGE_PATHS.calls, {}, { verdict: 'forwarding-loop' })}>{overview.loopCalls}</Link>
    </Alert>
  );
}
