// Calls that are going on: who, since when, and what they are doing.
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import type { AnswerOf, CallView } from '../../../functions/admin/contract.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import type { Words } from '../../words/words.ts';

interface LiveCallsProps {
  readonly live: AnswerOf<'overview.live'> | undefined;
}

const MOST_SHOWN = 8;

export function LiveCalls({ live }: LiveCallsProps): ReactNode {
  const { overview } = useWords();
  const { items = [], now = '' } = live ?? {};
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" counter={live && `(${String(items.length)})`}>
          {overview.liveTitle}
        </Header>
      }
    >
      <div aria-live="polite">
        {live !== undefined && items.length === 0 && (
          <Box color="text-body-secondary">{overview.liveNone}</Box>
        )}
        <ul className="live">
          {items.slice(0, MOST_SHOWN).map((call) => (
            <Live key={call.callSid} call={call} now={now} />
          ))}
        </ul>
      </div>
    </Container>
  );
}

function Live({ call, now }: { readonly call: CallView; readonly now: string }): ReactNode {
  const words = useWords();
  const format = useFormat();
  const { callSid, caller = words.common.withheld, startedAt = now } = call;
  const seconds = Math.max(0, (Date.parse(now) - Date.parse(startedAt)) / 1_000);
  return (
    <li>
      <span className="live-dot" aria-hidden="true" />
      <div>
        <Link href={hrefOf(PAGE_PATHS.call, { callSid })}>{format.phone(caller)}</Link>
        <Box color="text-body-secondary" fontSize="body-s">
          {doingNow(call, words)} · {format.length(seconds)}
        </Box>
      </div>
    </li>
  );
}

/** By what was decided last; callbacks that only report say nothing of it. */
function doingNow({ timeline }: CallView, { calls }: Words): string {
  const doing: Readonly<Record<string, string>> = calls.doing;
  const last = timeline.findLast(({ then }) => then !== 'noted');
  return doing[last?.then ?? 'noted'] ?? calls.doing.noted;
}
