// How the challenges ended, as bars that are read as well as seen; and what came of appeals.
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { ChallengeEnd, StatsView } from '../../../functions/admin/contract.ts';
import { useCalendar } from '../../words/calendar.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

const ENDS = ['passed', 'person', 'failed', 'silent', 'gave-up', 'open'] as const satisfies ChallengeEnd[];

export function Challenge({ stats }: { readonly stats: StatsView | undefined }): ReactNode {
  const { overview } = useWords();
  const format = useFormat();
  const asked = stats === undefined ? 0 : ENDS.reduce((sum, end) => sum + stats.challenge[end], 0);
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" description={asked > 0 && overview.challengeDescription(format.number(asked))}>
          {overview.challengeTitle}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {stats !== undefined && asked === 0 && (
          <Box color="text-body-secondary">{overview.challengeNone}</Box>
        )}
        {stats !== undefined && asked > 0 && <Ends ends={stats.challenge} asked={asked} />}
        {stats !== undefined && stats.appeals.received > 0 && (
          <Box color="text-body-secondary" fontSize="body-s">
            {overview.appeals(format.number(stats.appeals.received), format.number(stats.appeals.accepted))}
          </Box>
        )}
      </SpaceBetween>
    </Container>
  );
}

interface EndsProps {
  readonly ends: StatsView['challenge'];
  readonly asked: number;
}

function Ends({ ends, asked }: EndsProps): ReactNode {
  const { overview } = useWords();
  const format = useFormat();
  const { share } = useCalendar();
  return (
    <ul className="bars">
      {ENDS.filter((end) => end !== 'open' || ends.open > 0).map((end) => (
        <li key={end}>
          <span className="bar-label">{overview.challengeEnds[end]}</span>
          <span className="bar-count">
            {format.number(ends[end])} <small>{share(ends[end] / asked)}</small>
          </span>
          <span className="bar-track" aria-hidden="true">
            <span
              className={`bar end-${end}`}
              style={{ inlineSize: `${String((ends[end] / asked) * 100)}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
