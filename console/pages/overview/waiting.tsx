// What needs attention: new messages, open cases with the next due date, and proposed settings.
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState, type ReactNode } from 'react';
import { useMay } from '../../api/api-context.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useEvery } from '../../api/use-every.ts';
import { usePages, type Paged } from '../../api/use-pages.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

const EVERY = { everySeconds: 30 };
/** As many as the API gives at once; with more there is a plus. */
const MOST = 500;

export function Waiting(): ReactNode {
  const { overview } = useWords();
  const may = useMay();
  return (
    <SpaceBetween size="xs">
      <Box variant="awsui-key-label">{overview.waiting}</Box>
      <Messages />
      <Cases />
      <Proposals />
      {may('rights.page') && <PrivacyRequests />}
    </SpaceBetween>
  );
}

function Messages(): ReactNode {
  const { overview } = useWords();
  const messages = usePages('voicemails.page', { status: 'new', limit: MOST }, EVERY);
  const count = useCount(messages);
  if (count === undefined) return null;
  if (count === '0') return <StatusIndicator>{overview.noVoicemail}</StatusIndicator>;
  return (
    <Link href={hrefOf(PAGE_PATHS.voicemail)}>
      {count === '1' ? overview.oneVoicemail : overview.voicemails(count)}
    </Link>
  );
}

function Proposals(): ReactNode {
  const { overview } = useWords();
  const { body } = useAnswer('settings.proposals', {}, EVERY);
  const count = body?.items.length ?? 0;
  if (count === 0) return null;
  return <Link href={hrefOf(PAGE_PATHS.settings)}>{overview.proposals(count)}</Link>;
}

/** Of those that wait for a decision; the one that is due first comes first. */
function PrivacyRequests(): ReactNode {
  const { overview, rights } = useWords();
  const format = useFormat();
  const now = useNow();
  const open = usePages('rights.page', { status: 'open', limit: MOST }, EVERY);
  const count = useCount(open);
  if (count === undefined || count === '0') return null;
  const overdue = open.items.filter(({ dueAt }) => Date.parse(dueAt) < now).length;
  return (
    <div>
      <Link href={hrefOf(PAGE_PATHS.rights)}>
        {count === '1' ? rights.oneWaiting : rights.waiting(count)}
      </Link>
      {overdue > 0 && (
        <Box fontSize="body-s">
          <StatusIndicator type="error">{overview.overdue(format.number(overdue))}</StatusIndicator>
        </Box>
      )}
    </div>
  );
}

function Cases(): ReactNode {
  const { overview } = useWords();
  const format = useFormat();
  const now = useNow();
  const received = usePages('cases.page', { status: 'received', limit: MOST }, EVERY);
  const investigating = usePages('cases.page', { status: 'investigating', limit: MOST }, EVERY);
  if (received.loading || investigating.loading) return null;
  const due = [...received.items, ...investigating.items].map(({ dueAt }) => dueAt).toSorted();
  if (due.length === 0) return <StatusIndicator>{overview.noCases}</StatusIndicator>;
  const more = received.more === undefined && investigating.more === undefined ? '' : '+';
  const count = `${format.number(due.length)}${more}`;
  const overdue = due.filter((at) => Date.parse(at) < now).length;
  const next = due.find((at) => Date.parse(at) >= now);
  return (
    <div>
      <Link href={hrefOf('/cases')}>{count === '1' ? overview.oneCase : overview.cases(count)}</Link>
      <Box fontSize="body-s" color="text-body-secondary">
        {overdue > 0 && (
          <StatusIndicator type="warning">{overview.overdue(format.number(overdue))}</StatusIndicator>
        )}
        {next !== undefined && <div>{overview.nextDue(format.date(next))}</div>}
      </Box>
    </div>
  );
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEvery(60, () => {
    setNow(Date.now());
  });
  return now;
}

function useCount({ items, more, loading }: Paged<unknown>): string | undefined {
  const format = useFormat();
  return loading ? undefined : `${format.number(items.length)}${more === undefined ? '' : '+'}`;
}
