// The wording score of a message, and the words that raised it.
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { CallView } from '../../../functions/admin/contract.ts';
import { useWords } from '../../words/index.ts';

type Note = NonNullable<CallView['content']>;

export function SoundOfWords({ note: { score, words } }: { readonly note: Note }): ReactNode {
  const { voicemail } = useWords();
  return (
    <div>
      <Box>{voicemail.sounds(Math.round(score * 100))}</Box>
      {words.length > 0 && (
        <SpaceBetween direction="horizontal" size="xxs">
          {words.map((word) => (
            <Badge key={word}>{word}</Badge>
          ))}
        </SpaceBetween>
      )}
    </div>
  );
}
