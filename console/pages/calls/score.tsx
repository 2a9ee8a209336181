// A number's score: how high, what was done for it, and what made it.
import Box from '@cloudscape-design/components/box';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import type { CallView, Verdict } from '../../../functions/admin/contract.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import type { Words } from '../../words/words.ts';
import { oneIn } from '../../words/rarity.ts';

type Scored = NonNullable<CallView['scored']>;

interface ScoreProps {
  readonly scored: Scored;
  /** What the caller got. */
  readonly verdict: Verdict | undefined;
}

export function Score({ scored, verdict }: ScoreProps): ReactNode {
  const words = useWords();
  const { calls } = words;
  const format = useFormat();
  const [look, effect] = effectOf(scored, verdict, words);
  return (
    <div className="decision">
      <Box variant="strong">{calls.scoreIs(format.number(Math.round(scored.score * 100)))}</Box>{' '}
      <Box variant="span" color="text-body-secondary">
        {rarityWords(scored.score, words, format.number)}
      </Box>
      <div>
        <StatusIndicator type={look}>{effect}</StatusIndicator>
      </div>
      <ul>
        {scored.reasons.map(({ code, texts }) => (
          <li key={code}>{texts[format.language]}</li>
        ))}
      </ul>
    </div>
  );
}

function rarityWords(score: number, { calls }: Words, number: (value: number) => string): string {
  // Nothing is known of how rare a whole 1 is.
  const numbers = oneIn(Math.min(score, 0.999)) ?? 1;
  return numbers < 2 ? calls.scoreNone : calls.scoreMeans(number(numbers));
}

function effectOf(
  { treatment, acted, verdict }: Scored,
  got: Verdict | undefined,
  { calls }: Words,
): readonly [StatusIndicatorProps.Type, string] {
  const what = calls.treatments[treatment];
  if (treatment === 'none') return ['info', calls.scoreNothing];
  if (acted) return ['warning', calls.scoreActed(what)];
  const differs = verdict !== got || (treatment === 'harder' && verdict === 'challenge');
  return ['info', differs ? calls.scoreWatched(what) : calls.scoreNoEffect(what)];
}
